#!/bin/sh
# Install fenban and let it do its main job on the sample notices; the results are in out/demo.
set -eu
cd "$(dirname "$0")/.."
./scripts/install.sh
.venv/bin/fenban run corpus/samples --out out/demo
find out/demo -type f | sort
