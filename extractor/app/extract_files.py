"""``fenban extract``: files in, public JSON out; to stdout or one file each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.app.atomic_files import check_writable, write_file
from extractor.app.console import print_json, say
from extractor.app.reading import STANDARD_INPUT, public_bytes, public_form, read_source
from extractor.app.result_folders import result_folders
from extractor.errors import ExitCode, FenbanError, UsageFault
from extractor.model.notice import Notice
from extractor.model.unit_directory import UnitDirectory

__all__ = ["extract_files"]


def extract_files(sources: Sequence[str], *, out: Path | None, units: UnitDirectory | None = None) -> ExitCode:
    """Read each of ``sources`` ("-" is standard input); results on stdout or as NAME.json in ``out``.

    One file: its JSON, and its own exit code where it fails. Several: JSON Lines in the order given,
    one line of words for each that failed, SOME_FAILED at the end.
    """
    if sources.count(STANDARD_INPUT) > 1:
        raise UsageFault("标准输入（-）只能写一次")
    names = _result_names(sources) if out else {}
    if out:
        check_writable(out)
    if len(sources) == 1:
        _emit(sources[0], read_source(sources[0], units=units), out=out, names=names, indent=2)
        return ExitCode.OK
    code = ExitCode.OK
    for source in sources:
        try:
            _emit(source, read_source(source, units=units), out=out, names=names, indent=None)
        except FenbanError as fault:
            say(f"失败  {source}：{fault}")
            code = ExitCode.SOME_FAILED
    return code


def _emit(source: str, notice: Notice, *, out: Path | None, names: dict[str, str], indent: int | None) -> None:
    if out is None:
        print_json(public_form(notice), indent=indent)
    else:
        write_file(out / f"{names[source]}.json", public_bytes(notice))


def _result_names(sources: Sequence[str]) -> dict[str, str]:
    """Source → stem of its result, unique among them."""
    labels = {source: "标准输入" if source == STANDARD_INPUT else Path(source).as_posix().lstrip("/") for source in sources}
    stems = result_folders(list(dict.fromkeys(labels.values())))
    return {source: stems[label] for source, label in labels.items()}
