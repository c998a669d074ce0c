"""The signing device on the machine that keeps the book, through the pages: its PIN, its trouble, pulled out in the middle."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from soxa.desk.tests.signing_in import signed_in, words
from soxa.desk.tests.test_signing_pages import CHIEF, HEAD, SIGNER, approved, change, put
from soxa.documents.signing.tests.authority import RSA, Authority
from soxa.documents.signing.tests.paper import LEADER, picture
from soxa.documents.signing.tests.served import served
from soxa.documents.signing.tests.softhsm import PIN, device_with
from soxa.kernel.models import Entry, Setting
from soxa.samples.demo_fixture import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]


def typed(pin=PIN, **more):
    return {"signer": SIGNER, "pin": pin, "picture": SimpleUploadedFile("ky.png", picture("blue")), **more}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("so")


@pytest.fixture(autouse=True)
def data(settings, place):
    """One place of the book's files for all tests here: what is trusted lies in it."""
    settings.DATA_DIR = place
    return place


def test_without_a_device_no_pin_is_asked():  # first: once it is there, the device stands for all tests here
    one = approved()
    assert "PIN" not in words(signed_in(CHIEF).get(f"/van-ban/{one.pk}/ky/"))


@pytest.fixture(scope="module")
def room(demo_book, django_db_blocker, place):
    """(the service, a head who has set all for a device with the leader's key, the chief)."""
    with standing(django_db_blocker), override_settings(DATA_DIR=place), served() as service:
        head, label = signed_in(HEAD), "bàn 1"
        own = service.authority
        library = device_with(label, own.issued(LEADER, keys=RSA))
        put(head, own.root.pem), put(head, own.issuing.der)
        change(head, "signing.service", service.tsa)
        change(head, "signing.revocation", "fetch")
        change(head, "signing.device_library", str(library))
        change(head, "signing.device_label", label)
        yield service, head, signed_in(CHIEF)


def stands(one):
    one.refresh_from_db()
    return one.state, one.files.count(), one.signer


def test_the_device_signs_from_the_page_and_its_pin_is_kept_nowhere(room):
    _service, _head, chief = room
    one = approved()
    assert "thiết bị ký trên máy này" in words(chief.get(f"/van-ban/{one.pk}/ky/"))
    page = words(chief.post(f"/van-ban/{one.pk}/ky/", typed(), follow=True))
    assert "Đã ký số, mức B-LT" in page
    assert stands(one) == ("signed", 2, SIGNER)
    assert PIN not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_a_wrong_pin_and_two_ways_at_once_move_nothing(room):
    _service, _head, chief = room
    one = approved()
    home = f"/van-ban/{one.pk}/ky/"
    key = SimpleUploadedFile("khoa.p12", Authority("Khác", keys=6).issued(LEADER).p12())
    for given, why in (
        (typed("000000"), "Sai mã PIN"),
        (typed(key=key), "Chỉ chọn một cách"),
        ({"signer": SIGNER, "pin": PIN}, "cần hình này"),
    ):
        answer = chief.post(home, given)
        assert answer.status_code == 422 and why in words(answer)
        assert PIN not in answer.content.decode()
    assert stands(one) == ("approved", 1, "")
    assert "Đã ký số" in words(chief.post(home, typed(), follow=True))  # the device is free again


def test_a_device_pulled_out_before_the_signature_moves_nothing(room, monkeypatch):
    service, _head, chief = room
    one, entries = approved(), Entry.objects.count()
    pulled_out(monkeypatch, service, after=1)
    answer = chief.post(f"/van-ban/{one.pk}/ky/", typed())
    assert answer.status_code == 422
    assert "Thiết bị ký bị rút ra hoặc không trả lời trong khi ký" in words(answer)
    assert stands(one) == ("approved", 1, "") and Entry.objects.count() == entries


def test_a_device_pulled_out_in_the_middle_of_a_list(room, monkeypatch):
    service, _head, chief = room
    three = [approved(f"việc số {number}") for number in range(3)]
    pulled_out(monkeypatch, service, after=3)  # the first look, two signatures
    page = words(chief.post("/van-ban/ky-nhieu/", typed(**{"van-ban": [str(one.pk) for one in three]})))
    assert "Đã ký số 2 văn bản" in page and "1 văn bản chưa ký được" in page
    assert "Văn bản này chưa được ký" in page
    assert [stands(one)[:2] for one in three] == [("signed", 2), ("signed", 2), ("approved", 1)]
    assert all(one.number is None for one in three)


def pulled_out(monkeypatch, service, *, after):
    """Take the device away once the time-stamping service was asked so many times."""
    from soxa.documents import means

    opened, answer, asked = [], service.answer, service.asked.count("/tsa")
    really = means.open_pkcs11

    def remembered(*given, **named):
        opened.append(really(*given, **named))
        return opened[-1]

    def answering(path, body):
        told = answer(path, body)
        if service.asked.count("/tsa") == asked + after:
            opened[-1].close()
        return told

    monkeypatch.setattr(means, "open_pkcs11", remembered)
    monkeypatch.setattr(service, "answer", answering)


def test_only_an_installed_library_may_be_named(room, data, tmp_path_factory):
    _service, head, _chief = room
    before = Setting.objects.filter(code="signing.device_library").count()
    inside, open_to_all = data / "evil.so", tmp_path_factory.mktemp("x") / "open.so"
    for place in (inside, open_to_all):
        place.write_bytes(b"")
    open_to_all.chmod(0o666)
    for bad, why in (
        ("libsofthsm2.so", "đường dẫn đầy đủ"),
        ("/none/lib.so", "đường dẫn đầy đủ"),
        ("/etc/passwd", "đường dẫn đầy đủ"),
        (str(inside), "không nằm trong thư mục của sổ"),
        (str(open_to_all), "người khác không sửa được"),
    ):
        assert why in words(change(head, "signing.device_library", bad))
    assert Setting.objects.filter(code="signing.device_library").count() == before
