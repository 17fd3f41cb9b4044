"""A bulk set as large as one likes: the notices of the corpus again and again, each copy with bytes of its own.

The mark that tells two copies apart is one that no reader sees (blanks, the comment of a ZIP, a comment behind the end of a PDF):
every copy reads exactly as its notice, so that results can be compared.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from benchmarks.contests import CORPUS

__all__ = ["long_pdf", "make_bulk"]

_BLANKS = str.maketrans("01", " \u3000")
_FILES_PER_FOLDER = 1000


def make_bulk(folder: Path, number: int, *, forms: Sequence[str] = ("txt", "docx", "pdf")) -> list[Path]:
    """``number`` files below ``folder``, a thousand in each sub-folder; what is there already is kept."""
    made = []
    for position, source in enumerate(islice(_sources(forms), number)):
        target = folder / f"{position // _FILES_PER_FOLDER:04d}" / f"{position:07d}{source.suffix}"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
            _mark(target, position)
        made.append(target)
    return made


def _sources(forms: Sequence[str]) -> Iterator[Path]:
    stems = sorted(path.stem for path in (CORPUS / "txt").glob("*.txt"))
    for turn in count():
        for position, stem in enumerate(stems):
            form = forms[(turn + position) % len(forms)]
            yield CORPUS / form / f"{stem}.{form}"


def _mark(path: Path, number: int) -> None:
    if path.suffix == ".docx":
        with zipfile.ZipFile(path, "a") as package:
            package.comment = str(number).encode()
    else:
        mark = f"%{number}\n" if path.suffix == ".pdf" else f"\n{number:b}\n".translate(_BLANKS)
        with path.open("ab") as file:
            file.write(mark.encode())


def long_pdf(path: Path, pages: int) -> None:
    """One PDF of so many pages, put together from those of the corpus."""
    import pypdfium2

    with pypdfium2.PdfDocument.new() as long:
        for source in _repeated(sorted((CORPUS / "pdf").glob("*.pdf"))):
            with pypdfium2.PdfDocument(source) as short:
                long.import_pages(short, list(range(min(len(short), pages - len(long)))))
            if len(long) >= pages:
                break
        long.save(path)


def _repeated(paths: list[Path]) -> Iterator[Path]:
    while True:
        yield from paths
