"""Tells people who follow a link from programs that only look behind it. Nothing about either is kept."""

import re

# Link previews of networks and messengers, search engines, monitors and libraries; the words that nearly all carry
# come first (a Cubot is a telephone). From their own pages and from https://github.com/monperrus/crawler-user-agents (2026-11).
_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawl|spider|preview|fetch|scan|monitor|headless|lighthouse|validator|unfurl|embed"
    r"|facebookexternalhit|facebookcatalog|meta-external|whatsapp|telegram|slack|discord|skype|viber|iframely"
    r"|cardyb|mastodon|pleroma|akkoma|misskey|friendica|lemmy|pixelfed|synapse|waypost|activitypub|http\.rb"
    r"|curl|wget|python|aiohttp|httpx|go-http-client|okhttp|java/|libwww|perl|ruby|php|node-fetch|axios|undici|guzzle"
    r"|google-|googleother|mediapartners|apis-google|bingpreview|yandex|baidu|duckduck|ahrefs|semrush|archive\.org",
    re.IGNORECASE,
)
_BROWSER = re.compile(r"^(mozilla|opera)/", re.IGNORECASE)
_AHEAD = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


def is_program(user_agent: str, purpose: str = "") -> bool:
    """Say whether a visit is no person's: the agent is a known program or no browser, or a browser loads ahead.

    `purpose` is what the headers Purpose, Sec-Purpose and X-Moz say. An agent that lies passes for a person.
    """
    if _AHEAD.search(purpose):
        return True
    return not _BROWSER.match(user_agent) or _PROGRAM.search(user_agent) is not None
