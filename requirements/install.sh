#!/bin/sh
# Makes .venv and puts exactly what is pinned into it: `sh requirements/install.sh run|develop [folder]`.
# Does nothing when that is so already. What is missing on the machine is said in one sentence, with its mend.
set -eu

wanted=${1:-run}
venv=${2:-.venv}
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

system_install() { # the command that installs a package here: $1 on Debian, $2 on Fedora, $3 with Homebrew
    if command -v apt-get >/dev/null 2>&1; then echo "sudo apt-get install $1"
    elif command -v dnf >/dev/null 2>&1; then echo "sudo dnf install $2"
    elif command -v brew >/dev/null 2>&1; then echo "brew install $3"
    else echo "see https://www.python.org/downloads/"
    fi
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() { # python3 where it will do, else the newest that does; PYTHON=… chooses another
    for candidate in ${PYTHON:-python3 python3.15 python3.14 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    have=$(${PYTHON:-python3} -c 'import sys; print("this machine has %d.%d" % sys.version_info[:2])' 2>/dev/null || echo "this machine has none")
    say "Waypost needs Python 3.11 or newer and $have: run \`$(system_install 'python3.11 python3.11-venv' python3.12 python@3.13)\` and try again."
    exit 2
}

make_venv() {
    python=$(find_python)
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
        say "Python $version is here but cannot make a virtual environment: run \`$(system_install "python$version-venv" python3-pip "python@$version")\` and try again."
        exit 2
    fi
    say "Making $venv with Python $version …"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

fingerprint() { cat requirements/uv.txt "requirements/$1.txt" pyproject.toml "$venv/pyvenv.cfg" | cksum; }

is_installed() { # the set $1, or one that holds it
    [ -f "$venv/.installed" ] && [ -x "$venv/bin/waypost" ] || return 1
    read -r have sum <"$venv/.installed"
    [ "$have" = "$1" ] || [ "$have" = develop ] || return 1
    [ "$sum" = "$(fingerprint "$have")" ]
}

hand_on_pip_settings() { # uv does not read pip's; every download is held to its hash all the same
    eval "$("$venv/bin/python" - <<'PYTHON'
import os, shlex, subprocess, sys
said = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
names = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "find-links": "UV_FIND_LINKS", "cert": "SSL_CERT_FILE"}
for line in said.splitlines():
    key, _, value = line.partition("=")
    name = names.get(key.rpartition(".")[2])
    if name and name not in os.environ:
        value = " ".join(value.strip("'\"").split())
        value = value.replace(" ", ",") if name == "UV_FIND_LINKS" else value
        print(f"export {name}={shlex.quote(value)}")
PYTHON
)"
    export UV_INDEX_STRATEGY="${UV_INDEX_STRATEGY:-unsafe-best-match}" UV_PYTHON_DOWNLOADS=never
}

install_fast() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/uv.txt || return 1
    hand_on_pip_settings
    "$venv/bin/uv" pip sync --quiet --compile-bytecode --python "$venv/bin/python" --require-hashes "requirements/$wanted.txt" || return 1
    "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation --offline -e .
}

install_plainly() {
    say "uv cannot be used here; installing with pip, which takes longer."
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "requirements/$wanted.txt"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
}

is_new_enough "$venv/bin/python" || make_venv
if ! is_installed "$wanted"; then
    say "Installing what is pinned in requirements/$wanted.txt …"
    rm -f "$venv/.installed"
    if ! install_fast && ! install_plainly; then
        say "The packages could not be installed: check the connection and try \`make install\` again."
        exit 2
    fi
    "$venv/bin/python" -m compileall -q waypost
    echo "$wanted $(fingerprint "$wanted")" >"$venv/.installed"
fi
