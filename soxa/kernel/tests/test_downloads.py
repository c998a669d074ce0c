"""What somebody handed in is handed out as bytes that no browser runs; what is lost is told and not found."""

import pytest
from django.http import Http404

from soxa.kernel import files
from soxa.kernel.downloads import FOR_EVER, NEVER, attached, download, shown
from soxa.kernel.lost import LostFiles, telling


@pytest.fixture(autouse=True)
def book(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def place(digest, tmp_path):
    return tmp_path / "files" / digest[:2] / digest[2:]


def test_nothing_handed_in_runs():
    for made in (attached(b"<script>", "text/html", "a.html"), shown(b"x", "image/png", FOR_EVER)):
        assert made["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert made["X-Content-Type-Options"] == "nosniff"
    assert attached(b"x", "image/png", "a.png", NEVER)["Cache-Control"] == "no-store"
    assert "Cache-Control" not in attached(b"x", "image/png", "a.png")


def test_a_file_is_saved_under_its_name():
    assert attached(b"x", "application/pdf", "a.pdf")["Content-Disposition"] == 'attachment; filename="a.pdf"'
    said = attached(b"x", "application/pdf", 'Tờ "trình".pdf')["Content-Disposition"]
    assert said == "attachment; filename*=utf-8''T%E1%BB%9D%20%22tr%C3%ACnh%22.pdf"
    kept = download(files.keep(b"x"), "application/pdf", "quyet-dinh-1", "Bản gốc.pdf")
    assert kept["Content-Disposition"] == 'attachment; filename="quyet-dinh-1.pdf"'
    with pytest.raises(Http404):
        download("", "", "quyet-dinh-1", "")


def test_a_lost_file_knows_whose_it_is(tmp_path):
    digest = files.keep(b"as kept")
    place(digest, tmp_path).write_bytes(b"altered")
    with pytest.raises(files.Altered) as altered, telling("whose"), telling("whose exactly"):
        files.fetch(digest)
    assert (altered.value.what, altered.value.digest) == ("whose exactly", digest)
    place(digest, tmp_path).unlink()
    for read in (files.fetch, files.opened):
        with pytest.raises(files.Missing):
            read(digest)
    with pytest.raises(FileNotFoundError):
        files.fetch(digest)


def test_other_failures_are_not_hidden(rf):
    assert LostFiles(lambda request: None).process_exception(rf.get("/"), ValueError("a bug")) is None
