"""What a clerk should check about the tables of a notice: gaps, slipped rows, numbers, claims, conflicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractor.model.notice import Evidence, Indicator, Observation, ReviewFlag
from extractor.recognizers.indicator_tables import bare_level, evidence_of
from extractor.recognizers.observation_conflicts import conflicts
from extractor.recognizers.observations import recognize_observations
from extractor.recognizers.remark_claims import claim_checks
from extractor.tables.grid import Grid, GridRow
from extractor.text.reading import Reading
from patterns import lazy_re as re

__all__ = ["numbers_in_short", "table_checks"]

_POINTS = re.compile(r"（(\d{1,3})分）")
_WHOLE_TABLE = 0.5
_FEWEST_ALIKE, _SHARE_ALIKE = 8, 0.9
_SHARE_IN_ORDER = 0.7


def table_checks(
    reading: Reading, grids: Sequence[Grid], indicators: Sequence[Indicator] = (), observations: Sequence[Observation] | None = None
) -> tuple[ReviewFlag, ...]:
    """Flags in the order of the tables; conflicts between values last (``observations``: read anew if not given)."""
    flags: list[ReviewFlag] = []
    for grid in grids:
        if grid.kind in ("blank_form", "other"):
            continue
        flags += [*_gaps(grid), *_slipped(grid), *_numbers(grid), *_groups(grid), *_points(grid), *_odd_pairs(grid), *_phones(grid)]
        flags += claim_checks(reading, grid)
    flags += _options(indicators)
    flags += conflicts(recognize_observations(reading, grids, indicators) if observations is None else observations)
    return tuple(flags)


def _name(grid: Grid, row: GridRow) -> str:
    """第82题, 第6项, or the first words of the row."""
    if row.number and row.number.isdigit():
        return f"第{row.number}{'题' if grid.kind == 'questionnaire' else '项'}"
    own = next((cell.text for cell in row.own_cells), "")
    return f"“{own[:16]}”行"


def _evidence(row: GridRow) -> tuple[Evidence, ...]:
    own = row.own_cells
    return (evidence_of(own[0], "table-check"),) if own else ()


def _gaps(grid: Grid) -> Iterator[ReviewFlag]:
    leader = grid.column("leader")
    for row in grid.rows:
        for flag in row.flags:
            if flag.startswith("missing:"):
                who = row.cells[leader].text if leader is not None else ""
                hint = f"（{grid.columns[leader].label}：{who}）" if leader is not None and who else ""
                yield ReviewFlag(
                    code="table-cell-missing",
                    message=f"{_name(grid, row)}“{flag[8:]}”为空{hint}，未按上下行填补，请核实",
                    evidence=_evidence(row),
                )


def _slipped(grid: Grid) -> Iterator[ReviewFlag]:
    by_flag: dict[str, list[GridRow]] = defaultdict(list)
    for row in grid.rows:
        for flag in row.flags:
            if flag.startswith(("columns_shifted", "department_in")):
                by_flag["department" if flag.startswith("department") else "shifted"].append(row)
    for row in by_flag["department"]:
        yield ReviewFlag(
            code="department-in-deadline-column",
            message=f"{_name(grid, row)}有一行的责任部门写在时限栏，已按内容归位，请核对",
            evidence=_evidence(row),
        )
    shifted = by_flag["shifted"]
    if len(shifted) > _WHOLE_TABLE * len(grid.rows):
        yield ReviewFlag(
            code="merged-cells-lost",
            message=f"表格“{grid.title or '（无题）'}”的合并单元格在文本中丢失，各行已按内容归位，请核对",
            evidence=_evidence(shifted[0]),
        )
    elif shifted:
        names = numbers_in_short([row.number for row in shifted]) or "、".join(_name(grid, row) for row in shifted[:5])
        yield ReviewFlag(code="columns-shifted", message=f"{names}所在行单元格错位，已按内容归位，请核对", evidence=_evidence(shifted[0]))


def numbers_in_short(numbers: Iterable[str | None]) -> str:
    """ "第72—86、97—99项" of the numbers of the rows; empty if there are none."""
    values = sorted({int(n) for n in numbers if n and n.isdigit()})
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][1] + 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    parts = [str(a) if a == b else f"{a}—{b}" for a, b in runs]
    return f"第{'、'.join(parts)}项" if parts else ""


def _numbers(grid: Grid) -> Iterator[ReviewFlag]:
    """Repeats and gaps of the serial numbers, where they run on; a new 1 begins a new count."""
    serial = grid.column("serial")
    runs: list[list[tuple[int, GridRow]]] = []
    for row in grid.rows:
        if serial is not None and row.cells[serial].own and row.number and row.number.isdigit():
            value = int(row.number)
            if not runs or (value == 1 and runs[-1][-1][0] != 1):
                runs.append([])
            runs[-1].append((value, row))
    for run in runs:
        yield from _numbers_of(run)


def _numbers_of(rows: list[tuple[int, GridRow]]) -> Iterator[ReviewFlag]:
    values = [value for value, _ in rows]
    steps = sum(1 for a, b in pairwise(values) if b == a + 1)
    near = sum(1 for a, b in pairwise(values) if 0 <= b - a <= 2)  # 3, 3, 5: one wrong number makes two odd steps
    if len(values) < 3 or near < _SHARE_IN_ORDER * (len(values) - 1) or steps * 2 < len(values) - 1:
        return
    for value, count in Counter(values).items():
        if count > 1:
            row = next(row for n, row in rows if n == value)
            yield ReviewFlag(code="number-repeated", message=f"序号{value}重复出现{count}次，请核对", evidence=_evidence(row))
    gaps = sorted(set(range(min(values), max(values) + 1)) - set(values))
    if gaps:
        yield ReviewFlag(
            code="number-gap", message=f"序号不连续，缺{numbers_in_short(map(str, gaps))}，请核对", evidence=_evidence(rows[0][1])
        )


def _groups(grid: Grid) -> Iterator[ReviewFlag]:
    for group in grid.groups:
        if group.count is None:
            continue
        blocks = {row.block for row in grid.rows if row.group is group}
        if len(blocks) != group.count:
            yield ReviewFlag(code="group-count", message=f"“{group.label}”实有{len(blocks)}项，与所写{group.count}项不符，请核对")


def _points(grid: Grid) -> Iterator[ReviewFlag]:
    """医疗质量（40分） against the sum of its rows."""
    score, category = grid.column("score"), grid.column("category", "level")
    if score is None or category is None:
        return
    sums: dict[str, float] = defaultdict(float)
    for row in grid.rows:
        value = row.cells[score].text
        if re.fullmatch(r"\d{1,3}(?:\.\d)?分?", value):
            sums["".join(row.cells[category].text.split())] += float(value.rstrip("分"))
    for label, total in sums.items():
        if (declared := _POINTS.search(label)) and float(declared[1]) != total:
            yield ReviewFlag(code="points-sum", message=f"“{bare_level(label)}”各项分值合计{total:g}分，与所写{declared[1]}分不符，请核对")


def _odd_pairs(grid: Grid) -> Iterator[ReviewFlag]:
    """An office that always goes with one leader, but once with another."""
    office, leader = grid.column("office"), grid.column("leader")
    if office is None or leader is None:
        return
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for row in grid.rows:
        if row.cells[office].text and row.cells[leader].text:
            pairs[row.cells[office].text][row.cells[leader].text] += 1
    for name, leaders in pairs.items():
        usual, count = leaders.most_common(1)[0]
        total = sum(leaders.values())
        if total < _FEWEST_ALIKE or count == total or count < _SHARE_ALIKE * total:
            continue
        for row in grid.rows:
            if row.cells[office].text == name and row.cells[leader].text not in ("", usual):
                who = row.cells[leader].text
                yield ReviewFlag(
                    code="leader-office-pair",
                    message=f"{_name(grid, row)}责任领导为{who}、科室为{name}，该科室其他各项均由{usual}负责，请核实",
                    evidence=_evidence(row),
                )


def _phones(grid: Grid) -> Iterator[ReviewFlag]:
    for row in grid.rows:
        for column in grid.all_columns("phone"):
            for number in re.findall(
                r"(?<!\d)1[3-9]\d{6,8}(?!\d)|(?<!\d)1[3-9]\d{10,12}(?!\d)", row.cells[column].text if row.cells[column].own else ""
            ):
                yield ReviewFlag(
                    code="phone-length",
                    message=f"电话{number}为{len(number)}位，与手机号码11位不符，请核对",
                    evidence=(evidence_of(row.cells[column], "table-check"),),
                )


def _options(indicators: Sequence[Indicator]) -> Iterator[ReviewFlag]:
    missing = [i for i in indicators if i.options_missing]
    if missing:
        numbers = numbers_in_short(str(i.number) for i in missing)
        which = numbers.replace("项", "题") or f"“{missing[0].text[:16]}”等题"
        yield ReviewFlag(code="options-missing", message=f"{which}的选项未随表提供，请索取", evidence=missing[0].evidence)
