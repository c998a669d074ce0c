"""What waits for a reader among documents: one question for all of them and one for opinions; many of a sort are one line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.waiting_line import SOON, Waiting, due_words
from soxa.documents.catalogue import IN, OUT
from soxa.documents.laying import Laying
from soxa.documents.models import DOMAINS, Document, Opinion
from soxa.documents.slugs import SLUGS
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree

D = Document
FEW = 5  # as many of a sort have a line of their own


@dataclass(frozen=True)
class Sort:
    """One kind of waiting: in which direction and states, for whom (any of the acts), the button, the list of all of them.

    `soon`: only what is to be answered within seven days or is late. `laid`: due when it is to be laid before the chief,
    not when it is to be answered.
    """

    direction: str
    states: tuple[str, ...]
    acts: tuple[str, ...]
    step: str
    title: Any
    many: Any
    verb: Any
    words: Any
    query: str
    soon: bool = False
    laid: bool = False

    def condition(self, today: date) -> Q:
        """What of the documents is of this sort."""
        found = Q(direction=self.direction, state__in=self.states)
        if self.soon:
            found &= Q(answered_on=None, answer_due__lte=today + timedelta(days=SOON))
        return found


# the first sort that fits a document and its reader is the one shown: nothing stands on two lines
SORTS = (
    Sort(
        IN, (D.RECEIVED,), ("documents.number",), "register", gettext_lazy("Vào sổ: {title}"),
        gettext_lazy("{count} văn bản đến chờ vào sổ"), gettext_lazy("Vào sổ"), gettext_lazy("Chờ vào sổ"),
        "chieu=den&muc=cho-vao-so",
    ),
    Sort(
        IN, (D.REGISTERED,), ("documents.number",), "propose", gettext_lazy("Trình văn bản đến: {title}"),
        gettext_lazy("{count} văn bản đến chờ trình"), gettext_lazy("Trình"), gettext_lazy("Chờ trình"),
        "chieu=den&muc=cho-trinh", laid=True,
    ),
    Sort(
        IN, (D.PROPOSED,), ("documents.route",), "instruct", gettext_lazy("Cho ý kiến: {title}"),
        gettext_lazy("{count} văn bản đến chờ bút phê"), gettext_lazy("Ghi bút phê"), gettext_lazy("Chờ bút phê"),
        "chieu=den&muc=cho-but-phe",
    ),
    Sort(
        IN, (D.REGISTERED,), ("documents.route",), "", gettext_lazy("Chưa trình, sắp hết hoặc quá hạn trả lời: {title}"),
        gettext_lazy("{count} văn bản chưa trình, sắp hết hoặc quá hạn trả lời"), gettext_lazy("Mở văn bản"),
        gettext_lazy("Chờ trình"), "chieu=den&muc=cho-trinh&han=7-ngay", soon=True,
    ),
    Sort(
        IN, (D.PROPOSED,), ("documents.number",), "", gettext_lazy("Chưa có bút phê, sắp hết hoặc quá hạn trả lời: {title}"),
        gettext_lazy("{count} văn bản chưa có bút phê, sắp hết hoặc quá hạn trả lời"), gettext_lazy("Mở văn bản"),
        gettext_lazy("Chờ bút phê"), "chieu=den&muc=cho-but-phe&han=7-ngay", soon=True,
    ),
    Sort(
        IN, (D.INSTRUCTED,), ("documents.route", "documents.number"), "", gettext_lazy("Trả lời văn bản: {title}"),
        gettext_lazy("{count} văn bản sắp hết hoặc quá hạn trả lời"), gettext_lazy("Mở văn bản"),
        gettext_lazy("Chờ trả lời"), "chieu=den&muc=dang-giai-quyet&han=7-ngay", soon=True,
    ),
    Sort(
        OUT, (D.DRAFT,), ("documents.check",), "check", gettext_lazy("Kiểm tra dự thảo: {title}"),
        gettext_lazy("{count} dự thảo chờ kiểm tra"), gettext_lazy("Kiểm tra"), gettext_lazy("Chờ kiểm tra"),
        "chieu=di&muc=cho-kiem-tra",
    ),
    Sort(
        OUT, (D.CHECKED,), ("documents.approve",), "approve", gettext_lazy("Duyệt dự thảo: {title}"),
        gettext_lazy("{count} dự thảo chờ duyệt"), gettext_lazy("Duyệt"), gettext_lazy("Chờ duyệt"),
        "chieu=di&muc=cho-duyet",
    ),
    Sort(
        OUT, (D.APPROVED,), ("documents.sign",), "sign", gettext_lazy("Ký văn bản: {title}"),
        gettext_lazy("{count} văn bản chờ ký"), gettext_lazy("Ký"), gettext_lazy("Chờ ký"), "chieu=di&muc=cho-ky",
    ),
    Sort(
        OUT, (D.SIGNED,), ("documents.number",), "number", gettext_lazy("Cấp số văn bản: {title}"),
        gettext_lazy("{count} văn bản chờ cấp số"), gettext_lazy("Cấp số"), gettext_lazy("Chờ cấp số"),
        "chieu=di&muc=cho-cap-so",
    ),
    Sort(
        OUT, (D.NUMBERED, D.SEALED), ("documents.number",), "issue", gettext_lazy("Phát hành văn bản: {title}"),
        gettext_lazy("{count} văn bản đã cấp số, chờ phát hành"), gettext_lazy("Phát hành"),
        gettext_lazy("Chờ phát hành"), "chieu=di&muc=cho-phat-hanh",
    ),
)  # fmt: skip


def documents(reader: Any, today: date) -> list[Waiting]:
    """Documents in whose life the next step is the reader's; a sort with more than five of them is one line."""
    whens = [
        When(sort.condition(today) & within, then=Value(at))
        for at, sort in enumerate(SORTS)
        if (within := reach(reader, sort.acts)) is not None
    ]
    if not whens:
        return []
    kept = Case(*whens, default=Value(-1), output_field=IntegerField())
    states = sorted({state for sort in SORTS for state in sort.states})
    rows: Any = Document.objects.seen_by(reader).filter(state__in=states)
    own = rows.annotate(sort=kept).filter(sort__gte=0)
    order: list[Any] = [F("sort"), F("answer_due").asc(nulls_last=True), F("pk")]
    placed = own.annotate(
        place=Window(RowNumber(), partition_by=F("sort"), order_by=order[1:]),
        many=Window(Count("pk"), partition_by=F("sort")),
        first_plain=Window(Min(_arrived(urgent=False)), partition_by=F("sort")),
        first_urgent=Window(Min(_arrived(urgent=True)), partition_by=F("sort")),
    )
    found = placed.filter(place__lte=FEW).order_by(*order).defer("folded")
    return list(_lines(found, today))


def _arrived(*, urgent: bool) -> Case:
    plain = Q(urgency="")
    return Case(When(~plain if urgent else plain, then=F("arrived_on")))


def reach(reader: Any, acts: tuple[str, ...]) -> Q | None:
    """Documents in whose unit and on whose side the reader holds an office that may take one of the acts; None for none."""
    found = None
    for held in reader.held_offices():
        if any(held.role.may(act) for act in acts):
            for side, domain in DOMAINS.items():
                if domain in held.role.domains:
                    one = Q(side=side)
                    if tree().roots() != [held.unit_id]:
                        one &= Q(unit_id__in=sorted(tree().seen_from(held.unit_id)))
                    found = one if found is None else found | one
    return found


def _lines(found: Iterable[Any], today: date) -> Iterable[Waiting]:
    told, laying = set(), cache(lambda: Laying.of(today))
    for one in found:
        sort = SORTS[one.sort]
        if one.many <= FEW:
            due = laying().by(one) if sort.laid else one.answer_due
            yield _single(one, sort, due, today=today)
        elif one.sort not in told:
            told.add(one.sort)
            due = _first_laid(one, laying()) if sort.laid else one.answer_due
            yield _group(one, sort, due, today=today)


def _first_laid(one: Any, laying: Laying) -> date | None:
    """The earliest day by which one of a sort is to be laid before the chief."""
    plain = [laying.of_day(one.first_plain, urgent=False)] if one.first_plain else []
    urgent = [laying.of_day(one.first_urgent, urgent=True)] if one.first_urgent else []
    return min(plain + urgent, default=None)


def _single(one: Any, sort: Sort, due: date | None, *, today: date) -> Waiting:
    level, words = due_words(due, today) if due else ("quiet", str(sort.words))
    parts = [one.notation or one.kind_title, one.author, tree().name(one.unit_id, today)]
    if sort.laid and due:
        parts.append(_("hạn trình {day}").format(day=day_text(due)))
    if one.answer_due:
        parts.append(_("hạn trả lời {day}").format(day=day_text(one.answer_due)))
    step = reverse("document_step", args=[one.pk, SLUGS[sort.step]]) if sort.step else ""
    return Waiting(
        title=str(sort.title).format(title=_short(one.abstract)),
        detail=" · ".join(part for part in parts if part),
        verb=str(sort.verb),
        address=step or reverse("document", args=[one.pk]),
        level=level,
        words=words,
        on=due,
    )


def _group(first: Any, sort: Sort, due: date | None, *, today: date) -> Waiting:
    """One line for all; its day is the earliest of them."""
    level, words = due_words(due, today) if due else ("quiet", str(sort.words))
    detail = (
        _("Hạn sớm nhất: {day}.").format(day=day_text(due)) if due else _("Không văn bản nào có hạn trả lời.")
    )
    return Waiting(
        title=str(sort.many).format(count=first.many),
        detail=detail if sort.direction == IN else _("Mở danh sách để làm từng văn bản."),
        verb=_("Xem danh sách"),
        address=f"{reverse('documents')}?{sort.query}",
        level=level,
        words=words,
        on=due,
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 140 else text[:139].rstrip() + "…"


def opinions(reader: Any, today: date) -> list[Waiting]:
    """Slips that wait for the reader's own opinion."""
    if not reader.person_id:
        return []
    mine = Opinion.objects.filter(
        person=reader.person_id, answer="", off_on=None, circulation__closed_on=None
    )
    found = mine.select_related("circulation__document").order_by("circulation__due_on", "pk")
    return [
        Waiting(
            title=_("Cho ý kiến: {title}").format(title=_short(one.circulation.document.abstract)),
            detail=_("Phiếu gửi ngày {asked} · hạn trả lời {due}").format(
                asked=day_text(one.circulation.asked_on), due=day_text(one.circulation.due_on)
            ),
            verb=_("Trả lời"),
            address=reverse("opinion", args=[one.pk]),
            level=due_words(one.circulation.due_on, today)[0],
            words=due_words(one.circulation.due_on, today)[1],
            on=one.circulation.due_on,
        )
        for one in found
    ]
