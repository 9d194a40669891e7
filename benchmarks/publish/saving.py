"""Somebody who saves a draft again and again, as a browser does, and how long each save takes."""

import re
import threading
from itertools import cycle

from benchmarks import EMAIL, PASSWORD, SLUG
from benchmarks.browser import Browser

VERSION = re.compile(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"')
PAUSE = 0.02


class Saving:
    """A person in a thread of their own: `with Saving(port, drafts) as saving: …`, then `saving.seconds`."""

    def __init__(self, port: int, drafts: list[int]) -> None:
        self.seconds: list[float] = []
        self._browser = Browser(port)
        self._browser.sign_in(EMAIL, PASSWORD)
        self._versions = {draft: self._version(draft) for draft in drafts}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._save_on)

    def __enter__(self) -> "Saving":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._browser.close()

    def _save_on(self) -> None:
        for draft in cycle(self._versions):
            if self._over.wait(PAUSE):
                break
            answer = self._browser.post(
                f"/{SLUG}/posts/{draft}/text",
                version=str(self._versions[draft]), title="", body=f"Written while the queue drains, {len(self.seconds)}.",
            )  # fmt: skip
            assert answer.status in {200, 302}, (
                f"saving was answered with {answer.status}: {answer.text[:300]}"
            )
            self._versions[draft] += 1
            self.seconds.append(answer.seconds)

    def _version(self, draft: int) -> int:
        found = VERSION.search(self._browser.get(f"/{SLUG}/posts/{draft}").text)
        assert found, "the page of a draft has a form with its version"
        return int(found[1] or found[2])
