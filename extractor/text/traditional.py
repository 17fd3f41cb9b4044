"""Traditional characters to simplified, one for one, so that rules need one form and offsets stay.

The source keeps what is printed; only the text that rules read is converted. OpenCC is loaded only
for a document that holds traditional characters at all.
"""

from __future__ import annotations

from functools import cache

from patterns import lazy_re as re

__all__ = ["simplify"]

# Frequent in any official text, and not used in simplified Chinese: one of them is enough to know.
_TELLTALE = re.compile("[於與為會關於國個這們來時實單縣區報員務業專門長開學縱應將請機構領導組織節點電話號處辦總項證據發無]")


def simplify(text: str) -> str:
    """``text`` with every traditional character replaced by its simplified one; same length."""
    if not _TELLTALE.search(text):
        return text
    return "".join(_simple(ch) if "\u3400" <= ch <= "\u9fff" else ch for ch in text)


@cache
def _converter():  # type: ignore[no-untyped-def]  # opencc ships no types
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _simple(ch: str) -> str:
    converted: str = _converter().convert(ch)
    return converted if len(converted) == 1 else ch
