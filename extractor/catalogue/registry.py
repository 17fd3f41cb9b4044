"""The catalogue as a SQLite file: concepts, items, occurrences, observations, proposals and what was decided about them.

Three layers of ids. A concept id (ZB-C0001) is given once and never reused; an item id adds how it is answered
(ZB-C0001.N1); an occurrence id says where the question stands (2031-n7-Q003). Only the first is for good.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from extractor.catalogue.matching import Matcher
from extractor.catalogue.wording import Question, question
from extractor.errors import DamagedFile, UsageFault
from extractor.model.indicator_keys import REPRESENTATION, occurrence_ids
from extractor.model.notice import Indicator, Notice

__all__ = ["ImportReport", "Registry"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS concept (id TEXT PRIMARY KEY, name TEXT NOT NULL, status TEXT NOT NULL DEFAULT '草案', redirect TEXT);
CREATE TABLE IF NOT EXISTS item (id TEXT PRIMARY KEY, concept TEXT NOT NULL REFERENCES concept, fingerprint TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL, answer_type TEXT, unit TEXT, status TEXT NOT NULL DEFAULT '草案', supersedes TEXT);
CREATE TABLE IF NOT EXISTS occurrence (id TEXT PRIMARY KEY, item TEXT NOT NULL REFERENCES item, edition TEXT NOT NULL, position INTEGER NOT NULL,
  number TEXT, text TEXT NOT NULL, path TEXT, options TEXT, definition TEXT, owner TEXT, leader TEXT, source TEXT, start INTEGER, "end" INTEGER, unit TEXT);
CREATE TABLE IF NOT EXISTS observation (indicator TEXT, indicator_name TEXT, ref_area TEXT, time_period TEXT, obs_value REAL,
  unit_measure TEXT, obs_status TEXT, quote TEXT, source TEXT, edition TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS proposal (fingerprint TEXT NOT NULL, item TEXT NOT NULL, kind TEXT NOT NULL, score REAL NOT NULL, vetoes TEXT,
  PRIMARY KEY (fingerprint, item));
CREATE TABLE IF NOT EXISTS decision (fingerprint TEXT NOT NULL, item TEXT NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY (fingerprint, item));
CREATE INDEX IF NOT EXISTS occurrence_edition ON occurrence (edition);
"""
_STATUS = {"actual": "A", "forecast": "F", "target": "T", "benchmark": "B"}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Occurrence ids by what became of them: tied to a known item, new, new with proposals to look at."""

    edition: str
    same: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


class Registry:
    """One catalogue file; every method is one transaction. Raises DamagedFile where the file is no catalogue."""

    def __init__(self, path: Path, *, prefix: str = "ZB") -> None:
        self._prefix = prefix
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._connection.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise DamagedFile(f"“{path}”不是指标目录文件或已损坏") from error

    def close(self) -> None:
        self._connection.close()

    def add(self, notice: Notice, *, edition: str | None = None) -> ImportReport:
        """Tie every question of ``notice`` to an item; the same notice again changes nothing."""
        name = edition or notice.doc_id
        asked = [question(item.text, item.answer_type, item.unit_of_measure) for item in notice.indicators]
        with self._transaction():
            known = self._rows("SELECT id, text, answer_type, unit FROM item ORDER BY rowid")
            matcher = Matcher([question(row["text"], row["answer_type"], row["unit"]) for row in known])
            self._connection.execute("DELETE FROM occurrence WHERE edition = ?", (name,))
            kinds: dict[str, list[str]] = {"same": [], "new": [], "proposed": []}
            keys = occurrence_ids(name, notice.indicators, [wanted.fingerprint for wanted in asked])
            for place, (item, wanted, key) in enumerate(zip(notice.indicators, asked, keys, strict=True)):
                item_id, kind = self._item_of(wanted, matcher, [row["id"] for row in known])
                kinds[kind].append(key)
                self._add_occurrence(key, item_id, name, place, item, notice)
            self._add_observations(notice, name)
        return ImportReport(name, *(tuple(kinds[kind]) for kind in ("same", "new", "proposed")))

    def accept(self, occurrence: str, item: str, *, verdict: str = "accepted") -> None:
        """A clerk says that the question is (or, "rejected", is not) of the same concept as ``item``. Remembered for good."""
        with self._transaction():
            row = self._one("SELECT item.* FROM occurrence JOIN item ON item.id = occurrence.item WHERE occurrence.id = ?", occurrence)
            other = self._one("SELECT * FROM item WHERE id = ?", item)
            if row is None or other is None:
                raise UsageFault(f"目录里没有“{occurrence if row is None else item}”")
            key = (row["fingerprint"], item)
            self._connection.execute("INSERT OR REPLACE INTO decision VALUES (?, ?, ?)", (*key, verdict))
            self._connection.execute("DELETE FROM proposal WHERE fingerprint = ? AND item = ?", key)
            if verdict == "accepted" and row["concept"] != other["concept"]:
                self._merge(row["concept"], other["concept"])

    def editions(self) -> tuple[str, ...]:
        return tuple(
            row["edition"] for row in self._rows("SELECT edition, min(rowid) AS first FROM occurrence GROUP BY edition ORDER BY first")
        )

    def occurrences(self, edition: str) -> list[dict[str, Any]]:
        rows = self._rows(
            "SELECT o.*, i.answer_type FROM occurrence o JOIN item i ON i.id = o.item WHERE edition = ? ORDER BY position", edition
        )
        return [dict(row) for row in rows]

    def table(self, name: str) -> list[dict[str, Any]]:
        """All rows of one table as records: concept, item, occurrence, observation, proposal or decision."""
        if not re.fullmatch(r"concept|item|occurrence|observation|proposal|decision", name):
            raise KeyError(name)
        return [dict(row) for row in self._rows(f"SELECT * FROM {name} ORDER BY rowid")]  # noqa: S608  a name of the list above

    def _item_of(self, asked: Question, matcher: Matcher, ids: Sequence[str]) -> tuple[str, str]:
        """The item of a question, made if there is none. Only equal words of equal type tie by themselves."""
        row = self._one("SELECT id FROM item WHERE fingerprint = ?", asked.fingerprint)
        if row is not None:
            return str(row["id"]), "same"
        item_id = self._new_item(asked)
        decided = {row["item"] for row in self._rows("SELECT item FROM decision WHERE fingerprint = ?", asked.fingerprint)}
        offered = [proposal for proposal in matcher.proposals(asked) if ids[proposal.place] not in decided]
        for offer in offered:
            values = (asked.fingerprint, ids[offer.place], offer.kind, round(offer.score, 1), "、".join(offer.vetoes))
            self._connection.execute("INSERT OR REPLACE INTO proposal VALUES (?, ?, ?, ?, ?)", values)
        return item_id, "proposed" if offered else "new"

    def _new_item(self, asked: Question) -> str:
        last = self._one("SELECT count(*) AS used FROM concept")
        concept = f"{self._prefix}-C{(last['used'] if last else 0) + 1:04d}"
        self._connection.execute("INSERT INTO concept (id, name) VALUES (?, ?)", (concept, asked.stem))
        item_id = f"{concept}.{REPRESENTATION[asked.answer_type]}1"
        values = (item_id, concept, asked.fingerprint, asked.text, asked.answer_type, asked.unit)
        self._connection.execute("INSERT INTO item (id, concept, fingerprint, text, answer_type, unit) VALUES (?, ?, ?, ?, ?, ?)", values)
        return item_id

    def _merge(self, left: str, right: str) -> None:
        """The older concept stays; the younger one keeps its id as a redirect. Items keep theirs too."""
        kept, gone = sorted((left, right), key=lambda name: (len(name), name))
        self._connection.execute("UPDATE item SET concept = ? WHERE concept = ?", (kept, gone))
        self._connection.execute("UPDATE concept SET redirect = ?, status = '停用' WHERE id = ?", (kept, gone))

    def _add_occurrence(self, key: str, item_id: str, edition: str, place: int, item: Indicator, notice: Notice) -> None:
        first = item.evidence[0] if item.evidence else None
        number = None if item.number is None else str(item.number)
        definition = "；".join(part for part in (item.definition, item.instruction) if part)
        values = (
            *(key, item_id, edition, place, number, item.text, " / ".join(item.path), "；".join(item.options), definition),
            *(
                item.office,
                item.leader,
                notice.source.name,
                first.start if first else None,
                first.end if first else None,
                item.unit_of_measure,
            ),
        )
        self._connection.execute(f"INSERT OR REPLACE INTO occurrence VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608

    def _add_observations(self, notice: Notice, edition: str) -> None:
        self._connection.execute("DELETE FROM observation WHERE edition = ?", (edition,))
        known = {question(row["text"]).stem: row["id"] for row in self._rows("SELECT id, text FROM item")}
        for item in notice.observations:
            indicator = known.get(question(item.indicator).stem) if item.indicator else None
            state = "M" if item.missing else _STATUS[item.kind]
            values = (indicator, item.indicator, None, item.period, item.value, item.unit, state, item.quote, notice.source.name, edition)
            self._connection.execute("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def _rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        return cast("sqlite3.Row | None", self._connection.execute(sql, values).fetchone())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
