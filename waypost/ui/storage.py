"""Static files with the hash of their content in their name, compressed, served with far-future caching."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Rewrites url() and @import in CSS and import in ES modules. Before files were collected (a fresh
    checkout, a test) plain names are handed out; once collected, an unknown name is an error."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        if self.hashed_files:
            return super().stored_name(name)  # type: ignore[no-any-return]
        else:
            return name
