"""Lists of questions as they come back a year later: typed anew, scanned, laid out otherwise, or really changed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from extractor.model.notice import Indicator

__all__ = ["EDITS", "meaningless", "really_edited"]

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()}


def _spaced(text: str, dice: random.Random) -> str:
    """As text recognition leaves it: blanks between characters."""
    return "".join(sign + dice.choice(("", "", " ", "\u3000", "\u00a0")) for sign in text)


def _broken(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(("\n", "\f", "\r\n", "\u2028", "\t", "\n\n")) + text[at:]


def _marked(text: str, dice: random.Random) -> str:
    return text.rstrip("？?。；") + dice.choice(("", "？", "?", "。", "；"))


def _quoted(text: str, dice: random.Random) -> str:
    return text.translate(str.maketrans("“”‘’「」", dice.choice(('""' + "''" + '""', "「」『』「」"))))


EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    _spaced,
    _broken,
    _marked,
    _quoted,
    lambda text, _: text.translate(_WIDE),
    lambda text, _: text.translate(_NARROW),
    lambda text, _: text.swapcase(),
    lambda text, dice: dice.choice(("本地区", "本市", "当地")) + text if not text.startswith(("本", "当", "我", "评价期")) else text,
)


def meaningless(asked: Sequence[Indicator], dice: random.Random, *, most: int = 4) -> list[Indicator]:
    """The same questions in another order, each typed otherwise in up to ``most`` ways."""
    altered = []
    for entry in asked:
        text = entry.text
        for edit in dice.sample(EDITS, dice.randint(0, most)):
            text = edit(text, dice)
        altered.append(entry.model_copy(update={"text": text}))
    dice.shuffle(altered)
    return altered


def really_edited(asked: Sequence[Indicator], dice: random.Random) -> tuple[list[Indicator], set[tuple[str, str]]]:
    """A copy with some questions taken out, added, and asked otherwise; what a comparison must show, as (kind, number)."""
    rest = list(asked)
    expected: set[tuple[str, str]] = set()
    for kind in dice.sample(("vanished", "new", "unit", "type"), dice.randint(1, 4)):
        free = [at for at, entry in enumerate(rest) if not {("new", str(entry.number)), ("changed", str(entry.number))} & expected]
        if kind == "new":
            number = f"新{dice.randrange(10**6)}"
            rest.append(Indicator(number=number, text=f"新设{number}号蓄水塘坝巡检闸门启闭记录份额", answer_type="percentage"))
            expected.add(("new", number))
        elif kind == "vanished" and len(free) > 1:
            expected.add(("vanished", str(rest.pop(dice.choice(free)).number)))
        elif free:
            at = dice.choice(free)
            old = rest[at]
            change = {"unit_of_measure": f"{old.unit_of_measure or ''}十"} if kind == "unit" else {"options": (*old.options, "另加一项")}
            rest[at] = old.model_copy(update=change)
            expected.add(("changed", str(old.number)))
    return meaningless(rest, dice), expected
