"""By when a document is laid before the chief: by its urgency, over days off, on the list and on the first page."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.desk.waiting_documents import documents
from soxa.documents.flow import INCOMING, receive
from soxa.documents.laying import PLAIN, Laying
from soxa.documents.models import Document
from soxa.kernel.access import machine
from soxa.kernel.calendar import ensure_calendar
from soxa.kernel.preferences import put
from soxa.kernel.units.tree import tree
from soxa.org.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ACTOR = machine("thử")
FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)


def letter(on=FRIDAY, **facts):
    made = Document(
        unit_id=tree().codes["99901"], body="inspection", kind="cong_van", abstract="về thư riêng", notation="1-CV/TU",
        author="Tỉnh ủy", issued_on=date(2026, 11, 2), **facts,
    )  # fmt: skip
    return receive(made, ACTOR, on=on)


@pytest.mark.parametrize(
    ("arrived", "urgency", "last"),
    [
        # a plain one by the next working day: over the weekend to Monday; an urgent one on the day itself
        (date(2026, 11, 19), "", FRIDAY),
        (FRIDAY, "", MONDAY),
        (date(2026, 11, 21), "", MONDAY),
        (FRIDAY, "khan", FRIDAY),
        (date(2026, 11, 21), "hoa_toc", date(2026, 11, 21)),
        # 01/01/2027 is a Friday and a day off
        (date(2026, 12, 31), "", date(2027, 1, 4)),
    ],
)
def test_the_day_by_hand(arrived, urgency, last):
    ensure_calendar()
    assert Laying.of(FRIDAY).of_day(arrived, urgent=bool(urgency)) == last


@pytest.mark.parametrize(
    ("today", "urgency", "late"),
    [(FRIDAY, "", False), (MONDAY, "", False), (TUESDAY, "", True), (FRIDAY, "khan", False), (date(2026, 11, 21), "khan", True)],
)  # fmt: skip
def test_the_condition_agrees_with_the_day(today, urgency, late):
    one = letter(urgency=urgency)
    laying = Laying.of(today)
    assert Document.objects.filter(laying.late(today), pk=one.pk).exists() is late
    assert (laying.by(one) < today) is late


def test_what_was_laid_before_the_chief_waits_for_it_no_more():
    one = letter()
    INCOMING.take("propose", one, ACTOR, {"on": FRIDAY, "proposal": "x"})
    assert Laying.of(TUESDAY).by(one) is None
    assert not Document.objects.filter(Laying.of(TUESDAY).late(TUESDAY), pk=one.pk).exists()


def test_a_late_one_is_told_on_the_list_and_found_by_it():
    one = letter(on=date(2026, 11, 17))
    clerk = signed_in("yen.le")
    assert "Quá hạn trình 2 ngày" in words(clerk.get("/van-ban/?chieu=den"))
    late = words(clerk.get("/van-ban/?chieu=den&han=trinh"))
    assert one.abstract in late and "1 văn bản" in late
    put(PLAIN, "3", since=date(2026, 1, 1), actor=ACTOR)
    assert "Chờ trình, hạn 20/11/2026" in words(clerk.get(f"/van-ban/{one.pk}/"))


def test_the_first_page_counts_to_the_day_of_laying_alone_and_in_a_crowd():
    reader = Account.objects.get(username="yen.le")
    one = letter(on=FRIDAY, urgency="khan", answer_due=date(2027, 1, 5))
    line = next(line for line in documents(reader, FRIDAY) if one.abstract in line.title)
    assert (line.on, line.words) == (FRIDAY, "Hôm nay") and "hạn trình 20/11/2026" in line.detail
    for _each in range(5):
        letter()
    crowd = next(line for line in documents(reader, TUESDAY) if "chờ trình" in line.title)
    assert crowd.on <= FRIDAY and crowd.level == "bad"
