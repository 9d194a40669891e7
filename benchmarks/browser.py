"""A browser without a screen: one kept-alive connection, cookies, forms; it counts bytes as they came over the wire."""

import gzip
import http.client
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.counting import CPU_SECONDS, QUERIES


@dataclass(frozen=True)
class Answer:
    """One answer. `size` is bytes as sent (compressed); `seconds` from the first byte out to the last one in."""

    path: str
    status: int
    seconds: float
    size: int
    text: str
    headers: dict[str, str]

    @property
    def queries(self) -> int:
        return int(self.headers.get(QUERIES.lower(), -1))

    @property
    def cpu_seconds(self) -> float:
        return float(self.headers.get(CPU_SECONDS.lower(), "nan"))

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Browser:
    """Somebody at a browser."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._origin = f"http://{host}:{port}"
        self._connection = http.client.HTTPConnection(host, port, timeout=30)
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Fetch one page; a redirect is an answer."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form with the token that the cookie asks for."""
        filled = {"csrfmiddlewaretoken": self._cookies.get("csrftoken", ""), **fields}
        return self._ask("POST", path, urlencode(filled).encode())

    def upload(self, path: str, file: Path, **fields: str) -> Answer:
        """Send a file by a form, as the field `file`."""
        filled = {"csrfmiddlewaretoken": self._cookies.get("csrftoken", ""), **fields}
        mark = "----a-mark-that-no-video-holds"
        words = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in filled.items()
        )
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'
        body = (words + head).encode() + file.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form, as a person does."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", login=email, password=password)
        assert answer.status == 302, f"signing in was answered with {answer.status}: {answer.text[:500]}"
        assert "sessionid" in self._cookies, "signing in gave no session"

    def close(self) -> None:
        self._connection.close()

    def _ask(
        self, method: str, path: str, body: bytes | None, kind: str = "application/x-www-form-urlencoded"
    ) -> Answer:
        headers = {
            "Accept": "text/html",
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        if body is not None:
            headers |= {"Content-Type": kind, "Origin": self._origin,
                        "Referer": self._origin + path}  # fmt: skip
        begun = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - begun
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self._cookies |= {key: cookie.value for key, cookie in SimpleCookie(value).items()}
        known = {name.lower(): value for name, value in response.getheaders()}
        plain = gzip.decompress(content) if known.get("content-encoding") == "gzip" else content
        return Answer(path, response.status, seconds, len(content), plain.decode("utf-8", "replace"), known)
