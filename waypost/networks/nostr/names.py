"""Names with a domain, as in tern@tern.example: whose key a domain says it is (NIP-05)."""

from __future__ import annotations

import httpx

from waypost.toolkit import http

_SECONDS = 10.0
_MAX_BYTES = 262_144


def pubkey_of(name: str, domain: str) -> str:
    """The public key of a name; nothing where the domain knows none, or is not reached."""
    url = f"https://{domain.lower()}/.well-known/nostr.json"
    try:
        asked = httpx.URL(url, params={"name": name.lower()})
        answer = http.fetch("GET", str(asked), deadline_seconds=_SECONDS, max_bytes=_MAX_BYTES)
        found = answer.json()
    except (http.HttpError, httpx.InvalidURL, ValueError):
        return ""
    # Whoever is sent elsewhere by the domain must not follow: another could speak for it.
    if not answer.is_success or answer.url.host != asked.host or not isinstance(found, dict):
        return ""
    names = found.get("names")
    said = names.get(name.lower()) if isinstance(names, dict) else None
    return said if isinstance(said, str) and len(said) == 64 else ""
