"""The steps' names in addresses, in the language of those who read them."""

SLUGS = {
    "accept": "nhan-viec",
    "name": "giao-nguoi",
    "hand_on": "chuyen",
    "ask": "xin-gia-han",
    "grant": "cho-gia-han",
    "refuse": "khong-gia-han",
    "report": "bao-cao",
    "confirm": "xac-nhan",
    "send_back": "tra-lai",
    "withdraw": "rut",
}
NAMES = {slug: name for name, slug in SLUGS.items()}
