"""The office's own directory of units: what a short name stands for, and who belongs to a group."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["ListedUnit", "UnitDirectory", "directory_of"]

_FORMS_OF_A_LEVEL = ("各{0}", "各{0}单位", "各{0}部门", "{0}各单位", "{0}各部门", "{0}单位", "{0}部门")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedUnit:
    """A line of the directory."""

    name: str
    aliases: tuple[str, ...] = ()
    level: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDirectory:
    """``aliases``: short name → full name; ``groups``: name of a group → its units in order. Keys are plain (``_plain``)."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def units_for(self, written: str) -> tuple[str, ...]:
        """The unit that ``written`` stands for, or the units of the group; empty where the directory does not say."""
        key = _plain(written)
        full = self.aliases.get(key)
        return (full,) if full is not None else self.groups.get(key, ())

    def with_aliases(self, accepted: Mapping[str, str]) -> UnitDirectory:
        """What a clerk accepted goes before what the file says."""
        return UnitDirectory(
            aliases={**self.aliases, **{_plain(written): meaning for written, meaning in accepted.items()}}, groups=self.groups
        )


def directory_of(units: Iterable[ListedUnit]) -> UnitDirectory:
    """Raises ValueError, with the name, where one short name would stand for two units."""
    units = list(units)
    own = {_plain(unit.name): unit.name for unit in units}
    aliases: dict[str, str] = {}
    groups: dict[str, dict[str, None]] = {}
    for unit in units:
        for alias in unit.aliases:
            key = _plain(alias)
            if aliases.setdefault(key, unit.name) != unit.name or own.get(key, unit.name) != unit.name:
                raise ValueError(alias)
        levels = [form.format(unit.level) for form in _FORMS_OF_A_LEVEL] if unit.level else []
        for group in (*unit.groups, *levels):
            groups.setdefault(_plain(group), {})[unit.name] = None
    return UnitDirectory(aliases=aliases, groups={name: tuple(members) for name, members in groups.items()})


def _plain(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
