"""The acts' names in addresses, in the language of those who read them."""

SLUGS = {
    "recognise": "cong-nhan",
    "move_within": "chuyen-trong-dang-bo",
    "transfer_out": "chuyen-di",
    "come_back": "chuyen-den",
    "restore": "phuc-hoi",
    "attach": "tam-di-chi-bo-khac",
    "end_stay": "het-tam-thoi",
    "begin_exemption": "mien",
    "end_exemption": "sinh-hoat-tro-lai",
    "suspend": "dinh-chi",
    "prolong_suspension": "gia-han-dinh-chi",
    "lift_suspension": "het-dinh-chi",
    "issue_card": "phat-the",
    "exchange_card": "doi-the",
    "card_waits": "chua-doi-the",
    "card_lost": "mat-the",
    "card_found": "tim-thay-the",
    "reissue_card": "cap-lai-the",
    "card_damaged": "the-hong",
    "card_handed_back": "thu-lai-the",
    "was_outside": "thoi-gian-ngoai-dang",
    "paper_missing": "thieu-giay",
    "paper_put_in": "bo-sung-giay",
    "file_checked": "kiem-tra-ho-so",
    "correct_day": "dinh-chinh-ngay",
    "died": "tu-tran",
    "struck_off": "xoa-ten",
    "expelled": "khai-tru",
    "left": "ra-khoi-dang",
    "admit": "ket-nap",
    "transfer_in": "chuyen-den-moi",
    "visit": "den-tam-thoi",
}
NAMES = {slug: name for name, slug in SLUGS.items()}

ADMISSION_SLUGS = {
    "apply": "don-xin-vao-dang",
    "cell_vote": "chi-bo-bieu-quyet",
    "committee_vote": "dang-uy-bieu-quyet",
    "send": "gui-ho-so",
    "decide": "quyet-dinh",
    "admit": "le-ket-nap",
    "recognition_vote": "xet-cong-nhan",
    "rule": "y-kien-cap-tren",
    "endorse": "dang-uy-xet-cong-nhan",
    "recognise": "cong-nhan",
    "card": "phat-the",
    "close": "ket-thuc",
}
ADMISSION_NAMES = {slug: name for name, slug in ADMISSION_SLUGS.items()}

PROCEEDING_SLUGS = {
    "vote": "chi-bo-bieu-quyet",
    "rule": "y-kien-cap-tren",
    "decide": "quyet-dinh",
    "announce": "cong-bo",
    "complain": "khieu-nai",
    "settle": "giai-quyet-khieu-nai",
    "drop": "ket-thuc",
    "defer": "hoan",
    "resume": "het-hoan",
}
PROCEEDING_NAMES = {slug: name for name, slug in PROCEEDING_SLUGS.items()}
