"""Where an install stands, and what it therefore does not open: member files are never served to the internet."""

from django.conf import settings
from django.utils.translation import gettext as _

from soxa.law.acts import QD_24
from soxa.law.citation import cites

INTERNET = "internet"


def hides(domain: str) -> bool:
    """Whether rows of a domain do not exist for anybody on this install."""
    return settings.EXPOSURE == INTERNET and domain in settings.SECRET_DOMAINS


@cites(QD_24.at("mục 6"))
def page_refusal(module: str) -> str:
    """Why pages of a part of the program are not opened on this install; empty when they are."""
    if settings.EXPOSURE != INTERNET or not module.startswith(settings.SECRET_PAGES):
        return ""
    return _(
        "Máy này mở ra Internet (SOXA_EXPOSURE=internet) nên không mở hồ sơ, danh sách đảng viên: đó là tài liệu mật của Đảng "
        "({law}). Dùng sổ trên máy riêng của văn phòng hoặc trong mạng nội bộ: đặt SOXA_EXPOSURE là standalone hoặc closed."
    ).format(law=page_refusal.__cites__[0])  # type: ignore[attr-defined]
