"""Pictures and videos decoded and written anew: in a child process only, with a limit on its time and memory."""
