"""The demo commune's reviews: that of 2025 with five shortcomings, three of them put right since, ten years of one resolution in draft, and half a year of the plan against poverty."""

from datetime import date, timedelta
from typing import Any

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.org.models import Office
from soxa.samples.commune import plan
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.reviews import flow, issuing
from soxa.steering.reviews.models import Review
from soxa.steering.reviews.review_forms import H1, period_of

# the plan's two targets have numbers by then, each kept with its rows
HALF_ISSUED, HALF_NUMBER = date(2026, 7, 10), "71-BC/ĐU"
HALF_WORDS = {
    "strengths": "Mỗi chi bộ thôn nhận giúp ít nhất một hộ nghèo; vốn vay, cây con giống đến đúng hộ, đúng vụ.",
    "ahead": "Sáu tháng cuối năm tập trung các hộ có khả năng thoát nghèo; vận động người dân tham gia bảo hiểm y tế ở từng thôn.",
}
BEGUN, ISSUED, NUMBER = date(2025, 12, 15), date(2025, 12, 26), "12-BC/ĐU"
WORDS = {
    "context": "Nửa cuối năm 2025 là thời gian đầu vận hành chính quyền hai cấp; Ban Thường vụ tập trung ổn định tổ chức, không để gián đoạn công việc của người dân.",
    "strengths": "Bốn đảng bộ cũ hợp nhất đúng thời hạn; sinh hoạt chi bộ được duy trì; các dịch vụ công không gián đoạn.",
    "causes": "Khối lượng việc sau sắp xếp lớn, một số cán bộ kiêm nhiệm. Bài học: giao việc phải có người, có hạn và kiểm tra hằng tuần.",
}


def review_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the review of 2025, what was put right since, and begin the review of ten years."""
    commune = units[plan.COMMUNE[0]]
    found = _begun(_resolution(commune, "01-NQ/ĐH"), Review.YEAR, 2025, actor, BEGUN)
    heads = {one.unit.code.rpartition(".")[2]: one for one in _heads(units)}
    for row in plan.table("shortcomings"):
        _shortcoming(row, found, heads[row["lead"]], actor, on)
    issuing.write(found, WORDS, {}, actor, on=ISSUED)
    issuing.take("issue", found, actor, {"on": ISSUED, "signer": _signer(found, ISSUED), "paper": NUMBER})
    _begun(_resolution(commune, "06-NQ/TU"), Review.TEN, 2025, actor, on)


def review_half(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the review of the first half of 2026, once its programmes are there."""
    if on < HALF_ISSUED:
        return
    commune = units[plan.COMMUNE[0]]
    poverty = WorkProgramme.objects.get(unit=commune, symbol="11-KH/ĐU")
    found = _begun(poverty, H1, 2026, actor, HALF_ISSUED)
    issuing.write(found, HALF_WORDS, {}, actor, on=HALF_ISSUED)
    told = {"on": HALF_ISSUED, "signer": _signer(found, HALF_ISSUED), "paper": HALF_NUMBER}
    issuing.take("issue", found, actor, told)


def _resolution(commune: Unit, symbol: str) -> Resolution:
    found: Resolution = Resolution.objects.get(unit=commune, symbol=symbol)
    return found


def _begun(about: Any, kind: str, year: int, actor: Actor, today: date) -> Review:
    facts = {"kind": Review.HALF if kind == H1 else kind, "period": period_of(kind, year), "about": about}
    return issuing.begin(about.unit_id, facts, actor, today=today)


def _signer(review: Review, on: date) -> str:
    hands = issuing.writing.hands(review, on)
    return hands[0].name if hands else ""


def _heads(units: dict[str, Unit]) -> Any:
    rows = Office.objects.filter(role="unit_head", unit__in=list(units.values()))
    return rows.select_related("unit").order_by("since", "pk")


def _shortcoming(row: dict[str, str], found: Review, head: Office, actor: Actor, on: date) -> None:
    facts: dict[str, Any] = {
        "content": row["content"], "cause": row["cause"], "remedy": row["remedy"], "lead_unit": head.unit.pk,
        "person": head.person.pk, "since": ISSUED, "due_on": date.fromisoformat(row["due"]), "review": found.pk, "paper": "",
    }  # fmt: skip
    case = flow.state(found.unit.pk, facts, actor, today=ISSUED)
    day = date.fromisoformat(row["righted"]) if row["righted"] else None
    if day and day <= on:
        flow.take("report", case, actor, {"on": day, "words": row["words"], "paper": row["paper"]})
        seen = min(day + timedelta(days=5), on)
        flow.take("confirm", case, actor, {"on": seen, "found": ""})
