"""Kept pictures: sealed, seen and used by their own alone, replaced and taken away, every act written down without them."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.documents.flow import OUTGOING
from soxa.documents.pictures.models import KeptPicture
from soxa.documents.signatures import kept_verdicts
from soxa.documents.signing.tests.authority import PASSWORD
from soxa.documents.signing.tests.conftest import authority, cast  # noqa: F401
from soxa.documents.signing.tests.paper import LEADER, OFFICE, paper, picture
from soxa.documents.tests.test_signed import ACTOR, SIGNER, approved, trust  # noqa: F401
from soxa.kernel.models import Entry
from soxa.org.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book", "trust")]
CHIEF, CLERK, CHAIR, AUDITOR = "thuan.dang", "yen.le", "quang.bui", "nhung.tran"
HOME = "/van-ban/hinh-chu-ky/"
OWN, SEAL = f"{HOME}cua-toi/", f"{HOME}committee/"
BLUE, RED = picture("blue"), picture("red", 300, 300)


def kept(client, address, content, **more):
    return client.post(address, {"picture": SimpleUploadedFile("hinh.png", content), **more}, follow=True)


def named(username, name):
    """The account's person under this name, so that the certificate of the tests is his."""
    person = Account.objects.get(username=username).person
    person.full_name = name
    person.save()
    return signed_in(username)


def unit_of(username):
    from soxa.kernel.models import Unit

    held = Account.objects.get(username=username).held_offices()
    return Unit.objects.get(pk=held[0].unit_id)


def key(holder):
    return {"key": SimpleUploadedFile("khoa.p12", holder.p12()), "password": PASSWORD}


def acts():
    return list(Entry.objects.filter(flow="picture").order_by("pk").values_list("step", "facts"))


def test_a_person_keeps_looks_at_replaces_and_takes_away_his_own():
    chief = signed_in(CHIEF)
    assert "chưa lưu" in words(chief.get(HOME))
    assert "Đã lưu hình" in words(kept(chief, OWN, BLUE))
    row = KeptPicture.objects.get()
    assert BLUE[:40].hex() not in row.sealed and "iVBOR" not in row.sealed
    seen = chief.post(OWN, {"viec": "xem"})
    assert (seen.content, seen["Content-Type"], seen["Cache-Control"]) == (BLUE, "image/png", "no-store")
    other = picture("navy")
    kept(chief, OWN, other)
    row.refresh_from_db()
    assert row.sealed == "" and row.removed_on  # nothing is left of the one before
    assert chief.post(OWN, {"viec": "xem"}).content == other
    assert "Đã bỏ hình" in words(chief.post(OWN, {"viec": "bo"}, follow=True))
    assert not KeptPicture.objects.exclude(sealed="").exists()
    told = {"kind": "personal"}
    assert acts() == [(step, told) for step in ("keep", "read", "replace", "read", "remove")]
    assert "Xem hình chữ ký, con dấu" in words(signed_in("tuyet.ngo").get("/nhat-ky/"))


def test_nobody_else_sees_or_uses_it():
    kept(signed_in(CHIEF), OWN, BLUE)
    kept(signed_in(CLERK), SEAL, RED, width="36")
    mine, seal = KeptPicture.objects.order_by("pk")
    readers = {name: Account.objects.get(username=name) for name in (CHIEF, CLERK, CHAIR, AUDITOR)}
    seen = {name: set(KeptPicture.objects.seen_by(one)) for name, one in readers.items()}
    assert seen == {CHIEF: {mine}, CLERK: {seal}, CHAIR: set(), AUDITOR: set()}
    assert signed_in(AUDITOR).get(HOME).status_code == 403
    for stranger in (CHIEF, CHAIR):
        assert signed_in(stranger).get(SEAL).status_code == 404
        assert signed_in(stranger).post(SEAL, {"viec": "xem"}).status_code == 404
    assert "đã lưu" not in words(signed_in(CHAIR).get(HOME)).split("Hình chữ ký, con dấu")[-1]
    assert len(acts()) == 2


def test_what_is_no_transparent_png_is_refused():
    chief = signed_in(CHIEF)
    for content, why in ((b"GIF89a", "nền trong suốt"), (b"\x89PNG" + b"0" * 600_000, "lớn quá")):
        answer = kept(chief, OWN, content)
        assert answer.status_code == 422 and why in words(answer)
    assert "Chọn tệp hình" in words(chief.post(OWN, {}))
    assert not KeptPicture.objects.exists() and not acts()


def test_the_signer_and_the_clerk_sign_without_handing_a_picture_in(cast):  # noqa: F811
    chief, clerk = named(CHIEF, LEADER), signed_in(CLERK)
    unit = unit_of(CLERK)
    one = approved(unit, paper())
    kept(chief, OWN, BLUE)
    page = chief.get(f"/van-ban/{one.pk}/ky/")
    assert "dùng hình đã lưu trong sổ" in words(page) and "đã lưu trong sổ" not in words(
        clerk.get(f"/van-ban/{one.pk}/ky/")
    )
    answer = chief.post(f"/van-ban/{one.pk}/ky/", {"signer": SIGNER, **key(cast.leader_holder)}, follow=True)
    assert "Đã ký số" in words(answer)
    signed = one.files.last()
    assert [(told.signer, told.good) for told in kept_verdicts(signed)] == [(LEADER, True)]
    assert signed.entry.facts["kept_picture"] == KeptPicture.objects.get().pk
    one.refresh_from_db()
    OUTGOING.take("number", one, ACTOR, {"on": dt.date(2026, 11, 20)})
    kept(clerk, SEAL, RED, width="36")
    sealing = f"/van-ban/{one.pk}/dong-dau/"
    assert "dùng hình đã lưu trong sổ" in words(clerk.get(sealing))
    sealed = clerk.post(sealing, {**key(cast.office_holder), "width": "36"}, follow=True)
    assert "Đã ký số" in words(sealed)
    assert [told.signer for told in kept_verdicts(one.files.last())] == [LEADER, OFFICE]


def test_a_kept_signature_goes_with_its_own_certificate_only(cast):  # noqa: F811
    chief = named(CHIEF, "Người Khác")
    one = approved(unit_of(CLERK), paper())
    kept(chief, OWN, BLUE)
    answer = chief.post(f"/van-ban/{one.pk}/ky/", {"signer": SIGNER, **key(cast.leader_holder)})
    assert answer.status_code == 422 and "Hình chữ ký đã lưu là của “Người Khác”" in words(answer)
    one.refresh_from_db()
    assert (one.state, one.files.count()) == ("approved", 1)


def test_many_are_signed_with_the_kept_picture(cast):  # noqa: F811
    chief, unit = named(CHIEF, LEADER), unit_of(CLERK)
    two = [approved(unit, paper(), f"việc {number}") for number in range(2)]
    kept(chief, OWN, BLUE)
    asked = {"signer": SIGNER, **key(cast.leader_holder), "van-ban": [str(one.pk) for one in two]}
    assert "Đã ký số 2 văn bản" in words(chief.post("/van-ban/ky-nhieu/", asked))
    assert all(one.files.last().entry.facts["kept_picture"] for one in two)


def test_the_page_asks_no_more_than_one_question_for_each_picture():
    clerk = signed_in(CLERK)
    few = queries(clerk, HOME)
    kept(clerk, SEAL, RED, width="36")
    assert queries(clerk, HOME) == few
