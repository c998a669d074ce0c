"""Planning of cadres and courses of the demo commune: posts of the next term with those planned for them, two courses."""

from datetime import date

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.law.partial import PartialDate
from soxa.org.models import Office, Person
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost, PlanReview
from soxa.party.models import Member
from soxa.samples.commune import plan

YOUNGEST = 33
TERM, APPROVED = "2030–2035", date(2026, 3, 20)
PAPER = "Quyết định số 41-QĐ/ĐU ngày 20/3/2026 của Ban Thường vụ Đảng ủy"
# a post → how many are planned for it, and up to which age
POSTS = (
    ("Bí thư Đảng ủy", 2, 52),
    ("Phó Bí thư Thường trực Đảng ủy", 3, 50),
    ("Chủ tịch UBND xã", 2, 50),
    ("Phó Chủ tịch UBND xã", 3, 45),
    ("Chủ tịch Ủy ban MTTQ xã", 1, 45),
)
COURSES = (
    (Course.THEORY, "Lớp trung cấp lý luận chính trị khóa 12", "trung cấp", date(2026, 3, 2), date(2027, 6, 30), "Trường Chính trị tỉnh", 4, False),
    ("party_work", "Bồi dưỡng nghiệp vụ công tác đảng cho bí thư, cấp ủy viên chi bộ", "", date(2026, 5, 11), date(2026, 5, 15), "Hội trường Đảng ủy xã", 24, True),
)  # fmt: skip


def plan_cadres(units: dict[str, Unit], actor: Actor) -> None:
    """Write the planning and the courses in one load each."""
    commune = units[plan.COMMUNE[0]]
    _planning(commune, actor, _able())
    _courses(commune, actor)


def _able() -> list[Member]:
    """Heads and staff of the commune's rooms, the youngest first, in a fixed order."""
    serving = Office.objects.filter(role__in=("unit_head", "unit_staff"), since=plan.MERGER)
    people = Person.objects.filter(pk__in=serving.values("person"))
    found = Member.objects.filter(person__in=people, recognised_on__isnull=False).select_related("person")
    return sorted(found, key=lambda one: (-(one.person.born or PartialDate(1900)).year, one.pk))


def _planning(commune: Unit, actor: Actor, able: list[Member]) -> None:
    entry = journal.write(
        actor, "samples", "cadres", subject=("unit", plan.COMMUNE[0]), on=APPROVED, facts={"rows": len(POSTS)},
        unit_id=commune.pk,
    )  # fmt: skip
    posts = [PlannedPost(unit=commune, term=TERM, title=title, paper=PAPER) for title, _n, _age in POSTS]
    PlannedPost.objects.loaded(posts, entry)
    rows, start = [], 0
    for post, (_title, size, oldest) in zip(posts, POSTS, strict=True):
        fit = [
            one for one in able if one.person.born and YOUNGEST <= one.person.born.age_on(APPROVED) <= oldest
        ]
        chosen = [fit[(start + step * 3) % len(fit)] for step in range(size)]
        rows += [
            Candidate(post=post, member=one, since=APPROVED, paper=PAPER) for one in dict.fromkeys(chosen)
        ]
        start += 2
    Candidate.objects.loaded(rows, entry)  # type: ignore[attr-defined]
    PlanReview.objects.loaded(
        [PlanReview(unit=commune, term=TERM, year=2026, on=APPROVED, paper=PAPER)], entry
    )


def _courses(commune: Unit, actor: Actor) -> None:
    secretaries = Office.objects.filter(code="cell_secretary", unit__code__startswith=plan.COMMUNE[0])
    members = list(Member.objects.filter(person__in=secretaries.values("person")).order_by("pk"))
    entry = journal.write(
        actor, "samples", "courses", subject=("unit", plan.COMMUNE[0]), on=date(2026, 3, 2),
        facts={"rows": len(COURSES)}, unit_id=commune.pk,
    )  # fmt: skip
    for kind, title, level, first, last, place, size, done in COURSES:
        course = Course(
            unit=commune, kind=kind, title=title, level=level, starts_on=first, ends_on=last, place=place
        )
        Course.objects.loaded([course], entry)
        rows = [
            Attended(
                course=course, member=one, certified_on=last if done else None,
                certificate_no=f"{number:03d}/CN" if done else "",
            )
            for number, one in enumerate(members[-size:], start=1)
        ]  # fmt: skip
        Attended.objects.loaded(rows, entry)  # type: ignore[attr-defined]
