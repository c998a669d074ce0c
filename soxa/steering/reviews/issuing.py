"""The life of a review: begun of a resolution or a programme, written, issued with its counts frozen, withdrawn for a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.files import Paper as Printed
from soxa.documents.files import attach
from soxa.documents.flow import begin_issued
from soxa.documents.models import Document, DocumentFile
from soxa.kernel import files, journal
from soxa.kernel.access import Actor
from soxa.kernel.figures import find
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, record, reference
from soxa.kernel.locks import hold_still
from soxa.kernel.lost import telling
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.paper.model import Paper
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.record import from_json, to_json
from soxa.kernel.request_memo import held_anyway
from soxa.law.acts_of_steering import REVIEWS
from soxa.law.periods import Period
from soxa.meetings.after.pieces import PART, changed_words
from soxa.steering.counted import counted_tables
from soxa.steering.resolutions.flow import WRITE
from soxa.steering.reviews import review_forms as forms
from soxa.steering.reviews import writing
from soxa.steering.reviews.models import FrozenCell, FrozenCount, Review, ReviewWording
from soxa.steering.reviews.record import Record, record_of
from soxa.values.row_sets import Freezer, Held

_LAW = REVIEWS.at("")
# a cell's secretary issues what his own cell says of its work; what its targets came to, the committee decides
ISSUE = "steering.issue"


def counted_to(review: Review, today: date) -> date:
    """The last day of what a review counts: when it was issued, else the period's last day or today, whichever is earlier."""
    if review.counted_on:
        return review.counted_on
    return min(Period.between(review.since, review.until).last_day, today)


def _issued(review: Review, facts: dict[str, Any], entry: Entry) -> None:
    on: date = facts["on"]
    if on < review.since:
        raise Refused(
            _("Kỳ bắt đầu ngày {day}; không ban hành trước ngày ấy.").format(day=day_text(review.since))
        )
    hands = {one.name: one for one in writing.hands(review, on)}
    hand = hands.get(facts["signer"])
    if facts["signer"] and hand is None:
        raise Refused(
            _("{name} ngày {day} chưa giữ chức vụ ký văn bản này. Chọn người ký khác hoặc ngày khác.").format(
                name=facts["signer"], day=day_text(on)
            )
        )
    document = writing.begun(review)
    document.signer = f"{hand.post.capitalize()} {hand.name}".strip() if hand else ""
    if facts["paper"]:
        document.notation, document.issued_on, review.paper = facts["paper"], on, facts["paper"]
    else:
        begin_issued(document, journal.signer(entry), on=on)
    hold_still(*counted_tables())
    told = record_of(review, min(counted_to(review, on), on))
    held = {code: files.keep(rows.as_bytes()) for code, rows in told.counts.items()}
    cells = _cells(review, told)
    marks = {**held, **{one.place: one.part_rows for one in cells}}
    paper = writing.composed(told, document, hand, marks=marks, draft=False)
    if not facts["paper"]:
        name = f"{document.notation.replace('/', '-')}.pdf"
        attach(document, Printed(pdf(paper), name, "application/pdf"), DocumentFile.ISSUED, entry)
        review.document = document
    counts = [
        FrozenCount(review=review, code=code, count=told.count(code), rows=held[code]) for code in told.counts
    ]
    FrozenCount.objects.loaded(counts, entry)
    FrozenCell.objects.loaded(cells, entry)
    review.content, review.entry = files.keep(to_json(paper)), entry
    review.counted_on, review.issued_on, review.signer = told.on, on, hand.name if hand else ""


def _cells(review: Review, told: Record) -> list[FrozenCell]:
    """The numbers of the table with the files of their rows, unsaved."""
    freezer = Freezer(review.unit_id)  # type: ignore[attr-defined]
    rows: list[FrozenCell] = []
    with held_anyway():
        for place, title, cell in told.cells():
            moment: Any = cell.moment
            kept: Held = freezer.hold(cell.code, moment)
            rows.append(
                FrozenCell(
                    review=review, place=place, title=title, code=cell.code, version=find(cell.code).version, text=cell.text,
                    on=moment.on, since=moment.since, until=moment.until, rows=kept.rows, part_rows=kept.part_rows,
                )
            )  # fmt: skip
    return rows


def _withdrawn(review: Review, facts: dict[str, Any], entry: Entry) -> None:
    review.withdrawn_why = facts["reason"]


FLOW = Flow(
    "review",
    Step(
        "issue", gettext_lazy("Ban hành"), (Review.DRAFT,), Review.ISSUED, ISSUE, _LAW, forms.Issue, then=_issued,
        untold=frozenset({"signer"}),
    ),
    Step(
        "withdraw", gettext_lazy("Thu hồi"), (Review.ISSUED,), Review.WITHDRAWN, ISSUE, _LAW, forms.Withdraw,
        then=_withdrawn, untold=frozenset({"reason"}),
    ),
)  # fmt: skip
SLUGS = {"issue": "ban-hanh", "withdraw": "thu-hoi"}
NAMES = {slug: name for name, slug in SLUGS.items()}


def begin(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Review:
    """Begin a review of a resolution or a programme over a period. Refused in words."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    about, period = facts["about"], facts["period"]
    subject = "resolution" if about._meta.model_name == "resolution" else "programme"
    if period.since > today:
        raise Refused(_("Kỳ này chưa bắt đầu."))
    if period.until <= about.since:
        raise Refused(
            _("Văn bản thực hiện từ ngày {day}; kỳ này hết trước ngày ấy.").format(day=day_text(about.since))
        )
    with all_or_nothing():
        same = Review.objects.filter(
            unit_id=unit_id, since=period.since, until=period.until, **{subject: about}
        )
        if same.exclude(state=Review.WITHDRAWN).exists():
            raise Refused(_("Kỳ này đã có bản sơ kết, tổng kết của văn bản ấy; mở bản ấy mà viết tiếp."))
        review = Review(
            unit_id=unit_id, kind=facts["kind"], since=period.since, until=period.until, **{subject: about}
        )
        told = {"since": period.since.isoformat(), "until": period.until.isoformat()}
        review.entry = FLOW.start(review, actor, unit_id=unit_id, facts=told)
        review.save(update_fields=["entry"])
    return review


def write(
    review: Review, texts: Mapping[str, str], after: Mapping[str, int], actor: Actor, *, on: date
) -> int:
    """Keep what was written in parts of a draft, a new version each; how many changed. Refused in words."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with all_or_nothing():
        locked = Review.objects.select_for_update().get(pk=review.pk)
        if locked.state != Review.DRAFT:
            raise Refused(_("Bản này đã ban hành, không sửa được nữa."))
        told = writing.pieces_of(record_of(locked, counted_to(locked, on), table=False))
        parts = {one.code: one for one in told if one.sort == PART}
        changed = changed_words(parts, texts, after)
        if changed:
            entry = record(
                ("review", "word"), reference(locked), actor, on=on, unit_id=locked.unit_id,
                facts={"rows": len(changed)},
            )  # fmt: skip
            rows = [
                ReviewWording(
                    review=locked, part=code, number=parts[code].version + 1, text=text, basis=parts[code].basis,
                    author=actor.name[:160], written_on=on,
                )
                for code, text in changed.items()
            ]  # fmt: skip
            ReviewWording.objects.loaded(rows, entry)
    return len(changed)


def take(name: str, review: Review, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words, nothing written."""
    with all_or_nothing():
        return FLOW.take(name, review, actor, facts)


def paper_now(review: Review, today: date) -> tuple[Paper, Record | None]:
    """The paper as issued, or the draft with the numbers of now and the record it is written from."""
    if review.content:
        with telling(_("Bản nội dung của bản sơ kết, tổng kết đã ban hành.")):
            return from_json(files.fetch(review.content)), None
    told = record_of(review, counted_to(review, today))
    hands = writing.hands(review, today)
    return writing.composed(told, writing.begun(review), hands[0] if hands else None), told


def document_of(review: Review, reader: Any) -> Document | None:
    """The document a review became, where it lies in the reader's sight."""
    seen: Any = Document.objects.seen_by(reader)  # type: ignore[attr-defined]
    found: Document | None = seen.filter(pk=review.document_id).first()  # type: ignore[attr-defined]
    return found
