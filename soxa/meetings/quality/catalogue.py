"""The sheets that a book begins with: provincial custom, which a commune changes for its own."""

from datetime import date
from decimal import Decimal

from soxa.meetings.kinds import CELL, CELL_THEME
from soxa.meetings.quality.models import Criterion, ScoreSheet
from soxa.meetings.quality.rules import AGENDA, ATTENDANCE, DURATION, OPINIONS, PAPERS

SINCE = date(2018, 7, 6)
BOUNDS = (Decimal(90), Decimal(70), Decimal(50))
# kind → (criterion, most points, by what the book fills it)
SHEETS = {
    CELL: (
        ("Tỷ lệ đảng viên dự sinh hoạt", 10, ATTENDANCE),
        ("Chuẩn bị: nội dung thống nhất trước, tài liệu gửi trước, họp đúng ngày", 20, PAPERS),
        ("Nội dung: đánh giá tháng trước, nhiệm vụ tháng tới, chuyên đề", 30, AGENDA),
        ("Thảo luận, tự phê bình và phê bình", 20, OPINIONS),
        ("Điều hành, kết luận, biên bản, thời lượng", 20, DURATION),
    ),
    CELL_THEME: (
        ("Tỷ lệ đảng viên dự sinh hoạt", 10, ATTENDANCE),
        ("Chuẩn bị: chọn chuyên đề theo kế hoạch, báo cáo gửi trước", 20, PAPERS),
        ("Nội dung chuyên đề sát nhiệm vụ của chi bộ, có kết luận, phân công, thời hạn", 30, AGENDA),
        ("Thảo luận, tự phê bình và phê bình", 20, OPINIONS),
        ("Điều hành, kết luận, biên bản, thời lượng", 20, DURATION),
    ),
}


def ensure_sheets() -> int:
    """Add the book's own sheet of each kind of which it has none; how many were added."""
    held = set(ScoreSheet.objects.filter(unit=None).values_list("kind", flat=True))
    missing = [kind for kind in SHEETS if kind not in held]
    for kind in missing:
        sheet = ScoreSheet.objects.create(
            kind=kind, since=SINCE, good=BOUNDS[0], fair=BOUNDS[1], average=BOUNDS[2]
        )
        for number, (title, most, fills) in enumerate(SHEETS[kind], start=1):
            Criterion.objects.create(sheet=sheet, number=number, title=title, most=most, fills=fills)
    return len(missing)
