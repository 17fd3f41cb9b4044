"""Names of persons anywhere in a line: after a label or an office, before a title or a number, alone in a cell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor.recognizers.name_spans import NameSpan, without_overlaps
from extractor.recognizers.person_names import is_name, names_in_word
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["find_persons", "looks_like_person"]

_NUMBER = r"(?=[ ，、：:；（]{0,3}(?:(?:联系|办公|手机)?(?:电话|号码|手机)?[（：: ]{0,2})?(?:1[3-9]\d{9}|0\d{2,3}[-— ]{0,3}\d{3,4} ?\d{3,4}|[2-8]\d{2,3} ?\d{3,4})(?!\d))"


@cache
def _person_patterns() -> dict[str, re.Pattern[str]]:
    words, contacts, clause = load_words("names"), load_words("contacts"), load_words("responsibility")
    labels = f"{contacts.alternation('name_labels')}|{words.alternation('person_labels')}|{clause.alternation('person_labels')}"
    surname = "[" + "".join(sorted(set("".join(contacts["surnames"])))) + "]"
    name = f"(?:(?:{contacts.alternation('double_surnames')}|{words.alternation('double_surnames')})[\\u4e00-\\u9fff]{{1,2}}|{surname}[\\u4e00-\\u9fff]{{1,2}})"
    titles = words.alternation("titles_after")
    return {
        "label": re.compile(f"(?:{labels})(?:（[^（）\\d]{{1,12}}）)?(?:及(?:联系)?电话)?[：: ]{{1,2}}"),
        "listed": re.compile(r"[\u4e00-\u9fff·]{2,12}(?![\u4e00-\u9fff])"),
        "between": re.compile(r"[、，,/ 和]{1,3}|（[^（）]{1,30}）[、，, ]{0,2}|(?:同志|老师)[、，, ]{0,2}"),
        "numbered": re.compile(f"(?<![\\u4e00-\\u9fff])({name}){_NUMBER}"),
        "office_numbered": re.compile(f"(?<=[局办科室处中心部会组站队所院])({name}){_NUMBER}"),
        "titled": re.compile(f"(?:^|(?<=[，。；、：:（由请向和经与是报呈送交 ])|(?<=联系)|(?<=咨询)|(?<=[局科办室]))({name})(?:{titles})"),
        "office": re.compile(
            f"(?:{words.alternation('offices_before')})({name})(?=$|[，。；、：:（） 任兼主出作的为同关在对等汇带赴参讲签审批]|{titles})"
        ),
        "alone": re.compile(f"^ ?({name}) ?$"),
        "partner": re.compile(f"(?:请与|联系|咨询|发给|交给|寄给|转交|请找)({name})(?=联系|对接|咨询|收|处|[，。；（\\d])"),
        "office_alone": re.compile(f"^[\\u4e00-\\u9fff]{{2,10}}[局办科室处部股]({name})$"),
    }


def find_persons(line: str) -> list[NameSpan]:
    """Names of persons after a label or an office, before a title or a number."""
    patterns = _person_patterns()
    found = [span for label in patterns["label"].finditer(line) for span in _listed(line, label.end())]
    for kind in ("numbered", "office_numbered", "titled", "office", "alone", "office_alone", "partner"):
        found += [NameSpan(*m.span(1), "PERSON") for m in patterns[kind].finditer(line) if _person(m[1])]
    return without_overlaps(found)


def looks_like_person(word: str) -> bool:
    """Whether ``word`` can be a Chinese name: a family name begins it, and its end is none that names never have."""
    return _person(word)


def _person(word: str, *, labelled: bool = False) -> bool:
    doubled = word[:2] in load_words("names")["double_surnames"] and len(word) in (3, 4)
    fits = doubled or (is_name(word, labelled=labelled) and len(word) <= 4)
    return (
        fits
        and word[-1] not in load_words("names")["name_never_last"]
        and not word.startswith((*load_words("names")["class_marks"], *_not_persons()))
    )


def _not_persons() -> tuple[str, ...]:
    return load_words("names")["not_persons"]


def _side_by_side(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names whose blanks were lost when the line was repaired stand side by side."""
    lengths = names_in_word(line[start:end], labelled=False)
    if len(lengths) < 2:
        return [(start, end)]
    ends = [start + sum(lengths[: i + 1]) for i in range(len(lengths))]
    return list(zip([start, *ends[:-1]], ends, strict=True))


def _listed(line: str, position: int) -> Iterator[NameSpan]:
    """Names in a row after a label: 成员：甲、乙（某局）、丙."""
    patterns = _person_patterns()
    while match := patterns["listed"].match(line, position):
        end = next(
            (match.end() - len(t) for t in load_words("names")["titles_after"] if match[0].endswith(t) and len(match[0]) - len(t) >= 2),
            match.end(),
        )
        parts = _side_by_side(line, position, end)
        if not all(_person(line[a:b], labelled=b - a <= 3) for a, b in parts):
            return
        yield from (NameSpan(a, b, "PERSON") for a, b in parts)
        gap = patterns["between"].match(line, match.end())
        if not gap:
            return
        position = gap.end()
