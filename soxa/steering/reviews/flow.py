"""The life of a shortcoming: stated, reported as put right, confirmed or sent back; what is said of it put right, a task given."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import REVIEWS
from soxa.org.models import Account, Office
from soxa.steering.resolutions.flow import WRITE
from soxa.steering.reviews import forms
from soxa.steering.reviews.models import Review, Righting, Shortcoming
from soxa.tasks.flow import TAKE, Giver, Source, Wish, give
from soxa.tasks.models import Task

S = Shortcoming
SOURCE = "shortcoming"
_LAW = REVIEWS.at("")


def writes_for(actor: Actor, case: Shortcoming) -> bool:
    """Whether the actor writes for the unit whose shortcoming it is, in the office in which he acts."""
    unit_id: int = case.unit_id  # type: ignore[attr-defined]
    return actor.may(WRITE) and (actor.unit_id is None or unit_id in tree().seen_from(actor.unit_id))


def answers_for(actor: Actor, case: Shortcoming) -> bool:
    """Whether the actor may say that it is put right: the one named, one who does the work of the unit named, or who writes for the book."""
    if writes_for(actor, case):
        return True
    if actor.account_id is None:
        return False
    own = Account.objects.filter(pk=actor.account_id).values_list("person_id", flat=True).first()
    named = own is not None and own == case.person_id  # type: ignore[attr-defined]
    lead: int | None = case.lead_unit_id  # type: ignore[attr-defined]
    return named or (lead is not None and actor.unit_id == lead and actor.may(TAKE))


def _reported(case: Shortcoming, facts: dict[str, Any], entry: Entry) -> None:
    on: date = facts["on"]
    if on < case.since:
        raise Refused(_("Ngày khắc phục xong không trước ngày nêu {day}.").format(day=day_text(case.since)))
    case.reported_on = on
    Righting.objects.create(
        shortcoming=case, on=on, words=facts["words"], paper=facts["paper"], author=entry.actor, entry=entry
    )


def _checked(case: Shortcoming, facts: dict[str, Any], entry: Entry, *, done: bool) -> None:
    row = Righting.objects.select_for_update().get(shortcoming=case, checked_on=None)
    if facts["on"] < row.on:
        raise Refused(_("Ngày xem lại không trước ngày báo khắc phục {day}.").format(day=day_text(row.on)))
    row.checked_on, row.done, row.found, row.entry = facts["on"], done, facts["found"], entry
    row.save()


def _confirmed(case: Shortcoming, facts: dict[str, Any], entry: Entry) -> None:
    _checked(case, facts, entry, done=True)
    case.confirmed_on = case.until = facts["on"]


def _sent_back(case: Shortcoming, facts: dict[str, Any], entry: Entry) -> None:
    _checked(case, facts, entry, done=False)
    case.reported_on = None


def _stranger(case: Shortcoming, actor: Actor) -> str:
    if case.state == S.REPORTED and not writes_for(actor, case):
        return _("Cơ quan ghi sổ của đơn vị có hạn chế này xem lại và xác nhận.")
    if case.state == S.STATED and not answers_for(actor, case):
        return _("Chỉ người, đơn vị được giao khắc phục hoặc cơ quan ghi sổ mới báo được.")
    return ""


FLOW = Flow(
    "shortcoming",
    Step(
        "report", gettext_lazy("Báo đã khắc phục"), (S.STATED,), S.REPORTED, cite=_LAW, form=forms.Report,
        then=_reported, untold=frozenset({"words", "paper"}),
    ),
    Step(
        "confirm", gettext_lazy("Xác nhận đã khắc phục"), (S.REPORTED,), S.CONFIRMED, by=WRITE, cite=_LAW,
        form=forms.Confirm, then=_confirmed, untold=frozenset({"found"}),
    ),
    Step(
        "send_back", gettext_lazy("Chưa xong, trả lại"), (S.REPORTED,), S.STATED, by=WRITE, cite=_LAW,
        form=forms.SendBack, then=_sent_back, untold=frozenset({"found"}),
    ),
    bars=_stranger,
)  # fmt: skip
SLUGS = {"report": "bao-khac-phuc", "confirm": "xac-nhan", "send_back": "tra-lai"}
NAMES = {slug: name for name, slug in SLUGS.items()}


def _columns(facts: dict[str, Any]) -> dict[str, Any]:
    told = dict(facts)
    for name in ("lead_unit", "person", "review"):
        told[f"{name}_id"] = told.pop(name)
    return told


def _fit(unit_id: int, columns: dict[str, Any], today: date) -> None:
    """Refused in words for a review of another unit, and for somebody who holds no office now."""
    review = columns["review_id"]
    if review and not Review.objects.filter(pk=review, unit_id=unit_id).exists():
        raise Refused(_("Bản sơ kết, tổng kết phải của chính đơn vị này."))
    person = columns["person_id"]
    if person and not Office.objects.filter(Office.standing(today), person_id=person).exists():
        raise Refused(_("Người chịu trách nhiệm nay không giữ chức vụ nào."))


def state(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Shortcoming:
    """Write down a shortcoming. Refused in words."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    columns = _columns(facts)
    with all_or_nothing():
        _fit(unit_id, columns, today)
        case = Shortcoming(unit_id=unit_id, **columns)
        about = {"since": case.since.isoformat(), "due": case.due_on.isoformat()}
        case.entry = FLOW.start(case, actor, unit_id=unit_id, facts=about)
        case.save(update_fields=["entry"])
    return case


def mend(case: Shortcoming, facts: dict[str, Any], actor: Actor, *, basis: str, today: date) -> None:
    """Put right what is said of a shortcoming, its day moved too, with the basis. Refused in words."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    unit_id, columns = int(case.unit_id), _columns(facts)  # type: ignore[attr-defined]
    with all_or_nothing():
        _fit(unit_id, columns, today)
        if case.confirmed_on and columns["since"] > case.confirmed_on:
            raise Refused(_("Ngày nêu không sau ngày đã xác nhận khắc phục."))
        correct(case, columns, actor, basis=basis, unit_id=unit_id)


def take(name: str, case: Shortcoming, actor: Actor, facts: dict[str, Any]) -> Entry:
    """Take one step of FLOW; Refused in words, nothing written."""
    with all_or_nothing():
        return FLOW.take(name, case, actor, facts)


def give_task(case: Shortcoming, actor: Actor, *, today: date) -> Task:
    """Give the remedy as a task to the unit that is to put it right; one task a shortcoming. Refused in words."""
    with all_or_nothing():
        held = Shortcoming.objects.select_for_update().get(pk=case.pk)
        if held.task_id is not None:  # type: ignore[attr-defined]
            raise Refused(_("Việc khắc phục này đã giao thành nhiệm vụ."))
        if held.state != S.STATED:
            raise Refused(_("Hạn chế này không còn chờ khắc phục."))
        unit_id, person_id = _taker(held, today)
        said = held.remedy or held.content
        task = give(
            Wish(
                content=_("Khắc phục hạn chế: {content}. {remedy}").format(content=held.content.rstrip("."), remedy=said),
                giver=Giver(held.unit_id, actor.office or actor.name),  # type: ignore[attr-defined]
                unit_id=unit_id,
                person_id=person_id,
                given_on=today,
                due_on=max(held.due_on, today),
                source=Source(SOURCE, str(held.pk), _("Hạn chế, khuyết điểm: {content}").format(content=held.content)),
            ),
            actor,
            today=today,
        )  # fmt: skip
        held.task = task
        held.save(update_fields=["task"])
        record(
            ("shortcoming", "task"), reference(held), actor, on=today, unit_id=held.unit_id, facts={"task": task.pk}  # type: ignore[attr-defined]
        )  # fmt: skip
    return task


def _taker(case: Shortcoming, on: date) -> tuple[int, int | None]:
    """The unit that takes the task, and the person where he serves in it: the unit named, else one where the person serves."""
    person: int | None = case.person_id  # type: ignore[attr-defined]
    lead: int | None = case.lead_unit_id  # type: ignore[attr-defined]
    around = set(tree().within(case.unit_id, on))  # type: ignore[attr-defined]
    held = (
        Office.objects.filter(Office.standing(on), person_id=person, unit_id__in=around) if person else None
    )
    homes = list(held.order_by("rank", "id").values_list("unit_id", flat=True)) if held is not None else []
    if lead is not None:
        return lead, person if lead in homes else None
    return (homes[0], person) if homes else (case.unit_id, None)  # type: ignore[attr-defined]


def page_of(task: Task, reader: Any) -> str:
    """The page of the shortcoming that became the task, where it lies in the reader's sight."""
    seen: Any = Shortcoming.objects.seen_by(reader)  # type: ignore[attr-defined]
    found = seen.filter(task=task).values_list("pk", flat=True).first()
    return reverse("shortcoming", args=[found]) if found else ""
