"""`python -m waypost.interfaces.commands` is `waypost`: how the process tree starts its children."""

import sys

from waypost.interfaces.commands.main import main

sys.exit(main())
