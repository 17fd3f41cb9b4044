"""A store that is open, and short ways to fill it."""

import hashlib

import pytest

from extractor.store.arrivals import accept
from extractor.store.database import open_store
from extractor.store.journal import claim, finish
from extractor.store.values import Arrival, Reading

PIPELINE = "1+test"


class Desk:
    """One store with the arguments that do not matter filled in. ``now`` stands still unless moved."""

    def __init__(self, engine):
        self.engine = engine
        self.now = 1000.0

    def accept(self, name, content=None, inbox="in"):
        sha256 = hashlib.sha256((content or name).encode()).hexdigest()
        arrival = Arrival(inbox=inbox, name=name, sha256=sha256, size=1, mtime_ns=1, folders=(name.partition(".")[0], name))
        return accept(self.engine, arrival, pipeline=PIPELINE, now=self.now)

    def claim(self, owner="a", lease=60.0):
        return claim(self.engine, "in", pipeline=PIPELINE, owner=owner, lease=lease, now=self.now)

    def read(self, *tasks, **facts):
        """Claim the next item and hand in a reading."""
        self.now += 1
        work = self.claim()
        reading = Reading(files=("a.json",), contents="", needs_review=False, tasks=tasks, **facts)
        assert finish(self.engine, work, reading, now=self.now)
        return work


@pytest.fixture
def desk(store_url):
    engine = open_store(store_url)
    yield Desk(engine)
    engine.dispose()
