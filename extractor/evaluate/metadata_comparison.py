"""What the document says about itself, and its attachments."""

from __future__ import annotations

from typing import Any

from extractor.evaluate.normal_form import Reading, folded, listed, ratio
from extractor.evaluate.pairing import pair_best_first
from extractor.evaluate.report import Tally

__all__ = ["compare_attachments", "compare_metadata"]

_SAME_ATTACHMENT = 80.0


def compare_metadata(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted: Reading = gold.get("metadata", {})
    found: Reading = predicted.get("metadata", {}) or {}
    kinds = _agreed_kind(wanted.get("document_type"), found.get("document_type"))
    tally.compare("metadata.document_type", gold=_single(kinds[0]), predicted=_single(kinds[1]), document=document)
    for field in ("title", "document_number", "issue_date"):
        tally.compare(f"metadata.{field}", gold=_single(wanted.get(field)), predicted=_single(found.get(field)), document=document)
    authorities = [[folded(name) for name in listed(side.get("issuing_authorities"))] for side in (wanted, found)]
    tally.compare("metadata.issuing_authorities", gold=authorities[0], predicted=authorities[1], document=document)
    recipients = [_addressees(side) for side in (wanted, found)]
    tally.compare("metadata.primary_recipients", gold=recipients[0], predicted=recipients[1], document=document)


def compare_attachments(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found = gold.get("attachments", []), predicted.get("attachments", []) or []
    hits = pair_best_first(wanted, found, likeness=lambda g, p: ratio(g.get("title"), p.get("title")), least=_SAME_ATTACHMENT)
    count = len(hits.all)
    tally.add("attachments", right=count, missed=len(wanted) - count, wrong=len(found) - count)
    for word, entries, paired in (("missed", wanted, hits.predicted_of), ("wrong", found, hits.gold_of)):
        for position, entry in enumerate(entries):
            if position not in paired:
                tally.note(document, "attachments", f"{word:7} {entry.get('title')}")


def _single(value: Any) -> list[str]:
    return [folded(value)] if value else []


def _agreed_kind(wanted: Any, found: Any) -> tuple[Any, Any]:
    """责任清单 and 清单 name the same kind: the longer ends with the shorter."""
    a, b = folded(wanted), folded(found)
    if a and b and (a.endswith(b) or b.endswith(a)):
        return wanted, wanted
    return wanted, found


def _addressees(side: Reading) -> list[str]:
    """All addressees as one string: where a list is cut makes no difference that matters."""
    whole = "".join(folded(name) for name in listed(side.get("primary_recipients")))
    whole = whole.replace(",", "").replace(";", "")
    return [whole] if whole else []
