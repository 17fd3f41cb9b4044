"""Is a word the name of a person, several names, or an office?"""

from __future__ import annotations

from functools import cache

from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["alternation", "is_double_family", "is_name", "is_office", "names_in_word", "office_length", "split_office", "without_title"]

_HAN_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,12}$")
_LONGEST_NAME = 4
_LONGEST_RUN = 12
_FARTHEST_OFFICE = 100
"""An office, what it does and its label end within so many characters; a line of 10,000 numbers would be read 10,000 times."""
_LEAD_IN = re.compile(r"^.*(?:送至|报至|交至|寄至|发至|送交|提交|上报|报送|报|交|送|寄|请与|与|向|至|到|由|咨询|请|[，。；：:（]|）[、，])")


_DOES = re.compile(
    r"(?:负责|(?:负责)?(?:咨询|解释|反映|了解|联系|报告|核实|询问|受理|接收|对接|沟通|领取|索取|预约|报名|求助|解答|答复|提出))$"
)
"""What an office does in the words before its number: 由督查室负责解释（电话."""


def is_name(word: str, *, labelled: bool) -> bool:
    """Can ``word`` be a person's name? After a label nearly any short word can; elsewhere a known family name must begin it."""
    if not _HAN_NAME.match(word) or word.startswith(load_words("contacts")["not_names"]):
        return False
    if _titled(word):
        return True
    if is_office(word) and len(word) > 3:
        return False
    if not labelled and len(word) == 3 and word.endswith(load_words("contacts")["office_of_three"]):
        return False
    if _of_elements(word):
        return True
    if len(word) > (_LONGEST_NAME if "·" not in word else _LONGEST_RUN):
        return False
    known = _family_name(word) > 0
    if labelled:
        return not (len(word) >= 3 and word.endswith(("科", "处", "室", "局", "股")) and not known)
    return _family_name(word) == 2 or (known and len(word) <= 3)


def names_in_word(word: str, *, labelled: bool) -> tuple[int, ...]:
    """The lengths of the names in ``word``: one name, or several that lost the blanks between them; () if it is no name.

    谭志勇龙娟 → (3, 2). Four characters are two names if both begin with a family name and no double family name does.
    """
    if is_name(word, labelled=labelled) and ("·" in word or _of_elements(word) or _named_with_title(word)):
        return (len(word),)
    several = _cut(word)
    if len(several) > 1 and (len(word) > _LONGEST_NAME or (len(word) == _LONGEST_NAME and _family_name(word) != 2)):
        return several
    return (len(word),) if is_name(word, labelled=labelled) else ()


def is_double_family(word: str) -> bool:
    """欧阳, 左丘: a family name of two characters and nothing else."""
    return word in load_words("contacts")["double_surnames"]


def is_office(word: str) -> bool:
    return word.endswith(load_words("contacts")["unit_ends"])


def office_length(word: str) -> int:
    """How much of ``word`` is an office before names that touch it: 公共机构节能科范梅 → 7."""
    best = 0
    for end in load_words("contacts")["unit_ends"]:
        at = word.rfind(end, 1, len(word) - 1)
        rest = word[at + len(end) :]
        if len(rest) == 3 and rest.endswith(load_words("contacts")["office_of_three"]):
            continue
        if at > 0 and (2 <= len(rest) <= 3 or len(_cut(rest)) > 1):
            best = max(best, at + len(end))
    return best


def split_office(text: str) -> str | None:
    """The office with which ``text`` ends, without the words that lead up to it (送至, 请与, 联系 ...)."""
    text = re.sub(rf"(?:{alternation('number_labels')})$", "", text[-_FARTHEST_OFFICE:].strip(" （，、：:；").lstrip("）、，"))
    text = _LEAD_IN.sub("", _DOES.sub("", text.rstrip(" （")))
    return text if 2 <= len(text) <= 30 and not re.search(r"\d", text) and is_office(text) else None


def without_title(shown: str, plain: str) -> str:
    """张明同志 → 张明; 孟工 and 王老师 stay: the title is all that is known."""
    for title in sorted(load_words("contacts")["titles"], key=len, reverse=True):
        if plain.endswith(title) and len(plain) - len(title) >= 2:
            return shown[: -len(title)]
    return shown


@cache
def alternation(name: str) -> str:
    """A word list of the contact patterns as a regex alternation."""
    return load_words("contacts").alternation(name)


@cache
def _cut(word: str) -> tuple[int, ...]:
    """The one way to cut ``word`` into names of two or three characters; the commoner family names win; () if there is none."""
    if not 4 <= len(word) <= _LONGEST_RUN or not _HAN_NAME.match(word) or word.startswith(load_words("contacts")["not_names"]):
        return ()
    best: dict[int, tuple[int, tuple[int, ...]]] = {len(word): (0, ())}
    for start in range(len(word) - 2, -1, -1):
        family = _family_name(word[start:])
        if not family:
            continue
        options = []
        for length in range(family + 1, family + 3):
            rest = best.get(start + length)
            if rest is not None:
                common = word[start] in _common() or family == 2
                options.append((rest[0] + (0 if common else 1), (length, *rest[1])))
        if options:
            best[start] = min(options, key=lambda o: (o[0], len(o[1])))
    return best[0][1] if 0 in best else ()


def _family_name(word: str) -> int:
    """The length of the family name with which ``word`` begins, 0 if none is known."""
    if word[:2] in load_words("contacts")["double_surnames"]:
        return 2
    return 1 if word[:1] in _surnames() else 0


def _of_elements(word: str) -> bool:
    """罗布次仁, 阿依古丽: a given name of a people without family names, made of known elements only."""
    if not 3 <= len(word.replace("·", "")) <= _LONGEST_RUN:
        return False
    return bool(re.fullmatch(rf"(?:(?:{alternation('name_elements')})·?){{2,4}}", word))


def _titled(word: str) -> bool:
    """王科长, 孟工: a family name with a title."""
    title = next((t for t in load_words("contacts")["titles"] if word.endswith(t)), None)
    return title is not None and 1 <= len(word) - len(title) <= _LONGEST_NAME and word[0] in _surnames()


def _named_with_title(word: str) -> bool:
    """张建国科长: a whole name with a title is one person, not 张建 and 国科长."""
    title = next((t for t in load_words("contacts")["titles"] if word.endswith(t)), None)
    return title is not None and 2 <= len(word) - len(title) <= 3 and _family_name(word) > 0


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(load_words("contacts")["surnames"]))


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(load_words("contacts")["common_surnames"]))
