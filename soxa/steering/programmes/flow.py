"""Programmes are written down, adopted, ended and put right; nothing of them contradicts what stands above them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.models import Document
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, all_or_nothing, correct, record, reference, strike
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts_of_steering import YEAR_PLAN
from soxa.law.periods import FOREVER
from soxa.org.models import Office, Person
from soxa.steering.programmes import forms
from soxa.steering.programmes.models import ProgrammeEnd, ProgrammeItem, ServedTarget, WorkProgramme
from soxa.steering.resolutions.chains import makes_cycle
from soxa.steering.resolutions.models import Resolution
from soxa.steering.targets.models import Target

WRITE = "steering.write"
DAY = timedelta(days=1)
_LAW = YEAR_PLAN.at("")
Facts = dict[str, Any]


def must(actor: Actor, act: str = WRITE) -> None:
    """Refused in words for one whose office may not."""
    if not actor.may(act):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def _items(programme: WorkProgramme) -> Any:
    return ProgrammeItem.objects.filter(programme=programme, dropped_on=None)


def _adopt(programme: WorkProgramme, facts: Facts, entry: Entry) -> None:
    """The programme runs from its first day on, its items from the day of adoption."""
    on: date = facts["on"]
    if programme.last_on and on > programme.last_on:
        raise Refused(
            _("Ngày ban hành sau ngày cuối của chương trình ({day}).").format(day=day_text(programme.last_on))
        )
    programme.adopted_on, programme.until = on, FOREVER
    if symbol := facts.get("symbol"):
        programme.symbol = symbol
        programme.document_id = document_of(programme.unit_id, symbol)  # type: ignore[attr-defined]
    start = max(on, programme.since)
    _items(programme).moved(entry, since=start, until=FOREVER)


def _close(programme: WorkProgramme, facts: Facts, entry: Entry) -> None:
    _end(programme, facts, entry, closed=True)


def _stop(programme: WorkProgramme, facts: Facts, entry: Entry) -> None:
    _end(programme, facts, entry, closed=False)


def _end(programme: WorkProgramme, facts: Facts, entry: Entry, *, closed: bool) -> None:
    """The programme and its items stand to the end of the day, and what came of it is kept."""
    on: date = facts["on"]
    if programme.adopted_on and on < programme.adopted_on:
        said = _("Ngày kết thúc trước ngày ban hành {day}.")
        raise Refused(said.format(day=day_text(programme.adopted_on)))
    ends = ProgrammeEnd.objects.filter(programme=programme)
    last = ends.order_by("-until").first()
    if last and on < last.until:
        said = _("Ngày kết thúc trước ngày mở lại {day}.")
        raise Refused(said.format(day=day_text(last.until)))
    after = on + DAY
    ends.create(programme=programme, since=after, closed=closed, result=facts["result"], entry=entry)
    if programme.adopted_on:
        programme.until = max(after, programme.since)
        _items(programme).moved(entry, until=Greatest(F("since"), Value(after)))


def _reopen(programme: WorkProgramme, facts: Facts, entry: Entry) -> None:
    """The programme and its items stand again; that it had ended stays, for the days on which it had."""
    on, held = facts["on"], ProgrammeEnd.objects.get(programme=programme, until=FOREVER)
    if on < held.last_on:
        said = _("Ngày mở lại không trước ngày kết thúc {day}.")
        raise Refused(said.format(day=day_text(held.last_on)))
    again = {"until": max(on, held.since), "reopened_why": facts["why"]}
    ProgrammeEnd.objects.filter(pk=held.pk).moved(entry, **again)
    programme.until = FOREVER
    _items(programme).moved(entry, until=FOREVER)


def _was_adopted(programme: WorkProgramme) -> str:
    return "" if programme.adopted_on else _("Dự thảo đã dừng thì lập lại chương trình mới, không mở lại.")


_DRAFT, _ADOPTED = WorkProgramme.DRAFT, WorkProgramme.ADOPTED
_CLOSED, _STOPPED = WorkProgramme.CLOSED, WorkProgramme.STOPPED

LIFE = Flow(
    "workprogramme",
    Step("adopt", gettext_lazy("Ghi ban hành"), (_DRAFT,), _ADOPTED, WRITE, _LAW, forms.Adopt, then=_adopt),
    Step(
        "close", gettext_lazy("Kết thúc"), (_ADOPTED,), _CLOSED, WRITE, _LAW, forms.Ended,
        then=_close, untold=frozenset({"result"}),
    ),
    Step(
        "stop", gettext_lazy("Dừng"), (_DRAFT, _ADOPTED), _STOPPED, WRITE, _LAW, forms.Stopped,
        then=_stop, untold=frozenset({"result"}),
    ),
    Step(
        "reopen", gettext_lazy("Mở lại"), (_CLOSED, _STOPPED), _ADOPTED, WRITE, _LAW, forms.Reopened,
        unless=_was_adopted, then=_reopen, untold=frozenset({"why"}),
    ),
)  # fmt: skip


def document_of(unit_id: int, symbol: str) -> int | None:
    """The document of the unit's registers that bears the symbol, where there is exactly one."""
    if not symbol:
        return None
    found = Document.objects.filter(unit_id=unit_id, notation=symbol).values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def _fit(unit_id: int, facts: Facts, today: date, *, key: int | None = None) -> None:
    """Refused in words: what is above is of the unit or higher and makes no circle, an owner still holds an office."""
    around = tree().ancestors(unit_id, today)
    text = facts["resolution_id"]
    if text and not Resolution.objects.filter(pk=text, unit_id__in=around).exists():
        raise Refused(_("Văn bản được thực hiện phải của đơn vị này hoặc của cấp trên."))
    _fit_above(facts["above_id"], around, key)
    asked = set(facts["targets"])
    if asked and Target.objects.filter(pk__in=asked, unit_id__in=around).count() != len(asked):
        raise Refused(_("Chỉ tiêu được phục vụ phải của đơn vị này hoặc của cấp trên."))
    if (lead := facts["lead_unit_id"]) and not tree().nodes[lead].stands(today):
        said = _("Đơn vị chủ trì {unit} không còn hoạt động; chọn đơn vị khác.")
        raise Refused(said.format(unit=tree().name(lead, today)))
    person = facts["person_id"]
    if person and not Office.objects.filter(Office.standing(today), person_id=person).exists():
        said = _("Đồng chí {name} nay không giữ chức vụ nào; chọn người khác phụ trách.")
        raise Refused(said.format(name=Person.objects.get(pk=person).full_name))


def _fit_above(above: int | None, around: Any, key: int | None) -> None:
    if not above:
        return
    one_at_a_time(WorkProgramme)
    parent = WorkProgramme.objects.filter(pk=above).first()
    if parent is None or parent.unit_id not in around:  # type: ignore[attr-defined]
        raise Refused(_("Chương trình bên trên phải của đơn vị này hoặc của cấp trên."))
    parents = dict(WorkProgramme.objects.order_by().values_list("pk", "above_id"))
    if key is not None and makes_cycle(key, above, parents):
        raise Refused(
            _("{name} đang nằm trong chương trình này; đặt nó ở trên thì thành vòng. Chọn chương trình khác.").format(
                name=f"{parent.name} – {parent.title}"
            )
        )  # fmt: skip


def _columns(unit_id: int, facts: Facts) -> Facts:
    told = dict(facts)
    for name in ("resolution", "above", "lead_unit", "person"):
        told[f"{name}_id"] = told.pop(name)
    return {**told, "document_id": document_of(unit_id, told["symbol"])}


def new(unit_id: int, facts: Facts, actor: Actor, *, today: date) -> WorkProgramme:
    """Write down the draft of a programme with the targets it serves. Refused in words."""
    must(actor)
    columns = _columns(unit_id, facts)
    with all_or_nothing():
        _fit(unit_id, columns, today)
        asked = columns.pop("targets")
        made = WorkProgramme(unit_id=unit_id, until=columns["since"], **columns)
        entry = LIFE.start(
            made, actor, unit_id=unit_id, facts={"kind": made.kind, "since": made.since.isoformat()}
        )
        made.entry = entry
        made.save(update_fields=["entry"])
        _serve(made, asked, entry)
    return made


def _serve(made: WorkProgramme, targets: list[int], entry: Entry) -> None:
    rows = [ServedTarget(programme=made, target_id=key) for key in dict.fromkeys(targets)]
    ServedTarget.objects.loaded(rows, entry)


def take(name: str, programme: WorkProgramme, actor: Actor, facts: Facts) -> Entry:
    """Take one step of LIFE; Refused in words, nothing written."""
    with all_or_nothing():
        return LIFE.take(name, programme, actor, facts)


def mend(programme: WorkProgramme, facts: Facts, actor: Actor, *, basis: str, today: date) -> None:
    """Put right what is said of a programme and which targets it serves, with the basis. Refused in words."""
    must(actor)
    unit_id: int = programme.unit_id  # type: ignore[attr-defined]
    columns = _columns(unit_id, facts)
    with all_or_nothing():
        _fit(unit_id, columns, today, key=programme.pk)
        _inside(programme, columns)
        asked = set(columns.pop("targets"))
        changed = {name: value for name, value in columns.items() if getattr(programme, name) != value}
        held = {row.target_id: row for row in ServedTarget.objects.filter(programme=programme)}
        gone, fresh = set(held) - asked, asked - set(held)
        if not (changed or gone or fresh):
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        if changed:
            if programme.state == _DRAFT and "since" in changed:
                changed["until"] = changed["since"]
            correct(programme, changed, actor, basis=basis, unit_id=unit_id)
        for key in sorted(gone):
            strike(held[key], actor, basis=basis, about=programme, unit_id=unit_id)
        if fresh:
            about = {"targets": len(fresh), "basis": basis}
            act = ("workprogramme", "targets")
            entry = record(act, reference(programme), actor, on=today, unit_id=unit_id, facts=about)
            _serve(programme, sorted(fresh), entry)


def _inside(programme: WorkProgramme, columns: Facts) -> None:
    """The items that are still to be done fit into the days of the programme."""
    since, last = columns["since"], columns["last_on"]
    if programme.adopted_on and last and last < programme.adopted_on:
        said = _("Ngày cuối trước ngày ban hành {day}.")
        raise Refused(said.format(day=day_text(programme.adopted_on)))
    first = ProgrammeEnd.objects.filter(programme=programme).order_by("since").first()
    if first and since > first.last_on:
        said = _("Ngày bắt đầu sau ngày kết thúc {day}.")
        raise Refused(said.format(day=day_text(first.last_on)))
    days = list(_items(programme).order_by().values_list("due_on", flat=True))
    if not days:
        return
    if min(days) < since or (last and max(days) > last):
        said = _(
            "Có đầu việc hạn {first}, có đầu việc hạn {end}: thời gian chương trình phải gồm cả các ngày ấy."
        )
        raise Refused(said.format(first=day_text(min(days)), end=day_text(max(days))))
