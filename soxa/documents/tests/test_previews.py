"""Pictures of pages: drawn by us, for those in whose sight the document lies, never of a secret one."""

from io import BytesIO

from django.test import Client
from PIL import Image

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
