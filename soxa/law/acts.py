"""The acts the book cites: the Party's Charter and regulations, and the laws on petitions, democracy, data and days."""

from datetime import date

from soxa.law.citation import Act, Citation

__all__ = ["ACTS", "Act", "Citation"]

ACTS: dict[str, Act] = {}
"""Every act by its code, in the order of declaration."""


def _act(act: Act) -> Act:
    if act.code in ACTS:
        raise ValueError(f"The act {act.code} is declared twice.")
    ACTS[act.code] = act
    return act


# --- The Party: Charter and its implementation ---
CHARTER = _act(
    Act(
        "CHARTER",
        "",
        "Điều lệ Đảng Cộng sản Việt Nam",
        since=date(2011, 1, 19),
        about="tổ chức và sinh hoạt đảng",
    )
)
QD_29 = _act(
    Act(
        "QD_29",
        "29-QĐ/TW",
        "Quy định",
        until=date(2021, 7, 30),
        about="thi hành Điều lệ Đảng",
        confirmed=False,
    )
)
QD_24 = _act(
    Act(
        "QD_24",
        "24-QĐ/TW",
        "Quy định",
        date(2021, 7, 30),
        date(2021, 7, 30),
        date(2025, 1, 20),
        "thi hành Điều lệ Đảng",
    )
)
QD_232 = _act(
    Act(
        "QD_232",
        "232-QĐ/TW",
        "Quy định",
        date(2025, 1, 20),
        date(2025, 1, 20),
        date(2025, 7, 1),
        "thi hành Điều lệ Đảng",
    )
)
# An amendment of these two was announced for 2026; its text has not been seen.
QD_294 = _act(
    Act(
        "QD_294",
        "294-QĐ/TW",
        "Quy định",
        date(2025, 5, 26),
        date(2025, 7, 1),
        about="thi hành Điều lệ Đảng",
        confirmed=False,
    )
)
HD_06 = _act(
    Act(
        "HD_06",
        "06-HD/TW",
        "Hướng dẫn",
        date(2025, 6, 9),
        about="một số vấn đề cụ thể thi hành Điều lệ Đảng",
        confirmed=False,
    )
)

# --- The Party: members' affairs ---
HD_12_MEMBERS = _act(
    Act("HD_12_MEMBERS", "12-HD/BTCTW", "Hướng dẫn", until=date(2025, 9, 29), about="nghiệp vụ đảng viên")
)
HD_38 = _act(Act("HD_38", "38-HD/BTCTW", "Hướng dẫn", date(2025, 9, 29), about="nghiệp vụ đảng viên"))
# Badges: the limits of an early award were read of the older guidance; the one after it was not seen on this point.
HD_01 = _act(
    Act(
        "HD_01",
        "01-HD/TW",
        "Hướng dẫn",
        date(2021, 9, 28),
        until=date(2025, 6, 9),
        about="một số vấn đề cụ thể thi hành Điều lệ Đảng",
        confirmed=False,
    )
)
HD_56 = _act(
    Act(
        "HD_56",
        "56-HD/VPTW",
        "Hướng dẫn",
        date(2015, 10, 27),
        about="mức chi khen thưởng đối với tổ chức đảng và đảng viên",
        confirmed=False,
    )
)
ND_161 = _act(
    Act(
        "ND_161",
        "161/2026/NĐ-CP",
        "Nghị định",
        since=date(2026, 7, 1),
        about="mức lương cơ sở",
        confirmed=False,
    )
)
ND_73 = _act(
    Act(
        "ND_73",
        "73/2024/NĐ-CP",
        "Nghị định",
        since=date(2024, 7, 1),
        about="mức lương cơ sở",
        confirmed=False,
    )
)
CT_51 = _act(Act("CT_51", "51-CT/TW", "Chỉ thị", date(2025, 8, 8), about="đổi thẻ đảng viên"))
HD_11 = _act(
    Act(
        "HD_11",
        "11-HD/BTCTW",
        "Hướng dẫn",
        date(2021, 12, 13),
        about="thống kê cơ bản trong Đảng",
        confirmed=False,
    )
)
QD_01_DUES = _act(Act("QD_01_DUES", "01-QĐ/TW", "Quy định", date(2026, 2, 3), about="chế độ đảng phí"))
QD_213 = _act(
    Act("QD_213", "213-QĐ/TW", "Quy định", date(2020, 1, 2), about="đảng viên ở nơi cư trú", confirmed=False)
)
QD_339 = _act(Act("QD_339", "339-QĐ/TW", "Quy định", date(2025, 7, 10), about="sổ tay đảng viên điện tử"))
CT_05 = _act(
    Act(
        "CT_05",
        "05-CT/TW",
        "Chỉ thị",
        date(2016, 5, 15),
        about="đẩy mạnh việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        confirmed=False,
    )
)
KL_01 = _act(
    Act(
        "KL_01",
        "01-KL/TW",
        "Kết luận",
        date(2021, 5, 18),
        about="tiếp tục thực hiện Chỉ thị 05-CT/TW",
        confirmed=False,
    )
)

# --- The Party: cells, appraisal, discipline, papers ---
CT_50 = _act(
    Act("CT_50", "50-CT/TW", "Chỉ thị", date(2025, 7, 23), about="nâng cao chất lượng sinh hoạt chi bộ")
)
HD_42 = _act(Act("HD_42", "42-HD/BTCTW", "Hướng dẫn", date(2025, 10, 28), about="sinh hoạt chi bộ"))
QD_366 = _act(
    Act(
        "QD_366",
        "366-QĐ/TW",
        "Quy định",
        date(2025, 8, 30),
        about="kiểm điểm và đánh giá, xếp loại chất lượng",
    )
)
HD_43 = _act(
    Act(
        "HD_43",
        "43-HD/BTCTW",
        "Hướng dẫn",
        date(2025, 10, 31),
        about="kiểm điểm và đánh giá, xếp loại chất lượng",
    )
)
QD_30 = _act(
    Act(
        "QD_30",
        "30-QĐ/TW",
        "Quy định",
        until=date(2021, 7, 28),
        about="kiểm tra, giám sát và kỷ luật của Đảng",
        confirmed=False,
    )
)
QD_22 = _act(
    Act(
        "QD_22",
        "22-QĐ/TW",
        "Quy định",
        date(2021, 7, 28),
        date(2021, 7, 28),
        date(2025, 5, 30),
        "kiểm tra, giám sát và kỷ luật của Đảng",
    )
)
QD_102 = _act(
    Act(
        "QD_102",
        "102-QĐ/TW",
        "Quy định",
        until=date(2022, 7, 6),
        about="xử lý kỷ luật đảng viên vi phạm",
        confirmed=False,
    )
)
QD_296 = _act(
    Act("QD_296", "296-QĐ/TW", "Quy định", date(2025, 5, 30), about="kiểm tra, giám sát và kỷ luật của Đảng")
)
QD_69 = _act(
    Act(
        "QD_69",
        "69-QĐ/TW",
        "Quy định",
        date(2022, 7, 6),
        about="kỷ luật tổ chức đảng, đảng viên vi phạm",
        confirmed=False,
    )
)
QD_264 = _act(
    Act(
        "QD_264",
        "264-QĐ/TW",
        "Quy định",
        date(2025, 2, 14),
        about="sửa đổi Quy định 69-QĐ/TW",
        confirmed=False,
    )
)
QD_399 = _act(
    Act(
        "QD_399",
        "399-QĐ/TW",
        "Quy định",
        date(2026, 1, 9),
        about="thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
    )
)
HD_05_PAPERS = _act(
    Act(
        "HD_05_PAPERS",
        "05-HD/VPTW",
        "Hướng dẫn",
        about="thể thức văn bản của Đảng (năm 2026)",
        confirmed=False,
    )
)

# --- Documents of the State side ---
ND_30 = _act(Act("ND_30", "30/2020/NĐ-CP", "Nghị định", date(2020, 3, 5), about="công tác văn thư"))
QD_28 = _act(
    Act(
        "QD_28",
        "28/2018/QĐ-TTg",
        "Quyết định",
        about="gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước",
    )
)
# the text of the standard was not seen; names of its parts come from published programs that follow it
QCVN_102 = _act(
    Act(
        "QCVN_102",
        "102:2016/BTTTT",
        "QCVN",
        about="cấu trúc mã định danh và định dạng dữ liệu gói tin phục vụ kết nối các hệ thống quản lý văn bản",
        confirmed=False,
    )
)

# --- Archives; the texts were not seen, only told of ---
ARCHIVES = _act(
    Act("ARCHIVES", "33/2024/QH15", "Luật Lưu trữ", date(2024, 6, 21), date(2025, 7, 1), confirmed=False)
)

# --- Petitions: complaints, denunciations, reception ---
_REFORM = date(2026, 7, 1)  # the day Luật 136/2025/QH15 and its three decrees came into force
COMPLAINTS = _act(Act("COMPLAINTS", "02/2011/QH13", "Luật Khiếu nại", date(2011, 11, 11), date(2012, 7, 1)))
RECEPTION = _act(Act("RECEPTION", "42/2013/QH13", "Luật Tiếp công dân", date(2013, 11, 25), date(2014, 7, 1)))
DENUNCIATIONS = _act(Act("DENUNCIATIONS", "25/2018/QH14", "Luật Tố cáo", date(2018, 6, 12), date(2019, 1, 1)))
PETITION_REFORM = _act(
    Act(
        "PETITION_REFORM",
        "136/2025/QH15",
        "Luật",
        since=_REFORM,
        about="sửa đổi Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo",
    )
)
ND_124 = _act(Act("ND_124", "124/2020/NĐ-CP", "Nghị định", about="thi hành Luật Khiếu nại"))
ND_155 = _act(
    Act("ND_155", "155/2026/NĐ-CP", "Nghị định", since=_REFORM, about="sửa đổi Nghị định 124/2020/NĐ-CP")
)
ND_31 = _act(Act("ND_31", "31/2019/NĐ-CP", "Nghị định", about="thi hành Luật Tố cáo"))
ND_156 = _act(
    Act("ND_156", "156/2026/NĐ-CP", "Nghị định", since=_REFORM, about="sửa đổi Nghị định 31/2019/NĐ-CP")
)
ND_64 = _act(Act("ND_64", "64/2014/NĐ-CP", "Nghị định", until=_REFORM, about="thi hành Luật Tiếp công dân"))
ND_154 = _act(
    Act("ND_154", "154/2026/NĐ-CP", "Nghị định", since=_REFORM, about="thi hành Luật Tiếp công dân")
)
ND_141 = _act(
    Act(
        "ND_141",
        "141/2025/NĐ-CP",
        "Nghị định",
        date(2025, 6, 12),
        date(2025, 7, 1),
        date(2027, 3, 1),
        "tiếp công dân ở cấp xã",
    )
)
TT_05 = _act(
    Act(
        "TT_05",
        "05/2021/TT-TTCP",
        "Thông tư",
        about="xử lý đơn khiếu nại, tố cáo, kiến nghị, phản ánh",
        confirmed=False,
    )
)
TT_01 = _act(
    Act(
        "TT_01",
        "01/2024/TT-TTCP",
        "Thông tư",
        about="báo cáo công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
    )
)

# --- Grassroots democracy, personal data, days ---
GRASSROOTS_DEMOCRACY = _act(
    Act(
        "GRASSROOTS_DEMOCRACY",
        "10/2022/QH15",
        "Luật Thực hiện dân chủ ở cơ sở",
        date(2022, 11, 10),
        date(2023, 7, 1),
    )
)
PERSONAL_DATA = _act(
    Act("PERSONAL_DATA", "91/2025/QH15", "Luật Bảo vệ dữ liệu cá nhân", since=date(2026, 1, 1))
)
ND_356 = _act(
    Act("ND_356", "356/2025/NĐ-CP", "Nghị định", since=date(2026, 1, 1), about="bảo vệ dữ liệu cá nhân")
)
CIVIL_CODE = _act(Act("CIVIL_CODE", "91/2015/QH13", "Bộ luật Dân sự", date(2015, 11, 24), date(2017, 1, 1)))
LABOUR_CODE = _act(
    Act("LABOUR_CODE", "45/2019/QH14", "Bộ luật Lao động", date(2019, 11, 20), date(2021, 1, 1))
)
ND_293 = _act(
    Act(
        "ND_293",
        "293/2025/NĐ-CP",
        "Nghị định",
        since=date(2026, 1, 1),
        about="mức lương tối thiểu",
        confirmed=False,
    )
)
ND_135 = _act(
    Act(
        "ND_135",
        "135/2020/NĐ-CP",
        "Nghị định",
        since=date(2021, 1, 1),
        about="tuổi nghỉ hưu",
        confirmed=False,
    )
)
CULTURE_DAY = _act(
    Act(
        "CULTURE_DAY",
        "80-NQ/TW",
        "Nghị quyết",
        date(2026, 1, 7),
        about="phát triển văn hóa, trong đó có Ngày Văn hóa Việt Nam 24/11",
        confirmed=False,
    )
)
ONE_STOP = _act(
    Act(
        "ONE_STOP",
        "118/2025/NĐ-CP",
        "Nghị định",
        since=date(2025, 7, 1),
        about="cơ chế một cửa, một cửa liên thông",
    )
)
ND_123 = _act(Act("ND_123", "123/2015/NĐ-CP", "Nghị định", about="thi hành Luật Hộ tịch", confirmed=False))

DAY_ZERO = CIVIL_CODE.at("Điều 147")
"""The day of the event is not counted."""
ROLL = CIVIL_CODE.at("Điều 148 khoản 5")
"""A limit that ends on a day off ends with the next working day."""
HOLIDAYS = LABOUR_CODE.at("Điều 112")
"""The eleven statutory days off."""

# --- The Party: cadres ---

# Known by number and day only; the numbers of planning that the book holds come from the regulation before it.
QD_377 = _act(
    Act(
        "QD_377",
        "377-QĐ/TW",
        "Quy định",
        date(2025, 10, 8),
        about="quản lý, quy hoạch cán bộ",
        confirmed=False,
    )
)
