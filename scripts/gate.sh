#!/bin/sh
# The gate: every check, all of them run even when one fails. Needs fenban[dev] on the PATH (scripts/test.sh sees to it).
cd "$(dirname "$0")/.." || exit 1
failed=""

check() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || failed="$failed $name;"
}

check "format" ruff format --check --output-format concise .
check "lint" ruff check --output-format concise .
check "types" mypy
check "import contracts" lint-imports
check "pattern files" fenban patterns check
check "quality floors" python scripts/check_floors.py
check "speed" python -m benchmarks check
check "tests" pytest

if [ -n "$failed" ]; then
    printf '\nfailed:%s\n' "$failed" >&2
    exit 1
fi
