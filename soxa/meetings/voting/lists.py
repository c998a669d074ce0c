"""Votes as pages, minutes and papers show them: the counts, the shares by each way of counting, the verdict with its clause."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soxa.law.numbers import count_text, share_text
from soxa.meetings.kinds import BALLOT, HAND, HEADS, NAMED
from soxa.meetings.models import Meeting
from soxa.meetings.voting.counting import Result
from soxa.meetings.voting.electorate import electors_of
from soxa.meetings.voting.measures import measure_of
from soxa.meetings.voting.models import Voice, Vote
from soxa.meetings.voting.words import LABELS


@dataclass(frozen=True)
class Row:
    """One vote in words: what, how, the counts, the shares, the verdict (kind of light, words), the clause; votes by name."""

    vote: Any
    form: str
    counts: str
    shares: str
    verdict: tuple[str, str]
    cite: str
    names: tuple[tuple[str, int, bool], ...] = ()
    tellers: tuple[str, ...] = ()
    table: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The vote as minutes tell it."""
        names = "; ".join(
            _("{name}: {n} phiếu").format(name=name, n=count_text(count))
            for name, count, _chosen in self.names
        )
        parts = [f"{self.vote.text} ({self.form.lower()})", self.counts, names, self.shares, self.verdict[1]]
        return ". ".join(part for part in parts if part) + "."


def results_of(meeting: Meeting) -> list[Row]:
    """Every vote of a meeting in its order, with its result once it has one; three questions."""
    rows: Any = meeting.votes.prefetch_related("options", "tellers").order_by("number")
    found = []
    for one in rows:
        one.meeting = meeting
        found.append(row_of(one))
    return found


def counted_of(meeting: Meeting) -> list[Row]:
    """The votes of a meeting that have a result, for its minutes."""
    return [one for one in results_of(meeting) if one.vote.state == Vote.COUNTED]


def row_of(vote: Vote) -> Row:
    """One vote in words; while ballots are open its counts are nobody's to read."""
    form = str(vote.get_form_display())
    if vote.state != Vote.COUNTED:
        kind = "warn" if vote.state == Vote.OPEN else "quiet"
        return Row(vote, form, "", vote.why, (kind, str(vote.get_state_display())), "")
    names = tuple(
        (one.text, one.ayes, bool(one.chosen)) for one in (vote.options.all() if vote.of_names else ())
    )
    measure = measure_of(vote)
    return Row(
        vote, form, _counts(vote), _shares(vote, names), _verdict(vote, names),
        str(measure.cite(vote.counted_on)) if vote.counted_on else "", names,
        tuple(one.name for one in vote.tellers.all()), table_of(vote),
    )  # fmt: skip


def _counts(vote: Vote) -> str:
    said = [
        _("Có quyền biểu quyết {official}, có mặt {present}").format(
            official=_n(vote.official), present=_n(vote.present)
        )
    ]
    if vote.form != HAND:
        said.append(
            _("phát ra {given}, thu về {returned}, hợp lệ {valid}, không hợp lệ {invalid}").format(
                given=_n(vote.given), returned=_n(vote.returned), valid=_n(vote.valid), invalid=_n(vote.invalid)
            )
        )  # fmt: skip
    if not vote.of_names:
        said.append(
            _("tán thành {ayes}, không tán thành {noes}").format(ayes=_n(vote.ayes), noes=_n(vote.noes))
            + ("" if vote.form == BALLOT else _(", ý kiến khác {other}").format(other=_n(vote.other)))
        )
    return "; ".join(said)


def table_of(vote: Vote) -> tuple[tuple[str, str], ...]:
    """The counts of a vote and the shares by each way of counting, as (label, value)."""
    asked = ["official", "present"]
    asked += ["given", "returned", "valid", "invalid"] if vote.form != HAND else []
    if not vote.of_names:
        asked += ["ayes", "noes"] + (["other"] if vote.form != BALLOT else [])
    rows = [(str(LABELS[name]), _n(getattr(vote, name))) for name in asked]
    needed = (_("Cần đạt"), f"{_n(vote.needed)}/{_n(vote.base)}")
    if vote.of_names:
        return (*rows, needed)
    bases = [(_("Tán thành trên tổng số"), vote.official), (_("Tán thành trên số có mặt"), vote.present)]
    if vote.counted != vote.official:
        bases.append((_("Tán thành trừ miễn, tạm đi, đình chỉ vắng"), vote.counted))
    shares = [
        (label, f"{share_text(vote.ayes, base or 0)} ({_n(vote.ayes)}/{_n(base)})") for label, base in bases
    ]
    return (*rows, *shares, needed)


def promised(vote: Vote, result: Result) -> tuple[str, str]:
    """(kind of notice, words) of what a count will come to, before it is written."""
    base, needed = result.fields["base"], result.fields["needed"]
    if vote.of_names:
        chosen = sum(picked for _count, picked in result.options.values())
        said = _("Số liệu khớp. Cần {needed}/{base} phiếu; {chosen} tên đủ phiếu được chọn.")
        return "info", said.format(needed=_n(needed), base=_n(base), chosen=_n(chosen))
    word = _("thông qua") if result.fields["passed"] else _("không thông qua")
    ayes = result.fields["ayes"]
    return "info", _("Số liệu khớp. Tán thành {ayes}/{base} = {share}, cần {needed}: {word}.").format(
        ayes=_n(ayes), base=_n(base), share=share_text(ayes, base), needed=_n(needed), word=word
    )  # fmt: skip


def _n(value: int | None) -> str:
    return count_text(value or 0)


def _shares(vote: Vote, names: tuple[tuple[str, int, bool], ...]) -> str:
    """The share of all, of those there, and without those eased who stayed away, where that is another number."""
    if vote.of_names:
        said = _("Cần {needed}/{base} phiếu").format(needed=_n(vote.needed), base=_n(vote.base))
        return said if names else ""
    ayes = vote.ayes
    said = _("Tỷ lệ {share} tính trên tổng số {n}").format(
        share=share_text(ayes, vote.official or 0), n=_n(vote.official)
    )
    more = [_("trên số có mặt {share}").format(share=share_text(ayes, vote.present or 0))]
    if vote.counted != vote.official:
        more.append(
            _("trừ miễn, tạm đi, đình chỉ vắng {ayes}/{counted} = {share}").format(
                ayes=_n(ayes), counted=_n(vote.counted), share=share_text(ayes, vote.counted or 0)
            )
        )
    needed = _("cần {needed}/{base}").format(needed=_n(vote.needed), base=_n(vote.base))
    return f"{said} ({'; '.join(more)}); {needed}"


def _verdict(vote: Vote, names: tuple[tuple[str, int, bool], ...]) -> tuple[str, str]:
    if not vote.of_names:
        return ("good", _("Thông qua")) if vote.passed else ("bad", _("Không thông qua"))
    chosen = [name for name, _count, picked in names if picked]
    word = _("Trúng cử") if vote.about == Vote.ELECTION else _("Được chọn")
    if not chosen:
        return "bad", _("Không ai đủ phiếu") if vote.about == Vote.ELECTION else _(
            "Không phương án nào đủ phiếu"
        )
    said = f"{word}: {', '.join(chosen)}"
    left = vote.seats - len(chosen)
    return ("good", said) if not left else ("warn", said + _("; còn thiếu {left}").format(left=left))


def both_ways(vote: Vote) -> str:
    """A word where the verdict would be another if all who may vote were the base; empty where both agree."""
    if vote.of_names or vote.base == vote.official or not vote.counted_on or vote.state != Vote.COUNTED:
        return ""
    of_all = measure_of(vote).of(vote.official or 0, vote.counted_on)
    if (vote.ayes >= of_all) == vote.passed:
        return ""
    return _("Tính trên tổng số {official} thì cần {needed}: kết luận sẽ khác. Xin ý kiến cấp trên trước khi gửi.").format(
        official=_n(vote.official), needed=_n(of_all)
    )  # fmt: skip


def heads_of(meeting: Meeting) -> int | None:
    """How many may vote where heads are counted: as the meeting says, before it is sent as its first count said."""
    if meeting.heads_due is not None:
        return meeting.heads_due
    said: int | None = counted_in(meeting).values_list("official", flat=True).first()
    return said


def heads_apart(meeting: Meeting) -> str:
    """That the counts of a meeting of heads, or the meeting itself, tell different totals; empty where they agree."""
    if meeting.what.summoned != HEADS:
        return ""
    told = [
        (_("lượt {number}").format(number=number), official)
        for number, official in counted_in(meeting).values_list("number", "official")
    ]
    if meeting.heads_due is not None:
        told.append((_("cuộc họp"), meeting.heads_due))
    if len({total for _where, total in told}) < 2:
        return ""
    said = ", ".join(_("{where} ghi {total}").format(where=where, total=_n(total)) for where, total in told)
    return _("Tổng số có quyền biểu quyết của một cuộc họp chỉ là một số: {said}. Đính chính số sai.").format(said=said)  # fmt: skip


def counted_in(meeting: Meeting) -> Any:
    """Votes of a meeting that have a result, in their order."""
    return meeting.votes.filter(state=Vote.COUNTED).order_by("number")


def present_of(meeting: Meeting) -> int:
    """How many with a vote are there, by the roll."""
    return len(electors_of(meeting).present)


def team_before(vote: Vote) -> list[str]:
    """The tellers of the vote before it in the same meeting, to begin with."""
    earlier = Vote.objects.filter(meeting=vote.meeting_id, number__lt=vote.number, tellers__isnull=False)
    last = earlier.order_by("-number").first()
    return [one.name for one in last.tellers.all()] if last else []


def cast_of(vote: Vote) -> tuple[int, int] | None:
    """(have voted, may vote) of an electronic vote that was opened; None of any other."""
    if not vote.electronic or vote.state not in (Vote.OPEN, Vote.COUNTED):
        return None
    return vote.electors.filter(voted=True).count(), vote.electors.count()


def voices_of(vote: Vote) -> list[tuple[str, str]]:
    """(name, what he said) of a named vote that was closed, by name; a secret one has none."""
    if vote.form != NAMED or vote.state != Vote.COUNTED:
        return []
    rows = vote.electors.order_by("person__name_key", "pk").prefetch_related("voices__option")
    return [
        (one.person.full_name, ", ".join(_said(voice) for voice in one.voices.all()) or _("không bỏ phiếu"))
        for one in rows.select_related("person")
    ]


def _said(voice: Voice) -> str:
    return voice.option.text if voice.option else str(voice.get_answer_display())


def open_to(person_id: int | None, meeting: Meeting | None = None) -> list[Vote]:
    """Votes that are open to a person and in which he has not voted, of one meeting or all; one question."""
    rows = Vote.objects.filter(state=Vote.OPEN, electors__person=person_id, electors__voted=False)
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    return list(rows.select_related("meeting").order_by("pk")) if person_id else []


def told_before(vote: Vote, name: str) -> str:
    """What one is told before a ballot is opened or closed: whom it asks, and that nothing can be changed after."""
    if name == "open":
        return _(
            "Danh sách bỏ phiếu gồm {n} người có quyền biểu quyết đang có mặt theo điểm danh. "
            "Mở rồi thì không thêm, không bớt ai; người đến sau không bỏ phiếu lượt này."
        ).format(n=present_of(vote.meeting))
    cast, asked = cast_of(vote) or (0, 0)
    return _(
        "Đã có {cast}/{asked} phiếu. Đóng rồi thì không ai bỏ phiếu thêm được, kết quả hiện ngay."
    ).format(cast=cast, asked=asked)
