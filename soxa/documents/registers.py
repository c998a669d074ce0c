"""Registers and the numbers in them: opened once, numbered inside a lock, never twice and never again."""

from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import OUT, bodies, kinds
from soxa.documents.models import Document, Register, RegisterGap
from soxa.documents.rules import Series, notation, series
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.acts import HD_05_PAPERS
from soxa.law.periods import FOREVER

TERM_SINCE = declare(
    Preference(
        "documents.term_since",
        gettext_lazy("Ngày đầu nhiệm kỳ, từ đó số văn bản của Đảng chạy lại từ đầu"),
        "",
        kind="date",
        help=gettext_lazy("Ngày sau ngày bế mạc đại hội. Để trống: số chạy liền từ khi lập sổ."),
        cite=HD_05_PAPERS.at(""),
        confirmed=False,
    )
)


def term_since(unit_id: int, on: date) -> date | None:
    """First day of the term in which a Party document of that day is numbered; None when none was set."""
    said = value_of(TERM_SINCE, (unit_id,), on)
    return date.fromisoformat(said) if said else None


def series_of(document: Document, on: date) -> Series:
    """The run in which the document is numbered when it is dated `on`."""
    return series(
        document.body,
        document.direction,
        document.kind,
        on,
        secret=document.is_secret,
        term=term_since(document.unit_id, on),
        copy=kinds()[document.side, document.kind].paper == "copy",
    )


def find(unit_id: int, run: Series) -> Register | None:
    """The register of a run of numbers; None when it was not opened yet."""
    return Register.objects.filter(unit_id=unit_id, **_key(run)).first()


def _key(run: Series) -> dict[str, object]:
    return {
        "body": run.body,
        "direction": run.direction,
        "kind": run.kind,
        "secret": run.secret,
        "since": run.since,
    }


def open_register(unit_id: int, run: Series, actor: Actor, *, on: date) -> Register:
    """Open the register of a run, the one before it closed on the same day; call it inside `atomic`.

    Raises Refused when the unit does not stand on the day, or the register is open already.
    """
    one_at_a_time(Register)
    _must_stand(unit_id, on)
    if find(unit_id, run):
        raise Refused(_("Sổ này đã mở."))
    facts = {"body": run.body, "direction": run.direction, "kind": run.kind}
    entry = journal.write(actor, "register", "open", subject=("unit", str(unit_id)), on=on, facts=facts, unit_id=unit_id)  # fmt: skip
    before = {name: value for name, value in _key(run).items() if name != "since"}
    Register.objects.filter(unit_id=unit_id, since__lt=run.since, until=FOREVER, **before).moved(
        entry, until=run.since
    )
    opened = Register(
        unit_id=unit_id,
        side=run.side,
        until=run.until,
        entry=entry,
        **_key(run),  # type: ignore[misc]
    )
    opened.save(force_insert=True)
    return opened


def give_number(document: Document, actor: Actor, *, on: date) -> None:
    """Give the document the next number of its register and write number, notation and register on it, unsaved.

    Call it inside `atomic`: the register's row stays locked until the transaction ends, so that two clerks get two
    numbers and a number goes back when the document is not written. Raises Refused when the unit does not stand on the
    day, or a later number already bears a later day.
    """
    _must_stand(document.unit_id, on)
    run = series_of(document, on)
    opened = find(document.unit_id, run) or _opened(document.unit_id, run, actor, on=on)
    register = Register.objects.select_for_update().get(pk=opened.pk)
    _in_order(register, on)
    document.register, document.number = register, register.next_number
    register.last_number = document.number
    register.save(update_fields=["last_number"])
    if document.direction == OUT:
        document.issued_on = on
        document.notation = notation(document.body, document.kind, document.number, drafter=document.drafter)


def _must_stand(unit_id: int, on: date) -> None:
    """A unit that ended, or is not there yet, has no open register."""
    if not tree().nodes[unit_id].stands(on):
        raise Refused(
            _("{unit} không còn hoặc chưa có vào ngày {day}, nên không cấp số văn bản cho ngày ấy.").format(
                unit=tree().name(unit_id, on), day=day_text(on)
            )
        )


def _opened(unit_id: int, run: Series, actor: Actor, *, on: date) -> Register:
    """The register that another clerk has just opened, or a new one."""
    one_at_a_time(Register)
    return find(unit_id, run) or open_register(unit_id, run, actor, on=on)


def skip_to(register: Register, number: int, actor: Actor, *, on: date, reason: str) -> None:
    """Leave out the numbers before `number`, which were given outside the book, and say why; the next one is `number`.

    Raises Refused when the register has passed that number.
    """
    with transaction.atomic():
        locked = Register.objects.select_for_update().get(pk=register.pk)
        if number <= locked.next_number:
            raise Refused(
                _("Sổ đã cấp đến số {last}; số tiếp theo là {next}.").format(
                    last=locked.last_number, next=locked.next_number
                )
            )
        facts = {"first": locked.next_number, "last": number - 1}
        entry = journal.write(
            actor,
            "register",
            "skip",
            subject=("register", str(locked.pk)),
            on=on,
            facts=facts,
            unit_id=locked.unit_id,
        )
        RegisterGap(register=locked, reason=reason, entry=entry, **facts).save(force_insert=True)
        locked.last_number = number - 1
        locked.save(update_fields=["last_number"])


def _in_order(register: Register, on: date) -> None:
    """Numbers and days run together: a document dated before the one numbered last cannot come after it."""
    day = "issued_on" if register.direction == OUT else "arrived_on"
    last = register.documents.order_by("-number").values_list("number", day).first()
    if last and last[1] and last[1] > on:
        raise Refused(
            _("Số {number} đã cấp cho ngày {last}; số sau không mang ngày sớm hơn ({day}).").format(
                number=last[0], last=day_text(last[1]), day=day_text(on)
            )
        )


class Cover(NamedTuple):
    """What stands on a register: "Sổ đăng ký văn bản đi", "Báo cáo · Đảng ủy xã", "từ ngày 01/07/2025"."""

    way: str
    name: str
    run: str


def cover(register: Register) -> Cover:
    """The words on the cover of a register."""
    way = _("Sổ đăng ký văn bản đi") if register.direction == OUT else _("Sổ đăng ký văn bản đến")
    kind = kinds()[register.side, register.kind].title if register.kind else ""
    run = (
        _("năm {year}").format(year=register.since.year)
        if register.until != FOREVER and register.until.year == register.since.year + 1
        else _("từ ngày {day}").format(day=day_text(register.since))
        if register.since.year > 1
        else _("từ khi lập sổ")
    )
    name = (kind, bodies()[register.body].title, _("văn bản mật") if register.secret else "")
    return Cover(way, " · ".join(one for one in name if one), run)


def bodies_of(unit_id: int, side: str) -> list[tuple[str, str]]:
    """(code, title) of the bodies of a side that a unit of this kind has."""
    kind = tree().nodes[unit_id].kind
    return [(one.code, one.title) for one in bodies().values() if one.side == side and one.unit_kind == kind]
