"""Opinions by circulation: a question about a draft put to the members of a committee, their answers, the count, the end."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.documents.acting import may_act
from soxa.documents.catalogue import OUT, PARTY, STATE, bodies
from soxa.documents.models import Circulation, Document, Opinion
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text, share_text
from soxa.org.models import Account, Office

WRITE = "documents.write"
DRAFTS = (Document.DRAFT, Document.CHECKED)
# who sits on the committee that a body stands for, by roles and kinds of office; members of the executive committee
# who follow cells hold their office in those cells
_EXECUTIVE = Q(
    role__in=("secretary", "office_head", "organiser", "inspector", "committee_member", "front", "government")
)
_STANDING = Q(role__in=("secretary", "organiser", "inspector"))
_CELL = Q(code__in=("cell_secretary", "cell_deputy", "cell_committee"))
_GOVERNMENT = Q(role="government")
STANDING, EXECUTIVE = "standing", "executive"


@dataclass(frozen=True)
class Seat:
    """Somebody who may be asked: the person, his name and post, and whether he sits on the committee by his office."""

    person_id: int
    name: str
    post: str
    member: bool


def seats(document: Document, today: date, *, committee: str = EXECUTIVE) -> list[Seat]:
    """Everyone holding an office in the document's unit, in order of rank, each once; those of the committee as members."""
    sits, where = _sits(document, committee), Q(unit_id=document.unit_id)
    if bodies()[document.body].side == PARTY:
        where |= Q(unit_id__in=tree().within(document.unit_id, today), role="committee_member")
    standing = Office.objects.filter(Office.standing(today), where).select_related("person")
    chosen = set(standing.filter(sits).values_list("person_id", flat=True))
    found: dict[int, Seat] = {}
    for one in standing.order_by("rank", "id"):
        member = one.person_id in chosen
        found.setdefault(one.person_id, Seat(one.person_id, one.person.full_name, one.title, member))
    return list(found.values())


def _sits(document: Document, committee: str) -> Q:
    if bodies()[document.body].side == STATE:
        return _GOVERNMENT
    if bodies()[document.body].unit_kind in ("cell", "base"):
        return _CELL
    return _STANDING if committee == STANDING else _EXECUTIVE


def asks(reader: Any, document: Document) -> bool:
    """Whether the reader may put the draft to a committee now."""
    return not objection(document) and may_act(reader, WRITE, document)


def objection(document: Document) -> str:
    """Why no opinions can be asked about this document; empty when nothing stands in the way."""
    if document.direction != OUT or document.state not in DRAFTS:
        return _("Chỉ xin ý kiến về dự thảo chưa duyệt.")
    if document.is_secret:
        return _("Văn bản mật chỉ ghi số trong sổ; xin ý kiến bằng bản giấy.")
    return ""


def rounds(document: Document) -> list[Circulation]:
    """The circulations of a document, the newest first; only what goes out is put to a committee."""
    if document.direction != OUT:
        return []
    return list(document.circulations.order_by("-pk"))


def ask(
    document: Document, actor: Actor, *, question: str, asked_on: date, due_on: date, people: list[Seat]
) -> Circulation:
    """Give out the slips. Refused for what is no draft, while another round runs, and when nobody is asked."""
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        for wrong, said in (
            (objection(locked), objection(locked)),
            (not people, _("Chọn ít nhất một đồng chí để xin ý kiến.")),
            (due_on < asked_on, _("Hạn trả lời không được trước ngày gửi phiếu.")),
            (locked.circulations.filter(closed_on=None).exists(), _("Đợt xin ý kiến trước chưa tổng hợp xong.")),
        ):  # fmt: skip
            if wrong:
                raise Refused(said)
        facts = {"due": due_on, "rows": len(people), "question": journal.digest(question)}
        entry = _written("ask", locked, actor, asked_on, facts)
        made = Circulation(document=locked, question=question, asked_on=asked_on, due_on=due_on, entry=entry)
        made.save(force_insert=True)
        for one in people:
            slip = Opinion(circulation=made, person_id=one.person_id, post=one.post[:160], entry=entry)
            slip.save(force_insert=True)
    return made


def answer(opinion: Opinion, actor: Actor, *, answer: str, words: str, on: date) -> Opinion:
    """Write a member's answer, his own or typed from his paper. Refused after the round was closed.

    A member may change his answer until then; what he wrote himself nobody else writes over.
    """
    with transaction.atomic():
        round_ = (
            Circulation.objects.select_for_update().select_related("document").get(pk=opinion.circulation_id)
        )
        locked = Opinion.objects.select_for_update().get(pk=opinion.pk)
        if why := _not_answered(round_, locked, actor, answer=answer, words=words, on=on):
            raise Refused(why)
        facts = {"opinion": locked.pk, "answer": journal.digest([locked.pk, answer, words])}
        locked.entry = _written("answer", round_.document, actor, on, facts)
        locked.answer, locked.words, locked.answered_on = answer, words, on
        locked.save()
    return locked


def add_members(circulation: Circulation, people: list[Seat], actor: Actor, *, on: date, reason: str) -> int:
    """Ask more members in a round that runs, those whose slip was taken back too; how many. Refused in words."""
    with transaction.atomic():
        locked = _running(circulation, on)
        held = {one.person_id: one for one in locked.opinions.select_for_update()}
        asked = {key for key, one in held.items() if one.off_on is None}
        fresh = [one for one in people if one.person_id not in asked]
        if not fresh:
            raise Refused(_("Chọn ít nhất một đồng chí chưa được gửi phiếu."))
        entry = _written("add", locked.document, actor, on, {"rows": len(fresh)})
        for one in fresh:
            slip = held.get(one.person_id) or Opinion(circulation=locked, person_id=one.person_id)
            slip.post, slip.added_on, slip.off_on = one.post[:160], on, None
            slip.change_reason, slip.entry = reason, entry
            slip.save()
    return len(fresh)


def take_back(opinion: Opinion, actor: Actor, *, on: date, reason: str) -> Opinion:
    """Take a slip back before it was answered; it stays written with its reason and is counted no more. Refused in words."""
    with transaction.atomic():
        round_ = _running(opinion.circulation, on)
        locked = Opinion.objects.select_for_update().get(pk=opinion.pk)
        others = round_.opinions.filter(off_on=None).exclude(pk=locked.pk)
        for wrong, said in (
            (locked.off_on, off_words(locked)),
            (locked.answer, _("Đồng chí này đã trả lời; không rút phiếu nữa.")),
            (not others.exists(), _("Đợt xin ý kiến phải còn ít nhất một phiếu.")),
        ):
            if wrong:
                raise Refused(said)
        locked.entry = _written("take_back", round_.document, actor, on, {"opinion": locked.pk})
        locked.off_on, locked.change_reason = on, reason
        locked.save()
    return locked


def _running(circulation: Circulation, on: date) -> Circulation:
    """The round, locked. Refused when it was closed, or had not begun on the day."""
    locked: Circulation = (
        Circulation.objects.select_for_update().select_related("document").get(pk=circulation.pk)
    )
    if why := closed_words(locked):
        raise Refused(why)
    if on < locked.asked_on:
        raise Refused(_("Ngày {day} trước ngày gửi phiếu.").format(day=day_text(on)))
    return locked


def off_words(opinion: Opinion) -> str:
    """Why a slip that was taken back is not answered; empty for one that stands."""
    if opinion.off_on is None:
        return ""
    return _("Phiếu này đã rút ngày {day}: {reason}.").format(
        day=day_text(opinion.off_on), reason=opinion.change_reason.rstrip(".")
    )


def counted(slips: list[Opinion]) -> list[Opinion]:
    """The slips that were not taken back."""
    return [one for one in slips if one.off_on is None]


def _not_answered(
    round_: Circulation, opinion: Opinion, actor: Actor, *, answer: str, words: str, on: date
) -> str:
    own = _account_of(opinion.person_id)
    for wrong, said in (
        (round_.closed_on, closed_words(round_)),
        (opinion.off_on, off_words(opinion)),
        (on < round_.asked_on, _("Ngày trả lời không được trước ngày gửi phiếu.")),
        (answer not in dict(Opinion.ANSWERS), _("Chọn đồng ý, không đồng ý hoặc ý kiến khác.")),
        (answer == Opinion.OTHER and not words.strip(), _("Ý kiến khác thì ghi rõ nội dung.")),
        (
            opinion.answer and actor.account_id != own and opinion.entry and opinion.entry.account_id == own,
            _("Đồng chí này đã tự trả lời trong sổ; văn thư không ghi đè."),
        ),
    ):
        if wrong:
            return said
    return ""


def closed_words(round_: Circulation) -> str:
    """Why nothing more is written into a round that was closed; empty while it runs."""
    if round_.closed_on is None:
        return ""
    return _("Đợt xin ý kiến đã tổng hợp ngày {day}; không ghi thêm trả lời.").format(
        day=day_text(round_.closed_on)
    )


def own_hand(opinion: Opinion) -> bool:
    """Whether the member wrote the answer himself, so that the clerk leaves it alone."""
    account = getattr(opinion.person, "account", None)
    written = opinion.entry if opinion.answer else None
    return bool(account and written and written.account_id == account.pk)


def _account_of(person_id: int) -> int | None:
    return Account.objects.filter(person_id=person_id).values_list("pk", flat=True).first()


def close(circulation: Circulation, actor: Actor, *, on: date) -> Circulation:
    """Close the round on a day: after the last day, or as soon as everybody has answered. Refused otherwise."""
    with transaction.atomic():
        locked = Circulation.objects.select_for_update().select_related("document").get(pk=circulation.pk)
        slips = counted(list(locked.opinions.all()))
        last = max((one.answered_on for one in slips if one.answered_on), default=locked.asked_on)
        missing = sum(1 for one in slips if not one.answer)
        for wrong, said in (
            (locked.closed_on, closed_words(locked)),
            (on < last, _("Ngày tổng hợp không được trước ngày {day} của trả lời sau cùng.").format(day=day_text(last))),
            (
                missing and on <= locked.due_on,
                _("Chưa qua hạn {day} và còn {count} đồng chí chưa trả lời.").format(
                    day=day_text(locked.due_on), count=missing
                ),
            ),
        ):  # fmt: skip
            if wrong:
                raise Refused(said)
        count = tally(slips)
        facts = {one.code or "none": one.count for one in count.lines}
        locked.entry = _written("close", locked.document, actor, on, facts)
        locked.closed_on = on
        locked.save()
    return locked


def _written(step: str, document: Document, actor: Actor, on: date, facts: dict[str, Any]) -> Entry:
    return record(
        ("circulation", step), reference(document), actor, on=on, unit_id=document.unit_id, facts=facts
    )


@dataclass(frozen=True)
class Line:
    """One line of the count: the answer's code ("" for none yet), its words, how many, and the share of all asked."""

    code: str
    title: str
    count: int
    share: str


@dataclass(frozen=True)
class Tally:
    """The count of a round: slips given out, answered, and a line for each answer; every share is of all asked."""

    asked: int
    answered: int
    share: str
    lines: tuple[Line, ...]

    def text(self) -> str:
        """In one sentence, for the paper that tells of it."""
        said = _("Xin ý kiến {asked} đồng chí, {answered} đồng chí trả lời ({share})").format(
            asked=count_text(self.asked), answered=count_text(self.answered), share=self.share
        )
        parts = "; ".join(
            f"{one.title[:1].lower()}{one.title[1:]} {one.count} ({one.share})" for one in self.lines
        )
        return f"{said}: {parts}."  # fmt: skip


def tally(slips: list[Opinion]) -> Tally:
    """Count the slips of one round, those taken back left out."""
    slips = counted(slips)
    asked = len(slips)
    answered = sum(1 for one in slips if one.answer)
    kinds = [*((code, str(title)) for code, title in Opinion.ANSWERS), (Opinion.NONE, _("Chưa trả lời"))]
    lines = []
    for code, title in kinds:
        count = sum(1 for one in slips if one.answer == code)
        lines.append(Line(code, title, count, share_text(count, asked)))
    return Tally(asked, answered, share_text(answered, asked), tuple(lines))


def reminder(circulation: Circulation, slips: list[Opinion], sender: str) -> str:
    """Words to paste for those who have not answered; empty when everybody has or the round is closed."""
    names = [f"{one.person.full_name} ({one.post})" for one in counted(slips) if not one.answer]
    if not names or circulation.closed_on:
        return ""
    document = circulation.document
    said = _(
        "Kính gửi các đồng chí: {names}.\n{sender} đã gửi phiếu xin ý kiến ngày {asked} về dự thảo {kind} “{abstract}”, hạn trả "
        "lời {due}. Đến nay chưa nhận được ý kiến của các đồng chí. Kính đề nghị các đồng chí trả lời trong sổ (trang “Việc "
        "của tôi”) hoặc gửi phiếu giấy về văn thư để kịp tổng hợp."
    )
    return said.format(
        names="; ".join(names),
        sender=sender or document.body_title,
        asked=day_text(circulation.asked_on),
        due=day_text(circulation.due_on),
        kind=document.kind_title.lower(),
        abstract=document.abstract,
    )
