"""Makes two records one: what pointed to the one now points to the other, with an entry and a tombstone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from soxa.documents.files import Paper
from soxa.kernel import flow, journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, SealedCorrection
from soxa.kernel.preferences import book_day
from soxa.kernel.sealed import seal_text, token
from soxa.law.periods import FOREVER
from soxa.law.words import fold, name_key
from soxa.org.models import Apart, Merged, Person
from soxa.org.roles import TENDS
from soxa.party.admission.models import Admission
from soxa.party.corrections.keeping import keep_scan, must_have_scan
from soxa.party.dues.models import DuesCategory, DuesLine
from soxa.party.merging.pair import Pair
from soxa.party.models import Exemption, Member, Membership, MissingPaper
from soxa.party.study.models import Attendance, Commitment

WRITE = "party.write"
_SEALED = [field.name for field in Person._meta.concrete_fields if field.name.endswith("_sealed")]
# open spells that both records may have, of which one is enough
_ONE_IS_ENOUGH: dict[type[models.Model], tuple[str, ...]] = {
    Exemption: ("kind",),
    MissingPaper: ("paper_id", "year"),
    DuesCategory: (),
}

RowsToStrike = Callable[[Person, Person], Iterable[models.Model]]
"""(kept, gone) → the rows that go before the two are one, because a person has one of them: told by later domains."""
_LATER: list[RowsToStrike] = []


def also_strikes(rows: RowsToStrike) -> None:
    """Let a later domain say which of two rows goes when two records of a person are made one."""
    if rows not in _LATER:
        _LATER.append(rows)


def relations(model: type[models.Model]) -> list[Any]:
    """What points to a record of the model, whatever room it belongs to."""
    found = model._meta.get_fields(include_hidden=True)
    return [
        one for one in found if isinstance(one, models.ManyToOneRel) and not one.related_model._meta.proxy
    ]


def pointing(record: models.Model, relation: Any) -> Any:
    """Rows that point to the record by one relation."""
    return relation.related_model._base_manager.filter(**{relation.field.name: record})


def count_of(record: models.Model) -> int:
    """How many rows point to the record."""
    return sum(pointing(record, relation).count() for relation in relations(type(record)))


@dataclass(frozen=True)
class Grounds:
    """On what two records are made one; where they are at odds on an identity, the consent and its scan too."""

    basis: str
    consent: str = ""
    scan: Paper | None = None

    def __str__(self) -> str:
        if not self.consent:
            return self.basis
        return _("{basis}; cấp ủy đồng ý: {consent}").format(basis=self.basis, consent=self.consent)


def merge(
    pair: Pair, choices: dict[str, str], actor: Actor, *, grounds: Grounds, unit_id: int | None
) -> Entry:
    """Make the two records one; Refused in words, and nothing written, when they may not be.

    `choices`: by column, whose word stands (KEPT or GONE) where both records say something.
    """
    if not grounds.basis.strip():
        raise Refused(_("Nhập hai bản ghi phải ghi căn cứ (đã đối chiếu hồ sơ nào, ai xác nhận)."))
    try:
        with transaction.atomic():
            held = _held(pair)
            if why := no_authority(held, actor) or held.refusal(choices, book_day()):
                raise Refused(why)
            must_have_scan(held.at_odds, grounds.scan if grounds.consent.strip() else None)
            return _merged(held, choices, actor, grounds=grounds, unit_id=unit_id)
    except IntegrityError as error:
        raise Refused(
            _("Hai bản ghi có dòng trùng nhau ở một sổ khác (hình chữ ký, thẻ…): bỏ một bên trước.")
        ) from error


def no_authority(pair: Pair, actor: Actor) -> str:
    """Why this actor may not join what the two may do in the book; empty when he may, or nothing is joined.

    An office of one record and the account of the other would meet: only who answers for both may let them.
    """
    if actor.role is None:
        return ""
    if not actor.may(WRITE):
        return _("Chức vụ hiện nay của đồng chí không làm được việc này.")
    if actor.account_id in {one.pk for one in pair.accounts.values()}:
        return _("Không tự nhập bản ghi của mình; nhờ người khác có quyền.")
    roles = {one.role for one in pair.offices if one.role and one.until > book_day()}
    if not pair.accounts or (not roles and len(pair.accounts) < 2):
        return ""
    if not actor.may("accounts.write") or not roles <= TENDS.get(actor.role.code, frozenset()):
        return _("Một bản ghi có tài khoản hoặc chức vụ trong sổ: chỉ người quản lý tài khoản ấy nhập được.")
    return ""


def _held(pair: Pair) -> Pair:
    keys = [pair.kept.pk, pair.gone.pk]
    people = {one.pk: one for one in Person.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    list(Member.objects.select_for_update().filter(person_id__in=keys).order_by("pk"))
    if len(people) < len(set(keys)):
        raise Refused(_("Một trong hai bản ghi đã được nhập từ trước."))
    return Pair(people[pair.kept.pk], people[pair.gone.pk])


def _merged(
    pair: Pair, choices: dict[str, str], actor: Actor, *, grounds: Grounds, unit_id: int | None
) -> Entry:
    kept, gone = pair.kept, pair.gone
    member, other = pair.members.get(kept.pk), pair.members.get(gone.pk)
    before = [_written(one) for one in (kept, gone, member, other) if one]
    values, was = pair.chosen(choices), (gone.pk, other.pk if member and other else None)
    facts = {
        "basis": str(grounds),
        "gone": gone.pk,
        "rows": rows_of(pair),
        "old": token(str(before), "correction"),
    }
    entry = flow.record(
        ("person", "merge"), flow.reference(kept), actor, on=book_day(), unit_id=unit_id, facts=facts
    )
    struck = _strike_later(kept, gone)
    if member and other:
        struck += _strike_doubles(member, other)
        _repoint(other, member)
        other.delete()
        _say(member, values)
    _close_account(pair, actor)
    _sort_apart(kept, gone)
    _repoint(gone, kept)
    sealed = _sealed(kept, gone)
    gone.delete()
    _say(
        kept,
        {**values, **sealed, "folded": fold(values["full_name"]), "name_key": name_key(values["full_name"])},
    )
    Membership.objects.filter(member__person=kept).moved(entry, name_key=kept.name_key)
    Merged.objects.create(gone_person=was[0], gone_member=was[1], into=kept, entry=entry)
    SealedCorrection.objects.create(entry=entry, sealed=seal_text(str([before, struck]), "correction"))
    if stays := member or other:
        keep_scan(stays, grounds.scan, entry, today=book_day())
    return entry


def _sealed(kept: Person, gone: Person) -> dict[str, str]:
    """Sealed fields with their tokens, of the kept record where it has them."""
    found: dict[str, str] = {}
    for name in _SEALED:
        record = kept if getattr(kept, name) else gone
        token_name = name.replace("_sealed", "_token")
        found |= {one: getattr(record, one) for one in (name, token_name) if hasattr(record, one)}
    return found


def rows_of(pair: Pair) -> int:
    """How many rows will point to the kept record that pointed to the other."""
    found, other = count_of(pair.gone), pair.members.get(pair.gone.pk)
    return found - 1 + count_of(other) if pair.both_members and other else found


def _strike_later(kept: Person, gone: Person) -> list[str]:
    struck = []
    for row in [row for rows in _LATER for row in rows(kept, gone)]:
        struck.append(_written(row))
        row.delete()
    return struck


def _strike_doubles(member: Member, other: Member) -> list[str]:
    """Of two open spells that say the same, the longer stands; the values of the others, to be sealed."""
    struck = []
    for model, keys in _ONE_IS_ENOUGH.items():
        rows: Any = model._base_manager.filter(until=FOREVER)
        for again in rows.filter(member=other):
            same = rows.filter(member=member, **{key: getattr(again, key) for key in keys}).first()
            if same is None:
                continue
            struck += [_written(again), _written(same)]
            same.since = min(same.since, again.since)
            same.save(update_fields=["since"])
            again.delete()
    return struck + _strike_months(member, other) + _strike_study(member, other)


def _strike_months(member: Member, other: Member) -> list[str]:
    """Of two lines of dues of one month, one that is not paid goes; two that are paid are left to be refused."""
    struck = []
    mine = {line.month: line for line in DuesLine._base_manager.filter(member=member)}
    for again in DuesLine._base_manager.filter(member=other, month__in=list(mine)):
        gone = again if again.paid_on is None else mine[again.month]
        if gone.paid_on is None:
            struck.append(_written(gone))
            gone.delete()
    return struck


def _strike_study(member: Member, other: Member) -> list[str]:
    """Of two commitments of one year, and two answers of one roll, the one that says less goes."""
    struck = []
    for model, key, says in (
        (Commitment, "year", lambda row: (row.reviewed_on is not None, -row.made_on.toordinal())),
        (Attendance, "sitting_id", lambda row: (row.present, row.essay_on is not None)),
    ):
        mine = {getattr(row, key): row for row in model._base_manager.filter(member=member)}
        for again in model._base_manager.filter(member=other, **{f"{key}__in": list(mine)}):
            gone = min((again, mine[getattr(again, key)]), key=says)
            struck.append(_written(gone))
            gone.delete()
    return struck


def _repoint(gone: models.Model, kept: models.Model) -> None:
    for relation in relations(type(gone)):
        pointing(gone, relation).update(**{relation.field.name: kept})


def _close_account(pair: Pair, actor: Actor) -> None:
    """Of two accounts the kept record's stays; the other is locked and belongs to nobody."""
    account = pair.accounts.get(pair.gone.pk)
    if len(pair.accounts) < 2 or account is None:
        return
    journal.write(actor, "accounts", "lock", subject=("account", account.username), facts={})
    account.person, account.is_active = None, False
    account.save(update_fields=["person", "is_active"])


def _sort_apart(kept: Person, gone: Person) -> None:
    """Who was said to be another than the one that goes is another than the one that stays."""
    for row in Apart.objects.filter(Q(one=gone) | Q(other=gone)):
        third = row.other_id if row.one_id == gone.pk else row.one_id
        entry = row.entry
        row.delete()
        if third != kept.pk:
            _apart(kept.pk, third, entry)


def _apart(one: int, other: int, entry: Entry) -> None:
    first, second = sorted((one, other))
    Apart.objects.get_or_create(one_id=first, other_id=second, defaults={"entry": entry})


def say_apart(pair: Pair, actor: Actor, *, unit_id: int | None) -> Entry:
    """Write down that the two are two people: the list of doubles names them no more."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    begun = Admission.objects.filter(person__in=[pair.kept, pair.gone], ended_on=None)
    if actor.account_id and begun.filter(entry__account_id=actor.account_id).exists():
        raise Refused(
            _("Đồng chí lập hồ sơ kết nạp của một trong hai người: nhờ người khác có quyền ghi việc này.")
        )
    with transaction.atomic():
        entry = flow.record(
            ("person", "apart"),
            flow.reference(pair.kept),
            actor,
            on=book_day(),
            unit_id=unit_id,
            facts={"gone": pair.gone.pk},
        )
        _apart(pair.kept.pk, pair.gone.pk, entry)
    return entry


def _say(record: Any, values: dict[str, Any]) -> None:
    own = {field.name for field in record._meta.concrete_fields}
    said = {name: value for name, value in values.items() if name in own}
    for name, value in said.items():
        setattr(record, name, value)
    record.save(update_fields=list(said))


def _written(row: Any) -> str:
    return str({field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields})
