"""The acts by which a commune steers its year: the plan given from above and adopted by its own bodies, and the reviews of it."""

from datetime import date

from soxa.law.acts import declared
from soxa.law.citation import Act

YEAR_PLAN = declared(
    Act(
        "YEAR_PLAN",
        "",
        "Nghị quyết, chương trình công tác năm của cấp ủy",
        about="giao chỉ tiêu và đánh giá từng kỳ, theo lệ địa phương",
        confirmed=False,
    )
)
INSPECTION_LAW = declared(
    Act(
        "INSPECTION_LAW",
        "84/2025/QH15",
        "Luật Thanh tra",
        since=date(2025, 7, 1),
        about="kết luận thanh tra và việc thực hiện kết luận",
        confirmed=False,
    )
)
REVIEWS = declared(
    Act(
        "STEERING_REVIEWS",
        "",
        "Quy chế làm việc, chế độ sơ kết, tổng kết của cấp ủy",
        about="sơ kết, tổng kết nghị quyết, chương trình; khắc phục hạn chế, khuyết điểm, theo lệ địa phương",
        confirmed=False,
    )
)
