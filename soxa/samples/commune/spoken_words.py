"""What was said in a dozen meetings of the demo commune's cells: the topic, opinions, and the things decided with their days."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoken:
    """One meeting's words: cell, month, the topic and what was written of it, opinions, (what is to be done, by which day of the month)."""

    cell: str
    month: int
    topic: str
    told: str
    opinions: tuple[str, ...]
    decided: tuple[tuple[str, int], ...]
    reserved: str = ""


SPOKEN = (
    Spoken(
        "99901.04", 1, "Đóng góp sửa nhà văn hóa Khu 4",
        "Mái nhà văn hóa dột, dự toán sửa 64 triệu đồng; xã hỗ trợ 30 triệu đồng, còn lại vận động Nhân dân. Chi bộ thống nhất đảng viên đóng góp trước, công khai thu, chi tại bảng tin khu phố.",
        (
            "Nên miễn cho hộ nghèo, hộ có người ốm nặng, phần thiếu các hộ khá giúp thêm.",
            "Đề nghị Ban công tác Mặt trận giữ sổ thu, chi và cử hai hộ cùng giám sát.",
            "Làm trước mùa mưa, thợ trong khu nhận công để đỡ kinh phí.",
        ),
        (("Họp các hộ Khu 4 lấy ý kiến về mức đóng góp", 15), ("Lập sổ thu, chi, niêm yết tại nhà văn hóa", 20), ("Ký hợp đồng sửa mái với tổ thợ của khu", 28)),
    ),
    Spoken(
        "99901.10", 2, "Vận động Nhân dân tham gia bảo hiểm y tế",
        "Thôn còn 41 người chưa có thẻ bảo hiểm y tế, phần lớn là lao động tự do và hộ mới thoát cận nghèo. Chi bộ phân công đảng viên đến từng hộ, nói rõ mức hỗ trợ và quyền lợi khi đi khám.",
        (
            "Nhiều hộ chưa biết được giảm dần mức đóng từ người thứ hai; cần phát tờ rơi tính sẵn số tiền.",
            "Đề nghị đại lý thu về nhà văn hóa thôn mỗi tuần một buổi tối.",
        ),
        (("Đến 41 hộ có người chưa tham gia, ghi lý do từng hộ", 20), ("Mời đại lý thu về nhà văn hóa hai buổi tối", 25)),
    ),
    Spoken(
        "99901.19", 2, "Xét miễn công tác và sinh hoạt đảng",
        "Chi bộ đọc đơn tự nguyện của một đồng chí tuổi cao, sức yếu xin miễn công tác và sinh hoạt đảng; xem hồ sơ sức khỏe kèm theo. Sau khi thảo luận, chi bộ nhất trí để đồng chí được miễn và giao chi ủy thăm hỏi hằng tháng.",
        (
            "Đồng chí đã gần 50 năm tuổi Đảng, chi bộ cần giữ việc thăm hỏi và gửi tài liệu đến nhà.",
            "Nhất trí; khi đồng chí khỏe, muốn dự thì chi bộ vẫn mời dự.",
        ),
        (("Báo cáo Đảng ủy việc chi bộ xét miễn công tác và sinh hoạt", 10), ("Lập lịch thăm hỏi đảng viên được miễn sinh hoạt", 25)),
    ),
    Spoken(
        "99901.23", 3, "Phòng cháy, chữa cháy rừng mùa khô",
        "Toàn thôn có 86 ha rừng trồng, 12 ha liền khu dân cư. Chi bộ giao tổ bảo vệ rừng trực cao điểm từ 10 giờ đến 17 giờ, các hộ đốt nương phải báo trước và có người trông.",
        (
            "Đường băng cản lửa phía khe Cạn đã mọc cây bụi, cần phát lại ngay.",
            "Nên có loa tay và hai bộ đồ dập lửa để ở nhà trưởng thôn.",
            "Đề nghị từng hộ ký cam kết không đốt nương lúc hanh khô.",
        ),
        (("Phát dọn 1,2 km đường băng cản lửa phía khe Cạn", 15), ("Phân công lịch trực tổ bảo vệ rừng", 8), ("Tổ chức ký cam kết phòng cháy rừng với 30 hộ", 25)),
    ),
    Spoken(
        "99901.43", 3, "Phòng, chống dịch bệnh mùa xuân",
        "Trạm đã rà soát trẻ tiêm chưa đủ mũi sởi của 36 thôn; số ca sốt phát ban tăng ở hai thôn. Chi bộ giao đảng viên phụ trách cụm thôn, báo cáo hằng tuần.",
        (
            "Cần thống nhất với nhà trường lịch tiêm bù để phụ huynh không phải nghỉ việc.",
            "Đề nghị gửi tin nhắn nhắc lịch tiêm đến từng gia đình.",
        ),
        (("Chốt danh sách trẻ tiêm chưa đủ mũi theo thôn", 10), ("Tổ chức hai buổi tiêm bù tại cụm Lương Bình, Mai Trạch", 24)),
    ),
    Spoken(
        "99901.32", 4, "Nước sạch thôn Đồi Chè",
        "Trạm cấp nước tự chảy cấp đủ cho 61 hộ ở dưới thấp, 22 hộ trên đồi thiếu nước vào mùa khô. Chi bộ nghe phương án thêm một bể 30 m³ và tuyến ống 640 m; thống nhất kiến nghị xã bố trí vốn, Nhân dân góp công đào rãnh.",
        (
            "Nguồn khe Mỏ đủ nước nhưng cần rào, cấm thả trâu bò phía trên.",
            "Đề nghị lắp đồng hồ từng hộ, thu phí theo khối để có tiền sửa chữa.",
            "Hộ ở cuối tuyến chịu thiếu nước lâu, nên làm tuyến này trước.",
        ),
        (("Lập danh sách 22 hộ thiếu nước, số ngày thiếu từng tháng", 12), ("Gửi kiến nghị đầu tư bể chứa và tuyến ống lên UBND xã", 20), ("Vận động các hộ góp 90 ngày công đào rãnh đặt ống", 28)),
    ),
    Spoken(
        "99901.16", 4, "Mở rộng cầu Vực Trong",
        "Cầu Vực Trong rộng 2,5 m, xe chở nông sản phải đỗ bên kia suối. Chi bộ thống nhất nội dung kiến nghị gửi đại biểu Hội đồng nhân dân xã và việc tự quản đường hai đầu cầu trong lúc chờ.",
        (
            "Cần đếm lượt xe trong một tuần để kiến nghị có số liệu.",
            "Mùa lũ phải có người gác và biển cấm khi nước ngập mặt cầu.",
        ),
        (("Đếm lượt xe, người qua cầu trong một tuần", 15), ("Gửi kiến nghị đến đại biểu Hội đồng nhân dân xã", 22)),
    ),
    Spoken(
        "99901.26", 5, "An toàn hồ ao dịp hè",
        "Thôn có 9 ao, hồ sâu gần đường, 4 nơi chưa có rào. Chi bộ giao từng đảng viên phụ trách một nơi, phối hợp với đoàn thanh niên cắm biển và rào trước khi học sinh nghỉ hè.",
        (
            "Ao của hợp tác xã cũ không rõ ai quản lý, đề nghị xã giao rõ.",
            "Nên mở lớp dạy bơi cho học sinh ở hồ bơi trường tiểu học, mỗi gia đình góp một phần.",
        ),
        (("Rào 4 ao sâu, cắm 9 biển cảnh báo", 25), ("Lập danh sách học sinh đăng ký học bơi", 20)),
    ),
    Spoken(
        "99901.28", 5, "Xét, đề nghị kết nạp đảng viên",
        "Chi bộ nghe đồng chí được phân công giúp đỡ báo cáo nhận xét, đọc ý kiến của tổ chức đoàn và của nơi cư trú về một quần chúng ưu tú; thảo luận về phẩm chất, công việc, quan hệ với Nhân dân. Chi bộ nhất trí đề nghị Đảng ủy xét kết nạp.",
        (
            "Quần chúng tích cực trong việc hiến đất, làm đường; cần giúp thêm về cách nói trước đông người.",
            "Hồ sơ đã đủ, đề nghị chi ủy kiểm tra lại phần khai lịch sử gia đình trước khi gửi.",
        ),
        (("Hoàn chỉnh hồ sơ đề nghị kết nạp gửi Đảng ủy", 15), ("Phân công hai đảng viên chính thức tiếp tục giúp đỡ", 10)),
    ),
    Spoken(
        "99901.45", 5, "Dạy bơi, phòng đuối nước cho học sinh",
        "Nhà trường có 412 học sinh, 168 em chưa biết bơi. Chi bộ giao tổ thể dục mở bốn lớp trong hè, mượn bể bơi di động của xã và vận động phụ huynh góp kinh phí nước, hóa chất.",
        (
            "Ưu tiên lớp 4, lớp 5 và các em nhà gần sông.",
            "Mỗi lớp phải có hai người cứu hộ, nhà trường mua bảo hiểm cho các em.",
        ),
        (("Lập danh sách, xếp lớp học bơi hè", 20), ("Ký cam kết với phụ huynh về quản lý trẻ dịp hè", 28)),
    ),
    Spoken(
        "99901.14", 6, "Vận động hiến đất mở rộng đường thôn Bến Đá",
        "Đường cuối thôn rộng 2,8 m, xe cứu hỏa không vào được. Còn 06 hộ có đất trong chỉ giới, tổng diện tích 312 m². Chi bộ thống nhất đảng viên có đất hiến trước, Ban công tác Mặt trận và các đoàn thể đến từng hộ vận động; không hộ nào bị ép.",
        (
            "Gia đình tôi hiến 40 m² và tháo hàng rào trước, đề nghị xã đo vẽ lại để khỏi tranh chấp về sau.",
            "Phải công khai bản vẽ tại nhà văn hóa, hộ nào mất cây ăn quả thì bà con góp cây giống bù.",
            "Đề nghị xã hỗ trợ xi măng trong quý III, thôn góp công và cát.",
        ),
        (("Đến 06 hộ cuối thôn vận động hiến đất, ghi biên bản từng hộ", 20), ("Đề nghị UBND xã đo vẽ, cắm mốc đoạn đường mở rộng", 25), ("Họp thôn công khai bản vẽ, mức góp công", 28)),
        "Mức góp 300.000 đồng mỗi hộ để sửa mái nhà văn hóa cùng lúc là cao, đề nghị chia hai đợt.",
    ),
    Spoken(
        "99901.09", 6, "Thu gom rác thải ven sông Đầm Sen",
        "Đoạn bờ sông 1,1 km có ba điểm đổ rác tự phát. Chi bộ phát động ngày Chủ nhật xanh, giao các tổ đảng tự quản từng đoạn, kiến nghị tăng chuyến xe gom rác.",
        (
            "Thùng rác đặt xa, người già khó mang; đề nghị thêm hai điểm ở đầu ngõ.",
            "Nên lắp camera ở bến và nêu tên hộ vi phạm trong họp thôn sau khi đã nhắc.",
        ),
        (("Dọn ba điểm rác tự phát, trồng hoa thay thế", 21), ("Gửi kiến nghị tăng chuyến gom rác lên UBND xã", 15)),
    ),
    Spoken(
        "99901.37", 6, "Gợi ý kiểm điểm giữa năm",
        "Chi bộ tiếp thu gợi ý kiểm điểm của Đảng ủy về tiến độ số hóa hồ sơ và việc chậm tham mưu hai văn bản; từng đồng chí liên quan nêu nguyên nhân, hướng khắc phục.",
        (
            "Nguyên nhân chính là chưa phân công người đọc soát trước khi trình; tôi nhận trách nhiệm phần của mình.",
            "Đề nghị mỗi văn bản có ngày trình cụ thể và người theo dõi.",
        ),
        (("Bổ sung 11 hồ sơ đảng viên còn thiếu giấy tờ", 30), ("Lập bảng theo dõi tiến độ tham mưu văn bản quý III", 15)),
    ),
    Spoken(
        "99901.14", 10, "Tiến độ mở đường và rác bến sông thôn Bến Đá",
        "Đã có 05/06 hộ hiến đất, còn một hộ đề nghị đo lại ranh giới. Bến sông vẫn còn rác sau lễ; chi bộ giao đoàn thanh niên dọn hằng tuần, kiến nghị xã xử lý dứt điểm điểm tập kết.",
        (
            "Hộ còn lại đồng ý nếu được đo lại, đề nghị cán bộ địa chính về thôn một buổi.",
            "Rác do khách từ nơi khác đến chợ, phải có biển và người nhắc vào phiên chợ.",
        ),
        (("Mời cán bộ địa chính đo lại ranh giới hộ thứ sáu", 15), ("Dọn bến sông vào sáng thứ Bảy hằng tuần", 31), ("Báo cáo Đảng ủy tiến độ mở đường", 25)),
    ),
)  # fmt: skip
