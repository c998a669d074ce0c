"""How facts change: a table of steps per life, and five verbs – start, take, record, correct, strike – each with its entry."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.forms import Form
from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, SealedCorrection
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed import seal_text, token
from soxa.law.citation import Citation
from soxa.law.force import NotInForce

__all__ = [
    "FLOWS",
    "step_label",
    "Flow",
    "Refused",
    "Step",
    "all_or_nothing",
    "correct",
    "law_known",
    "plain",
    "record",
    "reference",
    "strike",
]


def _no_objection(subject: Any) -> str:
    return ""


def _nobody_barred(subject: Any, actor: Actor) -> str:
    return ""


@dataclass(frozen=True)
class Step:
    """One row of a life: the button, its label, from where to where, who may, the law, the form, the effect.

    `untold` names given facts that stay out of the journal: files, and words that may name people. `bars` is the
    flow's: who may not act on a case, whatever his office.
    """

    name: str
    label: Any
    from_states: tuple[str, ...]
    to: str
    by: str = ""
    cite: Citation | None = None
    form: type[Form] | None = None
    unless: Callable[[Any], str] = _no_objection
    then: Callable[[Any, dict[str, Any], Entry], None] | None = None
    untold: frozenset[str] = frozenset()
    bars: Callable[[Any, Actor], str] = _nobody_barred

    def refusal(self, subject: Any, actor: Actor) -> str:
        """Why this actor may not take this step now; empty when nothing stands in the way."""
        if subject.state not in self.from_states:
            return _("Việc này không làm được khi đang ở bước “{state}”.").format(
                state=subject.get_state_display()
            )
        if self.by and not actor.may(self.by):
            return _("Chức vụ hiện nay của đồng chí không làm được việc này.")
        return self.bars(subject, actor) or self.unless(subject)


class Flow:
    """A life: its name and its steps; raises ValueError when two steps share a name."""

    def __init__(self, name: str, *steps: Step, bars: Callable[[Any, Actor], str] = _nobody_barred) -> None:
        self.name = name
        self.steps = {step.name: replace(step, bars=bars) for step in steps}
        if len(self.steps) != len(steps):
            raise ValueError(f"flow {name}: two steps share a name")
        FLOWS[name] = self

    def start(
        self, subject: models.Model, actor: Actor, *, unit_id: int | None, facts: dict[str, Any]
    ) -> Entry:
        """Create the case and write its first entry."""
        with law_known(), transaction.atomic():
            subject.save(force_insert=True)
            return journal.write(
                actor, self.name, "start", subject=reference(subject), facts=facts, unit_id=unit_id
            )

    def take(self, name: str, subject: Any, actor: Actor, facts: dict[str, Any] | None = None) -> Entry:
        """Lock, ask, apply, move, write down; Refused in words when something stands in the way."""
        step, given = self.steps[name], facts or {}
        with law_known(), transaction.atomic():
            locked = type(subject).objects.select_for_update().get(pk=subject.pk)
            if why := step.refusal(locked, actor):
                raise Refused(why)
            unit_id = getattr(locked, "unit_id", None)
            told = plain({fact: value for fact, value in given.items() if fact not in step.untold})
            entry = journal.write(
                actor, self.name, name, subject=reference(locked), facts=told, unit_id=unit_id
            )
            if step.then:
                step.then(locked, given, entry)
            locked.state = step.to
            locked.save()
        subject.refresh_from_db()
        return entry

    def rows(self) -> Iterable[tuple[str, str, str, str]]:
        """(from, step, to, law) for diagrams and documentation."""
        for step in self.steps.values():
            for origin in step.from_states:
                yield origin, step.name, step.to, str(step.cite or "")


FLOWS: dict[str, Flow] = {}


def step_label(flow: str, step: str) -> str:
    """The label of a step in the table of its life, as a button bears it; empty for what has none."""
    life = FLOWS.get(flow)
    found = life.steps.get(step) if life else None
    return str(found.label) if found else ""


@contextmanager
def law_known() -> Iterator[None]:
    """A day for which no law is known is told in words: Refused."""
    try:
        yield
    except NotInForce as error:
        raise Refused(str(error)) from error


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction; Refused in words for a day no law is known for, or what another hand wrote meanwhile and the book holds once."""
    try:
        with law_known(), transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(
            _("Người khác vừa ghi sổ một điều trùng với điều này (số thẻ, số CCCD …). Xem lại rồi ghi lại.")
        ) from error


def reference(subject: models.Model) -> tuple[str, str]:
    """Soft reference (kind, key) of a record, as the journal and links hold it."""
    return subject._meta.model_name or "", str(subject.pk)


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as JSON can hold them: days and decimals as text."""
    return {
        name: value if isinstance(value, int | bool | None) else str(value) for name, value in facts.items()
    }


def record(
    act: tuple[str, str],
    subject: tuple[str, str],
    actor: Actor,
    *,
    on: date,
    unit_id: int | None,
    facts: dict[str, Any],
) -> Entry:
    """Write down an act that has no state (a spell opened or closed, a calendar change); call it inside `atomic`."""
    return journal.write(actor, act[0], act[1], subject=subject, on=on, facts=plain(facts), unit_id=unit_id)


def correct(
    subject: models.Model,
    changes: dict[str, Any],
    actor: Actor,
    *,
    basis: str,
    unit_id: int | None,
    about: models.Model | None = None,
) -> Entry:
    """Change facts with their basis; old and new values go into a sealed row, their digests into the journal.

    `subject` is the record as it was read when the changes were asked for: what another hand wrote since stays where
    these changes leave it alone. `about`: the record whose page tells of it, where that is not the subject's own.
    Raises Refused when no basis is given, nothing changes, or another hand wrote the same fact.
    """
    with transaction.atomic():
        locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
        old = {name: getattr(locked, name) for name in changes}
        changed = {name: value for name, value in _own(subject, old, changes).items() if old[name] != value}
        if not changed:
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        before = {name: str(old[name]) for name in changed}
        after = {name: str(value) for name, value in changed.items()}
        act = ("correct", about or locked)
        entry = _mend(act, actor, basis=basis, unit_id=unit_id, before=before, after=after)
        for name, value in changed.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(changed))
    subject.refresh_from_db()
    return entry


def _own(read: models.Model, now: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """Of the wanted facts those that the asker changed; Refused where another hand changed one of them since he read it."""
    own = {name: value for name, value in wanted.items() if value != getattr(read, name)}
    if any(now[name] not in (getattr(read, name), value) for name, value in own.items()):
        raise Refused(
            _(
                "Người khác vừa ghi đúng chỗ này trước một chút; chưa ghi gì. Ghi lại để xem giá trị đang có trong sổ."
            )
        )
    return own


def strike(
    subject: models.Model, actor: Actor, *, basis: str, about: models.Model, unit_id: int | None
) -> Entry:
    """Take out a row that should never have been written; its values go into a sealed row, their digest into the journal.

    `about`: the record whose page tells of it. Raises Refused when no basis is given.
    """
    with transaction.atomic():
        locked = type(subject)._default_manager.select_for_update().get(pk=subject.pk)
        before = {
            field.attname: str(getattr(locked, field.attname)) for field in locked._meta.concrete_fields
        }
        entry = _mend(("strike", about), actor, basis=basis, unit_id=unit_id, before=before, after={})
        locked.delete()
    return entry


def _mend(
    act: tuple[str, models.Model],
    actor: Actor,
    *,
    basis: str,
    unit_id: int | None,
    before: dict[str, str],
    after: dict[str, str],
) -> Entry:
    if not basis.strip():
        raise Refused(_("Đính chính phải ghi căn cứ (văn bản, ngày, người đồng ý)."))
    facts: dict[str, Any] = {
        "basis": basis,
        "old": token(str(before), "correction"),
        "new": token(str(after), "correction"),
    }
    if after:
        facts["fields"] = sorted(after)
    entry = journal.write(
        actor, "correction", act[0], subject=reference(act[1]), facts=facts, unit_id=unit_id
    )
    SealedCorrection.objects.create(entry=entry, sealed=seal_text(str([before, after]), "correction"))
    return entry
