"""Stands for the simulation: says what it was told, or goes wrong as the seed asks for."""

import json
import os
import sys
import time

words = sys.argv[1:]
seed = int(words[words.index("--seed") + 1])
sys.stderr.write("week 1 of 2\n")
if seed == 2:
    sys.stderr.write("This is no audience.\n")
    sys.exit(2)
if seed == 3:
    sys.exit(1)
if seed == 4:
    time.sleep(60)
quarters = [{"n": 1, "outcome": 12.345, "posts": 20, "proposals": 1}]
home = [name for name in os.environ if name.startswith("WAYPOST_")]
sys.stdout.write(
    json.dumps({"quarters": quarters, "seed": seed, "policy": words[-1], "settings": home}) + "\n"
)
