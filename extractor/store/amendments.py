"""Notices that belong together: one amends, replaces or repeats another. In whichever order they came."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from extractor.store.schema import Link, Mention, NoticeRow
from extractor.store.values import Reading

__all__ = ["SAME_NUMBER", "link_notice"]

SAME_NUMBER = "同文号"
_LONGEST_WORDS = 400


def link_notice(connection: Connection, notice_id: int, reading: Reading) -> None:
    """Renew the links of one notice: what it amends, what amends it, what carries the same number."""
    words = list(dict.fromkeys(word for word in reading.mentions if word and len(word) <= _LONGEST_WORDS))
    connection.execute(delete(Mention).where(Mention.notice_id == notice_id))
    connection.execute(delete(Link).where((Link.notice_id == notice_id) | (Link.target_id == notice_id)))
    if reading.amendment and words:
        connection.execute(insert(Mention), [{"notice_id": notice_id, "words": word} for word in words])
        named = select(NoticeRow.id).where((NoticeRow.number.in_(words)) | (NoticeRow.title.in_(words)), NoticeRow.id != notice_id)
        for target in connection.scalars(named):
            _add(connection, notice_id, target, reading.amendment)
    own = [word for word in (reading.number, reading.title) if word]
    if own:
        naming = select(NoticeRow.id, NoticeRow.amendment).join(Mention, Mention.notice_id == NoticeRow.id)
        for source, kind in connection.execute(naming.where(Mention.words.in_(own), NoticeRow.id != notice_id).distinct()):
            _add(connection, source, notice_id, kind or SAME_NUMBER)
    if reading.number:
        for other in connection.scalars(select(NoticeRow.id).where(NoticeRow.number == reading.number, NoticeRow.id != notice_id)):
            _add(connection, max(notice_id, other), min(notice_id, other), SAME_NUMBER)


def _add(connection: Connection, source: int, target: int, kind: str) -> None:
    pair = (Link.notice_id == source, Link.target_id == target)
    if connection.scalar(select(Link.kind).where(*pair)) is None:
        connection.execute(insert(Link).values(notice_id=source, target_id=target, kind=kind))
