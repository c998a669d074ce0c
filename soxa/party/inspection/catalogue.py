"""Kinds of inspection, who carries them out, and the stages they go through, as tables that an office may read."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

CHECK, SUPERVISION = "check", "supervision"


@dataclass(frozen=True)
class Kind:
    """A kind: a check or a supervision, the bodies that carry it out, `closed` where few may know of it."""

    code: str
    title: str
    group: str
    closed: bool
    bodies: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True)
class Body:
    """Who inspects, and in units of which kinds."""

    code: str
    title: str
    unit_kinds: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True)
class Stage:
    """A stage: its paper in words, and by default how many days after the quarter's last day it is to be done."""

    code: str
    title: str
    paper: str
    days: int
    confirmed: bool


@cache
def kinds() -> dict[str, Kind]:
    """Kinds by code, checks first."""
    return {
        row["code"]: Kind(
            row["code"], row["title"], row["group"], row["closed"] == "yes", tuple(row["bodies"].split()),
            row["confirmed"] == "yes",
        )
        for row in _rows("inspection_kinds")
    }  # fmt: skip


@cache
def bodies() -> dict[str, Body]:
    """Bodies by code, the highest first."""
    return {
        row["code"]: Body(
            row["code"], row["title"], tuple(row["unit_kinds"].split()), row["confirmed"] == "yes"
        )
        for row in _rows("inspection_bodies")
    }  # fmt: skip


@cache
def stages() -> dict[str, Stage]:
    """Stages by code, in their order."""
    return {
        row["code"]: Stage(
            row["code"], row["title"], row["paper"], int(row["days"]), row["confirmed"] == "yes"
        )
        for row in _rows("inspection_stages")
    }


def bodies_in(unit_kind: str) -> list[Body]:
    """The bodies that inspect in a unit of this kind."""
    return [one for one in bodies().values() if unit_kind in one.unit_kinds]


def codes_of(group: str) -> list[str]:
    """The kinds of a group, CHECK or SUPERVISION."""
    return [one.code for one in kinds().values() if one.group == group]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("soxa.party").joinpath("tables", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
