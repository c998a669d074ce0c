"""The acts by which a commune steers its year: the plan of targets given from above and adopted by its own bodies."""

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
