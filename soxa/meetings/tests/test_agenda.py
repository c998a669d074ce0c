"""The agenda line by line: moved, reworded, added to and taken off before the meeting; what stands with a line goes with it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.meetings import flow
from soxa.meetings.convening import agenda, papers
from soxa.meetings.convening.agenda import Line
from soxa.meetings.models import Opinion
from soxa.meetings.tests.conftest import AGENDA, DAY, calling
from soxa.meetings.tests.test_handouts import put

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)


@pytest.fixture
def called(due, head):
    """Bến Đá's meeting of November, convened with three points."""
    flow.take("convene", due, head, calling(planned_on=DAY, agenda=["Một", "Hai", "Ba"], on=ON))
    return due


def titles(meeting):
    return list(meeting.items.values_list("number", "title"))


LINE = re.compile(
    r'name="key" value="([0-9]+)"><(?:textarea[^>]* name="title"[^>]*>([^<]*)<|input[^>]* name="title" value=""())'
)


def lines_on(answer):
    """The lines as the page's form would send them, without the empty one that waits for words."""
    found = [Line(int(key), title) for key, title, _none in LINE.findall(answer.content.decode())]
    return [one for one in found if one.key or one.title]


def sent(lines, **more):
    return {"key": [one.key for one in lines], "title": [one.title for one in lines], **more}


def test_lines_keep_what_stands_with_them_when_moved_and_reworded(called, head):
    one, two, three = agenda.lines_of(called)
    given = put(called, head, item=called.items.get(pk=two.key))
    new = [Line(three.key, "Ba, sửa lời"), Line(0, "Bốn"), two, Line(one.key, "")]
    assert agenda.write(called, new, head, on=ON) == 3
    assert titles(called) == [(1, "Ba, sửa lời"), (2, "Bốn"), (3, "Hai")]
    assert papers.shown(called) == [(called.items.get(number=3), [given])]
    assert Entry.objects.get(step="agenda").facts == {"rows": 3}


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda one, two, three: [one, two, three, Line(0, "Hai")], "“Hai” ghi hai lần"),
        (lambda one, two, three: [one, two], "vừa được sửa ở máy khác"),
        (lambda one, two, three: [one, two, three, Line(10**9, "x")], "vừa được sửa ở máy khác"),
        (lambda one, two, three: [Line(line.key, "") for line in (one, two, three)], "ít nhất một nội dung"),
        (lambda *three: [*three, *(Line(0, f"n{n}") for n in range(58))], "nhiều nhất 60 nội dung; đồng chí ghi 61"),
        (lambda *three: [*three, Line(0, "a" * 301)], "Nội dung 4 dài 301 chữ cái"),
    ],
)  # fmt: skip
def test_what_is_no_agenda_is_refused_in_words_and_nothing_is_written(called, head, made, said):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=said):
        agenda.write(called, made(*agenda.lines_of(called)), head, on=ON)
    assert titles(called) == [(1, "Một"), (2, "Hai"), (3, "Ba")]
    assert Entry.objects.count() == entries


def test_while_it_is_open_lines_are_reworded_and_added_alone(opened, head):
    one, two = agenda.lines_of(opened)
    Opinion.objects.create(meeting=opened, item_id=one.key, number=1, name="An", text="Nhất trí")
    for wrong in ([two, one], [one, Line(two.key, "")], [one, Line(0, "Mới"), two]):
        with pytest.raises(Refused, match="không đổi thứ tự, không bỏ"):
            agenda.write(opened, wrong, head, on=DAY)
    agenda.write(opened, [Line(one.key, "Đánh giá"), two, Line(0, "Phát sinh")], head, on=DAY)
    assert titles(opened) == [(1, "Đánh giá"), (2, AGENDA[1]), (3, "Phát sinh")]
    assert Opinion.objects.get().item.title == "Đánh giá"


def test_of_a_meeting_that_is_over_no_agenda_is_written(opened, head, at):
    lines = agenda.lines_of(opened)
    type(opened).objects.filter(pk=opened.pk).moved(Entry.objects.last(), state=opened.CLOSED)
    with pytest.raises(Refused, match="không sửa chương trình nữa"):
        agenda.write(opened, lines, head, on=DAY)
    answer = at("buong").get(reverse("meeting_agenda", args=[opened.pk]))
    assert answer.status_code == 409 and "không sửa chương trình nữa" in words(answer)


@pytest.mark.parametrize(
    ("pressed", "order"),
    [
        ("up-2", ["Một", "Ba", "Hai"]),
        ("down-0", ["Hai", "Một", "Ba"]),
        ("up-0", ["Một", "Hai", "Ba"]),
        ("down-2", ["Một", "Hai", "Ba"]),
        ("out-1", ["Một", "Ba", ""]),
        ("up-99", ["Một", "Hai", "Ba"]),
        ("more", ["Một", "Hai", "Ba"]),
    ],
)
def test_a_button_moves_the_line_on_the_page_and_writes_nothing(called, at, pressed, order):
    client, address = at("buong"), reverse("meeting_agenda", args=[called.pk])
    answer = client.post(address, sent(agenda.lines_of(called), do=pressed))
    assert [one.title for one in lines_on(answer)] == order
    assert titles(called) == [(1, "Một"), (2, "Hai"), (3, "Ba")]
    assert client.post(address, sent(lines_on(answer))).url == reverse("meeting", args=[called.pk])
    assert [title for _n, title in titles(called)] == [title for title in order if title]


def test_a_new_meeting_s_page_begins_with_the_lines_of_the_one_before(called, cast, head, at):
    flow.lay_out([called.unit_id], date(2026, 12, 1), head, on=DAY)
    after = type(called).objects.get(month=date(2026, 12, 1))
    answer = at("buong").get(reverse("meeting_agenda", args=[after.pk]))
    assert lines_on(answer) == [Line(0, "Một"), Line(0, "Hai"), Line(0, "Ba")]
    assert "Lấy theo chương trình lần họp trước" in words(answer)
    assert not after.items.exists()


@pytest.mark.parametrize(("login", "status"), [("chanh", 200), ("buong", 200), ("nhung", 403), ("khac", 404)])
def test_who_orders_the_agenda(called, at, login, status):
    assert at(login).get(reverse("meeting_agenda", args=[called.pk])).status_code == status
    shown = "Sửa chương trình" in words(at(login).get(reverse("meeting", args=[called.pk])))
    assert shown is (status == 200)
