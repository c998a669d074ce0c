"""OCOP products as pages show them: each with the certificate that holds, those that end soon or have ended."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.words import fold
from soxa.party.listed import Listed
from soxa.steering.products.figures import warned_by
from soxa.steering.products.models import Product, Rating

HOLDS, SOON, LAPSED, NONE, ENDED = "con-han", "sap-het-han", "het-han", "chua-cong-nhan", "thoi"


@dataclass(frozen=True)
class Row:
    """A product on a day with its latest rating by then, and whether that still holds."""

    product: Product
    rating: Rating | None
    on: date
    warned_by: date

    @property
    def kind(self) -> str:
        """Which filter keeps it."""
        if self.product.ended_on and self.product.ended_on <= self.on:
            return ENDED
        if self.rating is None:
            return NONE
        if not self.rating.holds_on(self.on):
            return LAPSED
        return SOON if self.rating.last_on < self.warned_by else HOLDS

    @property
    def light(self) -> tuple[str, Any]:
        """(kind of light, words)."""
        if self.kind in (SOON, HOLDS) and self.rating:
            days = (self.rating.last_on - self.on).days
            return (
                ("warn", _("Còn {n} ngày").format(n=count_text(days)))
                if self.kind == SOON
                else ("good", _("Còn thời hạn"))
            )
        if self.kind == LAPSED and self.rating:
            return "bad", _("Đã thu hồi") if self.rating.withdrawn_why else _("Hết thời hạn")
        return "quiet", _("Thôi tham gia") if self.kind == ENDED else _("Chưa công nhận")


@dataclass(frozen=True)
class Shelf:
    """The products of a unit on a day."""

    rows: Sequence[Row]

    def counted(self) -> list[tuple[str, Any, int]]:
        """(address word, words, how many) of each filter that keeps any."""
        words = {
            HOLDS: _("Còn thời hạn"), SOON: _("Sắp hết thời hạn"), LAPSED: _("Hết thời hạn, thu hồi"),
            NONE: _("Chưa công nhận"), ENDED: _("Thôi tham gia"),
        }  # fmt: skip
        counts = {key: sum(row.kind == key for row in self.rows) for key in words}
        return [(key, words[key], counts[key]) for key in words if counts[key]]

    def kept(self, key: str, words: str = "") -> list[Row]:
        """Rows of a filter, of which the name or holder holds the words."""
        asked = fold(words)
        rows = [row for row in self.rows if not key or row.kind == key]
        return [
            row
            for row in rows
            if asked in fold(f"{row.product.name} {row.product.holder} {row.product.place}")
        ]


def shelf(rows: Any, on: date) -> Shelf:
    """Products of a queryset with their latest rating by the day; two questions and the setting."""
    products = list(rows.order_by("name", "pk"))
    last: dict[int, Rating] = {}
    for one in Rating.objects.filter(product__in=products, since__lte=on).order_by("since", "pk"):
        last[one.product_id] = one
    by = warned_by(on)
    return Shelf([Row(one, last.get(one.pk), on, by) for one in products])


def sheet(rows: Iterable[Row], unit_id: int, on: date) -> Listed:
    """The products as a list to print."""
    about = _("{unit} – tính đến {day}").format(unit=tree().name(unit_id, on), day=day_text(on))
    columns = (
        _("TT"), _("Sản phẩm"), _("Nhóm"), _("Chủ thể"), _("Hạng"), _("Quyết định"), _("Giấy chứng nhận"),
        _("Công nhận ngày"), _("Có giá trị đến"), _("Tình trạng"),
    )  # fmt: skip
    told = [_told(order, row) for order, row in enumerate(rows, start=1)]
    shares = (0.04, 0.17, 0.12, 0.16, 0.06, 0.13, 0.08, 0.08, 0.08, 0.08)
    return Listed("san-pham-ocop", _("Sản phẩm OCOP"), about, columns, shares, told)


def _told(order: int, row: Row) -> tuple[str, ...]:
    one, rating = row.product, row.rating
    told = (
        (
            str(rating.get_stars_display()),
            rating.decision,
            rating.certificate,
            day_text(rating.since),
            day_text(rating.last_on),
        )  # type: ignore[attr-defined]
        if rating
        else ("", "", "", "", "")
    )
    return str(order), one.name, str(one.get_kind_display()), one.holder, *told, str(row.light[1])  # type: ignore[attr-defined]


def certificates_ending(rows: Any, on: date) -> dict[int, list[Rating]]:
    """Certificates in force that end soon, and those that ended with nothing after, by unit, the nearest first."""
    found: dict[int, list[Rating]] = defaultdict(list)
    kept = [
        row
        for row in shelf(rows, on).rows
        if row.kind in (SOON, LAPSED) and row.rating and not row.rating.withdrawn_why
    ]
    for row in sorted(kept, key=lambda one: one.rating.last_on):  # type: ignore[union-attr]
        if row.rating:
            row.rating.product = row.product
            found[row.product.unit_id].append(row.rating)  # type: ignore[attr-defined]
    return dict(found)
