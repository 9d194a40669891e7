"""One file that holds an installation: the database, the media, the keys, and what each of them must be."""

from waypost.interfaces.commands.archive.reading import unpack
from waypost.interfaces.commands.archive.writing import folder, write

__all__ = ["folder", "unpack", "write"]
