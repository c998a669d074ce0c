"""The planning of a term on a day with what is to be said of it, and the courses with who attended them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.org.models import Person
from soxa.party.cadres.bounds import bounds_on
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost, PlanReview
from soxa.party.cadres.rules import TOO_FEW, TOO_MANY, Bounds, post_finding, short_of, too_many_posts
from soxa.party.listed import Listed
from soxa.party.models import Membership


@dataclass
class Planned:
    """A member planned for a post: who, how old, from which cell, for how many posts of the term altogether."""

    candidate: Candidate
    person: Person
    age: int | None
    cell: str
    posts: int = 1
    over: bool = False


@dataclass
class PostRow:
    """A post with those planned for it and what is to be said of their number."""

    post: PlannedPost
    people: list[Planned] = field(default_factory=list)
    finding: str = ""


@dataclass
class Planning:
    """The planning of a term on a day: posts, distinct people, the young and women among them, the review of the year."""

    term: str
    on: date
    rows: list[PostRow]
    people: int
    young: int
    women: int
    bounds: Bounds
    review: PlanReview | None

    @property
    def findings(self) -> list[str]:
        """What is to be said of the whole, in words."""
        said = []
        if short_of(self.young, self.people, self.bounds.young_percent):
            said.append(_("Cán bộ trẻ (từ {age} tuổi trở xuống) {part}/{whole}, dưới {percent}%.").format(
                age=self.bounds.young_age, part=self.young, whole=self.people, percent=self.bounds.young_percent))  # fmt: skip
        if short_of(self.women, self.people, self.bounds.women_percent):
            said.append(_("Cán bộ nữ {part}/{whole}, dưới {percent}%.").format(
                part=self.women, whole=self.people, percent=self.bounds.women_percent))  # fmt: skip
        if self.rows and self.review is None:
            said.append(_("Năm {year} chưa ghi rà soát, bổ sung quy hoạch.").format(year=self.on.year))
        return said


def terms_of(unit_id: int) -> list[str]:
    """Terms that have a planning, the latest first."""
    found = PlannedPost.objects.filter(unit_id=unit_id).values_list("term", flat=True).distinct()
    return sorted(found.order_by(), reverse=True)


def planning(unit_id: int, term: str, on: date) -> Planning:
    """The planning of a term as it stood on a day: four questions."""
    bounds = bounds_on(on)
    posts = list(PlannedPost.objects.filter(unit_id=unit_id, term=term).order_by("pk"))
    found: Any = Candidate.objects.filter(Candidate.standing(on), post__in=posts)
    candidates = list(found.select_related("member__person").order_by("member__person__name_key", "pk"))
    held = Counter(one.member_id for one in candidates)
    cells = _cells([one.member_id for one in candidates], on)
    rows = {post.pk: PostRow(post) for post in posts}
    for one in candidates:
        person = one.member.person
        age = person.born.age_on(on) if person.born else None
        posts_held = held[one.member_id]
        rows[one.post_id].people.append(
            Planned(one, person, age, cells.get(one.member_id, ""), posts_held, too_many_posts(posts_held, bounds))
        )  # fmt: skip
    for row in rows.values():
        row.finding = _words_of(post_finding(len(row.people), bounds), len(row.people), bounds)
    distinct = {one.person.pk: one for row in rows.values() for one in row.people}.values()
    return Planning(
        term, on, list(rows.values()), len(distinct),
        sum(one.age is not None and one.age <= bounds.young_age for one in distinct),
        sum(one.person.sex == Person.FEMALE for one in distinct),
        bounds, PlanReview.objects.filter(unit_id=unit_id, term=term, year=on.year).first(),
    )  # fmt: skip


def _words_of(code: str, people: int, bounds: Bounds) -> str:
    words = {
        TOO_FEW: _("mới có {n}, cần ít nhất {limit}").format(n=people, limit=bounds.fewest),
        TOO_MANY: _("có {n}, nhiều nhất {limit}").format(n=people, limit=bounds.most),
    }
    return words.get(code, "")


def _cells(members: list[int], on: date) -> dict[int, str]:
    homes = Membership.objects.filter(Membership.standing(on), member_id__in=members, kind=Membership.HOME)
    return {member: tree().name(unit, on) for member, unit in homes.values_list("member_id", "unit_id")}


def sheet(found: Planning) -> Listed:
    """The planning as it is printed: a line per person planned for a post."""
    lines: list[tuple[str, ...]] = []
    for row in found.rows:
        told = [_cells_of(one) for one in row.people] or [("", "", "", "", "")]
        lines += [(str(len(lines) + n), row.post.title, *one) for n, one in enumerate(told, start=1)]
    return Listed(
        slug="quy-hoach-can-bo",
        title=_("Quy hoạch cán bộ nhiệm kỳ {term}").format(term=found.term),
        about=_("Đến hết ngày {day}").format(day=day_text(found.on)),
        columns=(_("TT"), _("Chức danh"), _("Họ và tên"), _("Tuổi"), _("Nữ"), _("Chi bộ"), _("Lý luận chính trị")),
        shares=(5, 27, 20, 6, 6, 24, 12),
        rows=lines,
    )  # fmt: skip


def _cells_of(one: Planned) -> tuple[str, str, str, str, str]:
    female = "x" if one.person.sex == Person.FEMALE else ""
    return one.person.full_name, str(one.age or ""), female, one.cell, one.person.theory


def courses(unit_id: int) -> Any:
    """Courses of a unit with how many attended and how many have their certificate, the latest first."""
    found: Any = Course.objects.filter(unit_id=unit_id)
    return found.annotate(
        people=Count("attended"), certified=Count("attended", filter=Q(attended__certified_on__isnull=False))
    ).order_by("-starts_on", "-pk")


def attended(course: Course, on: date) -> list[tuple[Attended, str]]:
    """(row, cell) of everyone on the list of a course, in the order of names."""
    rows = list(course.attended.select_related("member__person").order_by("member__person__name_key", "pk"))
    cells = _cells([one.member_id for one in rows], on)
    return [(one, cells.get(one.member_id, "")) for one in rows]


def course_sheet(course: Course, rows: list[tuple[Attended, str]]) -> Listed:
    """The list of a course as it is printed."""
    return Listed(
        slug="danh-sach-lop",
        title=_("Danh sách học viên {title}").format(title=course.title),
        about=_("Từ {first} đến {last}").format(
            first=day_text(course.starts_on), last=day_text(course.ends_on)
        ),
        columns=(_("TT"), _("Họ và tên"), _("Chi bộ"), _("Số chứng chỉ"), _("Ngày cấp")),
        shares=(6, 32, 34, 16, 12),
        rows=[
            (str(n), one.member.person.full_name, cell, one.certificate_no, day_text(one.certified_on) if one.certified_on else "")
            for n, (one, cell) in enumerate(rows, start=1)
        ],
    )  # fmt: skip


def of_member(member_id: int, held: Collection[str]) -> tuple[list[Candidate], list[Attended]]:
    """Everything planned for a member, and the courses he attended, the latest first."""
    planned: Any = Candidate.objects.filter(member_id=member_id).select_related("post")
    went: Any = Attended.objects.filter(member_id=member_id).select_related("course")
    return (
        list(planned.order_by("-until", "-since")) if "planned" in held else [],
        list(went.order_by("-course__starts_on")) if "courses" in held else [],
    )
