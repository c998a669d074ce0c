"""Which bodies of the Party may use which level on whom: a row for each, none of them read in the text in force."""

from soxa.law.acts import CHARTER
from soxa.law.force import Law, Value, law
from soxa.law.party import CHARTER_DAY

MEMBER, LOWER, CADRE = "member", "lower", "cadre"
# body → its name, as the rows have it
BODIES = {
    "cell": "chi bộ",
    "base": "đảng ủy cơ sở",
    "inspectors": "Ủy ban Kiểm tra Đảng ủy xã",
    "standing": "Ban Thường vụ Đảng ủy xã",
    "above": "cấp trên",
}
_WHOM = {
    MEMBER: "đảng viên không giữ chức vụ",
    LOWER: "người giữ chức vụ ở chi bộ",
    CADRE: "cán bộ giữ chức vụ ở xã hoặc cấp trên",
}
_LEVELS = {"reprimand": "khiển trách", "warning": "cảnh cáo", "removal": "cách chức", "expulsion": "khai trừ"}
_MILD = ("cell", "base", "inspectors", "standing", "above")
# (level, of whom) → bodies
_DECIDES = {
    ("reprimand", MEMBER): _MILD,
    ("warning", MEMBER): _MILD,
    ("expulsion", MEMBER): ("inspectors", "standing", "above"),
    ("reprimand", LOWER): _MILD,
    ("warning", LOWER): _MILD,
    ("removal", LOWER): ("base", "standing", "above"),
    ("expulsion", LOWER): ("standing", "above"),
    ("reprimand", CADRE): ("cell", "standing", "above"),
    ("warning", CADRE): ("cell", "standing", "above"),
    ("removal", CADRE): ("standing", "above"),
    ("expulsion", CADRE): ("standing", "above"),
}


def _row(level: str, whom: str, bodies: tuple[str, ...]) -> Law:
    amount = "; ".join(BODIES[one] for one in bodies)
    return law(
        f"party.decides_{level}_{whom}",
        f"Nơi được quyết định {_LEVELS[level]} đối với {_WHOM[whom]}",
        "",
        Value(amount=amount, since=CHARTER_DAY, cite=CHARTER.at("Điều 36"), confirmed=False),
    )


DECIDES = {(level, whom): _row(level, whom, bodies) for (level, whom), bodies in _DECIDES.items()}
