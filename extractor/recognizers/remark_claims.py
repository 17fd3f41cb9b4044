"""The remark under a table against the table itself: ranges, totals, shares. The table wins, the remark is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractor.model.notice import Evidence, ReviewFlag
from extractor.recognizers.indicator_tables import bare_level
from extractor.tables.grid import Grid
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["claim_checks"]

_MOST_NOTES = 8
_ALIKE = 0.78
_PREFIX = re.compile(r"^(?:其中|包括|以及|及|和|与|而|且|表内|分别为|由)+")


@dataclass(frozen=True, slots=True)
class _Facts:
    """``numbers``: by name of a group, level or office, the numbers of its rows in order. ``total``: numbered rows or blocks."""

    numbers: dict[str, list[int]]
    total: int


def claim_checks(reading: Reading, grid: Grid) -> Iterator[ReviewFlag]:
    """One flag per claim that the rows contradict."""
    facts = _facts(grid)
    if not facts.total:
        return
    rules = load_rules("remark_claims")
    for paragraph in _notes(reading, grid):
        taken: list[tuple[int, int]] = []
        for rule in rules:
            for match in rule.finditer(paragraph.text):
                if any(a < match.end("last" if rule.id == "claim-range" else "count") <= b for a, b in taken):
                    continue
                taken.append(match.span())
                if message := _contradiction(rule, match, facts):
                    yield ReviewFlag(code=rule.id, message=message, evidence=(_evidence(paragraph, match, rule),))


def _notes(reading: Reading, grid: Grid) -> list[Paragraph]:
    """The paragraphs right under the table, before the next table or annex."""
    tables = [t.span.start for t in reading.document.tables if t.span.start > grid.table.span.start]
    end = min(tables, default=len(reading.text))
    below = [p for p in reading.paragraphs if grid.table.span.end <= p.span.start < end]
    return [p for p in below[:_MOST_NOTES] if re.search(r"\d", p.text)]


def _facts(grid: Grid) -> _Facts:
    numbers: dict[str, list[int]] = {}
    for rows in grid.blocks:
        row = rows[0]
        if not row.number or not row.number.isdigit():
            continue
        names = [row.cells[c].text for c in grid.all_columns("category", "level", "office", "lead", "responsible")]
        names += [row.group.label] if row.group else []
        for name in {bare_level(re.sub(r"（[^（）]*）", "", name)) for name in names if name}:
            numbers.setdefault(name, []).append(int(row.number))
    return _Facts(numbers, sum(1 for rows in grid.blocks if rows[0].number))


def _known(name: str, facts: _Facts) -> str | None:
    """The name in the table that the remark means: the same, or nearly the same words."""
    bare = _PREFIX.sub("", name).strip("“”")
    best = max(facts.numbers, key=lambda known: _likeness(bare, known), default=None)
    return best if best is not None and _likeness(bare, best) >= _ALIKE else None


def _likeness(said: str, known: str) -> float:
    if said.endswith(known):
        return 1.0
    return SequenceMatcher(None, said, known).ratio()


def _contradiction(rule: Rule, match: re.Match[str], facts: _Facts) -> str | None:
    if rule.id == "claim-total":
        said = int(match["count"])
        return None if said == facts.total or said < facts.total / 2 else f"说明称共{said}项，表内实为{facts.total}项，请核实"
    name = _known(match["name"], facts)
    if name is None:
        return None
    numbers = facts.numbers[name]
    if rule.id == "claim-range":
        first, last = int(match["first"]), int(match["last"])
        if (first, last) == (min(numbers), max(numbers)):
            return None
        return f"说明称“{name}”为{first}—{last}项，表内为{min(numbers)}—{max(numbers)}项，以表格为准，请核实"
    said = int(match["count"])
    return None if said == len(numbers) else f"说明称“{name}”{said}项，表内实为{len(numbers)}项，请核实"


def _evidence(paragraph: Paragraph, match: re.Match[str], rule: Rule) -> Evidence:
    span = paragraph.passage.span(*match.span())
    return Evidence(quote=paragraph.passage.source[span.start : span.end], start=span.start, end=span.end, rule=rule.id)
