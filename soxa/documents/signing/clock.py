"""Moments as a signature tells them: with their zone, which is Viet Nam's."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CLOCKS_DIFFER = timedelta(minutes=10)  # what two honest clocks may differ by


def now() -> datetime:
    """This moment, to the second, in Viet Nam's zone."""
    return datetime.now(HANOI).replace(microsecond=0)


def with_zone(moment: datetime) -> datetime:
    """The moment with a zone; one without is UTC, as certificates mean it."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day(moment: datetime) -> str:
    """The day in Viet Nam: "15/06/2026"."""
    return f"{with_zone(moment).astimezone(HANOI):%d/%m/%Y}"


def iso(moment: datetime) -> str:
    """ISO 8601 with Viet Nam's zone: "2026-06-15T08:30:00+07:00" (Nghị định 30/2020/NĐ-CP, phụ lục I)."""
    return with_zone(moment).astimezone(HANOI).replace(microsecond=0).isoformat()
