"""People across all units, the offices they held, and their accounts."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.access import ROLES, HeldOffice
from soxa.kernel.asked_again import AskedAgain, one_row
from soxa.kernel.fields import PartialDateField
from soxa.kernel.models import Entry, Guarded, Spell, Unit
from soxa.kernel.preferences import book_day
from soxa.kernel.sealed import seal_text, token
from soxa.law.peoples import named_once
from soxa.law.periods import FOREVER
from soxa.law.words import fold, name_key

CITIZEN_ID = "citizen id"
# sealed facts that statistics count by: their tokens are of the name as it is compared, so that spellings agree
COUNTED = ("ethnicity", "religion")


def sealed_columns(name: str, text: str) -> dict[str, str]:
    """The columns of a sealed fact that is counted by ("ethnicity", "religion"): the ciphertext, and the token of its name."""
    return {f"{name}_sealed": seal_text(text, name), f"{name}_token": token(named_once(text), name)}


class Person(models.Model):
    """One human being, once in the book, whatever he is in however many units."""

    FEMALE, MALE, UNKNOWN = "F", "M", ""
    SEXES: ClassVar = [(FEMALE, _("Nữ")), (MALE, _("Nam")), (UNKNOWN, _("Chưa ghi"))]

    full_name = models.CharField(_("họ và tên"), max_length=120)
    birth_name = models.CharField(_("họ và tên khai sinh"), max_length=120, blank=True)
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    name_key = models.CharField(max_length=240, db_index=True, editable=False)
    sex = models.CharField(_("giới tính"), max_length=1, choices=SEXES, blank=True)
    born = PartialDateField(_("ngày sinh"), null=True, db_index=True)
    home_place = models.CharField(_("quê quán"), max_length=200, blank=True)
    address = models.CharField(_("nơi ở"), max_length=200, blank=True)
    occupation = models.CharField(_("nghề nghiệp"), max_length=120, blank=True)
    education = models.CharField(_("trình độ chuyên môn"), max_length=120, blank=True)
    theory = models.CharField(_("lý luận chính trị"), max_length=60, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    citizen_id_sealed = models.TextField(editable=False, blank=True)
    citizen_id_token = models.CharField(max_length=32, editable=False, blank=True)
    ethnicity_sealed = models.TextField(editable=False, blank=True)
    religion_sealed = models.TextField(editable=False, blank=True)
    ethnicity_token = models.CharField(max_length=32, editable=False, blank=True)
    religion_token = models.CharField(max_length=32, editable=False, blank=True)
    died_on = models.DateField(_("từ trần ngày"), null=True, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["citizen_id_token"], condition=~Q(citizen_id_token=""), name="person_citizen_id_once"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @classmethod
    def named(cls, full_name: str, **facts: Any) -> "Person":
        """A person not yet saved, with the derived columns; `citizen_id` comes in the clear and is sealed here."""
        citizen_id = facts.pop("citizen_id", "")
        counted = {name: facts.pop(name, "") for name in COUNTED}
        person = cls(full_name=full_name, **facts)
        person.folded, person.name_key = fold(full_name), name_key(full_name)
        person.citizen_id_sealed, person.citizen_id_token = (
            seal_text(citizen_id, CITIZEN_ID),
            token(citizen_id, CITIZEN_ID),
        )
        for name, text in counted.items():
            for column, value in sealed_columns(name, text).items():
                setattr(person, column, value)
        return person


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no superuser, because authority comes from offices."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Accounts with their people: every page names who is at the book."""
        return super().get_queryset().select_related("person")

    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "Account":
        """A new account with a hashed password."""
        account = self.model(username=username, **facts)
        account.set_password(password)
        account.save(force_insert=True)
        return account

    def get(self, *args: Any, **kwargs: Any) -> "Account":
        """The account that is told; by its key alone, as every page asks, in words put together once."""
        if args or kwargs.keys() != {"pk"}:
            return super().get(*args, **kwargs)
        account = _account_of(Account._meta.pk.get_prep_value(kwargs["pk"]))
        if account is None:
            raise Account.DoesNotExist
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of a sign-in name."""
        return self.get(username=username)


class Account(AbstractBaseUser):
    """The way a person signs in; what he may do comes from the offices he holds."""

    username = models.CharField(_("tên đăng nhập"), max_length=40, unique=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="account", null=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    demo_password = models.CharField(max_length=40, blank=True, editable=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.username

    def full_name(self) -> str:
        """Name of the person behind the account."""
        return self.person.full_name if self.person else self.username

    def held_offices(self) -> tuple[HeldOffice, ...]:
        """Offices held today with a role, in order of rank; read once per request."""
        if "_held" not in self.__dict__:
            rows = _offices_held(self.person_id, book_day())
            self.__dict__["_held"] = tuple(HeldOffice(ROLES[role], unit, title) for role, unit, title in rows)
        offices: tuple[HeldOffice, ...] = self.__dict__["_held"]
        return offices

    def office_title(self) -> str:
        """Title of the first office held; empty when none."""
        return self.held_offices()[0].title if self.held_offices() else ""


_account_of = one_row(lambda key: Account.objects.filter(pk=key))


@AskedAgain
def _offices_held(person_id: int | None, on: date) -> Any:
    held = Office.objects.filter(Spell.standing(on), person=person_id).exclude(role="")
    return held.order_by("rank", "id").values_list("role", "unit_id", "title")


class Office(Spell):
    """An office held by a person in a unit over time, elected or appointed."""

    ELECTED, APPOINTED, EMPLOYED = "elected", "appointed", "employed"
    WAYS: ClassVar = [(ELECTED, _("bầu")), (APPOINTED, _("chỉ định")), (EMPLOYED, _("bổ nhiệm, phân công"))]

    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices")
    role = models.CharField(_("vai trong sổ"), max_length=30, blank=True)
    code = models.CharField(_("loại chức vụ"), max_length=30, blank=True, db_index=True)
    title = models.CharField(_("chức vụ"), max_length=160)
    way = models.CharField(_("hình thức"), max_length=10, choices=WAYS, default=ELECTED)
    decision = models.CharField(_("quyết định, nghị quyết"), max_length=200, blank=True)
    rank = models.PositiveSmallIntegerField(default=100)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit", "title"], condition=Q(until=FOREVER), name="office_once_open"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def of_unit(cls, unit_id: int, on: date) -> "models.QuerySet[Office]":
        """Offices of a unit that stand at the end of a day, in order of rank."""
        standing = cls.objects.filter(cls.standing(on), unit_id=unit_id)
        return standing.select_related("person").order_by("rank", "id")


class Merged(models.Model):
    """A tombstone: the keys of a record that turned out to be of a person already in the book, and who that is."""

    gone_person = models.BigIntegerField(unique=True)
    gone_member = models.BigIntegerField(null=True, unique=True)  # a soft reference: members live downstream
    into = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    def __str__(self) -> str:
        return f"person {self.gone_person} is {self.into_id}"


class Apart(models.Model):
    """Two records that look alike and were said to be two people; `one` has the smaller key."""

    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="apart_once"),
            models.CheckConstraint(condition=Q(one__lt=models.F("other")), name="apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


class CounterAsk(models.Model):
    """At the counter: one official asked that an account be let in again; another grants it, or nobody does."""

    PASSWORD, SECOND, CARD = "password", "second", "card"
    KINDS: ClassVar = [
        (PASSWORD, _("mật khẩu mới")),
        (SECOND, _("bỏ mã xác thực đã mất")),
        (CARD, _("thẻ đăng nhập")),
    ]

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(_("đề nghị"), max_length=10, choices=KINDS, default=PASSWORD)
    shown = models.CharField(_("giấy tờ đã xem"), max_length=120)
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    granted = models.BooleanField(default=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")

    objects = Guarded.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(settled_at=None), name="counter_ask_once_open"
            )
        ]

    def __str__(self) -> str:
        return f"ask {self.pk}"


import soxa.org.cards.models  # noqa: E402, F401 – cards stand beside, in a room of their own
