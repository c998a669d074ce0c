"""The keeper of the system reads that something was written of a member, by whom and when; not the words."""

from datetime import date

import pytest

from soxa.kernel.models import Entry
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY

WORDS = "NQ chi bộ: đồng chí điều trị bệnh dài ngày"


@pytest.fixture
def written(cast, head) -> list[int]:
    """An exemption with its paper, and a transfer out with where to."""
    cast.office("may", "system_admin", "province", "Quản trị hệ thống")
    facts = {"kind": "exempt", "on": date(2026, 2, 1), "paper": WORDS}
    eased = take("begin_exemption", cast.members["dang"], head, today=TODAY, facts=facts)
    gone = {"on": date(2026, 3, 1), "paper": "GT 1", "went_to": "Trại giam số 5"}
    return [eased.pk, take("transfer_out", cast.members["an"], head, today=TODAY, facts=gone).pk]


def test_words_of_party_work_are_for_its_readers(at, written):
    keeper, office = at("may"), at("chanh")
    assert "bệnh dài ngày" in office.get("/nhat-ky/").content.decode()
    lists = keeper.get("/nhat-ky/").content.decode()
    assert "Miễn, tạm miễn" in lists
    assert "bệnh dài ngày" not in lists
    for pk in written:
        page = keeper.get(f"/nhat-ky/{pk}/")
        assert page.status_code == 200
        assert "bệnh dài ngày" not in page.content.decode()
        assert "GT 1" not in page.content.decode()
    assert "bệnh dài ngày" in office.get(f"/nhat-ky/{written[0]}/").content.decode()


def test_where_a_member_went_is_not_in_the_journal_at_all(written):
    assert "Trại giam" not in str(Entry.objects.get(pk=written[1]).facts)
