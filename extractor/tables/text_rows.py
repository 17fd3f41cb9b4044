"""Rows of a table written with tabs, with rows put together again that a line end broke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.document import Span
from extractor.tables.text_lines import Line, is_page_number, tab_fields
from patterns import lazy_re as re

__all__ = ["Row", "rows_of_run"]

_LONGEST_BREAK = 4
"""A row is put together from at most so many lines."""
_UNFINISHED = re.compile(r"[—－\-、，（(〔“《：:和与及或至年月]$")
_CONTINUES = re.compile(r"^[）)〕”》、，。；：]")
_GROUP_LENGTH = 30
_SHORT_REST = 4
_NAMES_A_GROUP = re.compile(r"[批类组期篇章节项线岗]$|阶段$|部分$|合计|[总小]计|^[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]")
_POST = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}?)(?:[省市县区局厅院校镇乡处科所站队行社司]长|主任|书记|常委|主席|委员|经理|秘书长|部长|董事长|工程师|会计师|调研员)(?:级)?$"
)
"""A post on a line of its own, above the name of its holder."""
_SAMPLE = 100
"""So many lines show how wide a table is; asking all of them for every line would take too long."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the spans of its fields, and the lines it stands on."""

    fields: tuple[Span, ...]
    extent: Span

    def words(self, text: str) -> tuple[str, ...]:
        """The words of the fields that are not empty, without white space."""
        return tuple("".join(text[a:b].split()) for a, b in self.fields if b > a)


def rows_of_run(text: str, lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    """The rows of the table that starts at line ``at``, which has a tab, and the line after its end.

    No rows when the run is no table: tabs that only indent, or a single line of two words.
    """
    run, end = _run(lines, at)
    width = _usual_tabs(run)
    rows = _joined(run, width)
    filled = [len(row.words(text)) for row in rows]
    if max(filled, default=0) >= 3 or sum(1 for count in filled if count >= 2) >= 2:
        return rows, end
    return [], end


def _usual_tabs(run: Sequence[Line]) -> int:
    """How many tabs a whole row has: as many as the first line (the header), if that is not rare; else the most frequent."""
    run = run[:_SAMPLE]
    counts = Counter(line.tabs for line in run if line.tabs)
    first = run[0].tabs
    return first if counts[first] * 3 >= len(run) else max(counts, key=lambda tabs: (counts[tabs], tabs))


def _run(lines: Sequence[Line], at: int) -> tuple[list[Line], int]:
    """The lines of one table and the index after the last: blank lines and page numbers inside are passed over."""
    run = [lines[at]]
    end = at + 1
    while end < len(lines):
        next_at, gap = _next_content(lines, end)
        if next_at >= len(lines) or not _goes_on(run, lines, next_at, gap=gap):
            break
        run.append(lines[next_at])
        end = next_at + 1
    return run, end


def _next_content(lines: Sequence[Line], at: int) -> tuple[int, bool]:
    gap = False
    while at < len(lines) and (lines[at].blank or is_page_number(lines[at].text)):
        gap = gap or not is_page_number(lines[at].text)
        at += 1
    return at, gap


def _goes_on(run: Sequence[Line], lines: Sequence[Line], at: int, *, gap: bool) -> bool:
    line = lines[at]
    width = _usual_tabs(run)
    if line.tabs:
        return not gap or _same_words(line, run[0]) or _fits(line.tabs, width) or _mends(run[-1], line, width)
    if gap:
        return False
    return at + 1 < len(lines) and lines[at + 1].tabs > 0 and _belongs(run[-1], line, lines[at + 1], width)


def _fits(tabs: int, width: int) -> bool:
    """After a gap a row must be as wide as the table; wide tables may lose or gain one field at a page break."""
    return tabs == width or (width >= 3 and abs(tabs - width) <= 1)


def _same_words(line: Line, header: Line) -> bool:
    return "".join(line.text.split()) == "".join(header.text.split())


def _mends(broken: Line, line: Line, width: int) -> bool:
    return 0 < broken.tabs < width and broken.tabs + line.tabs == width


def _belongs(before: Line, line: Line, after: Line, width: int) -> bool:
    """Whether a line without tabs belongs to the table: the rest of a cell, or the title of a group of rows."""
    if _is_unfinished(before.text, line.text) or (0 < before.tabs < width and before.tabs + after.tabs == width):
        return True
    return after.tabs == width >= 2 and len(line.text.strip()) <= _GROUP_LENGTH and not re.search(r"[。：:]$", line.text.strip())


def _is_unfinished(before: str, after: str) -> bool:
    return bool(_UNFINISHED.search(before.rstrip()) or _CONTINUES.search(after.lstrip()) or _open_bracket(before))


def _open_bracket(words: str) -> bool:
    cell = words.rsplit("\t", 1)[-1]
    return any(cell.count(left) > cell.count(right) for left, right in ("（）", "〔〕", "“”", "《》"))


def _joined(run: Sequence[Line], width: int) -> list[Row]:
    """One row per line, but lines that only together have ``width`` tabs, or that a cell runs over, make one row."""
    whole = sum(1 for line in run if line.tabs == width)
    trust = whole * 5 >= len(run) * 3
    rows: list[Row] = []
    at = 0
    while at < len(run):
        count = _lines_of_row(run, at, width, trust=trust)
        rows.append(_row(run[at : at + count]))
        at += count
    return rows


def _lines_of_row(run: Sequence[Line], at: int, width: int, *, trust: bool) -> int:
    """How many lines from ``at`` make one row. ``trust``: most rows are whole, so a short one is a broken one."""
    first = run[at].tabs
    tabs = first
    if first == width:
        return 1 + _lines_after(run, at)
    for count in range(1, min(_LONGEST_BREAK, len(run) - at)):
        before, after = run[at + count - 1], run[at + count]
        tabs += after.tabs
        unfinished = _is_unfinished(before.text, after.text) or _is_post_above(before, after)
        if tabs > width or (first == 0 and not unfinished):
            return 1
        if tabs == width and (unfinished or trust):
            return count + 1 + _lines_after(run, at + count)
    return 1


def _is_post_above(line: Line, below: Line) -> bool:
    return line.tabs == 0 and bool(_POST.search(line.text.strip())) and bool(below.text.split("\t", 1)[0].strip())


def _lines_after(run: Sequence[Line], at: int) -> int:
    """How many lines without tabs go on the last cell of the whole row at ``at``."""
    count = 0
    while count < _LONGEST_BREAK and at + count + 1 < len(run) and _goes_on_last_cell(run[at + count], run[at + count + 1]):
        count += 1
    return count


def _goes_on_last_cell(row: Line, line: Line) -> bool:
    """A broken cell, or a rest that is too short to name a group of rows."""
    words = line.text.strip()
    if line.tabs or _POST.search(words) or not row.text.rsplit("\t", 1)[-1].strip():
        return False
    return _is_unfinished(row.text, line.text) or (len(words) <= _SHORT_REST and not _NAMES_A_GROUP.search(words))


def _row(lines: Sequence[Line]) -> Row:
    """The last field of each line and the first of the next are one cell, whose span runs over the line end."""
    fields: list[Span] = []
    for line in lines:
        here = tab_fields(line)
        if fields and fields[-1].end > fields[-1].start and here[0].end > here[0].start:
            fields[-1] = Span(fields[-1].start, here[0].end)
        elif fields and here[0].end > here[0].start:
            fields[-1] = here[0]
        elif not fields:
            fields.append(here[0])
        fields.extend(here[1:])
    return Row(tuple(fields), Span(lines[0].span.start, lines[-1].span.end))
