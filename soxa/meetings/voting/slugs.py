"""The names of a vote's steps in addresses."""

SLUGS = {"count": "ket-qua", "open": "mo-phieu", "close": "dong-phieu", "withdraw": "khong-lay"}
NAMES = {slug: name for name, slug in SLUGS.items()}
