"""Makes the small book of the present release and keeps it as a backup: bin/keep-release."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parents[1] / "docs" / "samples"
# public on purpose: they lock invented people only
KEYS = HERE / "keys"
LARGEST = 300_000
LISTS = ("dang-vien-mot-bang", "dang-vien-theo-nhom", "dang-vien-moi-chi-bo-mot-trang")


def main() -> None:
    """Type the commands of a small office, do by hand what no command does, and keep the backup."""
    with tempfile.TemporaryDirectory() as held:
        os.environ.pop("SOXA_DATABASE_URL", None)
        os.environ["SOXA_DATA_DIR"], os.environ["SOXA_KEY_FILE"] = f"{held}/data", str(KEYS)
        _types("init", "--name", "xã Đồng Vải", "--code", "99901")
        for name in LISTS:
            _types("import", "members", SAMPLES / f"{name}.xlsx", "--create-cells")
        _types("import", "values", SAMPLES / "so-lieu-bao-cao.xlsx")
        _types("account", "--name", "Chu Thị Nhàn", "--role", "secretary")
        _types("account", "--name", "Đoàn Văn Trí", "--role", "system_admin")
        version = _by_hand()
        _types("report", "half-year", "--period", "2026-H1", "--issue", "--out", f"{held}/bao-cao.pdf")
        _types("tick")
        _types("report", "year", "--period", "2025", "--out", f"{held}/bao-cao-nam.pdf")
        _types("tick")
        kept = HERE / version / "book.zip"
        kept.parent.mkdir(exist_ok=True)
        _types("backup", "--out", kept)
        kept.chmod(0o644)
    size = kept.stat().st_size
    if size > LARGEST:
        raise SystemExit(f"{kept} takes {size} bytes; at most {LARGEST} are kept.")
    sys.stdout.write(f"{kept.relative_to(HERE.parents[1])}: {size} bytes\n")


def _types(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "soxa", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def _by_hand() -> str:
    """A setting, a merger of two cells, a citizen's number sealed; the release."""
    from soxa.commands.opening import open_book

    open_book()
    from datetime import date

    import soxa
    from soxa.kernel import calendar, flow
    from soxa.kernel.access import machine
    from soxa.kernel.models import Unit
    from soxa.kernel.preferences import put
    from soxa.kernel.sealed import seal_text, token
    from soxa.kernel.units import acts
    from soxa.org.models import CITIZEN_ID, Person

    actor = machine("bin/keep-release")
    put(calendar.CULTURE_DAY_OFF, True, since=date(2026, 1, 1), actor=actor)
    commune = Unit.objects.get(code="99901")
    hamlets = acts.Founding("99901.90", "cell", "Chi bộ thôn Cũ", parent=commune, on=date(2020, 1, 1))
    old = acts.found(hamlets, actor)
    acts.rename(old, "Chi bộ thôn Cũ Hạ", date(2022, 3, 1), decision="QĐ 12-QĐ/ĐU", actor=actor)
    heir = Unit.objects.get(code="99901.01")
    acts.merge([old], heir, date(2026, 7, 1), decision="QĐ 34-QĐ/ĐU", actor=actor)
    person = Person.objects.get(full_name="Mạc Đăng Ruộng")
    number = "001055000108"
    told = {"citizen_id_sealed": seal_text(number, CITIZEN_ID), "citizen_id_token": token(number, CITIZEN_ID)}
    flow.correct(person, told, actor, basis="CCCD", unit_id=heir.pk)
    return soxa.VERSION


if __name__ == "__main__":
    main()
