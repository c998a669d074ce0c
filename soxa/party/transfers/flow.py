"""The life of a transfer: two tables of steps, and the acts on membership that its steps take.

The acts themselves are those of the member's own life (`soxa.party.flow`): there is one way to leave the list and one way
onto it, and a case only says when.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.calendar import working_calendar
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry, Unit
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER, HD_38, QD_294
from soxa.law.words import name_key
from soxa.party import flow as lives
from soxa.party.models import Exemption, Member
from soxa.party.standing import HERE, STANDINGS, life_of
from soxa.party.to_oneself import to_oneself
from soxa.party.transfers import forms
from soxa.party.transfers.back import put_back
from soxa.party.transfers.models import Transfer
from soxa.party.transfers.rules import begin_by, present_by

T = Transfer
WRITE = lives.WRITE
OPEN_OUT = (T.REQUESTED, T.REVIEWED, T.LETTER)
ON_LETTER, ON_ACCEPTANCE = "letter", "acceptance"
COUNTED = declare(
    Preference(
        "party.transfer_counted_until",
        gettext_lazy("Đảng viên chuyển đi được tính ở nơi đi đến khi nào"),
        ON_ACCEPTANCE,
        kind="choice",
        choices=(
            (ON_ACCEPTANCE, gettext_lazy("đến ngày nơi đến tiếp nhận")),
            (ON_LETTER, gettext_lazy("đến ngày ghi trên giấy giới thiệu")),
        ),
        help=gettext_lazy("Chưa thấy văn bản nói rõ; nhiều nơi tính đến ngày nơi đến tiếp nhận."),
        cite=QD_294.at("mục 6.3.1"),
        confirmed=False,
    )
)
LETTERS = declare(
    Preference(
        "party.transfer_letters",
        gettext_lazy("In giấy giới thiệu sinh hoạt đảng từ sổ"),
        False,
        kind="switch",
        help=gettext_lazy(
            "Chuyển chính thức làm trên Cổng dịch vụ công quốc gia, giấy giới thiệu lấy ở đó; chỉ bật khi cấp trên cho dùng giấy in từ sổ."
        ),
        cite=HD_38.at(""),
        confirmed=False,
    )
)


def _order(case: Transfer, on: date, *, after: date | None) -> None:
    if after and on < after:
        raise Refused(_("Ngày phải từ {day} trở đi, là ngày của bước trước.").format(day=day_text(after)))


def _reviewed(case: Transfer, facts: dict[str, Any], entry: Entry) -> None:
    _order(case, facts["reviewed_on"], after=case.requested_on)
    case.reviewed_on = facts["reviewed_on"]


def _introduced(case: Transfer, facts: dict[str, Any], entry: Entry) -> None:
    _order(case, facts["letter_on"], after=case.reviewed_on)
    case.letter_no, case.letter_on, case.dues_through = (
        facts["letter_no"],
        facts["letter_on"],
        facts["dues_through"],
    )


def _ended(case: Transfer, facts: dict[str, Any], entry: Entry) -> None:
    before = (case.requested_on, case.reviewed_on, case.letter_on, case.presented_on)
    _order(case, facts["ended_on"], after=max((day for day in before if day), default=None))
    case.ended_on, case.reason = facts["ended_on"], facts.get("reason", "")


def _received(case: Transfer, facts: dict[str, Any], entry: Entry) -> None:
    _ended(case, facts, entry)
    if facts["unit"] != case.unit_id:
        raise Refused(
            _("Giấy giới thiệu xuất trình với {cell}: tiếp nhận vào chi bộ ấy, hoặc ghi không tiếp nhận để xuất trình lại.").format(
                cell=tree().name(case.unit_id)
            )
        )  # fmt: skip
    case.member_id = facts["member"]


def _confirmed(case: Transfer, facts: dict[str, Any], entry: Entry) -> None:
    _order(case, facts["ended_on"], after=case.presented_on or case.letter_on)
    case.file_confirmed = True


def _unconfirmed(case: Transfer) -> str:
    if case.file_confirmed:
        return ""
    return _(
        "Hồ sơ chưa có xác nhận của cấp ủy nơi đi: chưa tiếp nhận được (Hướng dẫn nghiệp vụ công tác đảng viên)."
    )


def _has_confirmation(case: Transfer) -> str:
    return _("Hồ sơ đã có xác nhận của cấp ủy nơi đi.") if case.file_confirmed else ""


_QUIET = frozenset({"reason", "paper"})
AWAY = Flow(
    "transfer_away",
    Step(
        "review", gettext_lazy("Chi bộ đã xem xét"), (T.REQUESTED,), T.REVIEWED, by=WRITE, cite=QD_294.at("mục 6.3.1"),
        form=forms.Review, then=_reviewed,
    ),
    Step(
        "introduce", gettext_lazy("Ghi giấy giới thiệu"), (T.REVIEWED,), T.LETTER, by=WRITE, cite=HD_38.at(""),
        form=forms.Letter, then=_introduced,
    ),
    Step(
        "settle", gettext_lazy("Nơi đến đã tiếp nhận"), (T.LETTER,), T.SETTLED, by=WRITE, cite=CHARTER.at("Điều 6"),
        form=forms.Settle, then=_ended, untold=_QUIET,
    ),
    Step(
        "return", gettext_lazy("Nơi đến không tiếp nhận"), (T.LETTER,), T.RETURNED, by=WRITE, form=forms.End, then=_ended,
        untold=_QUIET,
    ),
    Step(
        "withdraw", gettext_lazy("Rút hồ sơ"), OPEN_OUT, T.WITHDRAWN, by=WRITE, form=forms.End,
        then=_ended, untold=_QUIET,
    ),
)  # fmt: skip
HITHER = Flow(
    "transfer_here",
    Step(
        "confirm", gettext_lazy("Hồ sơ đã có xác nhận"), (T.ARRIVED,), T.ARRIVED, by=WRITE, cite=HD_38.at(""),
        form=forms.Confirm, unless=_has_confirmation, then=_confirmed,
    ),
    Step(
        "receive", gettext_lazy("Tiếp nhận"), (T.ARRIVED,), T.SETTLED, by=WRITE, cite=CHARTER.at("Điều 6"),
        unless=_unconfirmed, then=_received,
    ),
    Step(
        "refuse", gettext_lazy("Không tiếp nhận"), (T.ARRIVED,), T.RETURNED, by=WRITE, form=forms.End, then=_ended,
        untold=_QUIET,
    ),
)  # fmt: skip


def life(case: Transfer) -> Flow:
    """The table of steps of a case's direction."""
    return AWAY if case.direction == T.OUT else HITHER


def begin(member: Member, actor: Actor, *, today: date, facts: dict[str, Any]) -> Transfer:
    """A member asks to go. Refused in words for one who is not at home here, and while another request is open."""
    with flow.all_or_nothing():
        locked = Member.objects.select_for_update().select_related("person").get(pk=member.pk)
        standing = life_of(locked, today)
        if standing.standing not in HERE or standing.home is None:
            raise Refused(_("Đồng chí này không sinh hoạt chính thức ở chi bộ nào trong sổ."))
        if open_of(locked) is not None:
            raise Refused(_("Đồng chí này đang có hồ sơ chuyển sinh hoạt chưa xong."))
        if facts["sort"] == T.TEMPORARY and standing.eased(Exemption.TEMP_OUT):
            raise Refused(_("Đồng chí này đang sinh hoạt tạm thời ở nơi khác."))
        if facts["requested_on"] < standing.home.since:
            raise Refused(_("Đồng chí vào chi bộ ngày {day}; hồ sơ không nộp trước ngày ấy.").format(day=day_text(standing.home.since)))  # fmt: skip
        if why := to_oneself(standing.home.unit_id, facts["other"], facts["requested_on"]):
            raise Refused(why)
        begun_in_time(facts, today)
        person = locked.person
        case = Transfer(
            direction=T.OUT, state=T.REQUESTED, unit_id=standing.home.unit_id, member=locked, full_name=person.full_name,
            name_key=person.name_key, **facts,
        )  # fmt: skip
        return _started(case, AWAY, actor, on=facts["requested_on"])


def begun_in_time(facts: dict[str, Any], today: date) -> None:
    """Refused where an official transfer is begun after its last day and nobody explains it."""
    if facts["sort"] != T.OFFICIAL or facts.get("late_why"):
        return
    due = begin_by(facts["effect_on"], working_calendar(today))
    if facts["requested_on"] > due.on:
        raise Refused(
            _("Thủ tục phải bắt đầu chậm nhất ngày {day} ({law}). Nộp hồ sơ sau ngày ấy thì ghi giải trình với cấp ủy.").format(
                day=day_text(due.on), law=due.limit.cite
            )
        )  # fmt: skip


def arrive(actor: Actor, *, today: date, facts: dict[str, Any]) -> Transfer:
    """Somebody presents his letter; late, only with an explanation."""
    if why := to_oneself(facts["unit"], facts["other"], facts["presented_on"]):
        raise Refused(why)
    presented_in_time(facts, today)
    case = Transfer(direction=T.IN, state=T.ARRIVED, name_key=name_key(facts["full_name"]), unit_id=facts["unit"], **{name: value for name, value in facts.items() if name != "unit"})  # fmt: skip
    with flow.all_or_nothing():
        Unit.objects.select_for_update().get(pk=case.unit_id)
        same = Transfer.objects.filter(
            direction=T.IN, name_key=case.name_key, letter_no=case.letter_no, letter_on=case.letter_on
        )
        if same.exclude(state=T.RETURNED).exists():
            raise Refused(_("Giấy giới thiệu này đã được ghi xuất trình."))
        return _started(case, HITHER, actor, on=facts["presented_on"])


def presented_in_time(facts: dict[str, Any], today: date) -> None:
    """Refused where a letter is laid before the cell after its last day and nobody explains it."""
    due = present_by(facts["letter_on"], working_calendar(today))
    if facts["presented_on"] > due.on and not facts.get("late_why"):
        raise Refused(
            _("Giấy giới thiệu phải xuất trình chậm nhất ngày {day} ({law}). Xuất trình sau ngày ấy thì ghi giải trình với cấp ủy.").format(
                day=day_text(due.on), law=due.limit.cite
            )
        )  # fmt: skip


def _started(case: Transfer, table: Flow, actor: Actor, *, on: date) -> Transfer:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    case.entry = table.start(
        case, actor, unit_id=case.unit_id, facts=flow.plain({"sort": case.sort, "on": on})
    )
    case.save(update_fields=["entry"])
    return case


def open_of(member: Member) -> Transfer | None:
    """The member's request to go that is not over."""
    found: Transfer | None = Transfer.objects.filter(member=member, direction=T.OUT, ended_on=None).first()
    return found


def take(name: str, case: Transfer, actor: Actor, *, today: date, facts: dict[str, Any]) -> None:
    """Take a step of a case, and with it the act on the member's membership that follows from it; all or nothing."""
    with flow.all_or_nothing():
        entry = life(case).take(name, case, actor, facts)
        if case.direction != T.OUT or case.member is None:
            return
        if act := _act(name, case, today):
            given = _given(name, case, facts)
            lives.take(act, case.member, actor, today=today, facts={**given, "transfer": case.pk})
        elif name in _IN_VAIN and case.sort == T.OFFICIAL:
            put_back(case, entry, today=today)


_IN_VAIN = ("return", "withdraw")


def _act(name: str, case: Transfer, today: date) -> str:
    """The act of the member's life that a step of a request to go brings with it; "" for none."""
    if case.sort == T.OFFICIAL:
        leaves = "introduce" if value_of(COUNTED, (case.unit_id,), case.letter_on) == ON_LETTER else "settle"
        return "transfer_out" if name == leaves else ""
    if name == "introduce":
        return "begin_exemption"
    assert case.member is not None  # noqa: S101
    standing = life_of(case.member, today)
    if name == "settle" and standing.standing not in HERE:
        raise Refused(_("Không làm được với người {standing}.").format(standing=STANDINGS[standing.standing]))
    # who came back by his own page, died or left has no absence to end any more
    ends = case.letter_on and name in ("settle", *_IN_VAIN) and standing.eased(Exemption.TEMP_OUT)
    return "end_exemption" if ends else ""


def _given(name: str, case: Transfer, facts: dict[str, Any]) -> dict[str, Any]:
    on = facts.get("letter_on") or facts["ended_on"]
    paper: str = facts.get("paper") or brought(case)["paper"]
    return {
        "on": on,
        "paper": paper[:200],
        "ends_on": case.returns_on,
        "went_to": case.other,
        "kind": Exemption.TEMP_OUT,
    }


def taken_on(case: Transfer) -> bool:
    """Whether the member's own life has taken on what the case says: he left, was away for a time, or was received by it."""
    if case.direction == T.IN:
        return case.state == T.SETTLED
    if case.sort == T.TEMPORARY:
        return case.letter_on is not None
    return case.state == T.SETTLED or (
        case.state == T.LETTER and value_of(COUNTED, (case.unit_id,), case.letter_on) == ON_LETTER
    )


def receive(case: Transfer, member: Member, actor: Actor, *, on: date, unit_id: int) -> None:
    """The cell has received who came: the act that put him on the list was taken, and the case is over."""
    HITHER.take("receive", case, actor, {"ended_on": on, "member": member.pk, "unit": unit_id})


def brought(case: Transfer) -> dict[str, Any]:
    """What a letter says of who brings it, as the form of his reception asks it."""
    paper = _("Giấy giới thiệu số {number} ngày {day}").format(
        number=case.letter_no, day=day_text(case.letter_on)
    )
    return {"full_name": case.full_name, "unit": case.unit_id, "came_from": case.other, "paper": paper}


def clock_of(case: Transfer, today: date) -> Any:
    """The limit that runs on an open case (a Due), or None: to lay the letter before the new cell.

    The time to begin has been kept, or explained, once the file is handed in: `begun_in_time`.
    """
    if case.ended_on or case.sort == T.TEMPORARY and case.direction == T.OUT:
        return None
    if case.state != T.LETTER or not case.letter_on:
        return None
    return present_by(case.letter_on, working_calendar(today))
