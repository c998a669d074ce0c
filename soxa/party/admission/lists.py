"""The list of admissions by stage, and one case put together for its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.calendar import working_calendar
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER, QD_294
from soxa.law.force import NotInForce
from soxa.law.party_cases import FORM_APPLICATION, FORM_CELL, FORM_COMMITTEE, FORM_DECISION, FORM_RECOGNITION
from soxa.law.words import fold
from soxa.party.admission.again import twin_words
from soxa.party.admission.effects import again_words, age_words, papers_of
from soxa.party.admission.models import Admission, AdmissionPaper, AdmissionVote
from soxa.party.admission.papers import FIRST, KINDS, Kind, Lack, lacking, stage_of
from soxa.party.admission.rules import months_of_age
from soxa.party.admission.stages import Next, next_of, no_home
from soxa.party.listed import Listed
from soxa.party.voting.count import words

A = Admission
LEAF = 50
ENDED = (A.DONE, A.CLOSED)
STAGES = {
    "nguon": (gettext_lazy("Nguồn"), (A.LISTED,)),
    "ho-so": (gettext_lazy("Lập hồ sơ"), (A.FILED,)),
    "cho-quyet-dinh": (gettext_lazy("Chờ quyết định"), (A.CELL_AGREED, A.COMMITTEE_AGREED, A.SENT)),
    "cho-le": (gettext_lazy("Chờ lễ kết nạp"), (A.DECIDED,)),
    "du-bi": (gettext_lazy("Dự bị"), (A.PROBATION,)),
    "cong-nhan": (gettext_lazy("Công nhận, phát thẻ"), (A.RECOGNITION_AGREED, A.ENDORSED, A.RECOGNISED)),
    "xong": (gettext_lazy("Đã xong"), ENDED),
}
# what a case waits since: within a stage the earliest is the one due first
_WAITS_SINCE = Coalesce(
    "recognition_agreed_on", "ceremony_on", "received_on", "sent_on", "reviewed_on", "since"
)


@dataclass(frozen=True)
class Row:
    """A case as a line of the list."""

    case: Admission
    name: str
    cell: str
    cell_code: str
    next: Next | None


@dataclass
class Found:
    """A page of the list with the number of cases in each stage."""

    rows: list[Row]
    leaves: Page[Admission]
    stages: list[tuple[str, Any, int]] = field(default_factory=list)


def asked(query: Mapping[str, str], reader: Any) -> Any:
    """Cases in sight that an address asks for, unordered."""
    found: Any = Admission.objects.seen_by(reader)
    for word in fold(query.get("q", "")).split():
        found = found.filter(person__folded__contains=word)
    code = query.get("chi-bo", "")
    if code:
        found = found.filter(unit_id=tree().codes.get(code, 0))
    return found


def in_stage(found: Any, stage: str) -> Any:
    """The cases of a stage, or all that go on; first the stage, then who has waited longest."""
    states = STAGES[stage][1] if stage in STAGES else None
    found = found.filter(state__in=states) if states else found.exclude(state__in=ENDED)
    order = [state for state, _title in A.STATES]
    ranks = [When(state=state, then=Value(at)) for at, state in enumerate(order)]
    placed = Case(*ranks, default=Value(99), output_field=IntegerField())
    return found.annotate(placed=placed, waits=_WAITS_SINCE, gone=no_home()).order_by(
        "placed", "waits", "person__name_key", "pk"
    )


def page_of(query: Mapping[str, str], reader: Any, today: date) -> Found:
    """One page of the list: a question for the numbers of all stages, one for their sum and one for the rows."""
    found = asked(query, reader)
    counts = dict(found.order_by().values_list("state").annotate(n=Count("pk")))
    stages = [
        (code, title, sum(counts.get(state, 0) for state in states))
        for code, (title, states) in STAGES.items()
    ]
    rows = in_stage(found, query.get("giai-doan", "")).select_related("person")
    leaves = Paginator(rows, LEAF).get_page(query.get("trang"))
    calendar = working_calendar(today)
    return Found([row_of(one, today, calendar) for one in leaves], leaves, stages)


def row_of(case: Admission, today: date, calendar: Any) -> Row:
    """One line."""
    node = tree().nodes[case.unit_id]
    return Row(
        case, case.person.full_name, tree().name(case.unit_id, today), node.code, next_of(case, today, calendar)
    )  # fmt: skip


@dataclass(frozen=True)
class Held:
    """A kind of paper as the case's page shows it: those in the file, or that it is missing."""

    kind: Kind
    form: str
    papers: list[AdmissionPaper]
    needed: bool


@dataclass
class Portrait:
    """A case on its page."""

    case: Admission
    next: Next | None
    age: str
    held: list[tuple[str, list[Held]]]
    lacks: list[Lack]
    special: list[str]
    votes: list[tuple[AdmissionVote, str, str]]
    timeline: list[dict[str, Any]]


def portrait(case: Admission, today: date) -> Portrait:
    """Everything the page of a case shows."""
    papers, stage = papers_of(case), stage_of(case)
    votes = list(case.votes.order_by("on", "pk"))
    stages = [FIRST] if case.state in A.BEFORE or case.ceremony_on is None else [FIRST, "recognition"]
    titles = {FIRST: _("Hồ sơ xét kết nạp"), "recognition": _("Hồ sơ xét công nhận chính thức")}
    return Portrait(
        case=case,
        next=next_of(case, today, working_calendar(today)),
        age=_age(case, today),
        held=[(titles[one], _held(papers, one, today)) for one in reversed(stages)],
        lacks=lacking(case, papers, today, stage) if stage else [],
        special=[
            one
            for one in (twin_words(case, today), age_words(case, papers, today), again_words(case, today))
            if one
        ]
        if stage == FIRST
        else [],
        votes=[(one, _question(one), words(one)) for one in votes],
        timeline=_timeline(case, votes, today),
    )


def _age(case: Admission, today: date) -> str:
    born = case.person.born
    if born is None or born.exact is None:
        return ""
    years, months = divmod(months_of_age(born.exact, today), 12)
    return _("{years} tuổi {months} tháng").format(years=years, months=months)


def _held(papers: list[AdmissionPaper], stage: str, today: date) -> list[Held]:
    rows = []
    for kind in KINDS.values():
        if kind.stage != stage:
            continue
        here = [one for one in papers if one.kind == kind.code]
        if here or kind.always:
            rows.append(Held(kind, kind.form_no(here[-1].on if here else today), here, kind.always))
    return rows


def _question(vote: AdmissionVote) -> str:
    asked_of = _("công nhận chính thức") if vote.question == AdmissionVote.RECOGNISE else _("kết nạp")
    return _("{body} biểu quyết {question}").format(
        body=str(vote.get_body_display()).capitalize(), question=asked_of
    )


def _timeline(case: Admission, votes: list[AdmissionVote], today: date) -> list[dict[str, Any]]:
    """What was done in order of time, then what is still to come; each with its form and clause."""
    member, article_4, decree = case.member, CHARTER.at("Điều 4"), QD_294.at("mục 3")
    recognised = member.recognised_on.exact if member and member.recognised_on else None
    steps: list[tuple[date | None, str, Any]] = [
        (case.since, _("Đưa vào danh sách nguồn: {paper}").format(paper=case.paper), decree),
        (case.applied_on, _("Nộp đơn xin vào Đảng ({form})").format(form=_form(FORM_APPLICATION, today)), article_4),
        *[
            (one.on, _("{what}: {count}").format(what=_question(one), count=words(one)), _vote_law(one, today))
            for one in votes
        ],
        (case.sent_on, _("Gửi đủ hồ sơ lên cấp quyết định"), decree),
        (case.decision_on, _("Quyết định kết nạp: {paper}").format(paper=case.decision), _("mẫu {form}").format(form=_form(FORM_DECISION, today))),
        (case.received_on, _("Chi bộ nhận quyết định"), decree),
        (case.ceremony_on, _("Lễ kết nạp") + (f" ({case.late_consent})" if case.late_consent else ""), decree),
        (recognised, _("Công nhận chính thức: {paper}").format(paper=case.recognition), QD_294.at("mục 4")),
        (case.ended_on, case.reason or _("Phát thẻ, kết thúc"), ""),
    ]  # fmt: skip
    done = sorted(
        ((on, at, title, law) for at, (on, title, law) in enumerate(steps) if on), key=lambda one: one[:2]
    )
    items = [
        {"when": day_text(on), "title": title, "sub": str(law), "state": ""} for on, _at, title, law in done
    ]
    if after := next_of(case, today, working_calendar(today)):
        when = day_text(after.on) if after.on else _("bước tiếp theo")
        items.append({"when": when, "title": after.words, "sub": "", "state": "now"})
    return items


def _form(form: Any, on: date) -> str:
    return str(form.on(on).amount)


def _vote_law(vote: AdmissionVote, today: date) -> str:
    if vote.question == AdmissionVote.RECOGNISE and vote.body == AdmissionVote.COMMITTEE:
        return str(QD_294.at("mục 4"))
    if vote.question == AdmissionVote.RECOGNISE:
        form = FORM_RECOGNITION
    else:
        form = FORM_CELL if vote.body == AdmissionVote.CELL else FORM_COMMITTEE
    try:
        return _("mẫu {form}, {cite}").format(form=_form(form, vote.on), cite=CHARTER.at("Điều 4"))
    except NotInForce:  # the numbers of forms are known from 2022 on
        return str(CHARTER.at("Điều 4"))


def listed(rows: Iterable[Row], today: date) -> Listed:
    """The list as it leaves the book."""
    return Listed(
        slug="ket-nap",
        title=_("Danh sách kết nạp đảng viên"),
        about=_("Đến ngày {day}").format(day=day_text(today)),
        columns=(
            _("Họ và tên"), _("Ngày sinh"), _("Chi bộ"), _("Đưa vào nguồn"), _("Giai đoạn"), _("Bước tiếp theo"), _("Hạn"),
        ),
        shares=(5, 2.4, 5, 2.4, 4, 5, 3),
        rows=[_cells(row) for row in rows],
    )  # fmt: skip


def _cells(row: Row) -> tuple[str, ...]:
    born, after = row.case.person.born, row.next
    due = f"{day_text(after.on)} ({after.due_words})" if after and after.on else ""
    return (
        row.name, born.text() if born else "", row.cell, day_text(row.case.since),
        str(row.case.get_state_display()), after.words if after else row.case.reason, due,
    )  # fmt: skip
