"""Keys from files and devices: wrong password, wrong PIN, expired, revoked, another person's, pulled out in the middle."""

from datetime import timedelta

import pytest

from soxa.documents.signing.batch import Task, sign_all
from soxa.documents.signing.devices import open_pkcs11
from soxa.documents.signing.marks import BadMark, personal
from soxa.documents.signing.reading import opened
from soxa.documents.signing.signer import NoStamp, NotSigned, sign, stamping_service
from soxa.documents.signing.tests.authority import END, NOW, PASSWORD, RSA, START
from soxa.documents.signing.tests.paper import LEADER, LEADER_NUMBER, OFFICE, by_leader, paper
from soxa.documents.signing.tests.softhsm import PIN, device_with
from soxa.documents.signing.tokens import TokenGone, TokenTrouble, open_p12
from soxa.documents.signing.verdict import verdicts

YEAR = timedelta(days=365)


def test_a_wrong_password(cast, authority):
    with pytest.raises(TokenTrouble, match="Sai mật khẩu"):
        open_p12(cast.leader_holder.p12(authority.issuing), "sai")
    with pytest.raises(TokenTrouble, match="không phải .p12"):
        open_p12(b"<html>", PASSWORD)


def test_whose_certificate_it_is(cast):
    subject = cast.leader.subject
    assert (subject.name, subject.kind, subject.numbers) == (LEADER, "personal", (LEADER_NUMBER,))
    cast.leader.check(LEADER.upper(), at=NOW)
    cast.leader.check("tên khác", number="001185012345", at=NOW)
    with pytest.raises(TokenTrouble, match=f"là của “{LEADER}”, không phải của “Trần Văn B”"):
        cast.leader.check("Trần Văn B", at=NOW)
    with pytest.raises(TokenTrouble, match="không phải của"):
        cast.leader.check(LEADER, number="CCCD:001185099999", at=NOW)


def test_another_persons_certificate_signs_nothing(cast):
    with pytest.raises(TokenTrouble, match=f"Chứng thư là của “{OFFICE}”"):
        sign(paper(), cast.office, by_leader())


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"since": START, "until": NOW - YEAR}, "đã hết hạn ngày"),
        ({"since": NOW + YEAR, "until": END}, "chưa có hiệu lực"),
    ],
)
def test_a_certificate_out_of_its_days_signs_nothing(authority, days, words):
    token = open_p12(authority.issued(LEADER, **days).p12(), PASSWORD)
    with pytest.raises(TokenTrouble, match=words):
        sign(paper(), token, by_leader())


def test_a_revoked_certificate_signs_nothing(authority):
    holder = authority.issued(LEADER)
    authority.revoke(holder, NOW - YEAR)
    token = open_p12(holder.p12(authority.issuing), PASSWORD)
    with pytest.raises(TokenTrouble, match="đã bị thu hồi ngày"):
        sign(paper(), token, by_leader(), timestamper=authority.stamper(), revocation=authority.trust())


def test_revocation_data_must_be_whole(authority, cast):
    with pytest.raises(NotSigned, match="Thiếu dữ liệu thu hồi"):
        sign(paper(), cast.leader, by_leader(), revocation=authority.trust(lists=False))


def test_a_silent_stamping_service_signs_nothing(cast):
    service = stamping_service("http://127.0.0.1:9/", seconds=1)
    with pytest.raises(NoStamp, match="Chưa ký gì"):
        sign(paper(), cast.leader, by_leader(), timestamper=service)


def test_a_picture_must_be_transparent(cast):
    with pytest.raises(BadMark, match="nền trong suốt"):
        sign(paper(), cast.leader, personal(LEADER, title="BÍ THƯ", picture=b"GIF89a"))


@pytest.fixture(scope="module")
def device(authority):
    """A software device holding a key and certificate of the leader's; returns the path of its library."""
    return device_with("vanthu", authority.issued(LEADER, keys=RSA))


def test_a_device_signs(device, authority):
    token = open_pkcs11(device, pin=PIN, token="vanthu")
    assert token.subject.name == LEADER
    made = sign(paper(), token, by_leader(), timestamper=authority.stamper(), revocation=authority.trust())
    token.close()
    token.close()
    (verdict,) = verdicts(made.content, authority.trust(lists=False))
    assert verdict.good and verdict.timestamped


def test_a_device_says_what_is_wrong(device, tmp_path):
    with pytest.raises(TokenTrouble, match="Sai mã PIN"):
        open_pkcs11(device, pin="000000", token="vanthu")
    with pytest.raises(TokenTrouble, match="Không thấy thiết bị ký"):
        open_pkcs11(device, pin=PIN, token="không có")
    with pytest.raises(TokenTrouble, match="không có khóa ký “khác”"):
        open_pkcs11(device, pin=PIN, token="vanthu", key="khác")
    with pytest.raises(TokenTrouble, match="Không nạp được thư viện"):
        open_pkcs11(tmp_path / "none.so", pin=PIN)


class PulledOut:
    """A clock for a batch: the device is pulled out after so many time stamps."""

    def __init__(self, token, service, after):
        self.token, self.service, self.left = token, service, after

    def __getattr__(self, name):
        return getattr(self.service, name)

    async def async_timestamp(self, *given):
        stamp = await self.service.async_timestamp(*given)
        self.left -= 1
        if not self.left:
            self.token.close()
        return stamp


def test_a_device_pulled_out_in_the_middle(device, authority):
    token = open_pkcs11(device, pin=PIN, token="vanthu")
    tasks = [Task(key, paper(), by_leader()) for key in ("một", "hai", "ba", "bốn")]
    tasks.insert(1, Task("không phải PDF", b"<html>", by_leader()))
    service = PulledOut(token, authority.stamper(), after=2)
    outcome = sign_all(tasks, token, timestamper=service)
    assert [key for key, _signed in outcome.done] == ["một", "hai"]
    assert [key for key, _words in outcome.refused] == ["không phải PDF"]
    assert outcome.untouched == ("ba", "bốn")
    assert (
        outcome.stopped == "Thiết bị ký bị rút ra hoặc không trả lời trong khi ký. Văn bản này chưa được ký."
    )
    assert all(opened(signed.content).embedded_signatures for _key, signed in outcome.done)
    with pytest.raises(TokenGone):
        sign(paper(), token, by_leader())


def test_a_list_is_signed_with_one_key(cast, authority):
    outcome = sign_all([Task(str(n), paper(), by_leader()) for n in range(3)], cast.leader)
    assert len(outcome.done) == 3 and not outcome.stopped and not outcome.untouched
