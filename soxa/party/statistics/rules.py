"""How free words of a file are classed for the statistics, and which small groups are not printed as they are."""

import re
from collections.abc import Mapping

from soxa.law.acts import HD_11
from soxa.law.citation import cites
from soxa.law.words import fold

UNSTATED, OTHER = "unstated", "other"

# class → pattern over the folded words, tried in this order: "thạc sĩ, cử nhân luật" is a master
EDUCATION = (
    ("doctor", r"\btien s[iy]\b|\bts\b|\btskh\b|\bpgs\b|\bgs\b|chuyen khoa (2|ii)\b"),
    ("master", r"\bthac s[iy]\b|\bths\b|cao hoc|chuyen khoa (1|i)\b|\bbac s[iy] noi tru"),
    ("university", r"dai hoc|\bdh\b|\bdhsp\b|cu nhan|\bky su\b|\bbac s[iy]\b|\bduoc s[iy] dai hoc|hoc vien|kien truc su|luat su"),
    ("college", r"cao dang|\bcd\b|\bcdsp\b"),
    ("secondary", r"trung cap|trung hoc chuyen nghiep|\btc\b|\bthcn\b|\by s[iy]\b"),
    ("primary", r"so cap|cong nhan ky thuat|\bcnkt\b|chung chi nghe|hoc nghe|lai xe|cong nhan"),
    ("untrained", r"chua qua dao tao|khong co chuyen mon|^khong$|lao dong pho thong|khong qua dao tao"),
)  # fmt: skip
THEORY = (
    ("advanced", r"cao cap|cu nhan|\bcc\b|thac s[iy]|tien s[iy]"),
    ("middle", r"trung cap|\btc\b"),
    ("elementary", r"so cap|\bsc\b|boi duong"),
    ("none", r"^chua|^khong"),
)
OCCUPATION = (
    ("retired", r"\bhuu\b|nghi che do|mat suc|gia yeu|da nghi"),
    ("armed", r"cong an|quan doi|quan nhan|bo doi(?! phuc vien| xuat ngu)|quan su|chqs|si quan|chien si|dan quan"),
    ("student", r"sinh vien|hoc sinh|hoc vien\b"),
    ("teacher", r"giao vien|giang vien|hieu truong|giao duc|hieu pho|nha tre|mam non|to truong chuyen mon"),
    ("health", r"bac s[iy]|\by s[iy]\b|dieu duong|duoc s[iy]|nu ho sinh|tram y te|\by te\b"),
    ("official", r"can bo|cong chuc|vien chuc|bi thu|chu tich|van phong|dia chinh|tu phap|ke toan|chuyen vien|truong phong|pho phong|chi huy truong|van thu|truong thon|truong ban|truong khu|to truong dan pho|van hoa|mat tran|thu quy|chu nhiem uy ban|hoi truong|chuyen trach"),
    ("business", r"kinh doanh|doanh nghiep|giam doc|buon ban|tieu thuong|dich vu|chu xuong|quan ly cua hang|thuong mai"),
    ("worker", r"cong nhan|tho\b|lai xe|lao dong|bao ve|ky thuat vien|may\b|xay dung|nhan vien|ky su"),
    ("farmer", r"nong|lam ruong|chan nuoi|trong trot|xa vien|thuy san|ngu dan|lam vuon|lam ray|che\b|hop tac xa|lam nghiep"),
)  # fmt: skip
CLASSES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    field: tuple((code, re.compile(pattern)) for code, pattern in rows)
    for field, rows in (("education", EDUCATION), ("theory", THEORY), ("occupation", OCCUPATION))
}


@cites(HD_11.at("biểu 3-TCTW"))
def class_of(field: str, text: str) -> str:
    """The class of what a file says of "education", "theory" or "occupation": the first that fits, `OTHER` when none does."""
    words = fold(text)
    if not words:
        return UNSTATED
    return next((code for code, pattern in CLASSES[field] if pattern.search(words)), OTHER)


@cites(HD_11.at("biểu 4-TCTW"))
def hidden(
    counts: Mapping[str, int], fewest: int, *, wholes: Mapping[str, int] | None = None, among: bool = False
) -> frozenset[str]:
    """Groups whose number would point at people: those below `fewest`, and, where only one is, the next smallest too.

    Otherwise the one hidden group could be reckoned from the sum. Groups of nobody hide nothing. `wholes`: of how many
    people each is a group; the others may then not be few either, nor, `among` sealed things, nobody.
    """
    told = sorted((count, name) for name, count in counts.items() if count)
    small = [
        name
        for count, name in told
        if count < fewest or (wholes and tells_of_others(count, wholes[name], fewest, among=among))
    ]
    if len(small) == 1 and len(told) > 1:
        small.append(told[1][1])
    return frozenset(small)


@cites(HD_11.at("biểu 4-TCTW"))
def tells_of_others(count: int, whole: int, fewest: int, *, among: bool = False) -> bool:
    """Whether a group's number tells of the few who are not in it, or (`among`) that everybody is."""
    return bool(fewest and count and (0 < whole - count < fewest or (among and whole == count)))
