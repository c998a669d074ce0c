"""Soft references to records of steering made readable."""

from operator import attrgetter

from django.urls import reverse
from django.utils.translation import gettext_lazy

from soxa.desk.reference_kinds import Kind, in_sight, nothing, of_year
from soxa.steering.models import (
    Assessment,
    Product,
    Resolution,
    Review,
    Shortcoming,
    Target,
    Work,
    WorkProgramme,
    YearTheme,
)
from soxa.steering.reviews.lists import title_of as title_of_review
from soxa.steering.targets.lists import period_title

STEERING_KINDS: dict[str, Kind] = {
    "target": Kind(
        gettext_lazy("chỉ tiêu"),
        nothing,
        lambda key: reverse("target", args=[int(key)]),
        seen=in_sight(Target, attrgetter("title")),
    ),
    "assessment": Kind(
        gettext_lazy("đánh giá chỉ tiêu"),
        nothing,
        lambda key: reverse("assessment", args=[int(key)]),
        seen=in_sight(Assessment, period_title),
    ),
    "resolution": Kind(
        gettext_lazy("văn bản chỉ đạo"),
        nothing,
        lambda key: reverse("resolution", args=[int(key)]),
        seen=in_sight(Resolution, attrgetter("name")),
    ),
    "yeartheme": Kind(
        gettext_lazy("chủ đề năm"),
        nothing,
        lambda key: reverse("themes"),
        seen=in_sight(YearTheme, of_year),
    ),
    "workprogramme": Kind(
        gettext_lazy("chương trình, đề án, kế hoạch"),
        nothing,
        lambda key: reverse("programme", args=[int(key)]),
        seen=in_sight(WorkProgramme, attrgetter("title")),
    ),
    "review": Kind(
        gettext_lazy("bản sơ kết, tổng kết"),
        nothing,
        lambda key: reverse("review", args=[int(key)]),
        seen=in_sight(Review, title_of_review),
    ),
    "shortcoming": Kind(
        gettext_lazy("hạn chế, khuyết điểm"),
        nothing,
        lambda key: reverse("shortcoming", args=[int(key)]),
        seen=in_sight(Shortcoming, attrgetter("content")),
    ),
    "work": Kind(
        gettext_lazy("công trình"),
        nothing,
        lambda key: reverse("work", args=[int(key)]),
        seen=in_sight(Work, attrgetter("name")),
    ),
    "product": Kind(
        gettext_lazy("sản phẩm OCOP"),
        nothing,
        lambda key: reverse("product", args=[int(key)]),
        seen=in_sight(Product, attrgetter("name")),
    ),
}
