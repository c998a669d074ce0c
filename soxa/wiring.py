"""What joins the domains and may be printed: navigation, first rows of a book, rules."""

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.urls import resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import Role
from soxa.kernel.page import address_of
from soxa.kernel.preferences import BOOK_NAME, demo_day, value_of


@dataclass(frozen=True)
class Place:
    """A place in the spine: its page and its label; `sep` draws a line above it, `tab` puts it at a phone's foot."""

    name: str
    label: Any
    short: Any
    sep: bool = False
    tab: bool = False
    beside: tuple[str, ...] = ()  # sister lists of the page: they show the same row of rooms

    def opens(self, reader: Any) -> bool:
        """Whether the page's own guard would let this reader in: no door is shown that would be refused."""
        roles = _guard(self.name)
        return not roles or any(held.role in roles for held in reader.held_offices())


@cache
def _guard(name: str) -> frozenset[Role]:
    roles: tuple[Role, ...] = resolve(address_of(name)).func.__allow__  # type: ignore[attr-defined]
    return frozenset(roles)


PLACES = (
    Place("mine", gettext_lazy("Việc của tôi"), gettext_lazy("Việc của tôi"), tab=True),
    Place("overview", gettext_lazy("Tổng quan xã"), gettext_lazy("Tổng quan"), tab=True),
    Place("members", gettext_lazy("Đảng viên"), gettext_lazy("Đảng viên"), sep=True, tab=True),
    Place("cells", gettext_lazy("Chi bộ"), gettext_lazy("Chi bộ"), tab=True),
    Place("meetings", gettext_lazy("Sinh hoạt và họp"), gettext_lazy("Sinh hoạt")),
    Place("inspections", gettext_lazy("Kiểm tra, giám sát"), gettext_lazy("Kiểm tra")),
    Place("targets", gettext_lazy("Chỉ tiêu"), gettext_lazy("Chỉ tiêu")),
    Place("documents", gettext_lazy("Văn bản"), gettext_lazy("Văn bản")),
    Place("tasks", gettext_lazy("Nhiệm vụ"), gettext_lazy("Nhiệm vụ")),
    Place("figures", gettext_lazy("Số liệu"), gettext_lazy("Số liệu")),
    Place("reports", gettext_lazy("Báo cáo"), gettext_lazy("Báo cáo")),
    Place("import_index", gettext_lazy("Nhập từ Excel"), gettext_lazy("Nhập"), sep=True),
    Place("units", gettext_lazy("Đơn vị"), gettext_lazy("Đơn vị")),
    Place("journal", gettext_lazy("Nhật ký"), gettext_lazy("Nhật ký")),
    Place("settings", gettext_lazy("Cài đặt"), gettext_lazy("Cài đặt")),
)


COUNTER = Place("counter", gettext_lazy("Quầy tài khoản"), "")

# pages that belong together under one place of the spine; each of them shows the row of all
ROOMS: dict[str, tuple[Place, ...]] = {
    "mine": (
        Place("mine", gettext_lazy("Việc của tôi"), ""),
        Place("own_meetings", gettext_lazy("Cuộc họp của tôi"), ""),
    ),
    "meetings": (
        Place("meetings", gettext_lazy("Sinh hoạt chi bộ"), ""),
        Place("body_meetings", gettext_lazy("Các cuộc họp"), ""),
        Place("calendar", gettext_lazy("Lịch công tác"), ""),
        Place("meeting_quality", gettext_lazy("Chất lượng"), ""),
        Place("four_goods", gettext_lazy("Bốn tốt"), ""),
        Place("studies", gettext_lazy("Học tập, quán triệt"), ""),
        Place("commitments", gettext_lazy("Đăng ký làm theo Bác"), ""),
    ),
    "members": (
        Place("members", gettext_lazy("Danh sách"), ""),
        Place("admissions", gettext_lazy("Kết nạp"), ""),
        Place("transfers", gettext_lazy("Chuyển sinh hoạt"), ""),
        Place("dues", gettext_lazy("Đảng phí"), ""),
        Place("disciplines", gettext_lazy("Kỷ luật"), ""),
        Place("strike_offs", gettext_lazy("Xóa tên"), ""),
        Place("badges", gettext_lazy("Thẻ, Huy hiệu"), ""),
        Place("statistics", gettext_lazy("Thống kê"), ""),
        Place("reconciliations", gettext_lazy("Đối chiếu"), ""),
        Place("merging", gettext_lazy("Bản trùng"), ""),
    ),
    "cells": (
        Place("cells", gettext_lazy("Danh sách"), ""),
        Place("following", gettext_lazy("Phân công theo dõi"), ""),
        Place("congresses", gettext_lazy("Đại hội"), ""),
        Place("cadres", gettext_lazy("Quy hoạch, đào tạo"), ""),
    ),
    "targets": (
        Place("targets", gettext_lazy("Chỉ tiêu"), "", beside=("targets_of_term",)),
        Place("assessments", gettext_lazy("Đánh giá"), ""),
        Place("resolutions", gettext_lazy("Nghị quyết"), ""),
        Place("programmes", gettext_lazy("Chương trình"), ""),
        Place("criteria", gettext_lazy("Tiêu chí"), ""),
        Place("reviews", gettext_lazy("Sơ kết, tổng kết"), "", beside=("shortcomings",)),
        Place("works", gettext_lazy("Công trình"), ""),
        Place("products", gettext_lazy("OCOP"), ""),
    ),
    "figures": (
        Place("figures", gettext_lazy("Số liệu"), ""),
        Place("filings", gettext_lazy("Nhập số liệu"), ""),
        Place("catalogue", gettext_lazy("Danh mục chỉ tiêu"), ""),
    ),
    "documents": (
        Place("documents", gettext_lazy("Danh sách"), ""),
        Place("exchange", gettext_lazy("Văn bản điện tử"), ""),
        Place("registers", gettext_lazy("Các sổ đăng ký"), ""),
        Place("folders", gettext_lazy("Danh mục hồ sơ"), ""),
        Place("templates", gettext_lazy("Mẫu văn bản"), ""),
        Place("document_look_up", gettext_lazy("Tra cứu tệp"), ""),
    ),
}


@dataclass(frozen=True)
class Link:
    """A place as a page shows it."""

    label: str
    url: str
    current: bool
    sep: bool = False
    count: int = 0
    hot: bool = False


@dataclass(frozen=True)
class Me:
    """Who is at the book, as the spine shows him."""

    name: str
    office: str


def chrome(request: HttpRequest) -> dict[str, Any]:
    """What every page shows around its content; asked once for a reader in one request, however many parts are rendered."""
    reader = getattr(getattr(request, "user", None), "pk", None)
    kept: dict[Any, dict[str, Any]] = request.__dict__.setdefault("_chrome", {})
    if reader not in kept:
        kept[reader] = _chrome(request)
    return dict(kept[reader])


def _chrome(request: HttpRequest) -> dict[str, Any]:
    """Places, book, person, demo strip."""
    reader: Any = getattr(request, "user", None)
    signed_in = bool(reader and reader.is_authenticated)
    shown = [place for place in PLACES if signed_in and place.opens(reader)]
    here = request.path
    more = Link(_("Thêm"), address_of("more"), here == address_of("more")) if signed_in else None
    return {
        "nav": [_link(place, place.label, here) for place in shown],
        "foot": [
            *[_link(place, place.short, here) for place in shown if place.tab][:4],
            *([more] if more else []),
        ],
        "rooms": _rooms(reader, here) if signed_in else [],
        "book_name": value_of(BOOK_NAME) or _("sổ chưa đặt tên"),
        "me": Me(reader.full_name(), reader.office_title()) if signed_in else None,
        "at_counter": signed_in and COUNTER.opens(reader),
        "demo_day": demo_day(),
        "demo_accounts": demo_accounts(request) if not signed_in else (),
    }


def _rooms(reader: Any, here: str) -> list[tuple[str, str, bool]]:
    """(label, address, whether it is this page) of the rooms that this page is one of; empty where it is in none."""
    for name, rooms in ROOMS.items():
        if here not in _doors(name):
            continue
        row = [one for one in rooms if one.opens(reader)]
        lit = [here in map(address_of, (one.name, *one.beside)) for one in row]
        if len(row) > 1 and any(lit):
            return [(str(one.label), address_of(one.name), on) for one, on in zip(row, lit, strict=True)]
    return []


@cache
def _doors(name: str) -> frozenset[str]:
    """Addresses at which the rooms of a place are shown."""
    return frozenset(address_of(door) for one in ROOMS[name] for door in (one.name, *one.beside))


def _link(place: Place, label: Any, here: str) -> Link:
    address = address_of(place.name)
    return Link(str(label), address, here == address or here.startswith(_below(place.name)), place.sep)


@cache
def _below(name: str) -> tuple[str, ...]:
    """What the addresses of all that lies in a place begin with."""
    rooms = [address_of(room.name) for room in ROOMS[name]] if name in ROOMS else [address_of(name)]
    return tuple(address for address in rooms if address != "/")


def demo_accounts(request: HttpRequest) -> list[Any]:
    """The demo book's sign-ins, shown at its door; none in a real book."""
    if demo_day() is None:
        return []
    from soxa.org.models import Account

    accounts = Account.objects.exclude(demo_password="").select_related("person").order_by("id")  # noqa: S106
    return [
        {
            "name": one.full_name(),
            "office": one.office_title(),
            "login": one.username,
            "password": one.demo_password,
        }
        for one in accounts
    ]


def first_rows() -> None:
    """Rows every book begins with: working-day calendar, papers of a member's file, sheets that meetings are scored on, frameworks, measures, sets of criteria."""
    from django.db import transaction

    from soxa.kernel.calendar import ensure_calendar
    from soxa.meetings.goods.catalogue import ensure_frameworks
    from soxa.meetings.quality.catalogue import ensure_sheets
    from soxa.party.checklist import ensure_paper_kinds
    from soxa.values.catalogue import ensure_measures
    from soxa.values.criteria.catalogue import ensure_sets

    with transaction.atomic():
        ensure_calendar()
        ensure_paper_kinds()
        ensure_sheets()
        ensure_frameworks()
        ensure_measures()
        ensure_sets()


def load_rules() -> None:
    """Import every `rules` module, so that each rule has named its law."""
    import soxa

    for found in pkgutil.walk_packages(soxa.__path__, "soxa."):
        if found.name.endswith(".rules") or found.name.startswith("soxa.law.") and ".tests" not in found.name:
            import_module(found.name)
