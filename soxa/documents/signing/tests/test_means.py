"""What a key can be signed with now: each thing that is missing is told, and refused where the office says so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from soxa.documents.signing import levels
from soxa.documents.signing.means import Wishes, means_of
from soxa.documents.signing.signer import NoStamp, NotSigned, sign, stamping_service
from soxa.documents.signing.tests.authority import NOW, PASSWORD, Authority
from soxa.documents.signing.tests.paper import LEADER, by_leader, paper
from soxa.documents.signing.tests.served import served
from soxa.documents.signing.tokens import TokenTrouble, open_p12
from soxa.documents.signing.trust import Trust
from soxa.documents.signing.verdict import verdicts

YEAR = timedelta(days=365)
DEAD = stamping_service("http://127.0.0.1:9/", seconds=1)


def level_of(token, wishes, roots):
    """The level of a paper signed with these wishes, as the file alone proves it beside the roots."""
    means = means_of(token, wishes)
    made = sign(paper(), token, by_leader(), timestamper=means.stamper, revocation=means.evidence)
    (told,) = verdicts(made.content, roots)
    return told.level, told.revocation_checked, set(means.held_back)


def test_all_at_hand_gives_the_highest_level(authority, cast):
    roots = authority.trust(lists=False)
    every = Wishes(authority.trust(), authority.stamper(), lower=False)
    assert level_of(cast.leader, every, roots) == ("B-LT", True, set())


def test_what_is_missing_lowers_the_level_and_is_told(authority, cast, stranger):
    roots, kept = authority.trust(lists=False), authority.trust()
    cases = (
        (Wishes(kept), "B-B", {levels.NO_SERVICE}),
        (Wishes(kept, DEAD), "B-B", {levels.SILENT}),
        (Wishes(roots, authority.stamper()), "B-T", {levels.UNCHECKED, levels.STAMPER_UNCHECKED}),
        (Wishes(kept, stranger.stamper()), "B-B", {levels.BAD_STAMPER}),
        (Wishes(kept, authority.stamper(until=NOW - YEAR)), "B-B", {levels.BAD_STAMPER}),
        (Wishes(stranger.trust(), stranger.stamper()), "B-B", {levels.UNKNOWN}),
        (Wishes(Trust(), authority.stamper()), "B-T", {levels.NO_ROOTS}),
        (Wishes(), "B-B", {levels.NO_ROOTS, levels.NO_SERVICE}),
    )
    for wishes, level, missing in cases:
        told, _checked, held_back = level_of(cast.leader, wishes, roots)
        assert (told, held_back) == (level, missing)
        assert all(levels.reason(code) for code in held_back)


def test_an_office_that_wants_all_or_nothing_signs_nothing(authority, cast, stranger):
    kept = authority.trust()
    for wishes, kind, words in (
        (Wishes(kept, DEAD), NoStamp, "không trả lời. Chưa ký gì"),
        (
            Wishes(kept, authority.stamper(until=NOW - YEAR)),
            NoStamp,
            "hết hạn, bị thu hồi hoặc không được tin",
        ),
        (Wishes(authority.trust(lists=False), authority.stamper()), NotSigned, "Thiếu danh sách thu hồi"),
        (Wishes(authority.trust(at=NOW - YEAR), authority.stamper()), NotSigned, "còn hạn"),
        (Wishes(stranger.trust(), authority.stamper()), NotSigned, "không dẫn tới chứng thư gốc nào"),
    ):
        with pytest.raises(kind, match=words):
            means_of(cast.leader, replace(wishes, lower=False))
    # what was never set up is no fault of the moment
    assert means_of(cast.leader, Wishes(kept, lower=False)).held_back == (levels.NO_SERVICE,)


@pytest.mark.parametrize("lower", [True, False])
def test_a_revoked_signer_signs_at_no_level(lower):
    own = Authority("Thu hồi")
    holder = own.issued(LEADER)
    own.revoke(holder, NOW - YEAR)
    token = open_p12(holder.p12(own.issuing), PASSWORD)
    with pytest.raises(TokenTrouble, match="đã bị thu hồi ngày .* Chưa ký gì"):
        means_of(token, Wishes(own.trust(), lower=lower))


def test_revocation_is_asked_on_the_network_only_when_it_may_be():
    with served() as service:
        own = service.authority
        token = open_p12(own.issued(LEADER).p12(own.issuing), PASSWORD)
        roots, stamper = own.trust(lists=False), stamping_service(service.tsa)
        assert means_of(token, Wishes(roots, stamper)).evidence is None
        assert set(service.asked) == {"/tsa"}
        asks = Wishes(roots, stamper, fetch_seconds=5, lower=False)
        assert level_of(token, asks, roots) == ("B-LT", True, set())
        assert {"/ocsp", "/root.crl"} <= set(service.asked)


def test_a_responder_that_says_revoked_is_believed():
    with served() as service:
        own = service.authority
        holder = own.issued(LEADER)
        own.revoke(holder, NOW - YEAR)
        token = open_p12(holder.p12(own.issuing), PASSWORD)
        with pytest.raises(TokenTrouble, match="đã bị thu hồi"):
            means_of(token, Wishes(own.trust(lists=False), None, fetch_seconds=5))
        assert "/ocsp" in service.asked


def test_a_silent_responder_is_missing_data():
    with served(silent=True) as service:
        own = service.authority
        token = open_p12(own.issued(LEADER).p12(own.issuing), PASSWORD)
        found = means_of(
            token, Wishes(own.trust(lists=False), stamping_service(service.tsa), fetch_seconds=2)
        )
        assert set(found.held_back) == {levels.UNCHECKED, levels.SILENT}
