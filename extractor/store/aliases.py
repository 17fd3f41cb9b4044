"""The office's own lexicon: what clerks accepted as the meaning of a written unit name."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from extractor.store.database import transaction
from extractor.store.schema import Alias

__all__ = ["accept_alias", "accepted_aliases", "forget_alias"]


def accepted_aliases(engine: Engine) -> dict[str, str]:
    with transaction(engine) as connection:
        return {row.written: row.meaning for row in connection.execute(select(Alias).order_by(Alias.written))}


def accept_alias(engine: Engine, written: str, meaning: str, *, now: float) -> None:
    """From now on ``written`` means ``meaning``, whatever it meant before."""
    with transaction(engine) as connection:
        connection.execute(delete(Alias).where(Alias.written == written))
        connection.execute(insert(Alias).values(written=written, meaning=meaning, accepted_at=now))


def forget_alias(engine: Engine, written: str) -> bool:
    """Whether there was one."""
    with transaction(engine) as connection:
        return bool(connection.execute(delete(Alias).where(Alias.written == written)).rowcount)
