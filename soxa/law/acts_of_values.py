"""The acts by which a commune's numbers are reported: the statistical reporting that its offices owe, and who answers for it."""

from soxa.law.acts import declared
from soxa.law.citation import Act

STATISTICS = declared(
    Act(
        "STATISTICS",
        "89/2015/QH13",
        "Luật Thống kê",
        about="báo cáo số liệu đầy đủ, đúng hạn; người ký chịu trách nhiệm về số liệu",
        confirmed=False,
    )
)
