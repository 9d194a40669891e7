"""Every setting of an installation: typed, prefixed WAYPOST_, from the environment or a file, refused when wrong.

The optional file is `waypost.env` in the home folder (or WAYPOST_SETTINGS_FILE), a line `WAYPOST_PORT=9000` each.
A secret may come from a file: WAYPOST_MAIL_URL_FILE=/run/secrets/mail is read as WAYPOST_MAIL_URL.
"""

import os
import re
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Vault, key_file

PREFIX = "WAYPOST_"
BUCKETS = {"s3": "https", "s3+http": "http"}
"""How an address of a bucket begins, and what is spoken there."""
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that are this machine itself."""


class Environment(BaseSettings):
    """The settings; each field is the variable WAYPOST_<FIELD>, and its description is its documentation.

    A field that may hold a password or a key says `repr=False`: it is shown nowhere, and no error quotes it.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    home: Path = Field(
        Path("var"), description="The one folder in which everything lives: database, media, keys."
    )
    host: str = Field(
        "127.0.0.1", description="The address to listen on; 0.0.0.0 for every network interface."
    )
    port: int = Field(8000, ge=1, le=65535, description="The port of the web pages.")
    public_url: str = Field("", description="The address people type, with https; default: host and port.")
    link_url: str = Field(
        "",
        description="A short address of our own for tracked links, such as https://tern.link; default: /l/ under the address.",
    )
    behind_proxy: bool = Field(False, description="Trust X-Forwarded-Proto and -Host of the proxy in front.")
    database_url: str = Field(
        "",
        repr=False,
        description="postgresql://user:password@host/name; default: SQLite in the home.",
    )
    media_url: str = Field(
        "",
        repr=False,
        description="s3://key:secret@host/bucket for pictures in a bucket; default: the home's folder media.",
    )
    secret_keys: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        repr=False,
        description="Keys that encrypt tokens, newest first, by commas; default: the home's file.",
    )
    mail_url: str = Field(
        "",
        repr=False,
        description="smtp://user:password@host:587; empty: mail is printed to the terminal.",
    )
    mail_from: str = Field("Waypost <waypost@localhost>", description="The sender of mail.")
    allow_hosts: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="host:port, by commas, which may be fetched though they are not public.",
    )
    bluesky_video: str = Field(
        "https://video.bsky.app",
        description="Who prepares videos for Bluesky; off: they are left at the account's own server as they are.",
    )
    sandbox_port: int = Field(
        0, ge=0, le=65535, description="The sandbox network's port; default: the web port + 1."
    )
    sandbox_url: str = Field(
        "", description="A sandbox server elsewhere; default: one is started with `waypost up`."
    )
    senders: int = Field(
        64, ge=1, le=256, description="How many posts one publisher process sends at the same time."
    )
    lease_seconds: float = Field(
        30.0,
        ge=2,
        le=600,
        description="For how long a publisher that fell silent keeps what it took on: a channel, a turn to prepare or look.",
    )
    heartbeat_seconds: float = Field(
        5.0,
        ge=0.5,
        le=60,
        description="How often a process gives a sign of life; after four that did not come it counts as gone.",
    )
    web_threads: int = Field(
        4, ge=1, le=64, description="How many requests one web process answers at a time."
    )
    demo: bool = Field(True, description="Make a simulated brand to look at while there is no brand yet.")
    gallery: bool = Field(False, description="Show the gallery of interface components at /gallery/.")
    debug: bool = Field(
        False, description="Show tracebacks in the browser. Never on an address that others reach."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="From which gravity on the log says what Waypost does."
    )
    process: str = Field("", description="Set by Waypost itself: which process of the tree this is.")

    @field_validator("secret_keys", "allow_hosts", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        return (
            [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
        )

    @field_validator("allow_hosts")
    @classmethod
    def _host_and_port(cls, value: list[str]) -> list[str]:
        for entry in value:
            if not re.fullmatch(r"[^\s/]+:\d{1,5}", entry):
                raise ValueError(f"“{entry}” should be host:port, such as 192.168.1.5:11434")
        return value

    @field_validator("public_url", "sandbox_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError(f"“{value}” should be an address such as https://waypost.example.org")
        return value.rstrip("/")

    @field_validator("bluesky_video")
    @classmethod
    def _video_service(cls, value: str) -> str:
        return "" if value == "off" else cls._web_address(value)

    @field_validator("link_url")
    @classmethod
    def _short_address(cls, value: str, known: ValidationInfo) -> str:
        parts = urlsplit(value)
        is_bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname or not is_bare):
            raise ValueError(f"“{value}” should be an address alone, such as https://tern.link")
        pages = {urlsplit(known.data.get("public_url", "")).hostname, known.data.get("host")}
        if value and parts.hostname in pages:
            raise ValueError(
                "the pages themselves are there; give tracked links a host of their own, or leave it empty"
            )
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("should start with postgresql://; leave it empty for SQLite in the home folder")
        if value:
            psycopg = import_module("psycopg")  # 5 MB that an installation on SQLite does without
            try:
                psycopg.conninfo.conninfo_to_dict(value)
            except psycopg.ProgrammingError:
                # Without its words: they quote the address, and in it the password.
                raise ValueError(
                    "should look like postgresql://user:password@host:5432/name, with signs such as @ or % in a "
                    "password written as %40 or %25"
                ) from None
        return value

    @field_validator("media_url")
    @classmethod
    def _bucket(cls, value: str) -> str:
        parts = urlsplit(value)
        is_whole = parts.scheme in BUCKETS and parts.hostname and parts.path.strip("/")
        if value and not (is_whole and bool(parts.username) == bool(parts.password)):
            raise ValueError(
                "should look like s3://key:secret@s3.example.org/bucket (s3+http:// where it has no TLS); "
                "leave it empty for the home folder"
            )
        return value

    @field_validator("mail_url")
    @classmethod
    def _mail_server(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"smtp", "smtps"} or not urlsplit(value).hostname):
            raise ValueError(
                "should look like smtp://user:password@mail.example.org:587 (smtps:// for port 465)"
            )
        return value

    @property
    def address(self) -> str:
        """Where people find the pages."""
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 (only compared)
        return self.public_url or f"http://{shown}:{self.port}"

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the address."""
        return urlsplit(self.address).hostname in LOCAL

    @property
    def link_prefix(self) -> str:
        """What stands before the code of a tracked link."""
        return f"{self.link_url}/" if self.link_url else f"{self.address}/l/"

    @property
    def links_reach_out(self) -> bool:
        """Whether people elsewhere can follow a tracked link: it has an address that was given for that."""
        return bool(self.link_url) or (bool(self.public_url) and not self.is_local)

    @property
    def bucket(self) -> str:
        """Where pictures lie when they do not lie in the home, without the key that opens it."""
        parts = urlsplit(self.media_url)
        return f"{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}"

    @property
    def files_reach_out(self) -> bool:
        """Whether a network elsewhere can fetch a file of ours: from a bucket, or from an address given for that."""
        bucket = urlsplit(self.media_url)
        if bucket.hostname:
            return bucket.hostname not in LOCAL
        return self.public_url.startswith("https://") and not self.is_local

    @property
    def sandbox_address(self) -> str:
        """Where the sandbox network answers."""
        return self.sandbox_url or f"http://127.0.0.1:{self.sandbox_port or self.port + 1}"

    @property
    def encryption_keys(self) -> list[str]:
        """The keys that encrypt tokens, newest first."""
        return self.secret_keys or key_file(self.home / "keys" / "tokens")

    @property
    def vault(self) -> Vault:
        """Encrypts and decrypts what is secret at rest."""
        return Vault(self.encryption_keys)


def load() -> Environment:
    """The settings of this process; a Refusal that names the variable and its fix when one is wrong."""
    home = Path(os.environ.get("WAYPOST_HOME") or "var").absolute()
    written = Path(os.environ.get("WAYPOST_SETTINGS_FILE") or home / "waypost.env")
    if "WAYPOST_SETTINGS_FILE" in os.environ and not written.is_file():
        raise Refusal(
            f"WAYPOST_SETTINGS_FILE names {written}, which is not there. Correct the path or unset it."
        )
    values = {**(dotenv_values(written) if written.is_file() else {}), **os.environ}
    given = {key: value for key, value in values.items() if key.startswith(PREFIX) and value is not None}
    known = {PREFIX + name.upper() for name in Environment.model_fields}
    _read_secret_files(given, known)
    _refuse_unknown(given, known)
    try:
        # An empty variable means the default, as in compose files.
        chosen: dict[str, Any] = {
            key.removeprefix(PREFIX).lower(): value for key, value in given.items() if value != ""
        }
        chosen["home"] = Path(chosen.get("home", home)).absolute()
        environment = Environment(**chosen)
    except ValidationError as error:
        raise Refusal(" ".join(_sentence(problem) for problem in error.errors())) from error
    return environment


def _read_secret_files(given: dict[str, str], known: set[str]) -> None:
    for key in [key for key in given if key.endswith("_FILE") and key.removesuffix("_FILE") in known]:
        path = Path(given.pop(key))
        try:
            given[key.removesuffix("_FILE")] = path.read_text().strip()
        except OSError as error:
            raise Refusal(f"{key} names {path}, which cannot be read ({error.strerror}).") from error


def _refuse_unknown(given: dict[str, str], known: set[str]) -> None:
    # The sandbox's own server reads its two itself; under `waypost up` they pass through us.
    special = {"WAYPOST_SETTINGS_FILE", "WAYPOST_SANDBOX_SECRET", "WAYPOST_SANDBOX_FAULTS"}
    for key in given.keys() - known - special:
        near = min(known, key=lambda name: _distance(name, key))
        raise Refusal(
            f"{key} is not a setting of Waypost. Did you mean {near}? docs/settings.md lists them all."
        )


def _distance(one: str, other: str) -> int:
    return len(set(one) ^ set(other)) + abs(len(one) - len(other))


def _sentence(problem: Any) -> str:
    name = PREFIX + "_".join(str(part) for part in problem["loc"][:1]).upper()
    said = problem["msg"].removeprefix("Value error, ")
    return f"{name} is wrong: {said}. Correct it in the environment or in waypost.env."
