"""The nouns of OCOP: a product and its ratings, each as long as its certificate holds."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry, Spell, Unit
from soxa.steering.sight import SteeringRows


class Product(models.Model):
    """A product of the programme OCOP: its name, whose it is, of what kind; `ended_on`: no longer made or given up."""

    FOOD, DRINK, HERBS, CRAFT, PLANTS, TOURISM = "food", "drink", "herbs", "craft", "plants", "tourism"
    KINDS: ClassVar = [
        (FOOD, _("Thực phẩm")),
        (DRINK, _("Đồ uống")),
        (HERBS, _("Dược liệu và sản phẩm từ dược liệu")),
        (CRAFT, _("Thủ công mỹ nghệ")),
        (PLANTS, _("Sinh vật cảnh")),
        (TOURISM, _("Dịch vụ du lịch cộng đồng, du lịch sinh thái")),
    ]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(_("sản phẩm"), max_length=200)
    kind = models.CharField(_("nhóm"), max_length=8, choices=KINDS)
    holder = models.CharField(_("chủ thể"), max_length=200)
    place = models.CharField(_("nơi sản xuất"), max_length=200, blank=True)
    ended_on = models.DateField(_("ngày thôi sản xuất, thôi tham gia"), null=True)
    ended_why = models.CharField(_("lý do"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = SteeringRows.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name", "holder"], name="product_once")
        ]

    def __str__(self) -> str:
        return f"product {self.pk}"


class OfProduct(SteeringRows):
    """Rows that belong to a product and are seen with it."""

    sight_unit = "product__unit_id"


class Rating(Spell):
    """One rating of a product: the spell is the time its certificate is the word on the product.

    `last_on` is the last day the certificate itself holds; a later rating or a withdrawal ends the spell before. `first`:
    the product had none before.
    """

    STARS: ClassVar = [(3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao"))]

    product = models.ForeignKey(Product, models.PROTECT, related_name="ratings")
    stars = models.PositiveSmallIntegerField(_("hạng sao"), choices=STARS)
    points_a = models.DecimalField(_("điểm phần A"), max_digits=4, decimal_places=1, null=True)
    points_b = models.DecimalField(_("điểm phần B"), max_digits=4, decimal_places=1, null=True)
    points_c = models.DecimalField(_("điểm phần C"), max_digits=4, decimal_places=1, null=True)
    decision = models.CharField(_("quyết định công nhận"), max_length=200)
    certificate = models.CharField(_("số giấy chứng nhận"), max_length=60, blank=True)
    decided_by = models.CharField(_("cơ quan quyết định"), max_length=200)
    last_on = models.DateField(_("có giá trị đến hết ngày"))
    first = models.BooleanField(_("công nhận lần đầu"), default=True)
    withdrawn_why = models.CharField(_("lý do thu hồi"), max_length=300, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = OfProduct.as_manager()

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="rating_since_until"),
            models.CheckConstraint(condition=Q(last_on__gte=F("since")), name="rating_since_before_last"),
            models.CheckConstraint(condition=Q(stars__gte=3) & Q(stars__lte=5), name="rating_three_to_five"),
            models.UniqueConstraint(fields=["product", "since"], name="rating_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"

    @property
    def points(self) -> str:
        """The points together and by part; empty where they were not written down."""
        parts = [self.points_a, self.points_b, self.points_c]
        return "" if None in parts else f"{sum(one or 0 for one in parts)}".replace(".", ",")

    def holds_on(self, day: date) -> bool:
        """Whether the certificate is in force at the end of a day."""
        return self.since <= day < self.until
