"""The acts the book cites: the Party's Charter and regulations, and the laws on petitions, democracy, data and days."""

from datetime import date

from soxa.law.citation import Act, Citation

__all__ = ["ACTS", "Act", "Citation"]

ACTS: dict[str, Act] = {}
"""Every act by its code, in the order of declaration."""


def declared(act: Act) -> Act:
    """Enter an act; a code used twice is a ValueError."""
    if act.code in ACTS:
        raise ValueError(f"The act {act.code} is declared twice.")
    ACTS[act.code] = act
    return act


# --- The Party: Charter and its implementation ---
CHARTER = declared(
    Act(
        "CHARTER",
        "",
        "Điều lệ Đảng Cộng sản Việt Nam",
        since=date(2011, 1, 19),
        about="tổ chức và sinh hoạt đảng",
    )
)
QD_29 = declared(
    Act(
        "QD_29",
        "29-QĐ/TW",
        "Quy định",
        until=date(2021, 7, 30),
        about="thi hành Điều lệ Đảng",
        confirmed=False,
    )
)
QD_24 = declared(
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
QD_232 = declared(
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
QD_294 = declared(
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
HD_06 = declared(
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
HD_12_MEMBERS = declared(
    Act("HD_12_MEMBERS", "12-HD/BTCTW", "Hướng dẫn", until=date(2025, 9, 29), about="nghiệp vụ đảng viên")
)
HD_38 = declared(Act("HD_38", "38-HD/BTCTW", "Hướng dẫn", date(2025, 9, 29), about="nghiệp vụ đảng viên"))
# Badges: the limits of an early award were read of the older guidance; the one after it was not seen on this point.
HD_01 = declared(
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
HD_56 = declared(
    Act(
        "HD_56",
        "56-HD/VPTW",
        "Hướng dẫn",
        date(2015, 10, 27),
        about="mức chi khen thưởng đối với tổ chức đảng và đảng viên",
        confirmed=False,
    )
)
ND_161 = declared(
    Act(
        "ND_161",
        "161/2026/NĐ-CP",
        "Nghị định",
        since=date(2026, 7, 1),
        about="mức lương cơ sở",
        confirmed=False,
    )
)
ND_73 = declared(
    Act(
        "ND_73",
        "73/2024/NĐ-CP",
        "Nghị định",
        since=date(2024, 7, 1),
        about="mức lương cơ sở",
        confirmed=False,
    )
)
CT_51 = declared(Act("CT_51", "51-CT/TW", "Chỉ thị", date(2025, 8, 8), about="đổi thẻ đảng viên"))
HD_11 = declared(
    Act(
        "HD_11",
        "11-HD/BTCTW",
        "Hướng dẫn",
        date(2021, 12, 13),
        about="thống kê cơ bản trong Đảng",
        confirmed=False,
    )
)
QD_01_DUES = declared(Act("QD_01_DUES", "01-QĐ/TW", "Quy định", date(2026, 2, 3), about="chế độ đảng phí"))
QD_213 = declared(
    Act("QD_213", "213-QĐ/TW", "Quy định", date(2020, 1, 2), about="đảng viên ở nơi cư trú", confirmed=False)
)
QD_339 = declared(Act("QD_339", "339-QĐ/TW", "Quy định", date(2025, 7, 10), about="sổ tay đảng viên điện tử"))
CT_05 = declared(
    Act(
        "CT_05",
        "05-CT/TW",
        "Chỉ thị",
        date(2016, 5, 15),
        about="đẩy mạnh việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        confirmed=False,
    )
)
KL_01 = declared(
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
CT_50 = declared(
    Act("CT_50", "50-CT/TW", "Chỉ thị", date(2025, 7, 23), about="nâng cao chất lượng sinh hoạt chi bộ")
)
HD_12_MEETINGS = declared(
    Act(
        "HD_12_MEETINGS",
        "12-HD/BTCTW",
        "Hướng dẫn",
        date(2018, 7, 6),
        until=date(2025, 10, 28),
        about="sinh hoạt chi bộ",
    )
)
HD_42 = declared(Act("HD_42", "42-HD/BTCTW", "Hướng dẫn", date(2025, 10, 28), about="sinh hoạt chi bộ"))
QD_366 = declared(
    Act(
        "QD_366",
        "366-QĐ/TW",
        "Quy định",
        date(2025, 8, 30),
        about="kiểm điểm và đánh giá, xếp loại chất lượng",
    )
)
HD_43 = declared(
    Act(
        "HD_43",
        "43-HD/BTCTW",
        "Hướng dẫn",
        date(2025, 10, 31),
        about="kiểm điểm và đánh giá, xếp loại chất lượng",
    )
)
QD_399 = declared(
    Act(
        "QD_399",
        "399-QĐ/TW",
        "Quy định",
        date(2026, 1, 9),
        about="thể loại, thẩm quyền ban hành và thể thức văn bản của Đảng",
    )
)
HD_05_PAPERS = declared(
    Act(
        "HD_05_PAPERS",
        "05-HD/VPTW",
        "Hướng dẫn",
        about="thể thức văn bản của Đảng (năm 2026)",
        confirmed=False,
    )
)

# --- Documents of the State side ---
ND_30 = declared(Act("ND_30", "30/2020/NĐ-CP", "Nghị định", date(2020, 3, 5), about="công tác văn thư"))
QD_28 = declared(
    Act(
        "QD_28",
        "28/2018/QĐ-TTg",
        "Quyết định",
        about="gửi, nhận văn bản điện tử giữa các cơ quan trong hệ thống hành chính nhà nước",
    )
)
# the text of the standard was not seen; names of its parts come from published programs that follow it
QCVN_102 = declared(
    Act(
        "QCVN_102",
        "102:2016/BTTTT",
        "QCVN",
        about="cấu trúc mã định danh và định dạng dữ liệu gói tin phục vụ kết nối các hệ thống quản lý văn bản",
        confirmed=False,
    )
)

# --- Archives; the texts were not seen, only told of ---
ARCHIVES = declared(
    Act("ARCHIVES", "33/2024/QH15", "Luật Lưu trữ", date(2024, 6, 21), date(2025, 7, 1), confirmed=False)
)

# --- Petitions: complaints, denunciations, reception ---
_REFORM = date(2026, 7, 1)  # the day Luật 136/2025/QH15 and its three decrees came into force
COMPLAINTS = declared(
    Act("COMPLAINTS", "02/2011/QH13", "Luật Khiếu nại", date(2011, 11, 11), date(2012, 7, 1))
)
RECEPTION = declared(
    Act("RECEPTION", "42/2013/QH13", "Luật Tiếp công dân", date(2013, 11, 25), date(2014, 7, 1))
)
DENUNCIATIONS = declared(
    Act("DENUNCIATIONS", "25/2018/QH14", "Luật Tố cáo", date(2018, 6, 12), date(2019, 1, 1))
)
PETITION_REFORM = declared(
    Act(
        "PETITION_REFORM",
        "136/2025/QH15",
        "Luật",
        since=_REFORM,
        about="sửa đổi Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo",
    )
)
ND_124 = declared(Act("ND_124", "124/2020/NĐ-CP", "Nghị định", about="thi hành Luật Khiếu nại"))
ND_155 = declared(
    Act("ND_155", "155/2026/NĐ-CP", "Nghị định", since=_REFORM, about="sửa đổi Nghị định 124/2020/NĐ-CP")
)
ND_31 = declared(Act("ND_31", "31/2019/NĐ-CP", "Nghị định", about="thi hành Luật Tố cáo"))
ND_156 = declared(
    Act("ND_156", "156/2026/NĐ-CP", "Nghị định", since=_REFORM, about="sửa đổi Nghị định 31/2019/NĐ-CP")
)
ND_64 = declared(
    Act("ND_64", "64/2014/NĐ-CP", "Nghị định", until=_REFORM, about="thi hành Luật Tiếp công dân")
)
ND_154 = declared(
    Act("ND_154", "154/2026/NĐ-CP", "Nghị định", since=_REFORM, about="thi hành Luật Tiếp công dân")
)
ND_141 = declared(
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
TT_05 = declared(
    Act(
        "TT_05",
        "05/2021/TT-TTCP",
        "Thông tư",
        about="xử lý đơn khiếu nại, tố cáo, kiến nghị, phản ánh",
        confirmed=False,
    )
)
TT_01 = declared(
    Act(
        "TT_01",
        "01/2024/TT-TTCP",
        "Thông tư",
        about="báo cáo công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
    )
)

# --- Grassroots democracy, personal data, days ---
GRASSROOTS_DEMOCRACY = declared(
    Act(
        "GRASSROOTS_DEMOCRACY",
        "10/2022/QH15",
        "Luật Thực hiện dân chủ ở cơ sở",
        date(2022, 11, 10),
        date(2023, 7, 1),
    )
)
PERSONAL_DATA = declared(
    Act("PERSONAL_DATA", "91/2025/QH15", "Luật Bảo vệ dữ liệu cá nhân", since=date(2026, 1, 1))
)
ND_356 = declared(
    Act("ND_356", "356/2025/NĐ-CP", "Nghị định", since=date(2026, 1, 1), about="bảo vệ dữ liệu cá nhân")
)
CIVIL_CODE = declared(
    Act("CIVIL_CODE", "91/2015/QH13", "Bộ luật Dân sự", date(2015, 11, 24), date(2017, 1, 1))
)
LABOUR_CODE = declared(
    Act("LABOUR_CODE", "45/2019/QH14", "Bộ luật Lao động", date(2019, 11, 20), date(2021, 1, 1))
)
ND_293 = declared(
    Act(
        "ND_293",
        "293/2025/NĐ-CP",
        "Nghị định",
        since=date(2026, 1, 1),
        about="mức lương tối thiểu",
        confirmed=False,
    )
)
ND_135 = declared(
    Act(
        "ND_135",
        "135/2020/NĐ-CP",
        "Nghị định",
        since=date(2021, 1, 1),
        about="tuổi nghỉ hưu",
        confirmed=False,
    )
)
CULTURE_DAY = declared(
    Act(
        "CULTURE_DAY",
        "80-NQ/TW",
        "Nghị quyết",
        date(2026, 1, 7),
        about="phát triển văn hóa, trong đó có Ngày Văn hóa Việt Nam 24/11",
        confirmed=False,
    )
)
ONE_STOP = declared(
    Act(
        "ONE_STOP",
        "118/2025/NĐ-CP",
        "Nghị định",
        since=date(2025, 7, 1),
        about="cơ chế một cửa, một cửa liên thông",
    )
)
ND_123 = declared(
    Act("ND_123", "123/2015/NĐ-CP", "Nghị định", about="thi hành Luật Hộ tịch", confirmed=False)
)

DAY_ZERO = CIVIL_CODE.at("Điều 147")
"""The day of the event is not counted."""
ROLL = CIVIL_CODE.at("Điều 148 khoản 5")
"""A limit that ends on a day off ends with the next working day."""
HOLIDAYS = LABOUR_CODE.at("Điều 112")
"""The eleven statutory days off."""

# --- The Party: cadres ---

# Known by number and day only; the numbers of planning that the book holds come from the regulation before it.
QD_377 = declared(
    Act(
        "QD_377",
        "377-QĐ/TW",
        "Quy định",
        date(2025, 10, 8),
        about="quản lý, quy hoạch cán bộ",
        confirmed=False,
    )
)
