"""The frameworks that a book begins with: local custom, which a commune changes for its own."""

from datetime import date
from decimal import Decimal

from soxa.meetings.goods.models import UNIT_KINDS, Content, Framework

SINCE = date(2022, 6, 16)
CONTENTS = (
    ("Hoàn thành tốt nhiệm vụ chính trị", 30),
    ("Chất lượng sinh hoạt tốt", 20),
    ("Đoàn kết, kỷ luật tốt", 25),
    ("Cán bộ, đảng viên tốt", 25),
)


def ensure_frameworks() -> int:
    """Add the book's own framework of each kind of unit of which it has none; how many were added."""
    held = set(Framework.objects.filter(unit=None).values_list("kind", flat=True))
    missing = [kind for kind, _title in UNIT_KINDS if kind not in held]
    for kind in missing:
        made = Framework.objects.create(kind=kind, since=SINCE)
        for number, (title, most) in enumerate(CONTENTS, start=1):
            Content.objects.create(framework=made, number=number, title=title, most=Decimal(most))
    return len(missing)
