"""What a notice says, as rows of the catalogue: where each question stands, and the values it states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.catalogue.wording import Question, question
from extractor.model.indicator_keys import occurrence_ids
from extractor.model.notice import Notice

__all__ = ["observation_rows", "occurrence_rows"]

_STATUS = {"actual": "A", "forecast": "F", "target": "T", "benchmark": "B"}


def occurrence_rows(notice: Notice, edition: str, asked: Sequence[Question], items: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row per question, in their order; ``items``: item id by fingerprint."""
    keys = occurrence_ids(edition, notice.indicators, [wanted.fingerprint for wanted in asked])
    rows = []
    for position, (key, wanted, entry) in enumerate(zip(keys, asked, notice.indicators, strict=True)):
        first = entry.evidence[0] if entry.evidence else None
        place = {"start": first.start if first else None, "end": first.end if first else None, "source": notice.source.name}
        said = {"text": entry.text, "path": " / ".join(entry.path), "options": "；".join(entry.options), "unit": entry.unit_of_measure}
        said["unit_source"] = entry.unit_source if entry.unit_of_measure else None
        said |= {"definition": "；".join(part for part in (entry.definition, entry.instruction) if part)}
        owner = {"owner": entry.office, "leader": entry.leader, "number": None if entry.number is None else str(entry.number)}
        rows.append({"id": key, "item": items[wanted.fingerprint], "edition": edition, "position": position, **said, **owner, **place})
    return rows


def observation_rows(notice: Notice, edition: str, items: Iterable[Any]) -> list[dict[str, Any]]:
    """One row per value that the notice states; ``items``: id and text of all items."""
    known = {question(row.text).stem: row.id for row in items} if notice.observations else {}
    return [
        {
            "indicator": known.get(question(entry.indicator).stem) if entry.indicator else None,
            "indicator_name": entry.indicator,
            "time_period": entry.period,
            "obs_value": None if entry.missing else entry.value,
            "unit_measure": entry.unit,
            "obs_status": "M" if entry.missing else _STATUS[entry.kind],
            "quote": entry.quote,
            "source": notice.source.name,
            "edition": edition,
        }
        for entry in notice.observations
    ]
