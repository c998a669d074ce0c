"""How addresses name the steps of a package and the sides, in Vietnamese."""

SLUGS = {
    "take": "tiep-nhan",
    "turn_down": "tu-choi",
    "give_back": "dong-y-thu-hoi",
    "keep": "tu-choi-thu-hoi",
}
NAMES = {slug: name for name, slug in SLUGS.items()}
