"""What is asked before a commune is proposed for recognition, as far as the book knows, and what is lacking to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.values.criteria import rules
from soxa.values.criteria.counting import Board, Line, Part
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator
from soxa.values.criteria.places import GROUP, GROUPS, REGION, REGIONS, places_of
from soxa.values.criteria.wordings import lines_of
from soxa.values.criteria.words import LIGHTS, asked_text, found_text
from soxa.values.lights import GOOD, WARN

MET = (rules.PASSED, rules.NOT_APPLICABLE)
_FEW = 6


@dataclass(frozen=True)
class Check:
    """One thing asked before recognition and what the book knows of it; `setting`: where it is set, `key` names what is lacking."""

    title: Any
    light: tuple[str, Any]
    told: Any
    confirmed: bool = True
    setting: str = ""


def checks(board: Board) -> list[Check]:
    """What is asked before a unit is recognised, as far as the book knows: criteria, the version, region and group, conditions."""
    found = [_all_met(board), _version(board)]
    indicators = [line.indicator for line in board.lines]
    if board.of.level == CriteriaSet.COMMUNE:
        asks = places_asked(board.of, indicators)
        found += [_region(board)] if REGION.code in asks else []
        found += [_group(board)] if GROUP.code in asks else []
    return found + [_condition(part) for part in board.conditions]


def places_asked(of: CriteriaSet, indicators: Sequence[Indicator]) -> set[str]:
    """Codes of the settings of place by which thresholds of a set differ: the region, the group of communes.

    A set of which the book holds fewer indicators than its text has differs by group: of the others no threshold is known.
    """
    named = {place.partition("/")[0] for one in indicators for place in one.zones}
    asked = {REGION.code} if named & {code for code, _words in REGIONS} else set()
    grouped = named & {code for code, _words in GROUPS} or of.declared > len(indicators)
    return asked | ({GROUP.code} if grouped else set())


def lacking(
    of: CriteriaSet, criteria: Sequence[Criterion], states: Mapping[int, str], unit_id: int, on: date
) -> list[str]:
    """What a unit lacks to be proposed by a set on a day, in words; `states`: what came of each criterion, by its key."""
    told = [] if of.since <= on < of.until else [_("bộ tiêu chí còn dùng để xét công nhận mới")]
    left = [one for one in criteria if states.get(one.pk, rules.NOT_ASSESSED) not in MET]
    if numbers := [str(one.number) for one in left if not one.condition]:
        few = len(numbers) <= _FEW
        said = _("tiêu chí {numbers}") if few else _("{n} tiêu chí")
        told.append(said.format(numbers=", ".join(numbers), n=len(numbers)))
    told += [one.title[:1].lower() + one.title[1:] for one in left if one.condition]
    if of.level == CriteriaSet.COMMUNE:
        asks = places_asked(of, [line for one in criteria for line in lines_of(one, on)])
        placed = places_of(unit_id, on)
        told += [
            words
            for code, choices, words in (
                (REGION.code, REGIONS, _("vùng của xã (Cài đặt)")),
                (GROUP.code, GROUPS, _("nhóm xã (Cài đặt)")),
            )
            if code in asks and not named_place(choices, placed)
        ]
    return told


def named_place(choices: Iterable[tuple[str, Any]], places: Sequence[str]) -> Any:
    """The words of the place of these choices that a unit lies in; empty where none is set."""
    return next((words for code, words in choices if code and code in places), "")


def _all_met(board: Board) -> Check:
    count = board.count
    left = [part.criterion for part in board.criteria if part.outcome not in MET]
    if not left:
        return Check(_("Đạt toàn bộ tiêu chí"), LIGHTS[rules.PASSED], count.text)
    named = ", ".join(f"{one.number}. {one.title}" for one in left[:3]) + (" …" if len(left) > 3 else "")
    state = rules.FAILED if board.assessed else rules.NOT_ASSESSED
    return Check(
        _("Đạt toàn bộ tiêu chí"),
        LIGHTS[state],
        _("{count}; còn: {named}").format(count=count.text, named=named),
    )


def _version(board: Board) -> Check:
    of = board.of
    title = _("Bộ tiêu chí còn dùng để xét công nhận mới")
    if of.since <= board.on < of.until:
        told = _("{version}, áp dụng từ {day}").format(version=of.version, day=day_text(of.since))
        return Check(title, (GOOD, _("Đang áp dụng")), told)
    told = _("{version}, không dùng để xét công nhận mới từ {day}").format(
        version=of.version, day=day_text(of.until)
    )
    return Check(title, ("bad", _("Hết áp dụng")), told)


def _region(board: Board) -> Check:
    """The region, which of the thresholds are its own, and for which indicators the book knows none."""
    title = _("Vùng của xã")
    region = named_place(REGIONS, places_of(board.unit_id, board.on))
    if not region:
        told = _("đặt vùng, từ ngày nào, ở Cài đặt; chưa đặt thì sổ so với mức chung")
        return Check(title, (WARN, _("Chưa đặt")), told, setting=REGION.code)
    own = [line for line in board.lines if line.ask.place]
    unknown = [line.indicator.number for line in board.lines if _unknown(line)]
    said = [_("{region}: {n} chỉ tiêu lấy mức riêng của vùng").format(region=region, n=len(own))]
    if unknown:
        shown = ", ".join(unknown[:_FEW]) + (" …" if len(unknown) > _FEW else "")
        said.append(
            _("sổ chưa có mức của chỉ tiêu {numbers}, người đánh giá nêu căn cứ").format(numbers=shown)
        )
    sure = all(line.indicator.confirmed for line in own)
    return Check(title, (GOOD, _("Đã đặt")), "; ".join(said), sure, REGION.code)


def _unknown(line: Line) -> bool:
    one = line.indicator
    return one.kind == rules.NUMBER and line.ask.applies and line.ask.threshold is None


def _group(board: Board) -> Check:
    title = _("Nhóm xã")
    group = named_place(GROUPS, places_of(board.unit_id, board.on))
    if not group:
        told = _("đặt nhóm, từ ngày nào, ở Cài đặt để sổ dùng mức của nhóm ấy")
        return Check(title, (WARN, _("Chưa đặt")), told, setting=GROUP.code)
    return Check(title, (GOOD, _("Đã đặt")), group, setting=GROUP.code)


def _condition(part: Part) -> Check:
    said = [
        f"{line.indicator.title}: {found_text(line.result, line.indicator.unit_word)}"
        for line in part.lines
        if line.result
    ]
    asked = "; ".join(f"{asked_text(line.indicator, line.ask)}" for line in part.lines)
    told = "; ".join(said) or _("sổ chưa có số liệu; yêu cầu {asked}").format(asked=asked)
    return Check(
        part.criterion.title, LIGHTS[part.outcome], told, all(line.indicator.confirmed for line in part.lines)
    )
