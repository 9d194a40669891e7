"""The whole loop: one turn of it in this process, and simulated years against what could have been."""
