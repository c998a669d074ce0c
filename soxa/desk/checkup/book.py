"""Checks of the book: its release, its database, the journal's seals, the files kept, the calendar ahead."""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

import soxa
from soxa.desk.book_state import book_state
from soxa.desk.checkup.finding import Asked, Found, bad, good, warn
from soxa.desk.checkup.machine import size_text
from soxa.documents.room import mb, uses
from soxa.kernel import journal
from soxa.kernel.calendar import assumed_years
from soxa.kernel.files import HOLDERS
from soxa.kernel.models import CalendarDay, Entry, Seal
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text

SOME_SEALS, SOME_FILES, SOME_BYTES = 20, 20, 50 << 20
# above it, reading the whole database takes longer than one waits for a page
LARGE = 200 << 20
UNSEALED = timedelta(days=1)
NEARLY_FULL = 80  # percent of a unit's room


def release(_asked: Asked) -> Found:
    """The release that wrote the book beside the program's."""
    state = book_state()
    if state.newer:
        return bad(state.told, _("Cài bản mới hơn của chương trình."))
    if state.older:
        return bad(
            state.told,
            _("Đóng sổ rồi chạy: soxa upgrade (lệnh tự sao lưu trước)."),
        )
    return good(_("Sổ và chương trình cùng bản {version}.").format(version=soxa.VERSION))


def database(asked: Asked) -> Found:
    """Whether the database answers and, on SQLite, is whole."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = cursor.fetchone()[0]
        return good(_("PostgreSQL {version} trả lời.").format(version=version))
    file = Path(connection.settings_dict["NAME"])
    size = file.stat().st_size if file.exists() else 0
    if size > LARGE and not asked.every:
        return good(
            _("Tệp sổ {size} mở được; soi cả tệp thì chạy soxa doctor --all.").format(size=size_text(size))
        )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(3)")
        said = [row[0] for row in cursor.fetchall()]
    if said == ["ok"]:
        return good(_("Tệp sổ {size}, cấu trúc nguyên vẹn.").format(size=size_text(size)))
    return bad(
        _("Tệp sổ hỏng cấu trúc: {said}.").format(said="; ".join(said)[:160]),
        _("Ngừng ghi, giữ nguyên tệp, dựng lại từ bản sao lưu gần nhất (soxa restore) và xem lại ổ đĩa."),
    )


def seals(asked: Asked) -> Found:
    """Whether the seals hold, and whether something has long waited for one."""
    broken = journal.broken_seals(last=None if asked.every else SOME_SEALS)
    if broken:
        return bad(
            _("Niêm số {n} của nhật ký không khớp: nhật ký đã bị sửa ngoài chương trình.").format(
                n=broken[0].pk
            ),
            _("Giữ nguyên máy, báo người kiểm tra sổ; so với bản sao lưu trước đó."),
        )
    number = Seal.objects.count()
    waiting = Entry.objects.filter(seal=None, at__lt=timezone.now() - UNSEALED).count()
    if waiting:
        return warn(
            _("{n} mục nhật ký cũ hơn một ngày chưa được niêm.").format(n=count_text(waiting)),
            _("Chạy: soxa tick, và đặt lịch để lệnh chạy mỗi ngày."),
        )
    if not number:
        return good(_("Nhật ký chưa có niêm nào và chưa có mục nào quá một ngày."))
    looked = (
        _("{n} niêm") if asked.every or number <= SOME_SEALS else _("{some} niêm gần nhất trong {n} niêm")
    )
    told = looked.format(n=count_text(number), some=SOME_SEALS)
    return good(_("Đã tính lại {told} của nhật ký: tất cả khớp.").format(told=told))


def kept_files(asked: Asked) -> Found:
    """Whether kept files hold what was kept, and those that rows name are there: some of them, or every one."""
    root = Path(settings.DATA_DIR) / "files"
    found = sorted(root.glob("??/" + "?" * 62)) if root.is_dir() else []
    missing = _missing(root, asked)
    if missing:
        return bad(
            _("Thiếu {n} tệp mà sổ có ghi, ví dụ {digest}…").format(
                n=count_text(len(missing)), digest=missing[0][:12]
            ),
            _("Lấy lại thư mục files từ bản sao lưu gần nhất."),
        )
    looked = found if asked.every else _some(found)
    altered = [file for file in looked if _digest(file) != file.parent.name + file.name]
    if altered:
        return bad(
            _("{n} tệp không còn nguyên như lúc giữ, ví dụ {digest}…").format(
                n=count_text(len(altered)), digest=(altered[0].parent.name + altered[0].name)[:12]
            ),
            _("Lấy lại các tệp ấy từ bản sao lưu; xem lại ổ đĩa."),
        )
    if not found:
        return good(_("Sổ chưa giữ tệp nào."))
    told = _("Giữ {n} tệp; đã đọc lại {looked} tệp, tất cả nguyên vẹn.")
    return good(told.format(n=count_text(len(found)), looked=count_text(len(looked))))


def _some(found: list[Path]) -> list[Path]:
    """A few at random, of no more bytes than one waits for."""
    chosen = random.sample(found, min(SOME_FILES, len(found)))  # noqa: S311 – nothing secret hangs on it
    room = SOME_BYTES
    taken: list[Path] = []
    for file in chosen:
        room -= file.stat().st_size
        if room > 0 or not taken:
            taken.append(file)
    return taken


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _missing(root: Path, asked: Asked) -> list[str]:
    named = _named() if asked.every else (one for rows in _newest() for one in rows)
    return sorted({one for one in named if not (root / one[:2] / one[2:]).exists()})


def _named() -> Iterator[str]:
    for one in HOLDERS:
        yield from one.rows().values_list(one.field, flat=True).iterator()


def _newest() -> Iterator[list[str]]:
    for one in HOLDERS:
        newest = one.rows().order_by("-pk")
        yield list(islice(newest.values_list(one.field, flat=True)[:SOME_FILES], SOME_FILES))


def room(_asked: Asked) -> Found:
    """How full the units' rooms for files of documents and meetings are; from four fifths on there is something to do."""
    found = uses()
    if not found:
        return good(_("Chưa đơn vị nào giữ tệp văn bản."))
    fullest = found[0]
    told = _("{unit} dùng {held} trong {most} dành cho tệp văn bản ({percent}%).").format(
        unit=tree().name(fullest.unit_id),
        held=mb(fullest.held),
        most=mb(fullest.most),
        percent=fullest.percent,
    )
    if len(found) > 1:
        told = _("Đơn vị dùng nhiều nhất: {told}").format(told=told)
    to_do = _(
        "Nâng mức trong Cài đặt, Văn bản, nếu ổ đĩa còn chỗ; hoặc xem Hồ sơ đến hạn để hủy hồ sơ hết thời hạn lưu."
    )
    if fullest.held >= fullest.most:
        return bad(told, to_do)
    return warn(told, to_do) if fullest.percent >= NEARLY_FULL else good(told)


def calendar(_asked: Asked) -> Found:
    """Whether the days off of this year and the next are known, or only assumed."""
    today = book_day()
    rows = list(CalendarDay.objects.filter(day__year__in=(today.year, today.year + 1)))
    known, assumed = {row.day.year for row in rows}, assumed_years(rows)
    to_do = _("Vào Cài đặt, Lịch làm việc, ghi ngày nghỉ theo thông báo của Nhà nước.")
    if today.year not in known:
        return bad(_("Lịch làm việc năm {year} chưa có ngày nghỉ nào.").format(year=today.year), to_do)
    if today.year in assumed:
        return warn(_("Ngày nghỉ năm {year} mới là giả định.").format(year=today.year), to_do)
    ahead = today.year + 1
    if ahead not in known or ahead in assumed:
        told = _("Ngày nghỉ năm {year} đã có; năm {ahead} mới là giả định.").format(
            year=today.year, ahead=ahead
        )
        return warn(told, to_do) if today.month == 12 else good(told)
    return good(_("Ngày nghỉ đã biết đến hết năm {ahead}.").format(ahead=ahead))
