"""Loaded by mitmproxy, in its own Python: once the server has answered, the answer that was ordered lost is lost."""

from pathlib import Path
from typing import Any

from mitmproxy import ctx, http


class LoseAnswers:
    def load(self, loader: Any) -> None:
        loader.add_option("orders", str, "", "a file with the method whose next answer is to be lost")
        loader.add_option("lost", str, "", "a file that tells what was lost")

    def response(self, flow: http.HTTPFlow) -> None:
        orders = Path(ctx.options.orders)
        wanted = orders.read_text() if orders.exists() else ""
        if wanted and flow.request.path.partition("?")[0].endswith(wanted):
            orders.unlink()
            with Path(ctx.options.lost).open("a") as log:
                log.write(f"{flow.response.status_code} {wanted}\n")
            flow.kill()


addons = [LoseAnswers()]
