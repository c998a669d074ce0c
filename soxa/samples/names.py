"""Invented people and places: Vietnamese names of the Kinh and of the upland peoples, seeded, so that they come out the same each time."""

from dataclasses import dataclass
from functools import cache
from random import Random

# people, their share of the population, and their family names with weights
PEOPLES: dict[str, tuple[int, str]] = {
    "Kinh": (
        60,
        "Nguyễn:30 Trần:12 Lê:8 Phạm:8 Hoàng:6 Phan:4 Vũ:5 Đặng:4 Bùi:5 Đỗ:5 Ngô:4 Dương:4 Đào:3 Đoàn:2 Trịnh:2 "
        "Đinh:2 Mai:2 Tạ:2 Chu:2 Cao:2 Thân:2 Giáp:2 Khổng:1 Doãn:1 Quách:1 Lương:2 Lưu:2 Phùng:2 Kiều:1 Tống:1",
    ),
    "Tày": (14, "Nông:8 Hoàng:8 Hà:5 Lục:5 Ma:4 Triệu:3 Bế:3 Dương:3 Lương:3 La:2 Vi:2 Đàm:2 Mã:1 Quan:1"),
    "Nùng": (12, "Nông:6 Vi:5 Mông:4 Lương:4 Hoàng:5 Lục:3 Long:2 Lý:3 Hứa:3 Chu:2 Phùng:2 Lâm:2 Linh:1"),
    "Sán Chay": (6, "Ninh:4 Trần:4 Hoàng:3 Lâm:3 Sầm:2 Tiêu:2 La:2 Nịnh:1 Lý:2"),
    "Dao": (5, "Triệu:4 Bàn:4 Đặng:4 Phùng:2 Lý:3 Trịnh:1 Dương:1"),
    "Sán Dìu": (3, "Trương:3 Ôn:2 Diệp:3 Tạ:2 Lưu:2 Lê:1 Từ:1 Tô:2"),
}

# (last year of birth, middle names, given names) for each generation, the oldest first
MEN = (
    (
        1959,
        "Văn:12 Đình:2 Xuân:3 Hữu:2 Ngọc:1 Công:1 Đức:1 Bá:1 Trọng:1 Thế:1 Quang:1",
        "Bính Cẩn Chấn Chiến Chúc Chuyên Cúc Đăng Đạo Đệ Điền Đoan Giáp Hải Hãn Hào Hiển Hiệp Hoạch Hòa Hợi Hồi Hùng Huấn "
        "Hựu Khải Khang Khoan Khuê Kính Lâm Lập Lịch Liêm Lộc Lợi Lư Luân Lượng Mão Mạo Mậu Nghị Ngọ Ngữ Nhâm Nhẫn Nhuận "
        "Ninh Phẩm Phiến Phú Phúc Quế Quý Quyền Sáu Sinh Soạn Sửu Tài Tấn Tập Thạch Thái Thanh Thập Thân Thi Thìn Thịnh Thọ "
        "Thông Thuận Thụ Thức Tiễn Tính Toản Toán Trác Tráng Trịnh Trực Trường Tựu Tỵ Uyển Vấn Viễn Vinh Vượng Xuyên Yên",
    ),
    (
        1984,
        "Văn:10 Đức:3 Xuân:2 Ngọc:2 Quang:2 Hữu:1 Mạnh:2 Đình:1 Thanh:1 Minh:1 Công:1 Quốc:1 Huy:1 Tiến:1 Trọng:1",
        "An Bắc Bằng Biên Bình Bường Cảnh Chiến Chính Chung Công Cường Dân Diện Doanh Dũng Duy Dương Đại Điệp Định Đoàn Đông Đức "
        "Giang Hà Hải Hạnh Hiền Hiếu Hiệu Hòa Hoan Hoàn Hồng Hợp Huân Hùng Hưng Khánh Khoa Khương Kiên Lâm Lân Long Luận Luyện "
        "Mạnh Minh Nam Nghĩa Nguyên Nhất Phong Phương Quân Quảng Quyết Quỳnh Sáng Sơn Tâm Tân Thái Thắng Thành Thảo Thế Thiện "
        "Thịnh Thiệu Thuần Thuật Thường Tiến Tình Toàn Trình Trung Trưởng Tuân Tuấn Tùng Tuyên Tường Ước Văn Việt Vĩnh Vũ",
    ),
    (
        2010,
        "Đức:4 Minh:4 Quang:3 Tuấn:3 Văn:4 Anh:2 Hoàng:2 Duy:2 Thành:2 Mạnh:2 Quốc:2 Trung:2 Gia:1 Bảo:1 Việt:1 Thế:1",
        "Anh Bách Bảo Chiến Chung Cường Dũng Duy Đạt Đăng Đông Đức Hải Hậu Hiệp Hiếu Hoàng Huy Hưng Khải Khánh Khiêm Khoa Khôi "
        "Kiên Lâm Linh Long Lương Minh Nam Nghĩa Nhật Phong Phú Phúc Quân Quang Quyền Quyết Sơn Tài Thái Thắng Thành Thịnh Thuận "
        "Tiến Tiệp Toàn Trọng Trung Trường Tú Tuấn Tùng Vinh Vũ Vương",
    ),
)
WOMEN = (
    (
        1959,
        "Thị:1",
        "Ái Ban Bảy Bưởi Cậy Chắt Chiêm Chín Cúc Đào Dậu Dung Duyên Gái Hảo Hậu Hiên Hoa Hoạt Hợi Huệ Khuyên Kỷ La Lan Lành Lê Lịch "
        "Liên Liễu Loan Lụa Lựu Lý Mai Mận Miên Mùi Mười Na Năm Ngà Ngân Nghiêm Ngoan Nguyệt Nhài Nhàn Nho Nhớ Nụ Oanh Phấn Phượng "
        "Quế Sáu Sen Sợi Tâm Thạo Thân Thêm Thìn Thoa Thơm Thục Thuyết Tích Tình Tơ Tuất Tươi Tuyết Tý Vân Vui Xuyến Yến",
    ),
    (
        1984,
        "Thị:12 Thị Thanh:2 Thị Hồng:3 Thị Minh:2 Thị Kim:2 Thị Thu:3 Thị Bích:1 Thị Ngọc:2 Thị Lan:1 Thị Phương:1 Thị Mai:1",
        "An Ánh Bích Bình Châm Chi Chinh Chung Cúc Diệp Diệu Dịu Dung Duyên Đào Giang Hà Hải Hằng Hạnh Hảo Hậu Hiền Hoa Hòa Hoài Hoàn "
        "Hồng Hợp Huệ Huyền Hương Hường Khánh Khuyên Lam Lan Lê Liên Loan Luyến Lương Lý Mai Mận Minh Mơ Nga Ngân Ngọc Nguyệt Nhàn Nhâm "
        "Nhung Oanh Phượng Quyên Quỳnh Sâm Tâm Thanh Thảo Thắm Thoa Thu Thủy Thúy Thương Tình Trang Tuyến Tuyết Tươi Vân Việt Xuân Yến",
    ),
    (
        2010,
        "Thị:4 Thị Thu:2 Thị Phương:2 Thị Hồng:2 Thị Ngọc:2 Thị Thùy:2 Thị Khánh:1 Thị Minh:1 Thị Mai:1 Thị Thanh:1 Thị Diệu:1 "
        "Thùy:1 Ngọc:2 Phương:2 Minh:1 Khánh:1 Hà:1 Thảo:1 Bảo:1",
        "Anh Ánh Chi Chinh Diệp Dung Duyên Giang Hà Hằng Hạnh Hiền Hoa Hoài Huế Huệ Huyền Hương Hường Khánh Lan Lệ Liên Linh Loan Ly Mai "
        "Minh My Mỹ Nga Ngà Ngân Ngọc Nhi Nhung Oanh Phương Phượng Quyên Quỳnh Thảo Thơm Thu Thủy Thúy Thương Trà Trang Tuyền Tuyết Uyên "
        "Vân Xuân Yến",
    ),
)

# provinces and communes that are on no official list
PROVINCES = (
    "tỉnh Sông Cẩm",
    "tỉnh Bình Lãng",
    "tỉnh Khê Giang",
    "tỉnh Thạch Hà Bắc",
    "thành phố Hải Vân Đài",
)
COMMUNES = (
    "xã Yên Vạc", "xã Tân Khoái", "xã Lũng Sậu", "xã Phượng Khê", "xã Nà Phiêng", "xã Đông Lỗi", "xã Thượng Cốt", "xã Cẩm Lũng",
    "xã Bình Chuối", "xã Hương Mạc Hạ", "xã Đại Khoan", "xã Kim Sậu", "phường Bến Quế", "phường Thanh Nhạn", "phường Đông Kiều Mới",
)  # fmt: skip


def rolls(purpose: str) -> Random:
    """A source of invented facts for one purpose; the same purpose always gives the same facts."""
    return Random(f"Đồng Vải 2026 {purpose}")  # noqa: S311 – invents, guards nothing


@cache
def weighted(text: str) -> tuple[list[str], list[int]]:
    """Words and weights of "Thị:12 Thị Thanh:2": a word may hold a space, a weight closes it."""
    words, weights, waiting = [], [], []
    for piece in text.split():
        word, _, weight = piece.partition(":")
        waiting.append(word)
        if weight:
            words.append(" ".join(waiting))
            weights.append(int(weight))
            waiting = []
    return words, weights


@dataclass(frozen=True)
class Called:
    """A full name and the people whose family names it follows."""

    full_name: str
    people: str


class Namer:
    """Gives names, none of them twice."""

    def __init__(self, roll: Random, taken: set[str] | None = None) -> None:
        self.roll = roll
        self.taken = taken if taken is not None else set()

    def name(self, *, woman: bool, born: int) -> Called:
        """A name fit for the sex and the year of birth."""
        while True:
            people = self._one(list(PEOPLES), [share for share, _ in PEOPLES.values()])
            family = self._one(*weighted(PEOPLES[people][1]))
            _, middles, given = next(row for row in (WOMEN if woman else MEN) if born <= row[0])
            middle, last = self._one(*weighted(middles)), self.roll.choice(given.split())
            full_name = f"{family} {middle} {last}"
            if full_name not in self.taken and last not in middle.split() and last != family:
                self.taken.add(full_name)
                return Called(full_name, people)

    def _one(self, words: list[str], weights: list[int]) -> str:
        return self.roll.choices(words, weights)[0]


def elsewhere(roll: Random) -> str:
    """A commune and province outside the demo commune."""
    province = roll.choices(PROVINCES, (60, 15, 10, 8, 7))[0]
    return f"{roll.choice(COMMUNES)}, {province}"
