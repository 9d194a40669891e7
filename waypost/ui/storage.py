"""Static files with the hash of their content in their name, compressed, served with far-future caching."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "ui/css/ui.css"
NOT_OURS = "django_htmx/ext/"  # htmx's extensions, which we do not use, import a bundler's names
IMPORT = re.compile(r'@import url\("(?P<file>[\w-]+\.css)"\) layer\((?P<layer>\w+)\)(?P<media> [^;]+)?;\n?')

Paths = dict[str, tuple[Storage, str]]


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Rewrites url() and @import in CSS and import in ES modules. Before files were collected (a fresh
    checkout, a test) plain names are handed out; once collected, an unknown name is an error."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        if self.hashed_files:
            return super().stored_name(name)  # type: ignore[no-any-return]
        else:
            return name

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Hash and compress; the design system's style sheets become one file, so that a page asks once."""
        if SHEET in paths and not dry_run:
            joined = joined_sheet(paths)
            self.delete(SHEET)
            self._save(SHEET, ContentFile(joined.encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        ours = {name: source for name, source in paths.items() if not name.startswith(NOT_OURS)}
        yield from super().post_process(ours, dry_run, **options)


def joined_sheet(paths: Paths) -> str:
    """The main style sheet with every import replaced by what it imports, in its layer."""
    folder = PurePosixPath(SHEET).parent

    def inline(found: re.Match[str]) -> str:
        text = _read(paths, str(folder / found["file"]))
        if found["media"]:
            text = f"@media{found['media']} {{\n{text}}}\n"
        return f"@layer {found['layer']} {{\n{text}}}\n"

    return IMPORT.sub(inline, _read(paths, SHEET))


def _read(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        text: bytes = file.read()
    return text.decode()
