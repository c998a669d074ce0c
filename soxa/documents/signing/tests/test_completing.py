"""What signatures lacked is added later, and each of them stays good."""

from datetime import date

import pytest

from soxa.documents.signing.completing import NotCompleted, complete
from soxa.documents.signing.means import Wishes
from soxa.documents.signing.numbering import fill_number, prepare
from soxa.documents.signing.signer import NoStamp, sign, stamping_service
from soxa.documents.signing.tests.authority import NOW, PASSWORD, Authority
from soxa.documents.signing.tests.paper import LEADER, by_leader, by_office, paper
from soxa.documents.signing.tests.served import served
from soxa.documents.signing.tokens import open_p12
from soxa.documents.signing.trust import Trust
from soxa.documents.signing.verdict import verdicts


def seen(content, trust):
    return [(one.level, one.good, one.timestamped) for one in verdicts(content, trust)]


def test_two_signatures_without_stamp_are_brought_up_together(cast, authority):
    roots = authority.trust(lists=False)
    signed = sign(prepare(paper()), cast.leader, by_leader()).content
    sealed = sign(fill_number(signed, "15", date(2026, 6, 15)), cast.office, by_office()).content
    assert seen(sealed, roots) == [("B-B", True, False)] * 2
    made, told = complete(sealed, Wishes(authority.trust(), authority.stamper()))
    assert made.startswith(sealed)
    assert seen(made, roots) == [("B-LT", True, True)] * 2
    assert all("thêm dấu thời gian" in one.later and one.revocation_checked for one in told)


def test_number_and_seal_go_on_a_paper_that_was_completed(cast, authority):
    roots, wishes = authority.trust(lists=False), Wishes(authority.trust(), authority.stamper())
    made, _told = complete(sign(prepare(paper()), cast.leader, by_leader()).content, wishes)
    sealed = sign(fill_number(made, "15", date(2026, 6, 15)), cast.office, by_office()).content
    assert seen(sealed, roots) == [("B-LT", True, True), ("B-B", True, False)]
    again, _told = complete(sealed, wishes)
    assert seen(again, roots) == [("B-LT", True, True)] * 2


def test_a_stamped_one_lacks_only_revocation_data(cast, authority):
    stamped = sign(paper(), cast.leader, by_leader(), timestamper=authority.stamper()).content
    roots = authority.trust(lists=False)
    assert seen(stamped, roots) == [("B-T", True, True)]
    made, _told = complete(stamped, Wishes(authority.trust(), authority.stamper()))
    assert seen(made, roots) == [("B-LT", True, True)]


def test_what_is_missing_is_said_and_nothing_comes_out(cast, authority):
    signed = sign(paper(), cast.leader, by_leader()).content
    dead = stamping_service("http://127.0.0.1:9/", seconds=1)
    for wishes, kind, words in (
        (Wishes(authority.trust()), NoStamp, "không trả lời"),
        (Wishes(authority.trust(), dead), NoStamp, "không trả lời"),
        (Wishes(authority.trust(lists=False), authority.stamper()), NotCompleted, "Không kiểm được thu hồi"),
        (Wishes(Trust(), authority.stamper()), NotCompleted, "không dẫn tới"),
    ):
        with pytest.raises(kind, match=words):
            complete(signed, wishes)


def test_a_signer_revoked_meanwhile_is_not_completed():
    own = Authority("Thu hồi sau")
    holder = own.issued(LEADER)
    signed = sign(paper(), open_p12(holder.p12(own.issuing), PASSWORD), by_leader()).content
    own.revoke(holder, NOW)
    with pytest.raises(NotCompleted, match="đã bị thu hồi"):
        complete(signed, Wishes(own.trust(), own.stamper()))


def test_the_lists_of_others_stay_out_of_the_file(cast, authority, stranger):
    kept = authority.trust()
    both = Trust((*kept.roots, *stranger.trust().roots), kept.between, (*kept.crls, *stranger.crls()))
    made, _told = complete(sign(paper(), cast.leader, by_leader()).content, Wishes(both, authority.stamper()))
    assert all(one not in made for one in stranger.crls())
    assert both.about(cast.leader.certificate).crls == kept.crls
    assert kept.with_evidence(between=kept.between, crls=kept.crls) == kept


def test_the_network_is_asked_where_it_may_be():
    with served() as service:
        own = service.authority
        signed = sign(paper(), open_p12(own.issued(LEADER).p12(own.issuing), PASSWORD), by_leader()).content
        roots, stamper = own.trust(lists=False), stamping_service(service.tsa)
        with pytest.raises(NotCompleted):
            complete(signed, Wishes(roots, stamper))
        made, _told = complete(signed, Wishes(roots, stamper, fetch_seconds=5))
        assert seen(made, roots) == [("B-LT", True, True)]
