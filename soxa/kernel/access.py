"""Permission is three questions: who may open a page (`allow`), what rows he sees (`Sight`), what he may do (a step's `by`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ClassVar, Protocol, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from soxa.kernel import exposure
from soxa.kernel.models import Guarded
from soxa.kernel.request_memo import held_request
from soxa.kernel.units.tree import tree

View = Callable[..., HttpResponseBase]
Rows = TypeVar("Rows", bound="SeenBy")


@dataclass(frozen=True)
class Role:
    """What an office lets its holder do: which domains' rows he sees, and which acts he may take."""

    code: str
    title: Any = field(compare=False)  # words in the reader's language: dear to hash
    domains: frozenset[str]
    acts: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash(self.code)  # asked of every door in the spine, on every page

    def may(self, act: str) -> bool:
        """Whether the holder may take `act` ("party.write", "units.write", …)."""
        return act in self.acts


ROLES: dict[str, Role] = {}


def role(code: str, title: Any, domains: Iterable[str], acts: Iterable[str] = ()) -> Role:
    """Declare a role once; raises ValueError for a code that is taken."""
    if code in ROLES:
        raise ValueError(f"role {code} is declared twice")
    ROLES[code] = Role(code, title, frozenset(domains), frozenset(acts))
    return ROLES[code]


@dataclass(frozen=True)
class HeldOffice:
    """An office as the kernel needs it: its role, the unit it governs and its title as text."""

    role: Role
    unit_id: int
    title: str


class Reader(Protocol):
    """Who is signed in: an account that can tell the offices it holds on a day."""

    pk: Any
    is_authenticated: bool

    def held_offices(self) -> tuple[HeldOffice, ...]:
        """Offices held today, most important first."""

    def full_name(self) -> str:
        """Name of the person behind the account."""


@dataclass(frozen=True)
class Sight:
    """What rows of a domain a reader sees: everything, the rows of these units, or nothing."""

    everything: bool = False
    units: frozenset[int] = field(default_factory=frozenset)

    def __contains__(self, unit_id: int | None) -> bool:
        return self.everything or unit_id in self.units


def sight_of(reader: Any, domain: str) -> Sight:
    """Sight of `reader` in `domain`, compiled once per request from the offices held."""
    if not getattr(reader, "is_authenticated", False) or exposure.hides(domain):
        return Sight()
    kept: dict[str, Sight] = reader.__dict__.setdefault("_sights", {})
    if domain not in kept:
        kept[domain] = _compile(
            [held.unit_id for held in reader.held_offices() if domain in held.role.domains]
        )
    return kept[domain]


def _compile(governed: list[int]) -> Sight:
    standing = tree()
    if governed and set(standing.roots()) <= set(governed):
        return Sight(everything=True)
    return Sight(units=frozenset().union(*(standing.seen_from(unit) for unit in governed)))


class SeenBy(Guarded):
    """A queryset whose rows belong to units; `seen_by` is the only way a page may reach them."""

    sight_domain: ClassVar[str] = ""
    sight_unit: ClassVar[str] = "unit_id"

    def seen_by(self: Rows, reader: Any) -> Rows:
        """Rows inside the reader's sight; a hidden row does not exist for him."""
        sight = sight_of(reader, self.sight_domain)
        if sight.everything:
            return self
        return self.filter(**{f"{self.sight_unit}__in": sorted(sight.units)})


@dataclass(frozen=True)
class Actor:
    """Who acts, in which office and unit; a program (import by command, timer) acts under a name of its own."""

    name: str
    office: str = ""
    unit_id: int | None = None
    account_id: int | None = None
    role: Role | None = None

    def may(self, act: str) -> bool:
        """Whether this actor may take `act`; programs run by the machine's owner may take any."""
        return self.role is None or self.role.may(act)


def machine(name: str) -> Actor:
    """The actor of a command typed on the machine itself, such as `soxa import`."""
    return Actor(name=name, office=_("lệnh trên máy"))


def actor_for(reader: Any, act: str, unit_id: int | None = None, *, domain: str = "") -> Actor:
    """The reader acting in the office that the act needs; raises PermissionDenied in words when none fits.

    With a domain it is an office that sees that domain's rows too: who reads in one office and acts in another does not
    act on what only the first lets him see.
    """
    for held in reader.held_offices():
        inside = unit_id is None or unit_id in tree().seen_from(held.unit_id)
        if held.role.may(act) and inside and (not domain or domain in held.role.domains):
            return Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role)
    raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không làm được việc này trong phạm vi đang xem."))


def may(reader: Any, act: str, unit_id: int | None = None, *, domain: str = "") -> bool:
    """Whether `actor_for` would find an office; for greying a button with the same question."""
    try:
        actor_for(reader, act, unit_id, domain=domain)
    except PermissionDenied:
        return False
    return True


def allow(*roles: Role) -> Callable[[View], View]:
    """Say who may open a page; no role given means any signed-in official."""

    def guarded(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            reader: Any = request.user
            if not reader.is_authenticated:
                return redirect(
                    f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
                )
            held = {office.role for office in reader.held_offices()}
            if not held or (roles and not held & set(roles)):
                raise PermissionDenied(_for_whom(roles))
            return view(request, *args, **kwargs)

        inner.__allow__ = roles  # type: ignore[attr-defined]
        return inner

    return guarded


def open_to_all(view: View) -> View:
    """Mark a page that needs no sign-in: the health line and the door itself."""
    view.__allow__ = None  # type: ignore[attr-defined]
    return view


def _for_whom(roles: tuple[Role, ...]) -> str:
    if not roles:
        return _(
            "Tài khoản này chưa gắn với chức vụ nào đang giữ. Liên hệ Văn phòng Đảng ủy để được giao chức vụ."
        )
    names = ", ".join(str(one.title) for one in roles)
    return _("Trang này dành cho: {names}. Cần xem, liên hệ Văn phòng Đảng ủy.").format(names=names)


class Guard:
    """Middleware: holds one tree and one set of preferences per request and refuses every view that does not say who may open it."""

    PARTS_OF_OTHERS = (
        "allauth.account.",
        "allauth.mfa.",
        "django.contrib.staticfiles.",
        "django.views.static",
    )

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with held_request():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        """Deny by default; and what must not be opened where the install stands."""
        if why := exposure.page_refusal(view.__module__):
            raise PermissionDenied(why)
        if hasattr(view, "__allow__") or view.__module__.startswith(self.PARTS_OF_OTHERS):
            return
        raise PermissionDenied(_("Trang này chưa khai báo ai được mở nên sổ không mở."))
