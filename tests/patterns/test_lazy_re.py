"""Patterns that wait until they are asked still have to be right."""

from __future__ import annotations

import importlib
import pkgutil
import re

import extractor
from patterns import lazy_re


def test_lazy_re_pattern_is_the_pattern_it_stands_for() -> None:
    pattern = lazy_re.compile(r"(?P<day>\d{1,2})日", lazy_re.MULTILINE)
    assert pattern.pattern == r"(?P<day>\d{1,2})日"
    assert [m["day"] for m in pattern.finditer("5日、20日")] == ["5", "20"]
    assert pattern.sub("某日", "20日前") == "某日前"
    assert pattern.flags & re.MULTILINE and pattern.groups == 1


def test_lazy_re_every_pattern_of_the_pipeline_compiles() -> None:
    faulty = []
    for room in ("text", "tables", "recognizers", "assemble", "catalogue", "readers"):
        for found in pkgutil.walk_packages([f"{extractor.__path__[0]}/{room}"], f"extractor.{room}."):
            if found.name.endswith(".env"):  # alembic runs this one, nobody imports it
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, type(lazy_re.compile(""))):
                    try:
                        value.search("")
                    except re.error as fault:
                        faulty.append(f"{found.name}.{name}: {fault}")
    assert faulty == []
