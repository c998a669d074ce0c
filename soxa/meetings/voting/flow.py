"""The life of a vote: put to the meeting, counted by hand or paper, or opened to electronic ballots and closed; withdrawn where it went wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, correct
from soxa.kernel.models import Entry
from soxa.law.acts import CHARTER, CT_50
from soxa.law.words import fold
from soxa.meetings.kinds import BALLOT, HAND, NAMED, PARTY
from soxa.meetings.models import Meeting
from soxa.meetings.summoned import due_of
from soxa.meetings.voting import forms, opening, rules
from soxa.meetings.voting.counting import Facts, Result, day_of, reckoned
from soxa.meetings.voting.measures import election_rule, hand_rule, measures_of
from soxa.meetings.voting.models import Option, Teller, Vote

WRITE = "meetings.write"
COUNCILS = ("council", "council_special")
_CITE = CHARTER.at("Điều 9 khoản 5")


def _while_not_sent(vote: Vote, _actor: Actor) -> str:
    if vote.meeting.state in (Meeting.CLOSED, Meeting.CALLED_OFF):
        return _("Buổi họp đã gửi; mở lại buổi họp thì mới ghi tiếp biểu quyết được.")
    return ""


def _on_paper(vote: Vote) -> str:
    if vote.electronic:
        return _("Lượt này bỏ phiếu điện tử: mở phiếu, không ghi số kiểm phiếu bằng tay.")
    return opening.not_begun(vote)


def _count(vote: Vote, facts: Facts, entry: Entry) -> None:
    result = reckoned(vote, facts)
    for name, value in result.fields.items():
        setattr(vote, name, value)
    vote.counted_on = day_of(vote.meeting)
    for option in vote.options.all():
        option.ayes, option.chosen = result.options[option.pk]
        option.save(update_fields=["ayes", "chosen"])
    _name_tellers(vote, facts, entry)


def _name_tellers(vote: Vote, facts: Facts, entry: Entry) -> None:
    if vote.form == BALLOT:
        rows = [
            Teller(vote=vote, number=number, name=name)
            for number, name in enumerate(facts["tellers"], start=1)
        ]
        Teller.objects.loaded(rows, entry)


def _withdraw(vote: Vote, facts: Facts, entry: Entry) -> None:
    vote.why = facts["why"]
    opening.forget_counts(vote, entry)


class VotesOfMeetings(Flow):
    """The life of votes: each step locks its meeting first, so that none is taken while the meeting is being sent."""

    def take(self, name: str, subject: Any, actor: Actor, facts: dict[str, Any] | None = None) -> Entry:
        """Take one step, when no other hand holds the meeting."""
        with all_or_nothing():
            Meeting.objects.select_for_update().get(pk=subject.meeting_id)
            return super().take(name, subject, actor, facts)


VOTES = VotesOfMeetings(
    "vote",
    Step(
        "count", gettext_lazy("Ghi kết quả"), (Vote.PUT,), Vote.COUNTED, WRITE, _CITE, forms.Count, _on_paper, _count,
        frozenset({"tellers", "names"}),
    ),
    Step(
        "open", gettext_lazy("Mở bỏ phiếu"), (Vote.PUT,), Vote.OPEN, WRITE, _CITE, forms.Nothing, opening.not_now,
        opening.freeze,
    ),
    Step(
        "close", gettext_lazy("Đóng, lấy kết quả"), (Vote.OPEN,), Vote.COUNTED, WRITE, _CITE, forms.Nothing,
        opening.too_few, opening.close,
    ),
    Step(
        "withdraw", gettext_lazy("Không lấy kết quả"), (Vote.PUT, Vote.OPEN), Vote.WITHDRAWN, WRITE, CT_50.at(""),
        forms.Withdraw, then=_withdraw, untold=frozenset({"why"}),
    ),
    bars=_while_not_sent,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A question to be put: what, how one votes, how many must agree; options and how many of them may be chosen."""

    text: str
    about: str
    form: str
    measure: str
    options: tuple[str, ...] = ()
    seats: int = 1
    item: int | None = None


def put(meeting: Meeting, wish: Wish, actor: Actor, *, on: date) -> Vote:
    """Put a question to the vote of a meeting that was not sent; Refused in words for what its kind does not allow."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with all_or_nothing():
        held = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if why := _cannot(held, wish, on):
            raise Refused(why)
        last = held.votes.order_by("-number").first()
        vote = Vote(
            meeting=held, item_id=wish.item, number=last.number + 1 if last else 1, text=wish.text, about=wish.about,
            form=wish.form, measure=wish.measure, seats=wish.seats if wish.about != Vote.QUESTION else 1,
        )  # fmt: skip
        facts = {"options": len(wish.options), "number": vote.number}
        entry = VOTES.start(vote, actor, unit_id=held.unit_id, facts=facts)
        rows = [
            Option(vote=vote, number=number, text=text)
            for number, text in enumerate(wish.options, start=1)
            if wish.about != Vote.QUESTION
        ]
        Option.objects.loaded(rows, entry)
    return vote


def _cannot(meeting: Meeting, wish: Wish, on: date) -> str:
    what = meeting.what
    if meeting.state not in (Meeting.DUE, Meeting.CONVENED, Meeting.OPEN):
        return _("Buổi họp đã gửi hoặc không họp nên không thêm biểu quyết.")
    if wish.form not in what.forms or wish.measure not in measures_of(what):
        return _("{kind} không biểu quyết bằng hình thức này.").format(kind=what.title)
    if wish.about == Vote.QUESTION:
        return ""
    if why := _wrong_options(wish):
        return why
    if wish.about == Vote.CHOICE and _names_people(meeting, wish.options):
        return no_election_so(meeting, Vote.ELECTION, wish.form, on)
    return no_election_so(meeting, wish.about, wish.form, on)


def _wrong_options(wish: Wish) -> str:
    if len(wish.options) < 2 and wish.about == Vote.CHOICE:
        return _("Ghi ít nhất hai phương án để chọn.")
    if not wish.options:
        return _("Ghi danh sách người được giới thiệu để bầu.")
    if twice := rules.named_twice(wish.options):
        return _(
            "“{name}” ghi hai lần: trên phiếu không phân biệt được. Người trùng tên thì ghi thêm năm sinh hoặc chức vụ."
        ).format(name=twice)
    if wish.seats > len(wish.options):
        return _("Số được chọn {seats} nhiều hơn {n} tên trong danh sách.").format(
            seats=wish.seats, n=len(wish.options)
        )
    return ""


def _names_people(meeting: Meeting, options: tuple[str, ...]) -> bool:
    """Whether an option bears the name of one who is called: to choose among people is to elect, whatever it is called."""
    called = {fold(one.name) for one in due_of(meeting, meeting.held_on or meeting.planned_on)}
    return any(fold(text) in called for text in options)


def no_election_so(meeting: Meeting, about: str, form: str, on: date) -> str:
    """Why the Party, or a council, may not elect in this form; empty where it may."""
    if about != Vote.ELECTION:
        return ""
    if meeting.side == PARTY and form in Vote.ELECTRONIC and not election_rule(on):
        return _(
            "Bầu cử trong Đảng dùng phiếu giấy. Chưa có văn bản nào cho bầu bằng phiếu điện tử được ghi ở Cài đặt."
        )
    secret = meeting.side == PARTY or meeting.kind in COUNCILS
    if secret and (form == NAMED or (form == HAND and not hand_rule(on))):
        return _(
            "Bầu người bằng phiếu kín. Bầu đoàn chủ tịch, thư ký, tổ kiểm phiếu bằng giơ thẻ thì lập lượt “Tán thành hay không một việc”."
        )
    return ""


def recount(vote: Vote, facts: Facts, actor: Actor, *, basis: str) -> int:
    """Correct a count of hands or papers that was typed wrongly, with its basis; how many rows changed. Refused in words."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    if vote.state != Vote.COUNTED or vote.electronic:
        raise Refused(_("Chỉ sửa số giơ thẻ hoặc kiểm phiếu giấy đã ghi."))
    with all_or_nothing():
        return _mend(vote, reckoned(vote, facts), facts, actor, basis)


def _mend(vote: Vote, result: Result, facts: Facts, actor: Actor, basis: str) -> int:
    changed: list[tuple[Any, dict[str, Any]]] = [(vote, result.fields)]
    for option in vote.options.all():
        ayes, chosen = result.options[option.pk]
        changed.append((option, {"ayes": ayes, "chosen": chosen}))
    held = list(vote.tellers.all())
    if len(held) != len(facts.get("tellers") or []):
        raise Refused(
            _("Tổ kiểm phiếu đã ghi {n} người: đính chính từng tên, không thêm bớt dòng.").format(n=len(held))
        )
    changed += [
        (row, {"name": name})
        for row, name in zip(held, facts.get("tellers") or [], strict=False)
    ]  # fmt: skip
    real = [
        (row, new) for row, new in changed if any(getattr(row, name) != value for name, value in new.items())
    ]
    if not real:
        raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
    for row, new in real:
        correct(row, new, actor, basis=basis, unit_id=vote.unit_id, about=vote)
    return len(real)
