"""Paragraphs that the half-yearly and the yearly report share: what is said of each field of work, and by which figures."""

from soxa.reports.sentences import Item, Listing, Place, Sentence

RECIPIENTS = (
    "Thường trực Tỉnh ủy (báo cáo)",
    "Văn phòng Tỉnh ủy, các ban đảng Tỉnh ủy",
    "Thường trực Đảng ủy, HĐND; lãnh đạo UBND, MTTQ xã",
    "Các chi bộ, đảng bộ trực thuộc",
    "Các đồng chí Đảng ủy viên",
    "Lưu Văn phòng Đảng ủy",
)

OPENING = Item(
    "",
    (Place("opening", "Bối cảnh 3–5 dòng: thuận lợi, khó khăn; năm thực hiện mô hình chính quyền hai cấp"),),
)


def issued(year: int) -> Item:
    """A paragraph of its own, as the opening may be several: what the committee issued, how the year's targets stand."""
    return Item(
        "",
        (
            Sentence(
                (
                    "Ban Chấp hành Đảng bộ xã đã ban hành {documents.resolutions} nghị quyết, "
                    "{documents.programmes} chương trình, kế hoạch",
                    f"trong {{targets.total}} chỉ tiêu năm {year} có {{targets.green}} chỉ tiêu đạt, vượt tiến độ, "
                    "{targets.yellow} cần tập trung, {targets.red} khó đạt[, {targets.not_due} đánh giá cuối năm]"
                    "[, {targets.no_value} chưa có số liệu] (Phụ lục 1)",
                )
            ),
        ),
    )


def society(before: str, year_before: str) -> tuple[Item, ...]:
    """Chapter I; `before` is what values are held against ("cùng kỳ năm 2025"), `year_before` "cuối năm 2025"."""
    return (
        Item("1. Kinh tế.", _economy(before)),
        Item("2. Nông thôn mới, OCOP, công trình.", (_VILLAGES,)),
        Item("3. Văn hóa - xã hội.", (_people(year_before),)),
        Item(
            "4. Tài nguyên, môi trường.",
            (
                _ENVIRONMENT,
                Place("environment", "Đất đai, khoáng sản, vệ sinh môi trường: việc nổi bật, việc còn tồn"),
            ),
        ),
        Item("5. Cải cách hành chính, chuyển đổi số.", (_ONE_STOP,)),
        Item(
            "6. Quốc phòng, an ninh.",
            (
                _defence(before),
                Place("security", "Tình hình an ninh trật tự, tai nạn giao thông; so với cùng kỳ"),
            ),
        ),
        Item(
            "7. Nội chính; tiếp công dân, giải quyết đơn thư; phòng, chống tham nhũng, lãng phí, tiêu cực.",
            (Place("petitions", "Số đơn nhận, đã giải quyết, còn lại và lý do; số ngày tiếp công dân"),),
        ),
    )


def _economy(before: str) -> tuple[Sentence, ...]:
    return (
        Sentence(
            (
                "tổng giá trị sản xuất {economy.production_value|reached} {economy.production_value}"
                "[, bằng {economy.production_value|of_plan} kế hoạch năm]",
            )
        ),
        Sentence(
            (
                "thu ngân sách nhà nước trên địa bàn {budget.revenue|reached} {budget.revenue}"
                "[, bằng {budget.revenue|of_plan} dự toán tỉnh giao]"
                "[, {budget.revenue|of_second_plan} dự toán Hội đồng nhân dân xã giao]"
                f"[ và bằng {{budget.revenue|of_before}} so với {before}]",
            )
        ),
        Sentence(
            (
                "năng suất lúa {agriculture.rice_yield|reached} {agriculture.rice_yield}"
                f"[, {{agriculture.rice_yield|since_before}} so với {before}]",
                "sản lượng lương thực {agriculture.grain_output|reached} {agriculture.grain_output}"
                "[, bằng {agriculture.grain_output|of_plan} kế hoạch năm]",
            )
        ),
        Sentence(
            (
                "giải ngân vốn đầu tư công {budget.public_investment|reached} {budget.public_investment} kế hoạch",
            )
        ),
        Sentence(("thu nhập bình quân đầu người {income.per_head|reached} {income.per_head}",)),
    )


_VILLAGES = Sentence(
    (
        "đạt {rural.criteria} tiêu chí xã nông thôn mới",
        "đạt {rural.advanced_criteria} tiêu chí xã nông thôn mới nâng cao",
        "cứng hóa {rural.roads|about}{rural.roads} đường thôn",
        "Nhân dân hiến {rural.land_given} đất[, góp {rural.work_days}][ và {rural.money_given}]",
        "công nhận mới {ocop.new_products|count} sản phẩm OCOP",
    )
)
_ENVIRONMENT = Sentence(
    (
        "hộ sử dụng nước sạch {water.clean|reached} {water.clean}",
        "chất thải rắn sinh hoạt được thu gom, xử lý {waste.collected|reached} {waste.collected}",
    )
)
# a share told with what it was counted from, or alone where only the share was reported
_ONE_STOP = Sentence(
    (
        "tiếp nhận {one_stop.online|whole} hồ sơ, trong đó {one_stop.online|part} hồ sơ trực tuyến ({one_stop.online})",
        "hồ sơ trực tuyến đạt {one_stop.online|alone}",
        "đã giải quyết {one_stop.on_time|whole}, đúng hạn {one_stop.on_time|part} ({one_stop.on_time})",
        "hồ sơ giải quyết đúng hạn đạt {one_stop.on_time|alone}",
    )
)


def _people(year_before: str) -> Sentence:
    return Sentence(
        (
            "tỷ lệ hộ nghèo {poverty.rate|about}còn {poverty.rate}"
            f"[, {{poverty.rate|since_year}} so với {year_before}]",
            "người tham gia bảo hiểm y tế {insurance.health|reached} {insurance.health} dân số",
            "{schools.national_standard|fraction} trường đạt chuẩn quốc gia",
            "trường đạt chuẩn quốc gia {schools.national_standard|reached} {schools.national_standard|alone}",
        )
    )


def _defence(before: str) -> Sentence:
    return Sentence(
        (
            "giao {defence.conscripts|against_plan} công dân nhập ngũ, đạt {defence.conscripts|of_plan} chỉ tiêu",
            "xảy ra {security.crimes|count} vụ phạm pháp hình sự"
            f"[, {{security.crimes|since_before}} so với {before}]"
            "[, khám phá {security.crimes_solved|count} vụ]",
        )
    )


MEMBERS = Item(
    "2. Tổ chức, cán bộ, đảng viên.",
    (
        Sentence(
            (
                "Đảng bộ có {party.cells} chi bộ, {party.members} đảng viên ({party.members_official} chính thức, "
                "{party.members_probationary} dự bị; nữ {party.women}, chiếm {party.women_share})",
            ),
            always=True,
        ),
        Sentence(
            (
                "kết nạp {party.admitted} đảng viên[, đạt {party.admitted|of_plan} chỉ tiêu năm]",
                "công nhận chính thức {party.recognised}",
                "chuyển đến {party.transferred_in}, chuyển đi {party.transferred_out}",
                "phục hồi {party.restored}",
                "xóa tên {party.struck_off}",
                "khai trừ {party.expelled}",
                "xin ra, cho ra khỏi Đảng {party.left}",
                "từ trần {party.died}",
            ),
            lead="Trong kỳ ",
        ),
        Sentence(
            (
                "{party.files_complete} hồ sơ đảng viên đầy đủ",
                "đổi thẻ cho {party.card_exchange|fraction} đảng viên chính thức ({party.card_exchange})",
            )
        ),
        Place(
            "personnel",
            "số người, chức vụ, quyết định",
            before="Quy hoạch, bổ nhiệm, luân chuyển: ",
        ),
    ),
)

PARTY_WORK = (
    Item(
        "1. Chính trị, tư tưởng; học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh.",
        (
            Sentence(
                (
                    "tổ chức {party.study_sittings} hội nghị học tập, quán triệt {party.studied_papers} văn bản",
                    "tỷ lệ đảng viên tham gia đạt {party.study_attendance}",
                ),
            ),
            Place("ideology", "Nhận thức, dư luận; việc học tập và làm theo Bác"),
        ),
    ),
    MEMBERS,
    Item(
        "3. Chất lượng sinh hoạt chi bộ.",
        (Place("cell_meetings", "Chi bộ sinh hoạt tốt, chi bộ còn hạn chế, nguyên nhân"),),
    ),
    Item(
        "4. Kiểm tra, giám sát, kỷ luật Đảng.",
        (
            Sentence(
                (
                    "thực hiện {party.inspection_programme_done|fraction} cuộc theo chương trình năm[ (kiểm tra "
                    "{party.checks_done}, giám sát {party.supervisions_done})]",
                ),
            ),
            Place("inspection", "Kết luận chính; thi hành kỷ luật"),
        ),
    ),
    Item(
        "5. Dân vận, dân chủ ở cơ sở.",
        (Place("mass_work", "Mô hình dân vận khéo; việc dân bàn, dân quyết định, dân giám sát"),),
    ),
    Item("6. Mặt trận và đoàn thể.", (Place("front", "Kết quả chính của Mặt trận và từng đoàn thể"),)),
    Item(
        "7. Hội đồng nhân dân.", (Place("council", "Kỳ họp, giám sát, tiếp xúc cử tri, trả lời kiến nghị"),)
    ),
    Item(
        "8. Văn phòng cấp ủy; chuyển đổi số trong Đảng.",
        (
            Sentence(
                (
                    "{documents.digitally_signed|fraction} văn bản đi được ký số ({documents.digitally_signed})",
                )
            ),
            Place("office", "Văn bản ban hành, ký số, họp không giấy"),
        ),
    ),
    Item(
        "9. Đổi mới phương thức lãnh đạo.",
        (
            Sentence(
                (
                    "giao {tasks.given} nhiệm vụ: {tasks.done} hoàn thành ({tasks.done_on_time} đúng hạn), "
                    "{tasks.open} đang thực hiện trong hạn, {tasks.overdue} quá hạn",
                )
            ),
            Place("leadership", "Nhiệm vụ đã giao, đã hoàn thành, quá hạn"),
        ),
    ),
)

JUDGEMENT = (
    Item("1. Ưu điểm.", (Place("strengths", "Kết quả nổi bật nhất, có số liệu"),)),
    Item(
        "2. Hạn chế, tồn tại.",
        (
            Sentence(("còn {targets.red} chỉ tiêu khó đạt", "{tasks.overdue} nhiệm vụ quá hạn")),
            Sentence(("trong kỳ nêu {shortcomings.own_stated} hạn chế, khuyết điểm",)),
            Listing("stated"),
            Place("weaknesses", "Chỉ tiêu khó đạt, việc và đơn quá hạn, nơi làm chưa tốt"),
        ),
    ),
    Item("3. Nguyên nhân.", (Place("causes", "Khách quan, chủ quan; trách nhiệm"),)),
    Item(
        "4. Kết quả khắc phục hạn chế đã nêu kỳ trước.",
        (
            Sentence(
                (
                    "kỳ trước chuyển sang {shortcomings.own_open|carried} hạn chế, khuyết điểm[, trong kỳ nêu thêm "
                    "{shortcomings.own_stated}]; đã khắc phục xong {shortcomings.own_right}"
                    "[, trong đó của kỳ trước {shortcomings.own_carried_right}]",
                    "đến cuối kỳ còn {shortcomings.own_open} hạn chế, khuyết điểm chưa khắc phục xong"
                    "[, trong đó {shortcomings.own_overdue} quá hạn]",
                )
            ),
            Listing("left"),
            Place("mended", "Việc chưa xong, vì sao; việc đã xong có kết quả gì"),
        ),
    ),
)


def ahead(span: str) -> tuple[Item, ...]:
    """The second part, written by people; `span` is the period ahead ("6 tháng cuối năm")."""
    return (
        Item("I. Dự báo tình hình", (Place("outlook", f"Thuận lợi, khó khăn của {span}"),), chapter=True),
        Item(
            "II. Chỉ tiêu phải tập trung",
            (
                Listing("pressing"),
                Place("targets", "Cách làm chung để đạt các chỉ tiêu vàng, đỏ; ai đôn đốc"),
            ),
            chapter=True,
        ),
        Item(
            "III. Nhiệm vụ, giải pháp",
            (Place("tasks", "6–9 mục, mỗi mục có người làm, có hạn"),),
            chapter=True,
        ),
        Item(
            "IV. Kiến nghị, đề xuất với Tỉnh ủy, UBND tỉnh",
            (Place("requests", "Kiến nghị cụ thể; không có thì ghi không"),),
            chapter=True,
        ),
    )
