"""A member list goes into the book whole or not at all, and the same list twice changes nothing."""

from datetime import date

import pytest
from django.utils.timezone import localtime

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import ALWAYS, Entry, SealedCorrection, Unit
from soxa.kernel.sealed import open_text
from soxa.kernel.sheets.load import BookMoved, Loading
from soxa.kernel.sheets.preview import NotLoadable
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER, Period
from soxa.org.models import CITIZEN_ID, Person
from soxa.party.member_export import export_members
from soxa.party.member_import import plan
from soxa.party.models import Cell, Exemption, Member, Membership
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import HEAD, members, person, workbook

ME = machine("thử")


def an(name="Bùi Văn An", born="20/11/1990", **said) -> list[object]:
    """A row naming one whom the book knows, card 12.345678 and number 001062012345, and saying nothing of his dates."""
    return person(name, born, **{"admitted": None, "recognised": None, **said})


AN = an(card="12345678")


@pytest.fixture
def planned(cast):
    """Plan a workbook for the upper commune (or another unit) as of 20/11/2026."""

    def look(content, unit="upper", **options):
        return plan(content, unit_id=cast.units[unit].pk, on=TODAY, **options)

    return look


def rows_of_book() -> tuple[int, ...]:
    return tuple(
        model.objects.count() for model in (Person, Member, Membership, Entry, Unit, Cell, Exemption)
    )


def faults(preview) -> list[tuple[str, str]]:
    return [(fault.cell, fault.text) for fault in preview.findings]


def test_a_new_member_enters_with_his_facts(cast, planned):
    preview = planned(members(person(card="12.000.100", citizen_id="001062000001", phone="0912 345 678")))
    entry = preview.commit(ME)
    one = Member.objects.select_related("person").get(card_no="12000100")
    spell = Membership.objects.get(member=one)
    assert preview.counts == {"new": 1, "same": 0, "changed": 0, "cells": 0}
    assert (one.person.full_name, one.person.folded) == ("Nguyễn Văn Mới", "nguyen van moi")
    assert one.person.born == PartialDate(1962, 3, 5)
    assert one.person.phone == "0912 345 678"
    assert open_text(one.person.citizen_id_sealed, CITIZEN_ID) == "001062000001"
    assert (one.admitted_on, one.recognised_on) == (PartialDate(1985, 2, 3), PartialDate(1986, 2, 3))
    assert (spell.unit_id, spell.since, spell.until) == (cast.units["ben_da"].pk, date(1985, 2, 3), FOREVER)
    assert (spell.opened_by, spell.assumed, spell.kind) == ("", True, Membership.HOME)
    assert spell.name_key == one.person.name_key
    assert one.entry == one.person.entry == spell.entry == entry
    assert (entry.flow, entry.step, entry.subject_key) == ("sheets", "members", preview.workbook.digest)
    assert entry.facts == {"new": 1, "same": 0, "changed": 0, "cells": 0}


def test_the_journal_holds_no_personal_value(cast, planned):
    preview = planned(members(person(citizen_id="001062000001", phone="0912345678")))
    written = str(preview.commit(ME).facts)
    assert not any(word in written for word in ("Mới", "001062000001", "0912345678", "1962"))


def test_an_imported_member_is_counted_but_never_as_admitted(cast, planned):
    """Admitted 10/10/2026 by the list: a member on 20/11/2026, but no admission that the book has seen."""
    moment = Moment.over(Period.parse("2026"))
    upper = cast.units["upper"].pk
    before = read(FIGURES["party.admitted"], moment, upper).part
    planned(members(person(born="2000", admitted=date(2026, 10, 10), recognised=None))).commit(ME)
    assert Membership.objects.get(opened_by="", assumed=True).since == date(2026, 10, 10)
    assert read(FIGURES["party.admitted"], moment, upper).part == before


@pytest.mark.parametrize(
    ("admitted", "recognised", "since"),
    [
        ("03/02/1985", "03/02/1986", date(1985, 2, 3)),
        ("2/1985", None, date(1985, 2, 28)),  # known to the month: by its last day he had joined
        ("1985", None, date(1985, 12, 31)),
        (None, "03/02/1986", date(1986, 2, 3)),
        (None, None, ALWAYS),
        ("2026", None, TODAY),  # never after the day of the load
    ],
)
def test_a_home_spell_begins_where_the_list_says(cast, planned, admitted, recognised, since):
    planned(members(person(born="1960", admitted=admitted, recognised=recognised))).commit(ME)
    assert Membership.objects.get(assumed=True).since == since


def test_the_same_file_again_does_nothing_and_says_so(cast, planned):
    content = members(person())
    entry = planned(content).commit(ME)
    before = rows_of_book()
    again = planned(content)
    assert again.commit(ME) == entry
    assert rows_of_book() == before
    assert again.lines() == [
        f"Tệp này đã ghi vào sổ ngày {localtime(entry.at):%d/%m/%Y} (mục nhật ký {entry.pk}); không ghi lại lần nữa."
    ]


def test_two_previews_of_one_file_write_it_once(cast, planned):
    content = members(person())
    first, second = planned(content), planned(content)
    assert first.commit(ME) == second.commit(ME)
    assert Person.objects.filter(folded="nguyen van moi").count() == 1


def test_the_same_list_saved_anew_is_the_same(cast, planned):
    planned(members(person(card="12000100"))).commit(ME)
    again = planned(members(person(card="12000100"), sheet="Sheet2"))
    assert again.counts == {"new": 0, "same": 1, "changed": 0, "cells": 0}
    assert not again.refused


def test_a_known_member_is_changed_with_a_sealed_correction(cast, planned):
    """Triệu Thị Âu, born in March 1971, without a card: the list knows the day, her phone and her card."""
    said = {"card": "12.000.777", "phone": "0987654321", "admitted": None, "recognised": None}
    preview = planned(members(person("Triệu Thị Âu", "15/03/1971", **said)))
    assert [one.fields for one in preview.changed] == [("born", "phone", "card_no")]
    entry = preview.commit(ME)
    au = Member.objects.select_related("person").get(pk=cast.members["au"].pk)
    assert (au.person.phone, au.person.born, au.card_no) == (
        "0987 654 321",
        PartialDate(1971, 3, 15),
        "12000777",
    )
    corrections = Entry.objects.filter(flow="correction").order_by("id")
    assert [one.facts["fields"] for one in corrections] == [["born", "phone"], ["card_no"]]
    assert all(str(entry.pk) in one.facts["basis"] for one in corrections)
    assert SealedCorrection.objects.count() == 2


def test_a_blank_cell_takes_nothing_away(cast, planned):
    preview = planned(
        members(person("Bùi Văn An", "20/11/1990", card="12345678", admitted=None, recognised=None))
    )
    assert preview.counts["same"] == 1


def test_a_number_in_other_groups_is_the_same_number(cast, planned):
    Person.objects.filter(pk=cast.members["an"].person_id).moved(
        journal.write(ME, "thử", "số", subject=("", "")), phone="0912.345 678"
    )
    assert planned(members(an(card="12345678", phone="0912 345678"))).counts["same"] == 1


def test_an_export_asks_a_fixed_number_of_questions(cast, django_assert_num_queries):
    tree()
    with django_assert_num_queries(3):
        export_members(cast.units["upper"].pk, TODAY)


def test_less_than_the_book_knows_is_no_change(cast, planned):
    preview = planned(members(person("Bùi Văn An", "1990", admitted="1996", recognised=None)))
    assert preview.counts["same"] == 1


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (person("Bùi Văn Ân", "20/11/1990", card="12345678", admitted=None, recognised=None), "Họ và tên"),
        (an(born="21/11/1990", citizen_id="001062012345"), "Ngày sinh"),
        (person("Bùi Văn An", "20/11/1990", card="12345678", admitted=None, recognised="04/02/2016"), "Ngày chính thức"),
    ],
)  # fmt: skip
def test_a_list_alone_does_not_correct_who_a_member_is(cast, planned, row, title):
    """Names, birth and days in the Party are put right with basis, consent and scan, on the member's page."""
    preview = planned(members(row))
    assert (preview.changed, preview.same, preview.new) == ([], [], [])
    ((_cell, said),) = faults(preview)
    assert f"khác với sổ ở “{title}”" in said
    assert "bản quét" in said


@pytest.mark.parametrize(
    "row",
    [
        AN,
        an(name="BÙI VĂN AN"),
        an(name="Bùi  Văn An", born="1990"),
    ],
)
def test_a_member_is_known_by_card_number_or_name_with_birth(cast, planned, row):
    preview = planned(members(row))
    found = (*preview.same, *preview.changed)
    assert [one.member_id for one in found] == [cast.members["an"].pk]


def test_namesakes_are_asked_about(cast, planned):
    facts = {"born": "20/11/1990", "admitted_on": "03/02/2015", "recognised_on": "03/02/2016"}
    cast.member("an2", "Bùi Văn An", "ben_da", **facts)
    preview = planned(members(an()))
    assert faults(preview) == [
        (
            "B2",
            "Ô B2, trang ‘Danh sách’: ‘Bùi Văn An’ có 2 đồng chí cùng họ tên, ngày sinh trong sổ. "
            "Ghi thêm số thẻ đảng viên hoặc số CCCD để biết là ai.",
        )
    ]
    assert planned(members(AN)).counts["new"] == 0


def test_two_people_of_one_name_and_birth_differ_by_number(cast, planned):
    row = an(citizen_id="001062099999")
    assert planned(members(row)).counts["new"] == 1
    row = an(card="12777777")
    assert "số thẻ khác" in planned(members(row)).findings[0].text


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ([person("Trần Thị Khác", "1960", card="12345678")], "E2", "đã là của một đồng chí khác trong sổ"),
        ([person(card="12000100"), person("Lê Thị Hai", "1960", card="12000100")], "E3", "đã ghi cho Nguyễn Văn Mới ở dòng 2"),
        ([person(citizen_id="001062000001"), person("Lê Thị Hai", "1960", citizen_id="001062000001")], "H3", "ở dòng 2, trang ‘Danh sách’"),
        ([person(), person(phone="0912345678", admitted="04/02/1985")], "B3", "đã có ở dòng 2, trang ‘Danh sách’ nhưng khác ở cột “Ngày kết nạp”"),
        ([person(), person(cell="THCS Khe Trên")], "B3", "khác ở cột “Chi bộ”"),
        ([person(born="05/03/1905")], "C2", "cho tuổi 121, quá 120 tuổi"),
        ([person(born="20/12/2026")], "C2", "là ngày ở sau 20/11/2026"),
        ([person(born="05/03/1971")], "C2", "cho tuổi 13 khi vào Đảng, chưa đủ 18"),
        ([person(born="05/03/1990")], "C2", "là ngày sinh sau ngày vào Đảng 03/02/1985"),
        ([person(recognised="03/02/1984")], "G2", "trước ngày kết nạp"),
        ([person(born="31/02/1970")], "C2", "‘31/02/1970’ không phải ngày có thật"),
        ([person(card="123")], "E2", "có 3 chữ số"),
        ([person(citizen_id="123456789")], "H2", "chứng minh nhân dân 9 chữ số"),
        ([person(phone="12")], "I2", "không phải số điện thoại"),
        ([person(name="Nguyễn Văn 5")], "B2", "không phải họ tên người"),
        ([person(name="Nguyễn " * 30)], "B2", "sổ chỉ ghi được 120"),
        ([person("Bùi Văn An", "20/11/1990", cell="Trường THCS Khe Trên", admitted=None, recognised=None)], "B2", "đã có trong sổ (Chi bộ thôn Bến Đá)"),
        ([person("Nông Văn Ân", "01/05/1965", card="12000009")], "E2", "báo cấp ủy cấp trên"),
        ([person(cell="Chi bộ thôn Gò Mít")], "D2", "‘Chi bộ thôn Gò Mít’ chưa có trong sổ (1 đồng chí)"),
    ],
)  # fmt: skip
def test_every_bad_cell_is_told_by_address_and_nothing_is_written(cast, planned, rows, cell, words):
    before = rows_of_book()
    preview = planned(members(*rows))
    told = faults(preview)
    assert [where for where, _text in told] == [cell]
    assert words in told[0][1]
    with pytest.raises(NotLoadable):
        preview.commit(ME)
    assert rows_of_book() == before


def test_a_private_number_is_never_repeated(cast, planned):
    rows = [person(citizen_id="001062000001"), person("Lê Thị Hai", "1960", citizen_id="001062000001")]
    assert "001062000001" not in " ".join(planned(members(*rows)).lines())


def test_a_faulty_row_is_counted_as_faulty_only(cast, planned):
    rows = (
        person("Người Không Lỗi"),
        person("Người Quá Già", "12/04/1890"),
        person("Người Sai Ngày", "31/02/1970"),
    )
    preview = planned(members(*rows))
    assert len(preview.faults) == 2
    assert [one.values["full_name"] for one in preview.new] == ["Người Không Lỗi"]
    assert preview.counts["new"] == 1


def test_all_faults_are_told_at_once(cast, planned):
    rows = [
        person(born="32/01/1970"),
        person("Lê Thị Hai", "1905"),
        person("Lê Thị Ba", "1960", cell="Xóm Lạ"),
    ]
    assert [cell for cell, _text in faults(planned(members(*rows)))] == ["C2", "C3", "D4"]


def test_one_of_the_war_years_is_looked_at_twice_but_taken(cast, planned):
    preview = planned(members(person(born="1952", admitted="19/05/1968", recognised="19/02/1969")))
    assert not preview.refused
    assert "cho tuổi 16 khi vào Đảng" in preview.warnings[0].text


def test_a_person_listed_twice_with_the_same_facts_is_taken_once(cast, planned):
    preview = planned(members(person(), person(phone="0912345678")))
    assert preview.counts["new"] == 1
    assert [fault.text for fault in preview.warnings] == [
        "Ô B3, trang ‘Danh sách’: ‘Nguyễn Văn Mới’ đã có ở dòng 2, trang ‘Danh sách’, cùng dữ liệu. Chỉ ghi một lần."
    ]
    preview.commit(ME)
    assert Person.objects.get(folded="nguyen van moi").phone == "0912 345 678"


def test_members_long_admitted_without_recognition_are_warned_of(cast, planned):
    preview = planned(members(person(recognised=None)))
    assert "1 đồng chí không ghi ngày chính thức, sổ sẽ tính là dự bị" in preview.warnings[0].text


def test_a_failed_write_leaves_no_trace(cast, planned, monkeypatch):
    preview = planned(members(person(), person("Lê Thị Hai", "1960", cell="Xóm Lạ")), create_cells=True)
    before = rows_of_book()
    insert = Loading.insert

    def breaks(self, model, names, rows):
        if model is Membership:
            raise RuntimeError("disk full")
        insert(self, model, names, rows)

    monkeypatch.setattr(Loading, "insert", breaks)
    with pytest.raises(RuntimeError):
        preview.commit(ME)
    assert rows_of_book() == before
    assert "99801.03" not in tree().codes


def test_a_book_that_moved_on_elsewhere_does_not_matter(cast, planned):
    preview = planned(members(person()))
    journal.write(ME, "thử", "việc khác", subject=("unit", "99802"))
    preview.commit(ME)
    assert Person.objects.filter(folded="nguyen van moi").count() == 1


def test_a_book_that_would_now_be_changed_otherwise_is_not_written(cast, planned):
    preview = planned(members(person()))
    planned(members(person(phone="0912345678"))).commit(ME)
    with pytest.raises(BookMoved):
        preview.commit(ME)


def test_the_preview_asks_a_fixed_number_of_questions(cast, planned, django_assert_num_queries):
    few = members(AN)
    many = members(*[person(f"Lê Thị {'A' * n}", "1960", card=f"13{n:06d}") for n in range(1, 60)], AN)
    tree()
    for content in (few, many):
        with django_assert_num_queries(15):
            planned(content)


def test_writing_asks_a_fixed_number_of_questions(cast, planned, django_assert_max_num_queries):
    rows = [
        person(f"Lê Thị {'A' * n}", "1960", card=f"13{n:06d}", citizen_id=f"{n:012d}") for n in range(1, 60)
    ]
    preview = planned(members(*rows))
    with django_assert_max_num_queries(20):
        preview.commit(ME)
    assert Membership.objects.filter(assumed=True).count() == 59


def test_an_exemption_is_taken_with_its_day_or_since_always(cast, planned):
    head = [*HEAD, "Miễn sinh hoạt"]
    rows = [
        [*person(), "x"],
        [*person("Lê Thị Hai", "1940"), "05/2015"],
        [*person("Lê Thị Ba", "1960"), "Không"],
    ]
    planned(members(*rows, head=head)).commit(ME)
    spells = Exemption.objects.order_by("id").values_list("member__person__folded", "kind", "since")
    assert list(spells) == [
        ("nguyen van moi", "exempt", ALWAYS),
        ("le thi hai", "exempt", date(2015, 5, 31)),
    ]


def test_what_is_exported_reads_back_as_the_same(cast, planned):
    """Facts of the book that cannot be true (one admitted at five) are pointed out, and do not shut the list out."""
    preview = planned(export_members(cast.units["upper"].pk, TODAY))
    assert preview.findings == []
    assert preview.counts == {"new": 0, "same": 7, "changed": 0, "cells": 0}
    assert "cho tuổi 5 khi vào Đảng" in " ".join(fault.text for fault in preview.warnings)


def test_a_list_of_one_cell_needs_no_cell_column(cast, planned):
    head, row = [*HEAD[:3], *HEAD[4:]], person()
    content = workbook(("Sheet1", [head, [*row[:3], *row[4:]]]))
    planned(content, unit="ben_da").commit(ME)
    assert Membership.objects.get(assumed=True).unit == cast.units["ben_da"]
    refused = planned(members(person(cell="Trường THCS Khe Trên")), unit="ben_da")
    assert "không phải Chi bộ thôn Bến Đá" in refused.findings[0].text


def test_another_sight_of_an_office_holder_makes_him_a_member(cast, planned):
    """A person of the book who was no member (an office holder) becomes one and is not written down a second time."""
    person_of_book = Person.named("Cao Xuân Điệp", born=PartialDate(1975, 6, 1))
    person_of_book.save()
    preview = planned(members(an("Cao Xuân Điệp", "01/06/1975", card="12000555", phone="0912345678")))
    assert preview.counts["new"] == 1
    preview.commit(ME)
    assert Member.objects.get(card_no="12000555").person_id == person_of_book.pk
    assert Person.objects.get(pk=person_of_book.pk).phone == "0912 345 678"
