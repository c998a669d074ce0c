"""One elector casts one ballot: read and checked first, marked and counted together under the vote's lock, or refused in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, record, reference
from soxa.kernel.models import Entry
from soxa.meetings.kinds import PARTY, SECRET
from soxa.meetings.voting.counting import day_of
from soxa.meetings.voting.models import Elector, Option, Voice, Vote
from soxa.party.models import Exemption

EARLY, LATE, WITHDRAWN, STRANGER, SUSPENDED, TWICE = (
    "ballot_early", "ballot_late", "ballot_withdrawn", "ballot_stranger", "ballot_suspended", "ballot_twice",
)  # fmt: skip
WORDS = {
    EARLY: gettext_lazy("Lượt bỏ phiếu này chưa mở. Phiếu chưa được ghi; mở lại trang khi chủ trì mời bỏ phiếu."),
    LATE: gettext_lazy("Lượt bỏ phiếu này đã đóng. Phiếu này không được tính."),
    WITHDRAWN: gettext_lazy("Lượt bỏ phiếu này đã rút, không lấy kết quả."),
    STRANGER: gettext_lazy(
        "Đồng chí không có trong danh sách bỏ phiếu của lượt này: danh sách là những người có quyền biểu quyết, "
        "có mặt lúc mở phiếu."
    ),
    SUSPENDED: gettext_lazy("Đồng chí đang bị đình chỉ sinh hoạt nên không biểu quyết."),
    TWICE: gettext_lazy("Phiếu của đồng chí đã được ghi rồi. Mỗi người một phiếu; phiếu đã bỏ không đổi."),
}  # fmt: skip


class Rejected(Refused):
    """A ballot that is not taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(str(WORDS[code]))
        self.code = code


@dataclass(frozen=True)
class Ballot:
    """What an elector fills in: an answer to a question, or the keys of the options he chooses."""

    answer: str = ""
    options: tuple[int, ...] = ()


def unfit(vote: Vote, ballot: Ballot, known: set[int]) -> str:
    """What is wrong with a ballot as it was filled in; empty when it can be taken. `known`: keys of the vote's options."""
    if not vote.of_names:
        return "" if ballot.answer in Voice.COLUMNS else _("Chọn một trong ba ý rồi mới bỏ phiếu.")
    if set(ballot.options) - known:
        return _("Có tên không thuộc lượt bỏ phiếu này; mở lại trang.")
    if ballot.answer == Voice.NONE and ballot.options:
        return _("Đã chọn “Không chọn ai” thì bỏ chọn các tên.")
    if not ballot.options and ballot.answer != Voice.NONE:
        return _("Chọn ít nhất một dòng, hoặc “Không chọn ai”.")
    if len(set(ballot.options)) > vote.seats:
        return _("Chọn nhiều nhất {seats} dòng; đang chọn {n}.").format(
            seats=vote.seats, n=len(set(ballot.options))
        )
    return ""


def cast(vote: Vote, person_id: int | None, ballot: Ballot, actor: Actor) -> None:
    """Take a person's one ballot: `cast_by` for who is an elector, Rejected for who is not."""
    cast_by(vote, Elector.objects.filter(vote=vote, person=person_id).first(), ballot, actor)


def cast_by(vote: Vote, elector: Elector | None, ballot: Ballot, actor: Actor) -> None:
    """Take one ballot. Refused for one that is filled in wrongly, Rejected before the opening, after the close, from outside
    the electorate, from a suspended member, or twice; a rejection is one entry in the journal, whatever is tried again.
    """
    try:
        _take(vote, elector, ballot, actor)
    except Rejected as rejected:
        _tell(vote, rejected.code, actor)
        raise


def _take(vote: Vote, elector: Elector | None, ballot: Ballot, actor: Actor) -> None:
    _only_while_open(vote)
    if elector is None:
        raise Rejected(STRANGER)
    if is_suspended(vote, elector.person_id):
        raise Rejected(SUSPENDED)
    if elector.voted:
        raise Rejected(TWICE)
    known = set(vote.options.values_list("pk", flat=True)) if vote.of_names else set()
    if why := unfit(vote, ballot, known):
        raise Refused(why)
    with all_or_nothing():
        # the vote first, as the close locks it: the other way round the two would wait for each other
        _only_while_open(Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk))
        if not Elector.objects.filter(pk=elector.pk).vote_now():
            raise Rejected(TWICE)
        entry = None if vote.form == SECRET else _named(vote, elector, actor)
        _count(vote, elector, ballot, entry)


def _count(vote: Vote, elector: Elector, ballot: Ballot, entry: Entry | None) -> None:
    if not vote.of_names:
        Vote.objects.filter(pk=vote.pk).one_more(Voice.COLUMNS[ballot.answer])
    for key in sorted(set(ballot.options)):
        Option.objects.filter(pk=key).one_more("ayes")
    if entry is not None:
        rows = [Voice(elector=elector, option_id=key) for key in sorted(set(ballot.options))]
        Voice.objects.loaded(rows or [Voice(elector=elector, answer=ballot.answer)], entry)


def _named(vote: Vote, elector: Elector, actor: Actor) -> Entry:
    return record(
        ("vote", "cast"), reference(vote), actor, on=day_of(vote.meeting), unit_id=vote.unit_id, facts={}
    )


def _only_while_open(vote: Vote) -> None:
    if vote.state != Vote.OPEN:
        raise Rejected({Vote.PUT: EARLY, Vote.COUNTED: LATE, Vote.WITHDRAWN: WITHDRAWN}[vote.state])


def is_suspended(vote: Vote, person_id: int) -> bool:
    """Whether a suspension written after the opening keeps an elector of the Party from voting."""
    if vote.meeting.side != PARTY:
        return False
    rows = Exemption.objects.filter(Exemption.standing(day_of(vote.meeting)), kind=Exemption.SUSPENDED)
    return rows.filter(member__person=person_id).exists()


def _tell(vote: Vote, code: str, actor: Actor) -> None:
    """One entry for each reason a person is rejected for; none for a second secret ballot, which would tell when the first was cast."""
    if code == TWICE and vote.form == SECRET:
        return
    with all_or_nothing():
        Vote.objects.select_for_update(of=("self",)).get(pk=vote.pk)
        told = Entry.objects.filter(
            subject_kind="vote", subject_key=str(vote.pk), step="rejected", account_id=actor.account_id
        )
        if any(one.facts.get("rejected") == code for one in told):
            return
        record(
            ("vote", "rejected"), reference(vote), actor, on=day_of(vote.meeting), unit_id=vote.unit_id,
            facts={"rejected": code},
        )  # fmt: skip
