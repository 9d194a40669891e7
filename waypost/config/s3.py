"""A bucket as a folder: what goes wrong with it is an OSError, as with any disk. Loaded only where one is set."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

_CONNECT_SECONDS, _READ_SECONDS, _TRIES = 5, 30, 2


class Bucket(S3Storage):  # type: ignore[misc]  # it has no types of its own
    """The files of one bucket, each opened whole: pictures are small, and no connection is held while one is looked at."""

    def get_default_settings(self) -> dict[str, Any]:
        # Servers other than Amazon's may not know the checksums that newer clients add to each call.
        patience = Config(
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"total_max_attempts": _TRIES, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        settings: dict[str, Any] = super().get_default_settings()
        return {**settings, "client_config": patience}

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        with _as_on_a_disk(), super()._open(name, mode) as file:
            return File(BytesIO(file.read()), name)

    def _save(self, name: str, content: "File[bytes]") -> str:
        return str(self._of_the_bucket(super()._save, name, content))

    def stretch(self, name: str, start: int, length: int) -> bytes:
        """So many bytes of a file from `start` on: what is large is never read whole."""
        asked = f"bytes={start}-{start + length - 1}"
        key = self._normalize_name(name)
        with _as_on_a_disk():
            content: bytes = self.bucket.Object(key).get(Range=asked)["Body"].read()
        return content

    def exists(self, name: str) -> bool:
        return bool(self._of_the_bucket(super().exists, name))

    def size(self, name: str) -> int:
        return int(self._of_the_bucket(super().size, name))

    def delete(self, name: str) -> None:
        self._of_the_bucket(super().delete, name)

    @staticmethod
    def _of_the_bucket(ask: Callable[..., Any], *given: Any) -> Any:
        with _as_on_a_disk():
            return ask(*given)


@contextmanager
def _as_on_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(f"The bucket does not answer as it should: {error}") from error
