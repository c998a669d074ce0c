"""The ethnic groups and religions that statistics count by: the names of the lists, and other ways they are written."""

from soxa.law.acts import HD_11
from soxa.law.citation import Citation, cites
from soxa.law.words import fold

# the list of 1979, as in the form of the statistics: name, then other spellings and names in use
ETHNIC_GROUPS: tuple[tuple[str, ...], ...] = (
    ("Kinh", "Việt", "Kinh (Việt)"), ("Tày", "Thổ (Tày)"), ("Thái",), ("Hoa", "Hán"), ("Khơ-me", "Khmer", "Khơ me"),
    ("Mường",), ("Nùng",), ("Hmông", "Mông", "H'Mông", "H’Mông", "Mèo"), ("Dao",), ("Gia-rai", "Jrai", "Gia rai"),
    ("Ngái",), ("Ê-đê", "Ê đê", "Rhađê"), ("Ba-na", "Ba na", "Bahnar"), ("Xơ-đăng", "Xơ đăng", "Xê đăng"),
    ("Sán Chay", "Cao Lan", "Sán Chỉ", "Cao Lan - Sán Chỉ"), ("Cơ-ho", "Cơ ho", "K'ho"), ("Chăm", "Chàm"),
    ("Sán Dìu",), ("Hrê",), ("Mnông", "M'nông"), ("Ra-glai", "Raglai", "Ra glai"), ("Xtiêng", "Stiêng"),
    ("Bru-Vân Kiều", "Vân Kiều", "Bru Vân Kiều"), ("Thổ",), ("Giáy",), ("Cơ-tu", "Cơ tu"), ("Gié-Triêng", "Giẻ Triêng"),
    ("Mạ",), ("Khơ-mú", "Khơ mú"), ("Co", "Cor"), ("Ta-ôi", "Tà Ôi", "Ta ôi"), ("Chơ-ro", "Chơ ro"), ("Kháng",),
    ("Xinh-mun", "Xinh mun"), ("Hà Nhì",), ("Chu-ru", "Chu ru"), ("Lào",), ("La Chí",), ("La Ha",), ("Phù Lá",),
    ("La Hủ",), ("Lự",), ("Lô Lô",), ("Chứt",), ("Mảng",), ("Pà Thẻn",), ("Cơ Lao",), ("Cống",), ("Bố Y",),
    ("Si La",), ("Pu Péo",), ("Brâu",), ("Ơ-đu", "Ơ đu"), ("Rơ-măm", "Rơ măm"),
)  # fmt: skip
# organisations the State recognises; which of them a form asks for has not been seen
RELIGIONS: tuple[tuple[str, ...], ...] = (
    ("Phật giáo", "Đạo Phật", "Phật"),
    ("Công giáo", "Thiên Chúa giáo", "Thiên chúa", "Đạo Thiên Chúa"),
    ("Tin lành", "Đạo Tin lành"),
    ("Cao Đài", "Đạo Cao Đài"),
    ("Phật giáo Hòa Hảo", "Hòa Hảo", "Phật giáo Hoà Hảo"),
    ("Hồi giáo", "Islam"),
    ("Bà-la-môn", "Bà la môn"),
    ("Tịnh độ cư sĩ Phật hội Việt Nam", "Tịnh độ cư sĩ"),
    ("Tứ Ân Hiếu Nghĩa",),
    ("Bửu Sơn Kỳ Hương",),
    ("Baha'i", "Baha’i", "Tôn giáo Baha'i"),
    ("Minh Sư đạo", "Minh Sư"),
    ("Minh Lý đạo", "Minh Lý"),
)
MAJORITY = ETHNIC_GROUPS[0][0]
_NO_RELIGION = frozenset(("", "khong", "khong co", "khong theo", "khong ton giao", "-", "–", "0"))
PEOPLES_CITE: Citation = HD_11.at("biểu 4-TCTW")


@cites(HD_11.at("biểu 4-TCTW"))
def named_once(text: str) -> str:
    """A group or religion as it is compared: marks kept, small letters, no hyphens or quotes, one space; "" for "Không".

    "Thổ" and "Tho" are different texts here, because marks tell groups apart.
    """
    words = " ".join(text.replace("-", " ").replace("'", "").replace("’", "").lower().split())
    return "" if fold(words) in _NO_RELIGION else words
