PUBLIC = {
    "home:landing": "shows the loop to those who are not signed in",
    "health:live": "a supervisor asks it",
    "health:ready": "a supervisor asks it",
}
AILING = {"health:ready": "no process lives in a test, and that is what it says"}
