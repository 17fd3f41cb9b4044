"""The catalogue as a database: concepts, items, occurrences, observations, proposals and what was decided about them.

Three layers of ids. A concept id (ZB-C0001) is given once and never reused; an item id adds how it is answered
(ZB-C0001.N1); an occurrence id says where the question stands (2031-n7-Q003). Only the first is for good.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError, OperationalError

from extractor.catalogue.matching import Matcher
from extractor.catalogue.rows import observation_rows, occurrence_rows
from extractor.catalogue.tables import concept, decision, item, metadata, observation, occurrence, proposal
from extractor.catalogue.wording import Question, question
from extractor.errors import DamagedFile, StoreNotReachable, UsageFault
from extractor.model.indicator_keys import REPRESENTATION
from extractor.model.notice import AnswerType, Indicator, Notice

__all__ = ["ImportReport", "Registry"]

_TABLES = {table.name: table for table in (concept, item, occurrence, observation, proposal, decision)}
_ONE_WRITER = 0x7A62
"""Any number, the same for all: two imports at once must not give the same id twice."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Occurrence ids by what became of them: tied to a known item, new, new with proposals to look at."""

    edition: str
    same: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Batch:
    """Rows to be written together; ``known``: item id by fingerprint, new ones included."""

    known: dict[str, str]
    concepts: int
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {"concept": [], "item": [], "proposal": []})


class Registry:
    """One catalogue; every method is one transaction. Raises DamagedFile where the database is no catalogue."""

    def __init__(self, engine: Engine, *, prefix: str = "ZB") -> None:
        self._prefix, self._engine = prefix, engine
        with self._transaction() as connection:
            metadata.create_all(connection)

    def close(self) -> None:
        self._engine.dispose()

    def add(self, notice: Notice, *, edition: str | None = None) -> ImportReport:
        """Tie every question of ``notice`` to an item; the same notice again changes nothing."""
        name = edition or notice.doc_id
        asked = [_compared(entry.text, entry.answer_type, entry.unit_of_measure, entry.unit_source) for entry in notice.indicators]
        with self._transaction() as connection:
            known = list(connection.execute(select(item).order_by(item.c.seq)))
            matcher = Matcher([_compared(row.text, row.answer_type, row.unit, row.unit_source) for row in known])
            decided = {(row.fingerprint, row.item) for row in connection.execute(select(decision))}
            batch = _Batch({row.fingerprint: row.id for row in known}, connection.scalar(select(func.count()).select_from(concept)) or 0)
            ids = [row.id for row in known]
            kinds = [self._tie(wanted, entry, matcher, ids, decided, batch) for wanted, entry in zip(asked, notice.indicators, strict=True)]
            for table in (concept, item, proposal):
                _add(connection, table, batch.rows[table.name])
            rows = occurrence_rows(notice, name, asked, batch.known)
            values = observation_rows(notice, name, connection.execute(select(item.c.id, item.c.text)).all())
            for table, renewed in ((occurrence, rows), (observation, values)):
                connection.execute(delete(table).where(table.c.edition == name))
                _add(connection, table, renewed)
        places = [row["id"] for row in rows]
        return ImportReport(
            name, *(tuple(key for key, said in zip(places, kinds, strict=True) if said == kind) for kind in ("same", "new", "proposed"))
        )

    def accept(self, occurrence_id: str, item_id: str, *, verdict: str = "accepted") -> None:
        """A clerk says that the question is (or, "rejected", is not) of the same concept as the item. Remembered for good."""
        with self._transaction() as connection:
            asked = select(item).join(occurrence, occurrence.c.item == item.c.id).where(occurrence.c.id == occurrence_id)
            row = connection.execute(asked).first()
            other = connection.execute(select(item).where(item.c.id == item_id)).first()
            if row is None or other is None:
                raise UsageFault(f"目录里没有“{occurrence_id if row is None else item_id}”")
            for table in (proposal, decision):
                connection.execute(delete(table).where(table.c.fingerprint == row.fingerprint, table.c.item == item_id))
            connection.execute(insert(decision).values(fingerprint=row.fingerprint, item=item_id, verdict=verdict))
            if verdict == "accepted" and row.concept != other.concept:
                _merge(connection, row.concept, other.concept)

    def editions(self) -> tuple[str, ...]:
        """In the order in which they were first imported, as far as it is known."""
        with self._transaction() as connection:
            found = select(occurrence.c.edition).group_by(occurrence.c.edition).order_by(func.min(occurrence.c.seq))
            return tuple(connection.scalars(found))

    def occurrences(self, edition: str) -> list[dict[str, Any]]:
        joined = select(occurrence, item.c.answer_type).join(item, item.c.id == occurrence.c.item)
        with self._transaction() as connection:
            rows = connection.execute(joined.where(occurrence.c.edition == edition).order_by(occurrence.c.position))
            return [_record(row) for row in rows]

    def table(self, name: str) -> list[dict[str, Any]]:
        """All rows of one table as records: concept, item, occurrence, observation, proposal or decision."""
        table = _TABLES[name]
        with self._transaction() as connection:
            return [_record(row) for row in connection.execute(select(table).order_by(table.c.seq))]

    def copy_to(self, target: Engine) -> None:
        """All tables, into an empty database."""
        with self._transaction() as source, target.begin() as copy:
            metadata.create_all(copy)
            for table in metadata.sorted_tables:
                _add(copy, table, [dict(row._mapping) for row in source.execute(select(table).order_by(table.c.seq))])

    def _tie(
        self, asked: Question, entry: Indicator, matcher: Matcher, ids: Sequence[str], decided: set[tuple[str, str]], batch: _Batch
    ) -> str:
        """Give the question its item, a new one if there is none. Only equal words of equal type tie by themselves."""
        key = asked.fingerprint
        if key in batch.known:
            return "same"
        batch.concepts += 1
        concept_id = f"{self._prefix}-C{batch.concepts:04d}"
        batch.known[key] = item_id = f"{concept_id}.{REPRESENTATION[asked.answer_type]}1"
        batch.rows["concept"].append({"id": concept_id, "name": asked.stem})
        values = {"id": item_id, "concept": concept_id, "fingerprint": key, "text": asked.text}
        unit = {"unit": entry.unit_of_measure, "unit_source": entry.unit_source if entry.unit_of_measure else None}
        batch.rows["item"].append({**values, "answer_type": asked.answer_type, **unit})
        offered = [offer for offer in matcher.proposals(asked) if (key, ids[offer.place]) not in decided]
        batch.rows["proposal"] += [
            {"fingerprint": key, "item": ids[one.place], "kind": one.kind, "score": round(one.score, 1), "vetoes": "、".join(one.vetoes)}
            for one in offered
        ]
        return "proposed" if offered else "new"

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
                yield connection
        except OperationalError as error:
            raise StoreNotReachable("指标目录的数据库暂时不能使用") from error
        except DatabaseError as error:
            raise DamagedFile("指标目录的数据库不是指标目录，或已损坏") from error


def _compared(text: str, answer_type: AnswerType | None, unit: str | None, source: str | None) -> Question:
    """A unit that was only presumed keeps no two questions apart."""
    return question(text, answer_type, unit if source == "explicit" else None)


def _add(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _merge(connection: Connection, left: str, right: str) -> None:
    """The older concept stays; the younger one keeps its id as a redirect. Items keep theirs too."""
    kept, gone = sorted((left, right), key=lambda name: (len(name), name))
    connection.execute(update(item).where(item.c.concept == gone).values(concept=kept))
    connection.execute(update(concept).where(concept.c.id == gone).values(redirect=kept, status="停用"))


def _record(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "seq"}
