"""The pages that every check goes over: a name, who opens it, where it is."""

from dataclasses import dataclass

HEAD = "tuyet.ngo"


@dataclass(frozen=True)
class Place:
    """One page; `who` is empty for the pages before signing in, `status` what it answers."""

    name: str
    address: str
    who: str = HEAD
    status: int = 200


PLACES = (
    Place("sign-in", "/accounts/login/", who=""),
    Place("mine", "/"),
    Place("mine-of-a-cell", "/", who="buong.luc"),
    Place("overview", "/tong-quan/"),
    Place("mine-of-an-officer", "/", who="luong.nguyen"),
    Place("figures", "/so-lieu/"),
    Place("figure", "/so-lieu/party.card_exchange/?ngay=2026-06-15"),
    Place("figure-rows", "/so-lieu/party.card_exchange/dong/?ngay=2026-06-15&phan=thieu"),
    Place("figure-of-a-period", "/so-lieu/party.admitted/?ky=2026-H1"),
    Place("measure", "/so-lieu/poverty.rate/"),
    Place("balance", "/so-lieu/can-doi/?ky=2026-H1"),
    Place("members", "/dang-vien/"),
    Place("members-none", "/dang-vien/?q=khong+ai"),
    Place("member", "/dang-vien/1/"),
    Place("act", "/dang-vien/1/chuyen-di/"),
    Place("correction", "/dang-vien/1/dinh-chinh/"),
    Place("newcomer", "/dang-vien/them/ket-nap/"),
    Place("cells", "/chi-bo/"),
    Place("cell", "/chi-bo/99901.14/"),
    Place("tasks", "/nhiem-vu/"),
    Place("tasks-all", "/nhiem-vu/?tinh-trang=tat-ca"),
    Place("tasks-none", "/nhiem-vu/?q=khong+co"),
    Place("tasks-of-a-cell", "/nhiem-vu/", who="buong.luc"),
    Place("task", "/nhiem-vu/1/"),
    Place("task-give", "/nhiem-vu/giao/"),
    Place("tasks-give", "/nhiem-vu/giao-nhieu/"),
    Place("tasks-overdue", "/nhiem-vu/don-doc/"),
    Place("figure-of-tasks", "/so-lieu/tasks.overdue/"),
    Place("documents", "/van-ban/"),
    Place("documents-in", "/van-ban/?chieu=den"),
    Place("documents-none", "/van-ban/?q=khong+co"),
    Place("documents-of-the-state", "/van-ban/", who="quang.bui"),
    Place("document", "/van-ban/1/"),
    Place("document-in", "/van-ban/2508/"),
    Place("document-compose-refused", "/van-ban/1/soan/", status=409),
    Place("templates", "/van-ban/mau/"),
    Place("template-take", "/van-ban/mau/moi/"),
    Place("document-begin", "/van-ban/di/moi/"),
    Place("document-receive", "/van-ban/den/moi/"),
    Place("document-step", "/van-ban/2508/but-phe/"),
    Place("registers", "/van-ban/so/"),
    Place("register", "/van-ban/so/6/"),
    Place("register-begin", "/van-ban/so/mo/"),
    Place("documents-sign", "/van-ban/ky-nhieu/"),
    Place("folders", "/van-ban/ho-so/"),
    Place("folders-none", "/van-ban/ho-so/?nam=2020"),
    Place("folders-begin", "/van-ban/ho-so/lap/?nam=2027"),
    Place("folder", "/van-ban/ho-so/2/"),
    Place("folder-mend", "/van-ban/ho-so/2/dinh-chinh/"),
    Place("folders-due", "/van-ban/ho-so/den-han/"),
    Place("document-shelve", "/van-ban/1/xep-ho-so/"),
    Place("document-look-up", "/van-ban/tra-cuu/"),
    Place("exchange", "/lien-thong/"),
    Place("exchange-out", "/lien-thong/?muc=di"),
    Place("mailboxes", "/lien-thong/hop-thu/"),
    Place("mailbox", "/lien-thong/hop-thu/dang/"),
    Place("mailbox-of-the-state", "/lien-thong/hop-thu/chinh-quyen/", who="quang.bui"),
    Place("imports", "/nhap/"),
    Place("reports", "/bao-cao/"),
    Place("units", "/don-vi/"),
    Place("unit", "/don-vi/99901/"),
    Place("journal", "/nhat-ky/"),
    Place("seals", "/nhat-ky/niem/"),
    Place("settings", "/cai-dat/"),
    Place("calendar", "/cai-dat/lich/"),
    Place("pictures", "/van-ban/hinh-chu-ky/"),
    Place("picture-keep", "/van-ban/hinh-chu-ky/cua-toi/"),
    Place("signing", "/cai-dat/chu-ky-so/"),
    Place("anchor-add", "/cai-dat/chu-ky-so/them/"),
    Place("recovery", "/cai-dat/khoa/"),
    Place("checkup", "/cai-dat/tinh-trang/", who="tri.doan"),
    Place("accounts", "/cai-dat/tai-khoan/", who="tri.doan"),
    Place("account", "/cai-dat/tai-khoan/buong.luc/", who="tri.doan"),
    Place("more", "/them/"),
    Place("password", "/accounts/password/change/"),
    Place("not-allowed", "/dang-vien/", who="luong.nguyen", status=403),
    Place("not-found", "/dang-vien/999999/", status=404),
)
