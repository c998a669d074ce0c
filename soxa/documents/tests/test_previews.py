"""Pictures of pages: drawn by us, for those in whose sight the document lies, never of a secret one."""

import os
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier
from time import sleep

from django.test import Client
from PIL import Image

from soxa.documents import previews
from soxa.documents.files import Paper, attach
from soxa.documents.models import DocumentFile
from soxa.documents.signing.tests.paper import paper as pdf_paper
from soxa.documents.tests.test_pages import HEAD, party_document, signed_in, words
from soxa.documents.tests.test_pages import pytestmark as book

pytestmark = book


def image(size=(2000, 3000)):
    kept = BytesIO()
    Image.new("RGB", size, "white").save(kept, "PNG")
    return kept.getvalue()


def test_pages_are_shown_as_pictures_drawn_by_us():
    one = party_document()
    pdf = attach(one, Paper(pdf_paper(), "bao-cao.pdf", "application/pdf"), DocumentFile.ISSUED, one.entry)
    scan = attach(one, Paper(image(), "anh.png", "image/png"), DocumentFile.SCAN, one.entry)
    broken = attach(one, Paper(b"\x89PNG\r\n\x1a\nxx", "hong.png", "image/png"), DocumentFile.SCAN, one.entry)
    head, home = signed_in(HEAD), f"/van-ban/{one.pk}/"
    page = head.get(home).content.decode()
    for kept in (pdf, scan):
        address = f"{home}tep/{kept.pk}/trang/1.png"
        assert address in page
        answer = head.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
        assert "sandbox" in answer["Content-Security-Policy"]
        assert max(Image.open(BytesIO(answer.content)).size) == 1400
        assert head.get(address).content == answer.content
        assert Client().get(address).status_code != 200
    assert head.get(f"{home}tep/{pdf.pk}/trang/99.png").status_code == 404
    assert head.get(f"{home}tep/{broken.pk}/trang/1.png").status_code == 404
    assert head.get(f"/van-ban/{one.pk + 1}/tep/{pdf.pk}/trang/1.png").status_code == 404
    assert "attachment" in head.get(f"{home}tep/{pdf.pk}/")["Content-Disposition"]


def test_nothing_of_a_secret_document_is_shown():
    one = party_document()
    kept = attach(one, Paper(image((10, 10)), "anh.png", "image/png"), DocumentFile.SCAN, one.entry)
    one.secrecy = "mat"
    one.save(update_fields=["secrecy"])
    assert signed_in(HEAD).get(f"/van-ban/{one.pk}/tep/{kept.pk}/trang/1.png").status_code == 404
    assert "trang/1.png" not in signed_in(HEAD).get(f"/van-ban/{one.pk}/").content.decode()


def test_a_scan_says_that_it_has_no_words():
    one, kept = party_document(), BytesIO()
    Image.new("RGB", (40, 60), "white").save(kept, "PDF")
    attach(one, Paper(kept.getvalue(), "chup.pdf", "application/pdf"), DocumentFile.SCAN, one.entry)
    assert "Bản chụp, không có chữ bên trong" in words(signed_in(HEAD).get(f"/van-ban/{one.pk}/"))


def test_pictures_nobody_looks_at_are_pruned_and_the_rest_stays(settings, tmp_path, monkeypatch):
    settings.DATA_DIR, now = tmp_path, 1_800_000_000
    held = {"aa/old-1.png": 31, "aa/seen-1.png": 29, "bb/new-1.png": 0}
    for name, days in held.items():
        place = tmp_path / "previews" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x" * 100)
        os.utime(place, (now - days * 86_400,) * 2)
    left = lambda: sorted(one.name for one in (tmp_path / "previews").glob("??/*"))  # noqa: E731
    assert previews.prune(now) == 100 and left() == ["new-1.png", "seen-1.png"]
    monkeypatch.setattr(previews, "MOST_BYTES", 150)
    assert previews.prune(now) == 100 and left() == ["new-1.png"]
    assert previews.prune(now) == 0


def test_a_picture_that_is_looked_at_stays_another_month(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    place = previews._place("ab" * 32, "1.png")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"drawn")
    os.utime(place, (1_000_000_000,) * 2)
    assert previews.picture(DocumentFile(digest="ab" * 32, media_type="image/png"), 1) == b"drawn"
    assert previews.prune() == 0 and place.exists()


def test_a_page_without_colour_is_kept_in_shades_of_grey():
    page = Image.new("RGB", (8, 8), (90, 90, 90))
    grey = Image.open(BytesIO(previews._packed(page)))
    page.putpixel((7, 7), (218, 37, 29))
    coloured = Image.open(BytesIO(previews._packed(page)))
    assert (grey.mode, grey.getpixel((7, 7))) == ("L", 90)
    assert (coloured.mode, coloured.getpixel((7, 7))) == ("RGB", (218, 37, 29))


def test_many_who_open_a_page_at_once_draw_it_once(settings, tmp_path, monkeypatch):
    settings.DATA_DIR, drawn, door = tmp_path, [], Barrier(4)

    def draw(kept, page):
        drawn.append(page)
        sleep(0.05)
        return Image.new("RGB", (8, 8), "white")

    def look(_hand):
        door.wait()
        return previews.picture(DocumentFile(digest="cd" * 32, media_type="image/png"), 1)

    monkeypatch.setattr(previews, "_drawn", draw)
    with ThreadPoolExecutor(4) as hands:
        shown = set(hands.map(look, range(4)))
    assert (len(shown), drawn) == (1, [1])
