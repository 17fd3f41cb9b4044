"""When a file is at rest: by a clock that the test moves."""

import pytest

from extractor.app.watch_stillness import Stillness
from extractor.app.watch_sweep import Sighting


def seen(size, mtime=1):
    return Sighting("甲.txt", "/in/甲.txt", size, mtime, 7)


@pytest.mark.parametrize("pause", [0.1, 1.0, 5.0, 20.0, 60.0])
def test_watch_stillness_a_slow_writer_is_not_taken_between_two_of_its_pauses(pause):
    stillness = Stillness(settle=3.0, known={})
    taken, now, written = [], 0.0, 0
    while now < pause * 10:
        size = 1 + int(now / pause)
        taken += [now for _ in stillness.resting([seen(size)], now=now) if now >= pause]  # before its first pause nobody can know it
        written, now = size, now + min(1.0, pause / 2)
    assert taken == []
    assert stillness.resting([seen(written)], now=now + 10 * pause + 3) != []


def test_watch_stillness_what_is_known_is_taken_again_only_when_it_changes():
    stillness = Stillness(settle=3.0, known={"甲.txt": (5, 1)})
    assert stillness.resting([seen(5)], now=0) == []
    assert stillness.resting([seen(5)], now=100) == []
    assert stillness.resting([seen(6)], now=101) == []
    (grown,) = stillness.resting([seen(6)], now=105)
    stillness.settled(grown)
    assert stillness.resting([seen(6)], now=200) == []


def test_watch_stillness_a_file_that_was_there_at_the_start_must_rest_too():
    stillness = Stillness(settle=3.0, known={})
    assert stillness.resting([seen(5)], now=0) == []
    assert stillness.resting([seen(5)], now=2.9) == []
    assert stillness.resting([seen(5)], now=3.0) == [seen(5)]


def test_watch_stillness_forgets_what_has_gone():
    stillness = Stillness(settle=3.0, known={})
    stillness.resting([seen(5)], now=0)
    stillness.resting([], now=1)
    assert stillness.unsettled == ()
    assert stillness.resting([seen(5)], now=4) == []
