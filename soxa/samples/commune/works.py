"""The demo commune's public works of 2026 – capital, payments, progress, what the people gave and their boards saw – and its OCOP products."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from soxa.kernel.access import Actor
from soxa.kernel.models import Unit
from soxa.samples.commune import plan
from soxa.steering.products import flow as products
from soxa.steering.products import rules
from soxa.steering.works import flow, photos
from soxa.steering.works.models import Work

MILLION = 10**6
YEAR, GIVEN_ON = 2026, date(2025, 12, 26)
CAPITAL_PAPER = "Nghị quyết số 31/NQ-HĐND ngày 26/12/2025 của Hội đồng nhân dân xã"
PICTURES = (
    ("ben_da", "Nền đường thôn Bến Đá trước khi đổ bê tông", date(2026, 3, 10), "#8a6b4a"),
    ("ben_da", "Đổ bê tông đoạn giữa thôn Bến Đá", date(2026, 5, 22), "#9a9a96"),
    ("ben_da", "Đường bê tông đoạn nhà văn hóa thôn Bến Đá đã xong", date(2026, 10, 2), "#c9c7c0"),
    ("doi_che", "Nhà văn hóa thôn Đồi Chè xây xong phần thô", date(2026, 6, 8), "#b5653f"),
)


def build_works(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Write down the works as far as they had come on `on`, and the products with their ratings."""
    commune = units[plan.COMMUNE[0]].pk
    made = {row["key"]: _work(row, commune, actor) for row in plan.table("works")}
    _lives(made, actor, on)
    for row in _until(on, "works_paid"):
        facts = {
            "year": YEAR,
            "on": row["on"],
            "amount": int(row["amount"]) * MILLION,
            "paper": _voucher(row),
        }
        flow.disburse(made[row["work"]], facts, actor, today=row["on"])
    for row in _until(on, "works_given"):
        facts = {
            "on": row["on"], "kind": row["kind"], "quantity": Decimal(row["quantity"]), "measure": row["measure"],
            "worth": None, "village": row["village"], "households": int(row["households"]),
        }  # fmt: skip
        flow.contribute(made[row["work"]], facts, actor, today=row["on"])
    for row in _until(on, "works_seen"):
        _seen(made[row["work"]], row, actor, on)
    _photograph(made, actor, on)
    for row in plan.table("products"):
        _product(row, commune, actor)


def _until(on: date, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{**row, "on": date.fromisoformat(row["on"])} for row in plan.table(name)]
    return [row for row in rows if row["on"] <= on]


def _voucher(row: dict[str, Any]) -> str:
    return f"Giấy rút vốn đầu tư ngày {row['on']:%d/%m/%Y}"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _work(row: dict[str, str], unit_id: int, actor: Actor) -> Work:
    decided = date.fromisoformat(row["decided_on"])
    told = {
        name: row[name] for name in ("name", "field", "place", "investor", "contractor", "decision", "board")
    }
    money = {
        f"fund_{name}": int(row[name]) * MILLION for name in ("central", "province", "commune", "people")
    }
    facts: dict[str, Any] = {
        **told, **money, "fund_other": 0, "since": decided, "total": int(row["total"]) * MILLION,
        "planned_start": _day(row["planned_start"]), "planned_finish": _day(row["planned_finish"]),
        "board_on": _day(row["board_on"]), "resolution_id": None, "programme_id": None,
    }  # fmt: skip
    made = flow.new(unit_id, facts, actor, today=decided)
    given = {"year": YEAR, "amount": int(row["capital"]) * MILLION, "on": GIVEN_ON, "paper": CAPITAL_PAPER}
    flow.give_capital(made, given, actor, today=GIVEN_ON)
    return made


def _lives(made: dict[str, Work], actor: Actor, on: date) -> None:
    """When each was begun, how far it came, when it was finished and handed over."""
    told = _until(on, "works_progress")
    for row in plan.table("works"):
        work = made[row["key"]]
        begun = date.fromisoformat(row["started_on"])
        if begun > on:
            continue
        flow.take("begin", work, actor, {"on": begun})
        for one in told:
            if one["work"] == row["key"]:
                facts = {"on": one["on"], "percent": Decimal(one["percent"]), "words": one["words"]}
                flow.report_progress(work, facts, actor, today=one["on"])
        for step, day in (("finish", _day(row["finished_on"])), ("hand_over", _day(row["handed_over_on"]))):
            if day and day <= on:
                flow.take(step, work, actor, {"on": day, "paper": f"Biên bản ngày {day:%d/%m/%Y}"})


def _seen(work: Work, row: dict[str, Any], actor: Actor, on: date) -> None:
    facts = {"since": row["on"], "content": row["content"], "due_on": _day(row["due_on"])}
    made = flow.observe(work, facts, actor, today=row["on"])
    day = _day(row["put_right_on"])
    if day and day <= on:
        flow.put_right(made, {"on": day, "basis": row["put_right_basis"]}, actor, today=day)


def _photograph(made: dict[str, Work], actor: Actor, on: date) -> None:
    for key, caption, day, colour in PICTURES:
        if day <= on:
            photos.keep(made[key], [_drawn(colour)], caption, day, actor, on=day)


def _drawn(colour: str) -> SimpleUploadedFile:
    """A plain drawing of sky, hills and a road, as no photograph of a place that is not can be had."""
    drawn = Image.new("RGB", (800, 600), "#cfe3ee")
    pen = ImageDraw.Draw(drawn)
    pen.polygon(
        [(0, 330), (200, 230), (420, 320), (640, 210), (800, 310), (800, 600), (0, 600)], fill="#7f9a5b"
    )
    pen.polygon([(300, 600), (390, 300), (430, 300), (560, 600)], fill=colour)
    kept = BytesIO()
    drawn.save(kept, "PNG")
    return SimpleUploadedFile("cong-trinh.png", kept.getvalue(), "image/png")


def _product(row: dict[str, str], unit_id: int, actor: Actor) -> None:
    told = {name: row[name] for name in ("name", "kind", "holder", "place")}
    since = _day(row["since"])
    made = products.new(unit_id, told, actor, today=since or GIVEN_ON)
    if since is None:
        return
    facts: dict[str, Any] = {
        "stars": int(row["stars"]), "decision": row["decision"], "since": since, "certificate": row["certificate"],
        "decided_by": "", "last_on": rules.valid_until(since),
        **{f"points_{part}": Decimal(row[part]) for part in "abc"},
    }  # fmt: skip
    products.rate(made, facts, actor, today=since)
