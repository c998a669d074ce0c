"""Checks of the machine: disk, clock, keys, copies, the timer, the gathered styles."""

import json
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

import soxa
from soxa.desk import traces
from soxa.desk.checkup.finding import Asked, Found, bad, good, warn
from soxa.kernel.book import key_file
from soxa.kernel.models import Entry, SealedCorrection
from soxa.kernel.page import day_text
from soxa.kernel.sealed import keys, open_text
from soxa.law.numbers import count_text
from soxa.org.models import CITIZEN_ID, Person

GB = 1 << 30
LITTLE, TOO_LITTLE = 5 * GB, 1 * GB
SLACK = timedelta(minutes=5)  # clocks of two processes, of two machines on one database
VIETNAM = timedelta(hours=7)
COPY_OLD, COPY_TOO_OLD = timedelta(days=7), timedelta(days=30)
TICK_LATE, TICK_TOO_LATE = timedelta(hours=26), timedelta(days=7)
SEALED = (
    ("citizen_id_sealed", CITIZEN_ID),
    ("ethnicity_sealed", "ethnicity"),
    ("religion_sealed", "religion"),
)


def size_text(size: int) -> str:
    """A number of bytes as people say it."""
    if size >= GB:
        return f"{size / GB:.1f} GB".replace(".0 ", " ").replace(".", ",")
    return _("{n} MB").format(n=count_text(round(size / (1 << 20))))


def ago(past: timedelta) -> str:
    """How long ago, in the largest unit that says something."""
    if past < timedelta(hours=1):
        return _("chưa đầy một giờ trước")
    if past < timedelta(days=2):
        return _("{n} giờ trước").format(n=past // timedelta(hours=1))
    return _("{n} ngày trước").format(n=past.days)


def disk(_asked: Asked) -> Found:
    """Room on the disk of the data directory."""
    held = shutil.disk_usage(settings.DATA_DIR)
    what = _("Ổ đĩa của sổ còn {free} trong {total}.").format(
        free=size_text(held.free), total=size_text(held.total)
    )
    if held.free < TOO_LITTLE:
        return bad(what, _("Dọn ổ đĩa ngay: hết chỗ thì sổ không ghi được. Chuyển bản sao cũ sang ổ khác."))
    if held.free < LITTLE:
        return warn(what, _("Dọn bớt tệp không dùng, chuyển bản sao lưu cũ sang ổ khác."))
    return good(what)


def clock(_asked: Asked) -> Found:
    """The clock against what was already written, and the time zone."""
    now = timezone.now()
    latest = _latest_moment()
    shown = timezone.localtime(now)
    if latest > now + SLACK:
        return bad(
            _(
                "Đồng hồ máy chỉ {now:%H:%M %d/%m/%Y}, sớm hơn lần ghi sổ gần nhất ({last:%H:%M %d/%m/%Y})."
            ).format(now=shown, last=timezone.localtime(latest)),
            _("Chỉnh lại ngày giờ của máy trước khi ghi tiếp; pin đồng hồ có thể đã hết."),
        )
    offset = timedelta(seconds=time.localtime().tm_gmtoff)
    if offset != VIETNAM:
        return warn(
            _("Múi giờ của máy lệch giờ Việt Nam {n} giờ; sổ vẫn ghi theo giờ Việt Nam.").format(
                n=f"{abs(offset - VIETNAM) / timedelta(hours=1):g}".replace(".", ",")
            ),
            _("Đặt múi giờ của máy là Asia/Ho_Chi_Minh để giờ của tệp và của sổ là một."),
        )
    return good(_("Đồng hồ máy chỉ {now:%H:%M %d/%m/%Y}, không sớm hơn việc nào đã ghi.").format(now=shown))


def _latest_moment() -> datetime:
    """The latest moment that book, notes or program bear witness of."""
    program = datetime.fromtimestamp(Path(soxa.__file__).stat().st_mtime, UTC)
    told = [note[0] for note in map(traces.last, (traces.TICK, traces.BACKUP)) if note]
    entry = Entry.objects.aggregate(last=Max("at"))["last"]
    return max([program, *told, *([entry] if entry else [])])


def key(_asked: Asked) -> Found:
    """The key file: here, closed to others, away from the data, and the one that sealed the book."""
    place = key_file()
    held = keys()  # KeyTrouble says it in words
    sealed = _one_sealed()
    if sealed:
        open_text(*sealed)
    name = _("Tệp khóa {name} đọc được").format(name=held.name)
    if place.stat().st_mode & 0o077:
        return bad(
            _("{key}, nhưng người khác trên máy cũng đọc được.").format(key=name),
            _("Chạy: chmod 600 {place}").format(place=place),
        )
    if place.is_relative_to(Path(settings.DATA_DIR)):
        return warn(
            _("{key}, nhưng nằm ngay trong thư mục của sổ.").format(key=name),
            _("Chuyển tệp khóa ra chỗ khác (SOXA_KEY_FILE): ai lấy được cả hai thì đọc được phần niêm kín."),
        )
    if sealed:
        return good(_("{key} và mở được phần niêm kín của sổ.").format(key=name))
    return good(_("{key}; sổ chưa có phần niêm kín nào.").format(key=name))


def _one_sealed() -> tuple[str, str] | None:
    """One sealed text with its purpose; it is opened to try the key, and shown to nobody."""
    written = ~Q(citizen_id_sealed="") | ~Q(ethnicity_sealed="") | ~Q(religion_sealed="")
    person = Person.objects.filter(written).only(*(name for name, _purpose in SEALED)).first()
    if person:
        return next((getattr(person, name), purpose) for name, purpose in SEALED if getattr(person, name))
    correction = SealedCorrection.objects.first()
    return (correction.sealed, "correction") if correction else None


def copies(_asked: Asked) -> Found:
    """The last backup: how old, still there, and on another disk or not."""
    to_do = _(
        "Chạy: soxa backup --out TỆP, với TỆP ở ổ rời hoặc máy khác; kiểm tra bằng soxa restore TỆP --check."
    )
    note = traces.last(traces.BACKUP)
    if note is None:
        return warn(_("Máy này chưa ghi nhận bản sao lưu nào."), to_do)
    age, file = timezone.now() - note[0], Path(str(note[1].get("file", "")))
    what = _("Sao lưu gần nhất {ago} ({day}), tệp {file}").format(
        ago=ago(age), day=day_text(timezone.localtime(note[0]).date()), file=file.name
    )
    if age > COPY_TOO_OLD:
        return bad(f"{what}.", to_do)
    if age > COPY_OLD:
        return warn(f"{what}.", to_do)
    if not file.exists():
        return good(_("{what}; tệp không còn ở chỗ cũ (ổ rời đã rút hoặc đã chuyển đi).").format(what=what))
    if file.stat().st_dev == Path(settings.DATA_DIR).stat().st_dev:
        return warn(
            _("{what}, nằm cùng ổ đĩa với sổ.").format(what=what),
            _("Chép tệp sang ổ rời hoặc máy khác: hỏng ổ đĩa là mất cả hai."),
        )
    return good(_("{what}, ở ổ đĩa khác với sổ.").format(what=what))


def timer(_asked: Asked) -> Found:
    """When the timer's command last ran."""
    to_do = _("Đặt lịch chạy soxa tick mỗi ngày (systemd, cron); chạy tay ngay một lần: soxa tick.")
    note = traces.last(traces.TICK)
    if note is None:
        return warn(_("Việc theo giờ (soxa tick) chưa chạy lần nào trên máy này."), to_do)
    late = timezone.now() - note[0]
    what = _("Việc theo giờ (soxa tick) chạy gần nhất {ago}.").format(ago=ago(late))
    if late > TICK_TOO_LATE:
        return bad(what, to_do)
    return warn(what, to_do) if late > TICK_LATE else good(what)


def styles(_asked: Asked) -> Found:
    """The gathered static files: the list, and each file on it."""
    root = Path(settings.STATIC_ROOT)
    to_do = _("Đóng rồi mở lại sổ: soxa serve tự gom lại.")
    try:
        paths = json.loads((root / "staticfiles.json").read_text("utf-8"))["paths"]
    except (OSError, ValueError, KeyError):
        return warn(_("Kiểu chữ, mẫu trang chưa được gom; trang có thể hiện không đúng dáng."), to_do)
    missing = sum(not (root / name).exists() for name in paths.values())
    if missing:
        return bad(_("Thiếu {n} tệp kiểu chữ, mẫu trang đã gom.").format(n=missing), to_do)
    return good(_("Kiểu chữ, mẫu trang đã gom đủ {n} tệp.").format(n=len(paths)))
