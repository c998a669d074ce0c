"""Why a level may not be decided in a case: standing and posts, time, the body that decides, the cell's vote; empty when it may."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER
from soxa.law.discipline_bodies import BODIES, CADRE, LOWER, MEMBER
from soxa.org.models import Office
from soxa.party.discipline.force import last_for
from soxa.party.discipline.models import Discipline
from soxa.party.discipline.rules import EXPULSION, bodies_for, levels_for, limitation_ends
from soxa.party.models import Member
from soxa.party.posts import FOLLOWER, party_posts
from soxa.party.standing import OFFICIAL, life_of

D = Discipline
Facts = dict[str, Any]
CELL, BASE, ABOVE = "cell", "base", "above"
BASE_EXPELS = declare(
    Preference(
        "party.base_committee_expels",
        gettext_lazy("Đảng ủy cơ sở được giao quyền quyết định khai trừ đảng viên"),
        False,
        "switch",
        gettext_lazy(
            "Bật khi cấp có thẩm quyền đã giao; áp dụng với đảng viên không giữ chức vụ ở xã trở lên."
        ),
        CHARTER.at("Điều 36"),
        confirmed=False,
    )
)


def _posts(member: Member, on: date) -> Any:
    return Office.objects.filter(Office.standing(on), person_id=member.person_id).exclude(code=FOLLOWER)


def levels_of(member: Member, on: date) -> tuple[str, ...]:
    """The levels that may be used on a member on a day, by his standing and the posts he holds."""
    official = life_of(member, on).standing == OFFICIAL
    return levels_for(official=official, holds_post=bool(party_posts(member, on)))


def whom_of(member: Member, on: date) -> str:
    """Whose case it is, for the question who decides: the highest post held on a day."""
    held = set(_posts(member, on).values_list("unit_id", flat=True))
    if not held:
        return MEMBER
    return LOWER if all(tree().nodes[unit].kind == "cell" for unit in held) else CADRE


def level_words(level: str) -> str:
    """The name of a level."""
    return str(dict(D.LEVELS)[level])


def level_refusal(case: Discipline, level: str, on: date) -> str:
    """Why a level may not be used in a case on a day: standing, post, time; empty when it may."""
    if level not in (allowed := levels_of(case.member, on)):
        return _("Không áp dụng được hình thức {level}: với đồng chí này chỉ có {allowed} ({cite}).").format(
            level=level_words(level), allowed=", ".join(map(level_words, allowed)), cite=levels_for.__cites__[0]  # type: ignore[attr-defined]
        )  # fmt: skip
    last = last_for(case, level, on)
    if last and on > last:
        return _("Đã hết thời hiệu xử lý bằng hình thức {level} từ sau ngày {day} ({cite}).").format(
            level=level_words(level), day=day_text(last), cite=limitation_ends.__cites__[-1]  # type: ignore[attr-defined]
        )  # fmt: skip
    return ""


def decision_refusal(case: Discipline, facts: Facts, on: date) -> str:
    """Why what the facts tell may not be decided as of a day: level, body, vote; empty when it may."""
    level, body = facts["level"], facts["body"]
    return (
        level_refusal(case, level, on)
        or _body_refusal(case, facts, on)
        or _vote_refusal(case, level, body, facts)
    )


def _body_refusal(case: Discipline, facts: Facts, on: date) -> str:
    level, body, whom = facts["level"], facts["body"], whom_of(case.member, on)
    allowed = bodies_for(level, whom, on)
    if level == EXPULSION and whom != CADRE and value_of(BASE_EXPELS, on=on):
        allowed = (BASE, *allowed)
    if body not in allowed:
        return _("Với đồng chí này, hình thức {level} do {bodies} quyết định ({cite}).").format(
            level=level_words(level), bodies=", ".join(BODIES[one] for one in allowed), cite=CHARTER.at("Điều 36")
        )  # fmt: skip
    if body == CELL and whom == CADRE and not facts.get("own_duties"):
        return _("Đồng chí này giữ chức vụ ở xã trở lên: chi bộ chỉ quyết định khi vi phạm không thuộc nhiệm vụ do cấp trên giao ({cite}).").format(
            cite=CHARTER.at("Điều 36")
        )  # fmt: skip
    return ""


def _vote_refusal(case: Discipline, level: str, body: str, facts: Facts) -> str:
    if level != EXPULSION and body != CELL:
        return ""
    if case.votes.filter(question=level, passed=True).exists():
        return ""
    if level != EXPULSION:
        return _("Chi bộ chưa biểu quyết đủ số tán thành hình thức này.")
    if body == ABOVE and facts.get("unvoted"):
        return ""
    said = _("Chi bộ chưa biểu quyết đủ hai phần ba tán thành khai trừ ({cite}).").format(
        cite=CHARTER.at("Điều 36")
    )
    return said if body != ABOVE else said + " " + _("Nếu cấp trên trực tiếp xử lý, ghi căn cứ ở ô cuối.")
