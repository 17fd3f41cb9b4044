"""Instructions about the form itself, words that can hardly be meant, and two spellings of what may be one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from extractor.assemble.checks_view import Inspected, listing
from extractor.model.notice import ReviewFlag
from patterns.rules import load_rules, load_words

__all__ = ["check_wording"]

_LEVELS = "省市县区州旗镇乡"
_SHORTEST = 4
_MOST_ALIKE = 200
_LEAST_LONGER = 3


def check_wording(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: column-rename, text-doubtful, unit-alias."""
    rules = load_rules("checks_wording")
    headers = [cell for grid in seen.grids for cell in grid.header_cells]
    for passage in [*headers, *seen.lines()]:
        if match := rules["check-column-rename"].search(passage.text):
            message = f"“{match['label']}”一栏报送时须改名为“{match['new']}”"
            yield ReviewFlag(
                code="column-rename", message=message, evidence=(seen.evidence(passage, *match.span(), rules["check-column-rename"]),)
            )
        if match := rules["check-doubtful-level"].search(passage.text):
            guess = rules["check-doubtful-level"].yields["guess"]
            message = f"原文“{match['words']}”疑有误（或为“{guess}”），未作改动，请核对原件"
            yield ReviewFlag(
                code="text-doubtful",
                message=message,
                evidence=(seen.evidence(passage, *match.span("words"), rules["check-doubtful-level"]),),
            )
    if pairs := list(_aliases(seen)):
        names = listing(f"“{a}”与“{b}”" for a, b in pairs)
        evidence = tuple(u.evidence for t in seen.notice.tasks for u in t.units if u.evidence and any(u.name in p for p in pairs))
        yield ReviewFlag(code="unit-alias", message=f"{names}可能是同一单位的不同写法，请核实", evidence=evidence[:4])


def _aliases(seen: Inspected) -> Iterator[tuple[str, str]]:
    """Pairs of names in the tasks that may be one unit, the shorter first. Only names that begin alike are compared."""
    by_start: dict[str, set[str]] = defaultdict(set)
    for unit in (u for t in seen.notice.tasks for u in t.units if u.source == "explicit"):
        name = "".join(unit.name.split())
        by_start[name[:2]].add(name)
    for alike in by_start.values():
        names = sorted(alike, key=lambda n: (len(n), n))[:_MOST_ALIKE]
        yield from ((a, b) for a, b in combinations(names, 2) if _may_be_one(a, b))


def _may_be_one(short: str, full: str) -> bool:
    """Same level in front (市 is never 区), and the fuller name only adds words before its last, or spells the short one out."""
    if len(short) < _SHORTEST or len(short) >= len(full) or short[0] != full[0]:
        return False
    head = next((h for h in load_words("checks_wording")["unit_heads"] if short.endswith(h)), None)
    if head is None:
        return False
    stem = short.removesuffix(head)
    if full.endswith(head) and full.startswith(stem):
        return full[len(stem) : len(full) - len(head)] in load_words("checks_wording")["name_fillers"]
    spelt = short[0] in _LEVELS and len(full) >= len(short) + _LEAST_LONGER and short[1] == full[1] and "分" not in full
    return spelt and full.endswith((head, f"{head}员会", f"{head}公室")) and _in_order(stem, full)


def _in_order(letters: str, text: str) -> bool:
    """Whether ``letters`` stand in ``text`` in this order: 市人社 in 市人力资源和社会保障局."""
    at = 0
    for letter in letters:
        at = text.find(letter, at) + 1
        if at == 0:
            return False
    return True
