#!/bin/sh
# Compiles the pins from pyproject.toml: every version, with its hashes, for every platform, without index addresses.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate "$@"
}

compile pyproject.toml -o requirements/run.txt
compile pyproject.toml --extra test --extra check -c requirements/run.txt -o requirements/develop.txt
echo uv | compile - -c requirements/develop.txt -o requirements/uv.txt
echo mitmproxy | compile - -o requirements/proxy.txt
echo pymap | compile - -o requirements/mail.txt
echo nostr-relay | compile - -o requirements/relay.txt
