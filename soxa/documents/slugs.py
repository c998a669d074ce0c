"""How addresses name the steps of the lives of documents and files, in Vietnamese."""

SLUGS = {
    "check": "kiem-tra",
    "approve": "duyet",
    "return": "tra-lai",
    "sign": "ky",
    "number": "cap-so",
    "seal": "dong-dau",
    "issue": "phat-hanh",
    "void": "huy-so",
    "recall": "thu-hoi",
    "replace": "thay-the",
    "register": "vao-so",
    "propose": "trinh",
    "instruct": "but-phe",
    "answer": "tra-loi",
    "file": "luu-ho-so",
    "send_back": "tra-noi-gui",
}
NAMES = {slug: name for name, slug in SLUGS.items()}
DIRECTIONS = {"di": "out", "den": "in"}
SIDES = {"dang": "party", "chinh-quyen": "state"}
FOLDER_SLUGS = {"close": "ket-thuc", "reopen": "mo-lai", "hand_in": "nop-luu", "destroy": "huy"}
FOLDER_NAMES = {slug: name for name, slug in FOLDER_SLUGS.items()}
