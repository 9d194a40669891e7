"""The hash that an approval is bound to."""

import hashlib
import json
from collections.abc import Mapping

from waypost.loop.content.domain.snapshot import CENTRE, MediaPart, Snapshot

SCHEMA = 1


def content_hash(snapshot: Snapshot) -> str:
    """Give 64 hexadecimal digits that change whenever anything that would go out changes.

    Covered: text, format, options, link targets, and for each picture in its order the fingerprint of its
    bytes, its type, its alternative text and its focal point. Not covered: where a file lies, when the post goes out, and why.
    Tracked links are made from the link targets alone, so approving a snapshot approves their rendering too.
    Raises ValueError for an option that JSON cannot hold exactly (not a number, infinity).
    """
    covered = {
        "schema": SCHEMA,
        "text": snapshot.text,
        "format": snapshot.format,
        "options": dict(snapshot.options),
        "links": list(snapshot.links),
        "media": [_covered(part) for part in snapshot.media],
    }
    canonical = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _covered(part: MediaPart) -> dict[str, object]:
    """What is covered of a picture; a focal point in the middle is left out, as it was when none could be chosen.

    Of a video also the moment whose picture stands for it, and its captions.
    """
    covered: dict[str, object] = {"sha256": part.sha256, "type": part.content_type, "alt": part.alt}
    if part.focus != (CENTRE, CENTRE):
        covered["focus"] = list(part.focus)
    if part.poster:
        covered["poster"] = part.poster
    if part.captions:
        covered["captions"] = [list(each) for each in part.captions]
    return covered


def bundle_hash(hashes: Mapping[int, str]) -> str:
    """Give one hash for the contents of all variants of a post, by channel: what a reviewer saw as a whole."""
    canonical = json.dumps(sorted(hashes.items()), separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
