"""The demo commune's reviews: that of 2025 with five shortcomings, three of them put right since, and ten years of one resolution in draft."""

from datetime import date, timedelta
from typing import Any

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.org.models import Office
from soxa.samples.commune import plan
from soxa.steering.resolutions.models import Resolution
from soxa.steering.reviews import flow, issuing
from soxa.steering.reviews.models import Review
from soxa.steering.reviews.review_forms import period_of

BEGUN, ISSUED, NUMBER = date(2025, 12, 15), date(2025, 12, 26), "12-BC/ĐU"
WORDS = {
    "context": "Nửa cuối năm 2025 là thời gian đầu vận hành chính quyền hai cấp; Ban Thường vụ tập trung ổn định tổ chức, không để gián đoạn công việc của người dân.",
    "strengths": "Bốn đảng bộ cũ hợp nhất đúng thời hạn; sinh hoạt chi bộ được duy trì; các dịch vụ công không gián đoạn.",
    "causes": "Khối lượng việc sau sắp xếp lớn, một số cán bộ kiêm nhiệm. Bài học: giao việc phải có người, có hạn và kiểm tra hằng tuần.",
}


def review_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write the review of 2025, what was put right since, and begin the review of ten years."""
    commune = units[plan.COMMUNE[0]]
    found = _begun(commune, "01-NQ/ĐH", Review.YEAR, 2025, actor, BEGUN)
    heads = {one.unit.code.rpartition(".")[2]: one for one in _heads(units)}
    for row in plan.table("shortcomings"):
        _shortcoming(row, found, heads[row["lead"]], actor, on)
    issuing.write(found, WORDS, {}, actor, on=ISSUED)
    issuing.take("issue", found, actor, {"on": ISSUED, "signer": _signer(found), "paper": NUMBER})
    _begun(commune, "06-NQ/TU", Review.TEN, 2025, actor, on)


def _begun(commune: Unit, symbol: str, kind: str, year: int, actor: Actor, today: date) -> Review:
    about = Resolution.objects.get(unit=commune, symbol=symbol)
    facts = {"kind": kind, "period": period_of(kind, year), "about": about}
    return issuing.begin(commune.pk, facts, actor, today=today)


def _signer(review: Review) -> str:
    hands = issuing.writing.hands(review, ISSUED)
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
