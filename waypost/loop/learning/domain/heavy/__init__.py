"""What counts with arrays. Imported only by a child process (waypost.interfaces.heavy), by simulation and by tests."""

import os

# Before numpy is loaded: the matrices are small, and many threads would only wait for each other.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
