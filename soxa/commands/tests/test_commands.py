"""The `soxa` command as a person types it: exit codes, plain words, nothing of Python on the screen."""

import json
import subprocess
import sys
import zipfile

import pytest

from soxa.commands.tests.office import Office
from soxa.commands.tests.warm import soxa
from soxa.party.tests.paper import workbook

pytestmark = pytest.mark.apart


def cold(office, *words):
    """The command as a process begun from nothing, which reads all it needs itself."""
    typed = [sys.executable, "-m", "soxa", *words]
    return subprocess.run(typed, capture_output=True, text=True, env=office.env)


def test_without_a_book_the_way_to_one_is_told(tmp_path):
    told = cold(Office(tmp_path), "figures")
    assert told.returncode == 1
    assert "soxa init" in told.stderr
    assert "soxa demo" in told.stderr
    assert soxa(["figures"], Office(tmp_path).env).stderr == told.stderr


def test_a_key_without_a_book_and_a_book_without_its_key_are_told(begun, tmp_path):
    office = Office(tmp_path / "key")
    office.env["SOXA_KEY_FILE"] = begun.env["SOXA_KEY_FILE"]
    assert "Chưa có sổ ở đây" in office.types("figures", code=1)
    (tmp_path / "key" / "data").mkdir(parents=True)
    assert "Chưa có sổ ở đây" in office.types("figures", code=1)
    office = begun.copy(tmp_path / "book")
    office.env["SOXA_KEY_FILE"] = str(tmp_path / "none")
    assert "Chưa mở được sổ" in office.types("figures", code=1)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_an_empty_book_gives_a_draft_in_each_form(begun, tmp_path, suffix):
    out = tmp_path / f"bao-cao{suffix}"
    begun.types("report", "half-year", "--period", "2026-H1", "--out", out)
    assert out.stat().st_size > 2000


def test_a_new_book(tmp_path):
    office = Office(tmp_path)
    said = office.types("init", "--name", "xã Không Có Thật")
    assert "xã Không Có Thật" in said
    assert "mật khẩu" in said
    assert (tmp_path / "keys").exists()
    assert office.figures("party.members")["party.members"]["text"] == "0"
    assert "đã có" in office.types("init", "--name", "xã Khác", code=1)


def test_the_machine_s_owner_opens_an_account_and_gives_a_password_anew(begun, tmp_path):
    office = begun.copy(tmp_path)
    said = office.types("account", "--name", "Đoàn Văn Trí", "--role", "system_admin")
    assert "Đã mở tài khoản tri.doan · mật khẩu: " in said
    assert "mật khẩu mới: " in office.types("password", "van-phong")
    assert "Không có tài khoản “ai-do”" in office.types("password", "ai-do", code=1)
    assert "Không có vai “king”" in office.types("account", "--name", "Ai", "--role", "king", code=2)


def test_a_name_that_differs_from_the_official_list_is_a_warning(tmp_path):
    done = soxa(["init", "--name", "xã Không Có Thật", "--code", "00004"], Office(tmp_path).env)
    assert done.returncode == 0
    assert "Lưu ý" in done.stderr
    assert "Ba Đình" in done.stderr


def test_a_process_begun_from_nothing_reads_the_same(begun):
    read = cold(begun, "figures", "--json")
    assert (read.returncode, read.stderr) == (0, "")
    assert json.loads(read.stdout) == list(begun.figures().values())


def test_the_demo_names_its_sign_ins_and_keeps_its_data(demo):
    assert "tuyet.ngo" in demo.said
    assert "Chánh Văn phòng Đảng ủy" in demo.said
    assert "tuyet.ngo" in demo.types("demo")
    assert demo.figures("party.members", "--on", "2026-06-15")["party.members"]["value"] == "1417"


def test_a_figure_says_what_it_is(demo):
    share = demo.figures("party.card_exchange", "--on", "2026-06-15")["party.card_exchange"]
    assert share == {
        "code": "party.card_exchange",
        "title": "Đổi thẻ đảng viên",
        "unit": "%",
        "of": "99901",
        "on": "2026-06-15",
        "part": 1380,
        "whole": 1388,
        "value": "99.42",
        "text": "99,42%",
    }
    flow = demo.figures("party.admitted", "--period", "2026-H1")["party.admitted"]
    assert (flow["period"], flow["part"], flow["whole"]) == ("2026-H1", 16, None)


def test_the_period_is_read_to_its_end_and_only_a_report_is_cut(demo):
    assert demo.figures("party.members", "--period", "2026-H1")["party.members"]["text"] == "1.418"
    assert demo.figures("party.members", "--on", "2026-06-15")["party.members"]["text"] == "1.417"


def test_a_limit_is_counted_and_explained(demo):
    said = demo.types("limit", "KN-ACCEPT", "20/11/2026")  # a Friday: seven working days, 24/11 not decided
    assert "thứ Sáu 20/11/2026; ngày này không tính" in said
    assert "Thời hạn: 7 ngày làm việc" in said
    assert "Hạn cuối: hết thứ Ba 01/12/2026." in said
    assert "KN-1-NORMAL" in demo.types("limit")
    assert "KN-KHONG" in demo.types("limit", "KN-KHONG", code=2)
    assert "Chưa có thời hạn" in demo.types("limit", "KN-LIMIT", "01/01/2000", code=1)


def test_old_communes_by_their_code(demo):
    told = [demo.figures("party.members", "--unit", f"9991{n}", "--on", "2025-06-30") for n in (1, 2, 3, 4)]
    assert [one["party.members"]["part"] for one in told] == [392, 385, 322, 297]
    assert (
        demo.figures("party.members", "--unit", "99911", "--on", "2025-07-01")["party.members"]["part"] == 0
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("figures", "party.members", "--unit", "12345"), "12345"),
        (("figures", "party.foo"), "party.foo"),
        (("figures", "--period", "2026-H9"), "2026-H9"),
        (("figures", "--on", "31/02/2026"), "31/02/2026"),
        (("figures", "--on", "2026-01-01", "--period", "2026"), "Chọn một"),
        (("report", "half-year", "--period", "2026", "--out", "x.pdf"), "2026"),
        (("report", "half-year", "--period", "2026-H1", "--out", "x.odt"), ".odt"),
        (("import", "members", "no-such-file.xlsx"), "no-such-file.xlsx"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_usage_is_told_in_words(demo, words, told):
    assert told in demo.types(*words, code=2)


def test_the_handbook_s_export_is_held_against_the_book(demo, tmp_path):
    """Bến Đá met on 3 June; that one came, as the handbook says, is told by its cell, and the book stays as it is."""
    head, told = ["Chi bộ", "Ngày họp", "Có mặt"], ["Chi bộ thôn Bến Đá", "03/06/2026", 1]
    (tmp_path / "so-tay.xlsx").write_bytes(workbook(("Sổ tay", [head, told])))
    said = json.loads(demo.types("import", "meetings", tmp_path / "so-tay.xlsx", "--check", "--json"))
    assert (said["new"], said["same"], said["differing"]) == (0, 0, 1)
    (one,) = said["differences"]
    assert (one["cell"], one["sheet"], one["value"], one["unit"]) == ("C2", "Sổ tay", "1", "99901.14")
    assert "Ô C2, trang ‘Sổ tay’: Chi bộ thôn Bến Đá, có mặt: sổ ghi" in demo.types(
        "import", "meetings", tmp_path / "so-tay.xlsx"
    )
    (tmp_path / "sai.xlsx").write_bytes(workbook(("Sổ tay", [head, ["Chi bộ Lạ", "03/06/2026", 1]])))
    assert "Chưa ghi gì vào sổ" in demo.types("import", "meetings", tmp_path / "sai.xlsx", code=1)


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".html"])
def test_a_report_in_each_form(demo, tmp_path, suffix):
    out = tmp_path / f"bao-cao{suffix}"
    demo.types("report", "half-year", "--period", "2026-H1", "--out", out)
    start = {".docx": b"PK", ".pdf": b"%PDF", ".html": b"<!doctype html"}[suffix]
    assert out.read_bytes()[: len(start)].lower() == start.lower()


def test_a_place_that_cannot_be_written_is_told(demo):
    assert "/khong-co/so.zip" in demo.types("backup", "--out", "/khong-co/so.zip", code=1)


def test_the_clock_seals_once(demo):
    assert "Đã niêm" in demo.types("tick")
    assert "Không có ghi chép mới" in demo.types("tick")
    left = json.loads((demo.directory / "data" / "last-completing.json").read_text("utf-8"))
    assert left["reached"] == 0  # nothing waits; the next round begins at the oldest


def test_the_law_names_rules_and_their_tests(demo):
    said = demo.types("law")
    assert "party/test_rules.py" in said
    assert "chưa xác nhận" in said


def test_the_recovery_sheet(demo):
    assert "Phiếu khôi phục khóa" in demo.types("recovery")


# copies of a book: whole, checked before they are taken back, and of no use without the key
@pytest.fixture(scope="module")
def packed(demo, tmp_path_factory):
    """A copy of the demo book, to read or to spoil elsewhere."""
    made = tmp_path_factory.mktemp("packed") / "so.zip"
    demo.types("backup", "--out", made)
    return made


def test_a_backup_is_whole_and_comes_back(demo, packed, tmp_path):
    assert "nguyên vẹn" in demo.types("restore", packed, "--check")
    assert not any("keys" in name for name in zipfile.ZipFile(packed).namelist())
    elsewhere = Office(tmp_path)
    elsewhere.env["SOXA_KEY_FILE"] = demo.env["SOXA_KEY_FILE"]
    elsewhere.types("restore", packed)
    there, here = (office.figures("--on", "2026-06-15") for office in (elsewhere, demo))
    assert there == here
    assert "đã có sổ" in elsewhere.types("restore", packed, code=1)


def test_a_damaged_backup_is_told_and_not_restored(demo, packed, tmp_path):
    bad = tmp_path / "hong.zip"
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(bad, "w") as spoiled:
        for name in whole.namelist():
            content = whole.read(name)
            spoiled.writestr(
                name, content.replace(b"tuyet.ngo", b"tuyet.nga") if name == "rows.jsonl" else content
            )
    assert "rows.jsonl không còn nguyên" in demo.types("restore", bad, "--check", code=1)
    (tmp_path / "junk.zip").write_bytes(b"junk")
    assert "không phải bản sao lưu" in demo.types("restore", tmp_path / "junk.zip", code=1)


def test_a_backup_that_reaches_outside_is_refused(demo, packed, tmp_path):
    bad = tmp_path / "ra-ngoai.zip"
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(bad, "w") as spoiled:
        for name in whole.namelist():
            spoiled.writestr(name, whole.read(name))
        spoiled.writestr("files/../../slipped.txt", b"x")
    assert "tệp lạ" in demo.types("restore", bad, "--check", code=1)
    elsewhere = Office(tmp_path / "moi")
    elsewhere.env["SOXA_KEY_FILE"] = demo.env["SOXA_KEY_FILE"]
    assert "tệp lạ" in elsewhere.types("restore", bad, code=1)
    assert not list(tmp_path.rglob("slipped.txt"))


def test_a_backup_does_not_open_with_another_key(begun, packed, tmp_path):
    other = Office(tmp_path / "nua")
    other.env["SOXA_KEY_FILE"] = begun.env["SOXA_KEY_FILE"]
    assert "không phải khóa của sổ" in other.types("restore", packed, code=1)
