"""Answers read back from a template: what was written, what is missing, what breaks its type.

Nothing is corrected here: the words stay as the unit wrote them, and a fault is a sentence beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outputs.reply_fields import ReplyField

__all__ = ["Answer", "answers_from_cells", "answers_from_controls"]

_TICKED = frozenset("☑☒√✓✔■▣●")
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,9})?")
_PROMPT = re.compile(r"【(?:请填写|材料名称|选项未随表)[^】]{0,60}】")
_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?(?:00:00:00)?")
_SEPARATORS = re.compile(r"[；;\n]")
_GROWTH = ("增", "降", "变化", "幅", "同比", "环比")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``parts``: the words in each blank, or the options that were ticked. Empty where nothing was entered."""

    field: ReplyField
    parts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def given(self) -> bool:
        return any(part.strip() for part in self.parts)

    @property
    def text(self) -> str:
        return "；".join(part for part in self.parts if part.strip()) if len(self.parts) > 1 else "".join(self.parts)


def answers_from_controls(fields: tuple[ReplyField, ...], values: Mapping[str, str]) -> tuple[Answer, ...]:
    """One answer per field. ``values``: text by control key; a control that is not in the file counts as empty."""
    return tuple(_checked(field, _control_parts(field, values)) for field in fields)


def answers_from_cells(fields: tuple[ReplyField, ...], values: Mapping[str, str]) -> tuple[Answer, ...]:
    """As above, for a sheet with one cell per field: ``values`` by field name."""
    return tuple(_checked(field, _cell_parts(field, values.get(field.name, ""))) for field in fields)


def _control_parts(field: ReplyField, values: Mapping[str, str]) -> tuple[str, ...]:
    boxes = [control for control in field.controls if control.option is not None]
    ticked = [control.option or "" for control in boxes if _TICKED & set(values.get(control.key, ""))]
    blanks = [control for control in field.controls if control.option is None]
    written = ["" if values.get(control.key, "") == control.shown else values.get(control.key, "") for control in blanks]
    return (*ticked, *written)


def _cell_parts(field: ReplyField, text: str) -> tuple[str, ...]:
    if field.type in ("multiple_choice", "list"):
        return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())
    return (text,) if text else ()


def _checked(field: ReplyField, parts: tuple[str, ...]) -> Answer:
    answer = Answer(field=field, parts=parts)
    if not answer.given:
        return answer
    faults = [*_leftover(answer), *_type_faults(answer)]
    return Answer(field=field, parts=parts, faults=tuple(faults))


def _leftover(answer: Answer) -> list[str]:
    return ["提示语没有删去"] if any(_PROMPT.search(part) for part in answer.parts) else []


def _type_faults(answer: Answer) -> list[str]:
    kind = answer.field.type
    if kind in ("count", "number", "amount", "score", "percentage"):
        return [fault for part in answer.parts if part.strip() for fault in _number_faults(part, answer.field)]
    if kind == "date":
        return _date_faults(answer)
    if kind in ("boolean", "document", "single_choice", "multiple_choice"):
        return _choice_faults(answer)
    return []


def _number_faults(text: str, field: ReplyField) -> list[str]:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    for suffix in (unicodedata.normalize("NFKC", field.unit_of_measure), "%" if field.type == "percentage" else ""):
        plain = plain.removesuffix(suffix)
    if not _NUMBER.fullmatch(plain):
        return [f"应填数字，填的是“{text.strip()[:30]}”"]
    value = float(plain.replace(",", ""))
    if field.type == "count" and (value < 0 or value != int(value)):
        return [f"应填不小于 0 的整数，填的是“{plain}”"]
    growth = any(word in field.about + field.label for word in _GROWTH)
    if field.type == "percentage" and not growth and not 0 <= value <= 100:
        return [f"比率应在 0 到 100 之间，填的是“{plain}”"]
    return []


def _date_faults(answer: Answer) -> list[str]:
    parts = [unicodedata.normalize("NFKC", part).strip() for part in answer.parts]
    found = _DATE.fullmatch(re.sub(r"\s", "", parts[0])) if len(parts) == 1 else None
    numbers = list(found.groups()) if found else [part.rstrip("年月日") for part in parts]
    try:
        year, month, day = (int(number) for number in numbers)
        date(year, month, day)
    except ValueError:
        return [f"日期不完整或不存在，填的是“{'-'.join(parts)[:30]}”"]
    return []


def _choice_faults(answer: Answer) -> list[str]:
    field = answer.field
    chosen = [part.strip() for part in answer.parts if part.strip()]
    unknown = [part for part in chosen if field.options and part not in field.options]
    faults = [f"“{part[:30]}”不在可选项里（可选：{'、'.join(field.options)[:60]}）" for part in unknown]
    if field.type != "multiple_choice" and len(chosen) > 1:
        faults.append(f"只能选一项，选了 {len(chosen)} 项")
    return faults
