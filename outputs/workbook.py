"""Tables to an XLSX workbook that prints on paper: the one file that knows XlsxWriter.

A ``Sheet`` is a title, lines above the table, columns, rows and a foot note. Texts are always
written as strings, never as formulas, links or numbers. Excel gives a row at most 409 points: a
longer text goes on in a row marked “（续）”. Letters print with 9 pt or more (``column_widths``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal, NamedTuple

from outputs.column_widths import PAGE_WIDTHS, ColumnNeed, shared_widths
from outputs.due_colours import DueColours, add_calendar, colour_rules
from outputs.text_layout import CELL_PADDING, LINE_FACTOR, capacity, wrapped
from outputs.wording import printable

__all__ = ["Cell", "Column", "DateCell", "HeadLine", "Sheet", "workbook_bytes"]

LONGEST_CELL = 32767
TALLEST_ROW = 409.0
BODY_SIZE = 10.5
_LONGEST_LIST = 255
"""Excel takes no longer list of choices than this."""
_PAPER_POINTS = {"A4": (841.9, 595.3), "A3": (1190.6, 841.9)}
_SIDES, _ENDS = 43.2, 79.2
"""Points of the margins at the left and right, and above and below."""
_POINTS_OF_WIDTH, _POINTS_OF_EDGE = 5.25, 3.75
_ROUNDING = 1.0
"""Per cent by which the widths of columns, rounded to pixels, come out wider than they were asked for."""
_MEASURE = {"font_name": "Verdana", "font_size": 8.25}
"""The font of the unformatted cells is the measure of column widths. A digit of this one, and of its stand-in on
Linux, is 7 pixels wide: everywhere the same columns, and row heights that fit."""
_HIDDEN_WIDTH = 9.0
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  a constant, so that the same notice gives the same bytes


class DateCell(NamedTuple):
    """A real date; ``time`` "HH:MM" if the text gives one ("24:00" shows in the words only)."""

    day: date
    time: str | None = None


Cell = str | int | float | DateCell | None


@dataclass(frozen=True)
class Column:
    """``width`` in Excel characters, for a column that stays empty to be written in; the texts decide all others.
    ``shrinks``: hidden when no row has a value. ``repeats``: shown again in the rows that continue a long text,
    so that a filter keeps them. ``merges``: equal neighbours become one cell, each keeping its value for filters."""

    title: str
    width: float
    align: Literal["left", "center"] = "left"
    shrinks: bool = False
    repeats: bool = False
    merges: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class HeadLine:
    """A line above the table, across all columns."""

    text: str
    bold: bool = False
    align: Literal["left", "center"] = "left"


@dataclass(frozen=True)
class Sheet:
    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: tuple[HeadLine, ...] = ()
    empty: str = "无"
    foot: str = ""
    title_size: int = 18
    paper: Literal["A4", "A3"] = "A4"
    colours: DueColours | None = None
    cell_choices: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """Drop-down lists of single cells, by row (from 0) and column."""
    visibility: Literal["shown", "hidden", "programs"] = "shown"
    """hidden: neither seen nor printed until somebody asks for it. programs: not offered by any menu either."""


def workbook_bytes(sheets: Sequence[Sheet], *, title: str, facts: Mapping[str, str] | None = None) -> bytes:
    """The workbook, sheets in order. Same sheets, same bytes. ``facts`` become custom properties, for programs that read it back."""
    import xlsxwriter  # heavy, and only needed when a sheet is written

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": dict(_MEASURE),  # it is changed on the way
    }
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": printable(title)[:250], "created": _CREATED})
    for name, value in (facts or {}).items():
        book.set_custom_property(name, printable(value)[:255], "text")
    styles = _Styles(book)
    for sheet in sheets:
        worksheet = book.add_worksheet(sheet.name)
        _SheetPrinter(worksheet, sheet, styles).write()
        if sheet.visibility == "hidden":
            worksheet.hide()
        elif sheet.visibility == "programs":
            worksheet.very_hidden()
    coloured = [cell.day for sheet in sheets if sheet.colours for row in sheet.rows for cell in row if isinstance(cell, DateCell)]
    if coloured:
        add_calendar(book, min(coloured))
    book.close()
    return buffer.getvalue()


class _Styles:
    """Formats by what they are for; XlsxWriter wants each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}
        self.overdue = book.add_format({"bg_color": "#F8CBAD", "font_color": "#9C0006"})
        self.soon = book.add_format({"bg_color": "#FFE699", "font_color": "#7F6000"})

    def title(self, size: int) -> Any:
        return self._format(font_name="方正小标宋简体", font_size=size, align="center", valign="vcenter", text_wrap=True)

    def head(self, *, bold: bool, align: str) -> Any:
        return self._format(font_name="仿宋", font_size=10.5, bold=bold, align=align, valign="vcenter", text_wrap=True)

    def header(self) -> Any:
        look = {"align": "center", "valign": "vcenter", "text_wrap": True, "border": 1, "bg_color": "#E7E6E6"}
        return self._format(font_name="黑体", font_size=10.5, **look)

    def body(self, *, size: float, align: str, number_format: str = "") -> Any:
        look: dict[str, object] = {"num_format": number_format} if number_format else {}
        return self._format(font_name="仿宋", font_size=size, align=align, valign="vcenter", text_wrap=True, border=1, **look)

    def _format(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]


class _SheetPrinter:
    """Writes one sheet from the top down; ``_row`` is the next free row."""

    def __init__(self, worksheet: Any, sheet: Sheet, styles: _Styles) -> None:
        self._worksheet, self._sheet, self._styles = worksheet, sheet, styles
        self._widths = _widths(sheet)
        self._written: list[tuple[Cell, ...]] = []
        self._heights: list[float] = []
        self._row = 0

    def write(self) -> None:
        for at, width in enumerate(self._widths):
            self._worksheet.set_column(at, at, width or _HIDDEN_WIDTH, None, {"hidden": True} if not width else {})
        self._across(self._sheet.title, self._styles.title(self._sheet.title_size), self._sheet.title_size, spare=6)
        for line in self._sheet.head:
            self._across(line.text, self._styles.head(bold=line.bold, align=line.align), 10.5)
        header = self._row
        self._write_header()
        self._write_rows()
        last = self._row - 1
        self._merge_equal(header + 1, last)
        foot = "　".join(words for words in (self._sheet.foot, self._hidden_note()) if words)
        if foot:
            self._across(foot, self._styles.head(bold=False, align="left"), 10.5)
        self._set_up_page(header)
        if self._sheet.rows:
            self._worksheet.autofilter(header, 0, last, len(self._widths) - 1)
            self._add_choices(header + 1, last)
            self._add_colours(header + 1, last)

    def _hidden_note(self) -> str:
        hidden = [column.title for column, width in zip(self._sheet.columns, self._widths, strict=True) if not width]
        return f"（全表为空的列已隐藏：{'、'.join(hidden)}；需要时取消隐藏即可。）" if hidden else ""

    def _across(self, text: str, style: Any, size: float, *, spare: float = 0) -> None:
        lines = wrapped(text, capacity(sum(self._widths), size))
        self._worksheet.merge_range(self._row, 0, self._row, len(self._widths) - 1, "", style)
        self._worksheet.write_string(self._row, 0, _cell_text(text), style)
        self._next_row(len(lines), size, spare=spare)

    def _write_header(self) -> None:
        for at, column in enumerate(self._sheet.columns):
            self._worksheet.write_string(self._row, at, column.title, self._styles.header())
        lines = (_lines(column.title, width, 10.5) for column, width in zip(self._sheet.columns, self._widths, strict=True) if width)
        self._next_row(max(map(len, lines)), 10.5, spare=6)

    def _write_rows(self) -> None:
        if not self._sheet.rows:
            self._across(self._sheet.empty, self._styles.body(size=12, align="center"), 12, spare=20)
        for number, row in enumerate(self._sheet.rows):
            for at in range(len(self._sheet.columns)):
                choices = self._sheet.cell_choices.get((number, at), ())
                if choices and sum(map(len, choices)) + len(choices) <= _LONGEST_LIST:
                    self._worksheet.data_validation(self._row, at, self._row, at, _choice_rule(choices))
            for part in _parts(row, self._sheet.columns, self._widths):
                for at, cell in enumerate(part):
                    self._write_cell(at, cell, BODY_SIZE)
                shown = (len(_lines(cell, width, BODY_SIZE)) for cell, width in zip(part, self._widths, strict=True))
                self._next_row(max(shown), BODY_SIZE)
                self._written.append(part)

    def _merge_equal(self, first: int, last: int) -> None:
        """Equal neighbours of a merging column as one cell. The covered cells keep their values: filters find every row."""
        pages = _pages(self._heights, first - 1, self._room())
        for at, column in enumerate(self._sheet.columns):
            if not column.merges or not self._sheet.rows:
                continue
            for start, end, text in _runs([(row[at], page) for row, page in zip(self._written, pages, strict=False)]):
                style = self._styles.body(size=BODY_SIZE, align=column.align)
                self._worksheet.merge_range(first + start, at, first + end, at, "", style)
                for row in range(first + start, min(first + end, last) + 1):
                    self._worksheet.write_string(row, at, _cell_text(text), style)

    def _write_cell(self, at: int, cell: Cell, size: float) -> None:
        align = self._sheet.columns[at].align
        if isinstance(cell, DateCell) and cell.day.year >= 1900:
            moment, number_format = _moment(cell)
            self._worksheet.write_datetime(self._row, at, moment, self._styles.body(size=size, align="center", number_format=number_format))
        elif isinstance(cell, int | float):
            self._worksheet.write_number(self._row, at, cell, self._styles.body(size=size, align=align))
        elif cell is None or cell == "":
            self._worksheet.write_blank(self._row, at, None, self._styles.body(size=size, align=align))
        else:
            self._worksheet.write_string(self._row, at, _cell_text(_shown(cell)), self._styles.body(size=size, align=align))

    def _next_row(self, lines: int, size: float, *, spare: float = 0) -> None:
        self._heights.append(min(TALLEST_ROW, max(18.0, lines * size * LINE_FACTOR + CELL_PADDING + spare)))
        self._worksheet.set_row(self._row, self._heights[-1])
        self._row += 1

    def _room(self) -> float:
        """Points of rows on a page: the table is scaled by whole per cents to the width of the paper, as LibreOffice does it."""
        across, down = _PAPER_POINTS[self._sheet.paper]
        width = sum(width * _POINTS_OF_WIDTH + _POINTS_OF_EDGE for width in self._widths if width)
        return (down - _ENDS) / min(1.0, int(100 * (across - _SIDES) / width - _ROUNDING) / 100)

    def _set_up_page(self, header: int) -> None:
        worksheet = self._worksheet
        worksheet.freeze_panes(header + 1, 0)
        worksheet.repeat_rows(header)
        worksheet.set_landscape()
        worksheet.set_paper(8 if self._sheet.paper == "A3" else 9)
        worksheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.6)
        worksheet.center_horizontally()
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer("&C第 &P 页，共 &N 页")

    def _add_choices(self, first: int, last: int) -> None:
        for at, column in enumerate(self._sheet.columns):
            if column.choices:
                self._worksheet.data_validation(first, at, last, at, _choice_rule(column.choices))

    def _add_colours(self, first: int, last: int) -> None:
        colours = self._sheet.colours
        if colours is None:
            return
        looks = {"overdue": self._styles.overdue, "soon": self._styles.soon}
        for look, condition in colour_rules(colours, first):
            rule = {"type": "formula", "criteria": condition, "format": looks[look], "stop_if_true": True}
            self._worksheet.conditional_format(first, colours.due, last, colours.due, rule)


def _choice_rule(choices: tuple[str, ...]) -> dict[str, object]:
    message = ("可选：" + "、".join(choices))[:250]
    return {"validate": "list", "source": list(choices), "error_title": "请从列表中选择", "error_message": message}


def _widths(sheet: Sheet) -> tuple[float, ...]:
    """Widths of the columns, 0 for one that is hidden; a sheet never loses its first column."""
    cells = [[row[at] for row in sheet.rows] for at in range(len(sheet.columns))]
    shown = [at for at, column in enumerate(sheet.columns) if not at or not column.shrinks or any(map(_has_value, cells[at]))]
    needs = [_need(sheet.columns[at], cells[at]) for at in shown]
    widths = dict(zip(shown, shared_widths(needs, page=PAGE_WIDTHS[sheet.paper]), strict=True))
    return tuple(widths.get(at, 0.0) for at in range(len(sheet.columns)))


def _has_value(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _need(column: Column, cells: Sequence[Cell]) -> ColumnNeed:
    if not any(map(_has_value, cells)):
        return ColumnNeed(title=column.title, texts=(), fixed=column.width)
    dated = [cell for cell in cells if isinstance(cell, DateCell)]
    timed = any(cell.time not in (None, "24:00") for cell in dated)
    fixed = (18.5 if timed else 12.0) if dated else None
    return ColumnNeed(title=column.title, texts=tuple(printable(_shown(cell)) for cell in cells), fixed=fixed)


def _pages(heights: Sequence[float], header: int, room: float) -> list[int]:
    """The page of each row below the header, which every page repeats."""
    pages, page, used = [], 0, sum(heights[: header + 1])
    for height in heights[header + 1 :]:
        if used + height > room:
            page, used = page + 1, heights[header]
        used += height
        pages.append(page)
    return pages


def _runs(cells: Sequence[tuple[Cell, int]]) -> Iterator[tuple[int, int, str]]:
    """(first, last, text) of neighbours with the same text on the same page: each page shows its label."""
    start = 0
    for at in range(1, len(cells) + 1):
        if at == len(cells) or cells[at] != cells[start]:
            text = cells[start][0]
            if at - start > 1 and isinstance(text, str) and text:
                yield start, at - 1, text
            start = at


def _moment(cell: DateCell) -> tuple[datetime, str]:
    hour, _, minute = (cell.time or "").partition(":")
    if hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60:
        return datetime(cell.day.year, cell.day.month, cell.day.day, int(hour), int(minute)), "yyyy-mm-dd hh:mm"  # noqa: DTZ001
    return datetime(cell.day.year, cell.day.month, cell.day.day), "yyyy-mm-dd"  # noqa: DTZ001


def _shown(cell: Cell) -> str:
    if isinstance(cell, DateCell):
        return f"{cell.day.isoformat()} {cell.time or ''}".strip()
    return "" if cell is None else str(cell)


def _cell_text(text: str) -> str:
    clean = printable(text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 8] + "…（余下见原文）"[:8]


def _lines(cell: Cell, width: float, size: float) -> list[str]:
    if not isinstance(cell, str) or not width:
        return [_shown(cell)]
    return wrapped(printable(cell), capacity(width, size))


def _most_lines(size: float) -> int:
    return int((TALLEST_ROW - CELL_PADDING) / (size * LINE_FACTOR))


def _parts(row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[float]) -> Iterator[tuple[Cell, ...]]:
    """``row`` as one or more rows, none of them taller than Excel allows."""
    most = _most_lines(BODY_SIZE)
    lines = [_lines(cell, width, BODY_SIZE) for cell, width in zip(row, widths, strict=True)]
    yield tuple("".join(cut[:most]).rstrip("\n") if len(cut) > most else cell for cell, cut in zip(row, lines, strict=True))
    for first in range(most, max(map(len, lines)), most):
        yield tuple(
            "".join(cut[first : first + most]).rstrip("\n") if len(cut) > first else _repeated(cell, column) if len(cut) <= most else None
            for cell, cut, column in zip(row, lines, columns, strict=True)
        )


def _repeated(cell: Cell, column: Column) -> Cell:
    if not column.repeats:
        return None
    return f"{cell}（续）" if isinstance(cell, int) else cell
