"""The names of a meeting's steps in addresses."""

SLUGS = {
    "convene": "trieu-tap",
    "move": "doi-ngay",
    "open": "bat-dau",
    "mend": "sua-ngay-gio",
    "not_begun": "chua-hop",
    "close": "ket-thuc",
    "reopen": "mo-lai",
    "call_off": "khong-hop",
    "take_up": "hop-lai",
}
NAMES = {slug: name for name, slug in SLUGS.items()}
