"""The acts on a member and on a cell: one table says who may take which act when, and what it writes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.sealed import open_text, seal_text, token
from soxa.law.acts import CHARTER, HD_38, QD_24, QD_294
from soxa.law.words import fold, name_key
from soxa.org.models import CITIZEN_ID, COUNTED, Person, sealed_columns
from soxa.party import easing, effects, forms, spell_days
from soxa.party.act import PROCEED, WRITE, Act, Facts  # noqa: F401 – the rooms take WRITE from here
from soxa.party.admission.again import GONE, readmission, readmit
from soxa.party.badges.card_acts import CARD_ACTS
from soxa.party.corrections.keeping import keep_scan, must_have_scan
from soxa.party.elsewhere import kept_here, told_elsewhere
from soxa.party.joining import follow, joining_refusal, rows_that_follow
from soxa.party.list_checks import disorder, first_of
from soxa.party.models import Exemption, Member, Membership
from soxa.party.newcomers import found_or_made
from soxa.party.opening import from_paper
from soxa.party.own_case import own_case
from soxa.party.rules import recognition_due
from soxa.party.standing import (
    EXPELLED,
    HERE,
    LEFT,
    MOVED_AWAY,
    NEW,
    OFFICIAL,
    PROBATIONARY,
    STANDINGS,
    STRUCK_OFF,
    VISITOR,
    Life,
    life_of,
)
from soxa.party.suspensions import SUSPENSION_ACTS, SUSPENSION_NAMES

_DATES = ("decision_on", "admitted_on", "recognised_on")
READ_SEALED = "people.read_sealed"


def _eased(life: Life) -> str:
    if any(one.kind != Exemption.SUSPENDED for one in life.open_exemptions):
        return ""
    return _("Hiện không có miễn, tạm miễn, tạm đi nào.")


def _probation_over(life: Life) -> str:
    due = recognition_due(life.member.admitted_on)
    if due and due > life.on:
        return _("Đến ngày {day} mới hết 12 tháng dự bị.").format(day=day_text(due))
    return ""


def _stays(life: Life) -> str:
    return "" if life.stay else _("Hiện không sinh hoạt tạm thời ở chi bộ nào trong sổ.")


def _stays_nowhere(life: Life) -> str:
    return _("Đang sinh hoạt tạm thời ở một chi bộ khác.") if life.stay else ""


def _lacks_papers(life: Life) -> str:
    return "" if life.open_missing else _("Hồ sơ không ghi thiếu giấy nào.")


def _has_days(life: Life) -> str:
    return "" if spell_days.mendable(life) else _("Không có ngày vào, ra nào đính chính riêng được.")


_TOLD_UNIT = ("paper", "unit")
_TOLD_COMING = (*_TOLD_UNIT, "early_basis")
ACTS = {
    act.name: act
    for act in (
        Act(
            "recognise", gettext_lazy("Công nhận chính thức"), forms.Recognise, frozenset({PROBATIONARY}),
            effects.recognise, QD_294.at("mục 4"), effects.recognition,
            _probation_over,
        ),
        Act(
            "move_within", gettext_lazy("Chuyển sang chi bộ khác trong đảng bộ"), forms.MoveWithin, HERE,
            effects.move_within, CHARTER.at("Điều 6"), effects.move, told=_TOLD_UNIT,
        ),
        Act(
            "transfer_out", gettext_lazy("Chuyển đi"), forms.TransferOut, HERE,
            effects.leave(Membership.TRANSFERRED_OUT), CHARTER.at("Điều 6"), effects.departure,
            told=("paper",),
        ),
        Act(
            "come_back", gettext_lazy("Chuyển đến (đã có hồ sơ)"), forms.ComeBack,
            frozenset({MOVED_AWAY, VISITOR}), effects.transfer_in, CHARTER.at("Điều 6"), effects.arrival,
            told=_TOLD_UNIT,
        ),
        Act(
            "restore", gettext_lazy("Phục hồi đảng tịch"), forms.Restore,
            frozenset({STRUCK_OFF, EXPELLED, LEFT}), effects.restore, QD_294.at(""), effects.restoration,
            told=_TOLD_UNIT,
        ),
        Act(
            "attach", gettext_lazy("Sinh hoạt tạm thời ở chi bộ khác"), forms.Attach, HERE,
            effects.attach, CHARTER.at("Điều 6"), effects.stay_free, _stays_nowhere, _TOLD_UNIT, "duties",
        ),
        Act(
            "end_stay", gettext_lazy("Hết sinh hoạt tạm thời"), forms.Dated, HERE | {VISITOR},
            effects.end_stay, CHARTER.at("Điều 6"), fits=_stays, group="duties",
        ),
        Act(
            "begin_exemption", gettext_lazy("Miễn, tạm miễn, tạm đi"), forms.BeginExemption,
            HERE, effects.begin_exemption, CHARTER.at("Điều 7"), easing.exemption, told=("paper", "kind"),
            group="duties",
        ),
        Act(
            "end_exemption", gettext_lazy("Sinh hoạt trở lại"), forms.EndExemption, HERE,
            effects.end_exemption, CHARTER.at("Điều 7"), easing.exemption_end, _eased, ("paper", "kind"),
            "duties",
        ),
        *SUSPENSION_ACTS,
        *CARD_ACTS,
        Act(
            "paper_missing", gettext_lazy("Hồ sơ thiếu giấy"), forms.PaperMissing, HERE,
            effects.paper_missing, QD_24.at("mục 6"), effects.missing_once, told=("kind", "year"),
            group="papers",
        ),
        Act(
            "paper_put_in", gettext_lazy("Đã bổ sung giấy"), forms.PaperPutIn, HERE,
            effects.paper_put_in, QD_24.at("mục 6"), effects.missing_row, _lacks_papers, ("missing",),
            "papers",
        ),
        Act(
            "file_checked", gettext_lazy("Đã kiểm tra hồ sơ"), forms.FileChecked, HERE,
            effects.file_checked, QD_24.at("mục 6"), told=(), group="papers",
        ),
        Act(
            "correct_day", gettext_lazy("Đính chính ngày vào, ra"), forms.CorrectDay,
            frozenset(STANDINGS) - {NEW}, spell_days.put_right, QD_294.at(""), spell_days.day_refusal,
            _has_days, group="papers",
        ),
        Act(
            "died", gettext_lazy("Từ trần"), forms.Dated, HERE | {VISITOR}, effects.die, HD_38.at(""),
            effects.after_true_home, group="leaving",
        ),
        Act(
            "struck_off", gettext_lazy("Xóa tên"), forms.OldPaper, HERE,
            effects.leave(Membership.STRUCK_OFF), CHARTER.at("Điều 8"),
            from_paper("struck_off", effects.after_true_home), group="leaving", by=PROCEED,
        ),
        Act(
            "expelled", gettext_lazy("Khai trừ"), forms.OldPaper, frozenset({OFFICIAL}),
            effects.leave(Membership.EXPELLED), CHARTER.at("Điều 35"),
            from_paper("expelled", effects.after_true_home), group="leaving", by=PROCEED,
        ),
        Act(
            "left", gettext_lazy("Xin ra, cho ra khỏi Đảng"), forms.Decided, frozenset({OFFICIAL}),
            effects.leave(Membership.LEFT), CHARTER.at("Điều 8"), effects.after_true_home, group="leaving",
        ),
        Act(
            "admit", gettext_lazy("Kết nạp"), forms.Admit, frozenset({NEW}), effects.admit,
            CHARTER.at("Điều 4"), from_paper("admit", effects.admission), told=_TOLD_UNIT, group="newcomers",
        ),
        Act(
            "readmit", gettext_lazy("Kết nạp lại"), forms.Admit, GONE, readmit, CHARTER.at("Điều 4"), readmission,
            told=_TOLD_UNIT, group="cases",
        ),
        Act(
            "transfer_in", gettext_lazy("Chuyển đến"), forms.TransferIn,
            frozenset({NEW, MOVED_AWAY, VISITOR}), effects.transfer_in, CHARTER.at("Điều 6"),
            effects.arrival, told=_TOLD_COMING, group="newcomers",
        ),
        Act(
            "visit", gettext_lazy("Đến sinh hoạt tạm thời"), forms.Visit,
            frozenset({NEW, MOVED_AWAY, PROBATIONARY, OFFICIAL}), effects.visit, CHARTER.at("Điều 6"),
            effects.stay_free, _stays_nowhere, _TOLD_COMING, "newcomers",
        ),
    )
}  # fmt: skip
_JUDGED = frozenset(
    {"recognise", "restore", "readmit", *SUSPENSION_NAMES}
)  # as what stands in the group "leaving": nobody judges himself
GROUPS = (
    ("membership", gettext_lazy("Sinh hoạt đảng")),
    ("duties", gettext_lazy("Miễn, tạm đi")),
    ("papers", gettext_lazy("Thẻ và hồ sơ")),
    ("leaving", gettext_lazy("Ra khỏi danh sách")),
)


@dataclass(frozen=True)
class Button:
    """An act as a member's page shows it: open, or grey with the reason."""

    act: Act
    refusal: str


def buttons(life: Life, actor: Actor) -> list[tuple[Any, list[Button]]]:
    """(title, acts) per group: acts that this standing allows, grey where the life or the office stands in the way."""
    shown = []
    for group, title in GROUPS:
        acts = [act for act in ACTS.values() if act.group == group and life.standing in act.standings]
        row = [Button(act, act.refusal(life.standing, actor) or act.fits(life)) for act in acts]
        if row:
            shown.append((title, row))
    return shown


def take(name: str, member: Member, actor: Actor, *, today: date, facts: Facts) -> Entry:
    """Take an act with a member: lock, ask, write down, apply, all or nothing; Refused in words."""
    with flow.all_or_nothing():
        locked = Member.objects.select_for_update().select_related("person").get(pk=member.pk)
        return _apply(ACTS[name], life_of(locked, today), actor, facts)


def enter(name: str, actor: Actor, *, today: date, facts: Facts) -> Member:
    """Take a newcomer's act ("admit", "transfer_in", "visit"): the person is found in the book, or made.

    Raises newcomers.AlreadyThere (a Refused) when the person seems to be in the book and nobody said otherwise.
    """
    act = ACTS[name]
    with flow.all_or_nothing():
        one_at_a_time(Person)
        member, is_new = found_or_made(facts, today, standings=act.standings)
        life = Life(member, today) if is_new else life_of(member, today)
        _ask(act, life, actor, facts)
        if is_new:
            if member.person.pk is None:
                member.person.save(force_insert=True)
                member.person_id = member.person.pk
            member.save(force_insert=True)
        entry = _apply(act, life, actor, facts)
        if is_new:
            member.entry = member.person.entry = entry
            member.save(update_fields=["entry"])
            member.person.save(update_fields=["entry"])
    return member


def _ask(act: Act, life: Life, actor: Actor, facts: Facts) -> None:
    why = act.refusal(life.standing, actor) or act.fits(life)
    if act.group == "leaving" or act.name in _JUDGED:
        why = why or own_case(life.member, actor)
    if not why and facts.get("on") and facts["on"] > life.on:
        why = _("Ngày {day} chưa đến; sổ chỉ ghi việc đã có hiệu lực.").format(day=day_text(facts["on"]))
    if why := why or act.unless(life, facts) or _before_his_time(act, life, facts):
        raise Refused(why)


def _before_his_time(act: Act, life: Life, facts: Facts) -> str:
    """Why nothing of a member is dated before he was born; nor, of one at home in the book, before he joined the Party."""
    member, on = life.member, facts.get("on")
    born = member.person.born
    if on and born and on < first_of(born):
        return _("Ngày {day} trước ngày sinh {born}.").format(day=day_text(on), born=born.text())
    joined = min((first_of(day) for day in (member.decision_on, member.admitted_on) if day), default=None)
    if on and joined and on < joined and life.homes and act.name != "correct_day":
        return _("Ngày {day} trước ngày vào Đảng {joined}.").format(day=day_text(on), joined=day_text(joined))
    return ""


def _apply(act: Act, life: Life, actor: Actor, facts: Facts) -> Entry:
    _ask(act, life, actor, facts)
    told = {name: facts[name] for name in act.told if facts.get(name)}
    entry = flow.record(
        ("party", act.name),
        flow.reference(life.member),
        actor,
        on=facts.get("on") or life.on,
        unit_id=life.unit_id or facts.get("unit"),
        facts=told,
    )
    act.then(life, facts, entry)
    return entry


def correct(member: Member, actor: Actor, *, today: date, facts: Facts, unit_id: int | None) -> None:
    """Put facts of the record right, with basis and written consent; Refused in words when nothing changes.

    The name's folded and sorting forms, and the order of the member's spells, follow the name.
    """
    basis = _("{basis}; cấp ủy đồng ý: {consent}").format(basis=facts["basis"], consent=facts["consent"])
    with flow.all_or_nothing():
        person = Person.objects.select_for_update().get(pk=member.person_id)
        locked = Member.objects.select_for_update().get(pk=member.pk)
        of_person = _changed(member.person, {name: facts[name] for name in forms.Correct.PERSON})
        of_person |= _sealed(person, facts | {"unit": unit_id}, today)
        of_member = _changed(member, {name: facts[name] for name in forms.Correct.MEMBER})
        life = life_of(locked, today)
        if why := _cannot_be(life, facts | {"unit": unit_id}, of_person, of_member):
            raise Refused(why)
        if "full_name" in of_person:
            of_person |= {
                "folded": fold(person_name := facts["full_name"]),
                "name_key": name_key(person_name),
            }
        if not of_person and not of_member:
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        must_have_scan({*of_person, *of_member}, facts.get("scan"))
        followers = rows_that_follow(life, of_member)
        entries: list[Entry] = []
        rows: list[tuple[models.Model, Facts]] = [(member.person, of_person), (member, of_member)]
        for row, changes in rows:
            if changes:
                entries.append(flow.correct(row, changes, actor, basis=basis, unit_id=unit_id))
        follow(followers, life, actor, basis=basis)
        keep_scan(locked, facts.get("scan"), entries[0], today=today)
        if "name_key" in of_person:
            spells: Any = Membership.objects.filter(member=locked)
            spells.moved(entries[0], name_key=of_person["name_key"])


def _cannot_be(life: Life, facts: Facts, of_person: Facts, of_member: Facts) -> str:
    """Why the record cannot say what it is to say; empty when it can."""
    if why := effects.card_free(life, facts):
        return why
    dates = {"born", *_DATES} & {*of_person, *of_member}
    why = disorder({name: facts[name] for name in ("born", *_DATES)}, life.on) if dates else ""
    return why or joining_refusal(life, of_member)


def _changed(row: models.Model, facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if getattr(row, name) != value}


def _sealed(person: Person, facts: Facts, today: date) -> Facts:
    return _citizen_id(person, facts, today) | _counted(person, facts)


def _counted(person: Person, facts: Facts) -> Facts:
    """The ethnic group and the religion where the facts name another."""
    changes: Facts = {}
    for name in COUNTED:
        columns = sealed_columns(name, facts[name]) if facts.get(name) else {}
        if columns and columns[f"{name}_token"] != getattr(person, f"{name}_token"):
            changes |= columns
    return changes


def _citizen_id(person: Person, facts: Facts, today: date) -> Facts:
    if not (written := facts.get("citizen_id")):
        return {}
    mark = token(written, CITIZEN_ID)
    others = Person.objects.filter(citizen_id_token=mark).exclude(pk=person.pk)
    if other := others.select_related("member").first():
        member = getattr(other, "member", None)
        if member is None or not kept_here(member, facts["unit"], today):
            raise Refused(told_elsewhere())
        raise Refused(_("Số CCCD này đã có trong sổ, của người khác."))
    if mark == person.citizen_id_token:
        return {}
    return {"citizen_id_sealed": seal_text(written, CITIZEN_ID), "citizen_id_token": mark}


def read_sealed(member: Member, field: str, actor: Actor, *, today: date, unit_id: int | None) -> str:
    """Open a sealed field ("citizen_id", "ethnicity", "religion") and write down that it was read."""
    purposes = {"citizen_id": CITIZEN_ID, "ethnicity": "ethnicity", "religion": "religion"}
    if not actor.may(READ_SEALED):
        raise Refused(_("Chức vụ hiện nay của đồng chí không được xem dữ liệu niêm kín."))
    with transaction.atomic():
        flow.record(
            ("sealed", "read"),
            flow.reference(member),
            actor,
            on=today,
            unit_id=unit_id,
            facts={"field": field},
        )
        return open_text(getattr(member.person, f"{field}_sealed"), purposes[field])
