#!/bin/sh
# Install fenban with what its tests need, and run the gate.
set -eu
cd "$(dirname "$0")/.."
./scripts/install.sh dev
PATH="$PWD/.venv/bin:$PATH" ./scripts/gate.sh
