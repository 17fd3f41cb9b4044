"""Tables with random merges, and the files that show them: drawn on PDF pages in several ways, written as DOCX.

What a table holds is known to the last cell, so that a reading can be compared with it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.oxml import OxmlElement
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

__all__ = ["BORDERS", "MadeCell", "MadeTable", "docx_of", "pdf_of", "random_table", "rows_right"]

MadeCell = tuple[int, int, int, int, str]
"""Row, column, rows down, columns across, words."""
FONT, SIZE, PADDING, PITCH = "STSong-Light", 10, 3, 13
PAGE = (595, 842)
LEFT, TOP, BOTTOM, WIDTH = 60, 780, 60, 475
BAR = 0.6
_HAN = "防火巡护年度工作方案由各县区林业部门牵头制定并组织实施水利设施检修清淤台账逐项登记造册专人负责整改情况按月汇总上报备查"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass(frozen=True)
class MadeTable:
    """``cells`` in row order; the first row is the header, without merges."""

    rows: int
    columns: int
    cells: tuple[MadeCell, ...]


def random_table(seed: int, *, rows: int, columns: int) -> MadeTable:
    dice = random.Random(seed)  # noqa: S311  (made-up tables, no secrets)
    header = [(0, column, 1, 1, f"栏目{'甲乙丙丁戊己庚辛'[column]}") for column in range(columns)]
    taken: set[tuple[int, int]] = set()
    cells: list[MadeCell] = []
    for row in range(1, rows):
        for column in range(columns):
            if (row, column) not in taken:
                down, across = _free_size(dice, taken, row, column, rows, columns)
                taken |= {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
                cells.append((row, column, down, across, _words(dice, row)))
    return MadeTable(rows, columns, (*header, *cells))


def _free_size(dice: random.Random, taken: set[tuple[int, int]], row: int, column: int, rows: int, columns: int) -> tuple[int, int]:
    """One cell mostly; sometimes several down or across, as far as there is room. A column that begins every row stays whole."""
    down = dice.choice((1, 1, 1, 1, 1, 2, 3)) if column else 1
    across = dice.choice((1, 1, 1, 1, 1, 1, 2)) if column else 1
    down, across = min(down, rows - row), min(across, columns - column)
    while any((row, column + step) in taken for step in range(across)):
        across -= 1
    return down, across


def _words(dice: random.Random, row: int) -> str:
    length = dice.choice((2, 4, 6, 9, 14, 30))
    start = dice.randrange(len(_HAN))
    return f"{row}" + (_HAN * 2)[start : start + length] + dice.choice(("", "", "20%", "6月30日前"))


Border = Callable[[Canvas, float, float, float, float], None]


def _lines(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.lines([(x0, y0, x1, y0), (x1, y0, x1, y1), (x0, y1, x1, y1), (x0, y0, x0, y1)])


def _rectangle(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, y0, x1 - x0, y1 - y0)


def _bars(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x, y, width, height in ((x0, y0, x1 - x0, BAR), (x0, y1, x1 - x0, BAR), (x0, y0, BAR, y1 - y0), (x1, y0, BAR, y1 - y0)):
        canvas.rect(x, y, width, height, stroke=0, fill=1)


def _dashes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setDash(3, 1)
    canvas.rect(x0, y0, x1 - x0, y1 - y0)


BORDERS: dict[str, Border] = {"lines": _lines, "rectangles": _rectangle, "bars": _bars, "dashes": _dashes}


def pdf_of(table: MadeTable, *, border: str, repeat_header: bool) -> bytes:
    """The table over as many pages as it needs; pages break between rows, where no merged cell is cut."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    xs = [LEFT + WIDTH * column / table.columns for column in range(table.columns + 1)]
    heights = _heights(table, xs)
    page = [0]
    for block in _blocks(table):
        if sum(heights[row] for row in (*page, *block)) > TOP - BOTTOM:
            _draw_page(canvas, table, page, xs, heights, BORDERS[border])
            page = [0] if repeat_header else []
        page = [*page, *block]
    _draw_page(canvas, table, page, xs, heights, BORDERS[border])
    canvas.save()
    return out.getvalue()


def _blocks(table: MadeTable) -> Iterable[list[int]]:
    """The rows below the header in groups that no page break may part."""
    block: list[int] = []
    for row in range(1, table.rows):
        block.append(row)
        if not any(top <= row < top + down - 1 for top, _, down, _, _ in table.cells):
            yield block
            block = []


def _heights(table: MadeTable, xs: Sequence[float]) -> list[float]:
    """As high as the words of the cells that end in each row need."""
    heights = [float(PITCH + 2 * PADDING)] * table.rows
    for row, column, down, across, words in table.cells:
        lines = len(_wrapped(words, xs[column + across] - xs[column]))
        last = row + down - 1
        heights[last] = max(heights[last], lines * PITCH + 2 * PADDING - sum(heights[row:last]))
    return heights


def _wrapped(words: str, width: float) -> list[str]:
    lines = [""]
    for char in words:
        if pdfmetrics.stringWidth(lines[-1] + char, FONT, SIZE) > width - 2 * PADDING:
            lines.append("")
        lines[-1] += char
    return lines


def _draw_page(
    canvas: Canvas, table: MadeTable, rows: Sequence[int], xs: Sequence[float], heights: Sequence[float], border: Border
) -> None:
    tops = {row: TOP - sum(heights[above] for above in rows[:place]) for place, row in enumerate(rows)}
    canvas.setFont(FONT, SIZE)
    canvas.setLineWidth(BAR)
    for row, column, down, across, words in table.cells:
        if row in tops:
            last = row + down - 1
            border(canvas, xs[column], tops[last] - heights[last], xs[column + across], tops[row])
            for number, line in enumerate(_wrapped(words, xs[column + across] - xs[column])):
                canvas.drawString(xs[column] + PADDING, tops[row] - PADDING - SIZE - number * PITCH, line)
    canvas.showPage()


def docx_of(table: MadeTable, *, repeat_header: bool) -> bytes:
    document = docx.Document()
    grid = document.add_table(table.rows, table.columns, style="Table Grid")
    places = [list(row.cells) for row in grid.rows]
    for row, column, down, across, words in table.cells:
        cell = places[row][column]
        if down > 1 or across > 1:
            cell = cell.merge(places[row + down - 1][column + across - 1])
        cell.text = words
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    if repeat_header:
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rows_right(expected: Sequence[MadeCell], found: Sequence[MadeCell]) -> int:
    """How many rows have exactly the cells that they should have."""
    right = set(found)
    rows: dict[int, bool] = {}
    for cell in expected:
        rows[cell[0]] = rows.get(cell[0], True) and cell in right
    extra = {cell[0] for cell in found} - {cell[0] for cell in expected}
    return sum(rows.values()) - len(extra)
