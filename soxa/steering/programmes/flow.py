"""Programmes are written down, adopted, ended and put right; nothing of them contradicts what stands above them."""

from collections.abc import Iterator
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
from soxa.steering.programmes.articles import text_of
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


def step_must(name: str, programme: WorkProgramme, on: date) -> None:
    """Refused in words for a day on which the step cannot have been taken."""
    last = ProgrammeEnd.objects.filter(programme=programme).order_by("-until").first()
    bounds: dict[str, tuple[date | None, Any]] = {
        "reopen": (last and last.last_on, _("Ngày mở lại không trước ngày kết thúc {day}."))
    }
    ended = _("Ngày kết thúc trước ngày ban hành {day}.")
    if last and name != "reopen":
        ended = _("Ngày kết thúc trước ngày mở lại {day}.")
    bounds |= dict.fromkeys(("close", "stop"), (last.until if last else programme.adopted_on, ended))
    first, said = bounds.get(name, (None, ""))
    if first and on < first:
        raise Refused(said.format(day=day_text(first)))
    if name == "adopt" and programme.last_on and on > programme.last_on:
        said = _("Ngày ban hành sau ngày cuối của chương trình ({day}).")
        raise Refused(said.format(day=day_text(programme.last_on)))


def _adopt(programme: WorkProgramme, facts: Facts, entry: Entry) -> None:
    """The programme runs from its first day on, its items from the day of adoption."""
    on: date = facts["on"]
    step_must("adopt", programme, on)
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
    step_must("close", programme, on)
    after = on + DAY
    ProgrammeEnd.objects.create(
        programme=programme, since=after, closed=closed, result=facts["result"], entry=entry
    )
    if programme.adopted_on:
        programme.until = max(after, programme.since)
        _items(programme).moved(entry, until=Greatest(F("since"), Value(after)))


def _reopen(programme: WorkProgramme, facts: Facts, entry: Entry) -> None:
    """The programme and its items stand again; that it had ended stays, for the days on which it had."""
    on, held = facts["on"], ProgrammeEnd.objects.get(programme=programme, until=FOREVER)
    step_must("reopen", programme, on)
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


def objections(unit_id: int, facts: Facts, today: date, *, key: int | None = None) -> Iterator[str]:
    """What stands in the way of a programme, one by one, by what is said of it so far: what is above is of the unit or
    higher and makes no circle, an owner still holds an office."""
    around = tree().ancestors(unit_id, today)
    text = facts.get("resolution")
    if text and not Resolution.objects.filter(pk=text, unit_id__in=around).exists():
        yield _("Văn bản được thực hiện phải của đơn vị này hoặc của cấp trên.")
    if above := facts.get("above"):
        yield _above_objection(above, around, key)
    asked = set(facts.get("targets") or ())
    if asked and Target.objects.filter(pk__in=asked, unit_id__in=around).count() != len(asked):
        yield _("Chỉ tiêu được phục vụ phải của đơn vị này hoặc của cấp trên.")
    if (lead := facts.get("lead_unit")) and not tree().nodes[lead].stands(today):
        said = _("Đơn vị chủ trì {unit} không còn hoạt động; chọn đơn vị khác.")
        yield said.format(unit=tree().name(lead, today))
    person = facts.get("person")
    if person and not Office.objects.filter(Office.standing(today), person_id=person).exists():
        said = _("Đồng chí {name} nay không giữ chức vụ nào; chọn người khác phụ trách.")
        yield said.format(name=Person.objects.get(pk=person).full_name)


def _fit(unit_id: int, facts: Facts, today: date, *, key: int | None = None) -> None:
    """Refused in words for the first of `objections`; two hands do not make a circle together."""
    if facts["above"]:
        one_at_a_time(WorkProgramme)
    if why := next(filter(None, objections(unit_id, facts, today, key=key)), ""):
        raise Refused(why)


def _above_objection(above: int, around: Any, key: int | None) -> str:
    parent = WorkProgramme.objects.filter(pk=above).first()
    if parent is None or parent.unit_id not in around:  # type: ignore[attr-defined]
        return _("Chương trình bên trên phải của đơn vị này hoặc của cấp trên.")
    parents = dict(WorkProgramme.objects.order_by().values_list("pk", "above_id"))
    if key is None or not makes_cycle(key, above, parents):
        return ""
    said = _("{name} đang nằm trong chương trình này; đặt nó ở trên thì thành vòng. Chọn chương trình khác.")
    return said.format(name=f"{parent.name} – {parent.title}")


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
        _fit(unit_id, facts, today)
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
        _fit(unit_id, facts, today, key=programme.pk)
        _inside(programme, columns)
        _keeps_articles(programme, columns)
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


def _keeps_articles(programme: WorkProgramme, columns: Facts) -> None:
    """The items carry out tasks of the text that the programme still carries out."""
    before = text_of(programme.resolution_id, programme.above_id)  # type: ignore[attr-defined]
    after = text_of(columns["resolution_id"], columns["above_id"])
    if before != after and _items(programme).exclude(article=None).exists():
        said = _("Có đầu việc đang gắn với nhiệm vụ của văn bản đang ghi; bỏ gắn ở từng việc trước khi đổi.")
        raise Refused(said)


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
