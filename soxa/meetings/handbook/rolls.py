"""The roll of a meeting by names, as far as the handbook tells it: from its sheet of names, or from who is named as missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from soxa.kernel.sheets import Fault, Row
from soxa.law.numbers import count_text
from soxa.law.words import fold
from soxa.meetings.handbook.cells import Missing
from soxa.meetings.handbook.people import Home, Homes, Sought
from soxa.meetings.handbook.told import Told
from soxa.meetings.models import Presence
from soxa.party.models import Exemption

AWAY = ((Presence.EXCUSED, "excused"), (Presence.ABSENT, "absent"))


@dataclass
class Roll:
    """Person → (answer, why), whole or not at all; `lacks` says why it is not whole, `faults` what cannot be."""

    answers: dict[int, tuple[str, str]] = field(default_factory=dict)
    lacks: str = ""
    faults: list[Fault] = field(default_factory=list)
    said: dict[int, tuple[str, str]] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether everybody at home is answered for."""
        return not self.lacks


def missing_of(told: Told, name: str) -> Missing | None:
    """What the row says in a column of those who stayed away; None when it is blank."""
    found: Missing | None = told.row[name]
    return found


def sums(told: Told) -> Iterator[Fault]:
    """Counts of a row that do not add up."""
    row, required, came = told.row, told.row["required"], told.row["came"]
    parts = [missing_of(told, "excused"), missing_of(told, "absent")]
    away = missing_of(told, "away")
    counted = sum(one.count for one in parts if one) if any(parts) else (away.count if away else None)
    known = all(parts) or away is not None
    if away is not None and all(parts) and counted != away.count:
        wrong = _("khác với tổng vắng có lý do và không lý do là {n}").format(n=count_text(counted or 0))
        yield row.fault("away", wrong, right=_("Sửa một trong các số."))
    if required is not None and row["total"] is not None and required > row["total"]:
        wrong = _("nhiều hơn tổng số đảng viên {n}").format(n=count_text(row["total"]))
        yield row.fault("required", wrong, right=_("Sửa một trong hai số."))
    if required is None or came is None:
        return
    rest = required - came
    if rest < 0 or (known and counted != rest) or (counted is not None and counted > rest):
        wrong = _("cộng với số vắng {away} không bằng số phải dự {required}").format(
            away=count_text(counted or 0), required=count_text(required)
        )
        yield row.fault("came", wrong, right=_("Sửa các số cho khớp; miễn, tạm miễn không tính vào phải dự."))


def roll_of(told: Told, homes: Homes) -> Roll:
    """The roll as the handbook tells it."""
    roll, here = Roll(), homes.of(told.place)
    _by_rows(told, homes, roll)
    listed = [said for said, _why in roll.said.values()]
    _by_names(told, homes, roll)
    roll.faults += _against_rows(told, listed)
    _suspended(told, here, roll)
    if roll.faults:
        roll.lacks = _("còn chỗ phải sửa")
    elif any(said in Presence.CAME for said in listed):
        _from_rows(here, roll)
    else:
        _from_counts(told, here, roll)
    return roll


def _by_rows(told: Told, homes: Homes, roll: Roll) -> None:
    for row in told.roll:
        sought = Sought(row["full_name"], row["card_no"] or "", row["born"])
        found, wrong = homes.find(told.place, sought)
        if found is None:
            right = _("Sửa họ tên cho đúng với sổ, hoặc bỏ dòng này; khách mời ghi ở cột “Đại biểu dự”.")
            roll.faults.append(row.fault("full_name", wrong, right=right))
            continue
        said = (row["answer"], row["why"] or "")
        if found.person_id in roll.said and roll.said[found.person_id][0] != said[0]:
            wrong = _("khác với dòng {number} của cùng người").format(
                number=roll.rows[found.person_id].number
            )
            roll.faults.append(row.fault("answer", wrong, right=_("Giữ một dòng.")))
            continue
        roll.said[found.person_id], roll.rows[found.person_id] = said, row


def _by_names(told: Told, homes: Homes, roll: Roll) -> None:
    """Those whom the meeting's own row names as missing."""
    for answer, column in AWAY:
        for name, why in (missing_of(told, column) or Missing(0)).people:
            found, wrong = homes.find(told.place, Sought(name))
            if found is None:
                right = _("Sửa họ tên cho đúng với sổ: {name}.").format(name=name)
                roll.faults.append(told.row.fault(column, f"{name}: {wrong}", right=right))
            elif roll.said.get(found.person_id, (answer, ""))[0] != answer:
                wrong = _("có {name}, trang điểm danh ghi khác").format(name=name)
                roll.faults.append(told.row.fault(column, wrong, right=_("Giữ một trong hai.")))
            else:
                before = roll.said.get(found.person_id, ("", ""))[1]
                roll.said[found.person_id] = (answer, why or before)


def _against_rows(told: Told, listed: list[str]) -> Iterator[Fault]:
    """Counts of the meeting's row that differ from its sheet of names, where that tells who came."""
    if not any(one in Presence.CAME for one in listed):
        return
    counted = {"came": sum(one in Presence.CAME for one in listed)}
    counted |= {column: listed.count(answer) for answer, column in AWAY}
    for column, number in counted.items():
        said = told.row[column]
        count = said.count if isinstance(said, Missing) else said
        if count is not None and count != number:
            wrong = _("khác với trang điểm danh, ở đó đếm được {n}").format(n=count_text(number))
            yield told.row.fault(column, wrong, right=_("Sửa số, hoặc sửa trang điểm danh."))


def _suspended(told: Told, here: list[Home], roll: Roll) -> None:
    for one in here:
        said = roll.said.get(one.person_id)
        if said and said[0] in Presence.CAME and one.eased == Exemption.SUSPENDED:
            wrong = _("đang bị đình chỉ sinh hoạt mà ghi có mặt")
            row, column = roll.rows.get(one.person_id, told.row), "answer"
            roll.faults.append(row.fault(column, wrong, right=_("Ghi “Không phải dự”.")))


def _eased(here: list[Home], roll: Roll) -> dict[int, tuple[str, str]]:
    return {
        one.person_id: (Presence.NOT_REQUIRED, "")
        for one in here
        if one.eased and one.person_id not in roll.said
    }


def _from_rows(here: list[Home], roll: Roll) -> None:
    """Everybody is on the sheet of names, or need not come."""
    answers = roll.said | _eased(here, roll)
    left = [one.name for one in here if one.person_id not in answers]
    if left:
        roll.lacks = _("trang điểm danh thiếu {n} người ({first} …)").format(
            n=count_text(len(left)), first=left[0]
        )
    else:
        roll.answers = answers


def _from_counts(told: Told, here: list[Home], roll: Roll) -> None:
    """Whoever is not named as missing came – where each of those who stayed away is named, and the numbers are the book's."""
    must = [one for one in here if not one.eased]
    row = told.row
    away = sum(said in (Presence.EXCUSED, Presence.ABSENT) for said, _why in roll.said.values())
    counted = [missing_of(told, column) for _answer, column in AWAY]
    number = sum(one.count for one in counted if one)
    if not any(counted) and (whole := missing_of(told, "away")):
        number = whole.count
    if number > away:
        roll.lacks = _("có số vắng mà không có tên")
    elif row["required"] is None and row["came"] is None:
        roll.lacks = _("chưa có điểm danh")
    elif row["required"] not in (None, len(must)) or row["came"] not in (None, len(must) - away):
        roll.lacks = _("chỉ có số, không có đủ tên người vắng; theo sổ phải dự {n}").format(
            n=count_text(len(must))
        )
    else:
        came = {one.person_id: (Presence.PRESENT, "") for one in must if one.person_id not in roll.said}
        roll.answers = came | roll.said | _eased(here, roll)


def by_name(name: str, here: list[Home]) -> Home | None:
    """The one of that name, when there is just one."""
    folded = fold(name)
    found = [one for one in here if one.folded == folded]
    return found[0] if len(found) == 1 else None
