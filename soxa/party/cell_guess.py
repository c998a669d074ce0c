"""What a cell's written name says: the kind of cell it must be, and the keys by which two spellings are one name."""

import re
from functools import lru_cache

from soxa.law.words import fold, spaced

# Read in this order from the head of the name, "chi bộ" taken off; the first that fits gives the kind.
_VILLAGE = r"(?:thôn|thon|khu(?: phố| pho)?|xóm|xom|bản|làng|ấp|tổ(?: dân phố)?|to dan pho|tdp|buôn|phum|sóc|khóm|khối(?: phố)?|tiểu khu)\b"
_AT_HEAD = (
    ("village", _VILLAGE),
    ("police", r"(?:công an|cong an)\b"),
    ("military", r"(?:quân sự|quan su|ban (?:chỉ huy|chqs)|bchqs|chqs|dân quân)"),
    ("health", r"(?:trạm y tế|tram y te|y tế|trung tâm y tế|bệnh viện|phòng khám)"),
    ("school", r"(?:th|thcs|thpt|mn|th-thcs|mầm non|mam non|tiểu học|tieu hoc|trung học|mẫu giáo)\b"),
    ("school", r"(?:trường|truong)\s+\S+\s+\S+"),
    ("school", r"(?:trường|truong)\s+(?:th|thcs|thpt|mn|mầm|tiểu|trung|phổ)\b"),
    ("cooperative", r"(?:htx|hợp tác xã|hop tac xa|liên hiệp hợp tác)"),
    ("enterprise", r"(?:công ty|cong ty|cty|doanh nghiệp|doanh nghiep|xí nghiệp|nhà máy|tập đoàn|tổng công ty)"),
    ("agency", r"(?:cơ quan|co quan|phòng|văn phòng|van phong|trung tâm \S+ \S+|trung tâm \S*hcc|trung tâm pv)"),
    ("agency", r"(?:ubnd|hđnd|hdnd|mttq|đảng ủy|dang uy|ủy ban|uỷ ban|khối cơ quan|ban xây dựng|kho bạc|chi cục)"),
)  # fmt: skip
# Words that give the organisation away wherever they stand.
_ANYWHERE = (
    ("police", r"\bcông an\b"),
    ("military", r"\bquân sự\b"),
    ("health", r"\btrạm y tế\b"),
    ("school", r"\b(?:thcs|thpt|mầm non|tiểu học|trung học cơ sở)\b"),
    ("cooperative", r"\b(?:htx|hợp tác xã)\b"),
    ("enterprise", r"\b(?:công ty|doanh nghiệp|tnhh|cổ phần)\b"),
    ("agency", r"\b(?:cơ quan|ubnd|hđnd|mttq)\b"),
)
_CELL_WORDS = re.compile(r"^(?:các\s+)?(?:đ/c\s+)?(?:chi bộ|chi bo|cb|c\.b|chi đảng bộ)(?=[\s:.\-–]|$)[\s:.\-–]*", re.IGNORECASE)  # fmt: skip
_VILLAGE_WORDS = re.compile(
    r"^(thon|khu pho|khu|xom|ban|lang|ap|to dan pho|to|buon|phum|soc|khom|khoi pho|khoi)\s+(?=.*[a-z]{2})"
)
_WRITTEN_OUT = {
    "tdp": "to dan pho",
    "htx": "hop tac xa",
    "mn": "mam non",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "cty": "cong ty",
    "cp": "co phan",
    "pvhcc": "phuc vu hanh chinh cong",
    "kt": "kinh te",
    "vhxh": "van hoa xa hoi",
    "chqs": "chi huy quan su",
    "bchqs": "ban chi huy quan su",
    "vp": "van phong",
    "mttq": "mat tran to quoc",
    "ca": "cong an",
}
_BRACKET = re.compile(r"\(([^()]*)\)")
_SIGNS = re.compile(r"[^\w]+")


def bare_name(name: str) -> str:
    """The name in NFC without "Chi bộ" before it; the case and the marks stay."""
    written = spaced(name)
    bare = _CELL_WORDS.sub("", written)
    return bare or written


def guess_kind(name: str) -> str:
    """The kind of cell that the name suggests; "village" where nothing in the name says otherwise."""
    bare = bare_name(name).lower()
    for kind, words in _AT_HEAD:
        if re.match(words, bare):
            return kind
    return next((kind for kind, words in _ANYWHERE if re.search(words, bare)), "village")


@lru_cache(maxsize=4096)
def whole_key(name: str) -> str:
    """The name folded, signs dropped, short forms written out, "chi bộ", "trường" and a last "xã" off; brackets stay in."""
    words = _SIGNS.sub(" ", fold(bare_name(name))).split()
    long = " ".join(_WRITTEN_OUT.get(word, word) for word in words)
    return long.removeprefix("truong ").removesuffix(" xa") if long.count(" ") > 1 else long


def village_key(name: str) -> tuple[str, str]:
    """(word for a village or an empty text, the rest): "Chi bộ thôn Bến Đá" → ("thon", "ben da")."""
    key = whole_key(name)
    found = _VILLAGE_WORDS.match(key)
    return (found[1], key[found.end() :]) if found else ("", key)


def without_bracket(name: str) -> tuple[str, str]:
    """(the name before its bracket, what the bracket says): "Trung (Khê Hạ)" → ("Trung", "Khê Hạ")."""
    found = _BRACKET.search(name)
    return (spaced(_BRACKET.sub(" ", name)), spaced(found[1])) if found else (name, "")
