"""What a cell looks like by itself: number, date, person, unit, office, phone, question, text."""

from __future__ import annotations

from functools import cache, lru_cache

from patterns import lazy_re as re
from patterns.rules import load_rules, load_words

__all__ = ["cell_kind", "is_number_like", "is_person", "is_total"]

_PARTS = re.compile(r"[、，；/ ]")
_STAR = re.compile(r"^[★☆*▲△◆●※]")
_BRACKET = re.compile(r"（[^（）]{1,40}）$")
_LONGEST_WORD = 12


@lru_cache(maxsize=8192)
def cell_kind(text: str) -> str:
    """One of: blank, none, serial, date, phone, value, question, numbered, heading, person, unit, office, word, text."""
    if not text:
        return "blank"
    for rule in load_rules("table_cells"):
        if len(text) < 400 and rule.search(text):
            return str(rule.yields["kind"])
    if is_person(text):
        return "person"
    return _organ(text) or ("word" if len(text) <= _LONGEST_WORD else "text")


def is_number_like(text: str) -> bool:
    return cell_kind(text) in ("serial", "value") and any(ch.isdigit() for ch in text)


def is_person(text: str) -> bool:
    """One name or several, each a family name and one or two more characters (inner blanks are layout)."""
    names = re.split(r"[、，；/]", text)
    return 0 < len(names) <= 6 and all(_surname().fullmatch("".join(name.split())) for name in names)


@cache
def _surname() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{load_words('table_cells').alternation('surnames')})(?!.?[办局委厅科处股](?:同志)?$)[\u4e00-\u9fff]{{1,2}}(?:同志)?"
    )


@cache
def _ends() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    units, cells = load_words("units"), load_words("table_cells")
    return (
        re.compile(rf"(?:{units.alternation('heads')})$"),
        re.compile(rf"(?:{units.alternation('not_units')})$"),
        re.compile(rf"(?:{cells.alternation('offices')})$"),
    )


def _organ(text: str) -> str | None:
    """unit or office if every part of the list ends like one."""
    heads, never, offices = _ends()
    bare = _BRACKET.sub("", _STAR.sub("", text))
    parts = [_BRACKET.sub("", part) for part in _PARTS.split(re.sub(r"（[^（）]{0,40}）", "", bare)) if part]
    if not parts or len(text) > 120 or any(len(part) > 26 or "。" in part or never.search(part) for part in parts):
        return None
    if len(parts) == 1 and len(parts[0]) <= 12 and offices.search(parts[0]):
        return "office"
    return "unit" if all(heads.search(part) or part.startswith("各") for part in parts) else None


def is_total(text: str) -> bool:
    return "".join(text.split()).rstrip("：:") in {"".join(w.split()) for w in load_words("table_cells")["totals"]}
