#!/bin/sh
# Makes .venv exactly as requirements.lock says. Needs only Python 3.11 or later; fetches uv with pip where it is missing.
set -eu
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Medward needs Python 3.11 or later; '$python' is $("$python" --version 2>&1)." >&2
    echo "Name another one: make PYTHON=python3.12 ..." >&2
    exit 1
}
[ -x .venv/bin/python ] || "$python" -m venv .venv || {
    echo "Could not make .venv. On Debian and Ubuntu: apt-get install python3-venv" >&2
    exit 1
}
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    .venv/bin/python -m pip install --quiet uv
    uv=.venv/bin/uv
fi
echo "Installing what requirements.lock names into .venv ..."
VIRTUAL_ENV="$PWD/.venv" "$uv" pip install --quiet --compile-bytecode --require-hashes --requirement requirements.lock
VIRTUAL_ENV="$PWD/.venv" "$uv" pip install --quiet --no-deps --no-build-isolation --editable .
# Start-up is what people feel: compile once here and not at every start.
.venv/bin/python -m compileall -q src
