#!/bin/sh
# Make the picture of the README: the first page of a task sheet, as it comes out of the printer. Needs LibreOffice and poppler.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sample=${1:-养老助餐实施方案}
mkdir "$work/in"
cp corpus/samples/"$sample".* "$work/in/"
"${FENBAN:-fenban}" run "$work/in" --out "$work/out"
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" "$work/out/$sample"/*任务分解表.xlsx >/dev/null 2>&1
pdftoppm -r 110 -png -singlefile "$work/"*任务分解表.pdf docs/images/task-sheet
