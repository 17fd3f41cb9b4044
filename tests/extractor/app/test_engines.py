"""Mapping over processes: what a caller may rely on, whatever the function does. Functions are of the standard library: every process knows them."""

import math
import operator
import os
import time
from contextlib import closing
from functools import partial

import pytest

from extractor.app.engines import ENGINES, LOST, in_order, load_engine
from extractor.errors import FenbanError, UsageFault


def test_engines_local_gives_each_item_its_result():
    assert list(in_order(load_engine("local").map(math.sqrt, [1, 4, 9, 16, 25], jobs=3))) == [1, 2, 3, 4, 5]
    assert list(load_engine("local").map(math.sqrt, [], jobs=3)) == []


def test_engines_local_fetches_items_only_as_they_are_needed():
    fetched = []

    def items():
        for number in range(100):
            fetched.append(number)
            yield number

    with closing(load_engine("local").map(math.sqrt, items(), jobs=2)) as results:
        for _ in range(5):
            next(results)
        assert len(fetched) <= 5 + 2 * 2


def test_engines_local_process_that_dies_costs_its_item_only():
    calls = [
        partial(math.sqrt, 4),
        partial(os._exit, 9),
        partial(os.abort),
        partial(math.sqrt, 9),
        partial(os._exit, 0),
        partial(math.sqrt, 16),
    ]
    assert list(in_order(load_engine("local").map(operator.call, calls, jobs=2))) == [2, LOST, LOST, 3, LOST, 4]


def test_engines_local_raises_what_the_function_raises():
    with pytest.raises(ZeroDivisionError):
        list(load_engine("local").map(operator.call, [partial(divmod, 1, 0)] * 2, jobs=2))


def test_engines_local_closed_early_lets_the_items_in_hand_end(tmp_path):
    calls = [partial(math.sqrt, 4), partial(os.system, f"sleep 0.5; touch {tmp_path / 'ended'}"), *[partial(time.sleep, 0.1)] * 50]
    with closing(load_engine("local").map(operator.call, calls, jobs=2)) as results:
        next(results)
    assert (tmp_path / "ended").exists()


def test_engines_in_order_waits_for_the_first():
    assert list(in_order(iter([(2, "c"), (0, "a"), (3, "d"), (1, "b")]))) == ["a", "b", "c", "d"]


def test_engines_faults_cross_the_border_whole():
    """Exceptions come back pickled: message, advice and class must survive."""
    import pickle

    for kind in FenbanError.__subclasses__():
        fault = kind("“a”不行", advice="换一个")
        again = pickle.loads(pickle.dumps(fault))
        assert (type(again), str(again), again.exit_code) == (kind, str(fault), fault.exit_code)


def test_engines_unknown_name_is_a_usage_fault():
    with pytest.raises(UsageFault) as fault:
        load_engine("spark")
    for name in ENGINES:
        assert name in str(fault.value)
