"""The statistics: lines counted by hand on the cast, the sums they keep, and a planted fault that breaks one."""

from datetime import date

import pytest

from soxa.kernel.figures import Moment, find, read_many, row_filter
from soxa.kernel.models import Within
from soxa.kernel.request_memo import held_request
from soxa.kernel.units.tree import forget_tree, tree
from soxa.law.peoples import ETHNIC_GROUPS, named_once
from soxa.law.periods import Period
from soxa.org.models import Person, sealed_columns
from soxa.party.models import Exemption, Membership
from soxa.party.statistics.checks import checks
from soxa.party.statistics.faults import breaking
from soxa.party.statistics.figures import FORM_FIGURES, GROUPS, tokens_of
from soxa.party.statistics.rules import class_of, hidden
from soxa.party.statistics.tables import table

YEAR = Moment.over(Period.parse("2026"), cut=date(2026, 11, 20))


def form(cast, number, unit="upper", moment=YEAR, **options):
    return table(number, moment, cast.units[unit].pk, **options)


def counted(read_form):
    """Lines with anybody in them, by key: (all, women)."""
    return {
        line.key: tuple(one.count for one in line.numbers)
        for line in read_form.lines
        if line.numbers and any(one.count for one in line.numbers)
    }


def told(cast, key, **facts):
    person = cast.members[key].person
    for name, value in facts.items():
        for column, kept in (
            sealed_columns(name, value) if name in ("ethnicity", "religion") else {name: value}
        ).items():
            setattr(person, column, kept)
    person.save()


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("education", "", "unstated"),
        ("education", "Đại học Luật", "university"),
        ("education", "Thạc sĩ, cử nhân hành chính", "master"),
        ("education", "ĐH", "university"),
        ("education", "Cao đẳng sư phạm", "college"),
        ("education", "trung cấp", "secondary"),
        ("education", "chứng chỉ lạ", "other"),
        ("theory", "Cao cấp", "advanced"),
        ("theory", "Trung cấp LLCT", "middle"),
        ("theory", "chưa", "none"),
        ("occupation", "Hưu trí", "retired"),
        ("occupation", "công an viên", "armed"),
        ("occupation", "Giáo viên mầm non", "teacher"),
        ("occupation", "bộ đội phục viên", "other"),
        ("occupation", "Trưởng Ban Xây dựng Đảng", "official"),
        ("occupation", "phi công", "other"),
    ],
)
def test_free_words_are_classed(field, text, expected):
    assert class_of(field, text) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"Kinh": 40, "Tày": 12}, set()),
        ({"Kinh": 40, "Tày": 3}, set()),
        ({"Kinh": 40, "Tày": 2, "Nùng": 9}, {"Tày", "Nùng"}),
        ({"Kinh": 40, "Tày": 2, "Nùng": 1}, {"Tày", "Nùng"}),
        ({"Kinh": 2}, {"Kinh"}),
        ({"Kinh": 40, "Tày": 0}, set()),
    ],
)
def test_a_small_group_cannot_be_reckoned_from_the_rest(counts, expected):
    assert hidden(counts, 3) == expected


def test_there_are_54_groups_and_no_name_stands_for_two():
    names = [named_once(spelt) for row in ETHNIC_GROUPS for spelt in dict.fromkeys(map(named_once, row))]
    assert len(ETHNIC_GROUPS) == 54
    assert len(names) == len(set(names))
    assert named_once("Thổ") != named_once("Tho")


def test_ages_are_of_the_last_day(cast):
    # An turns 36 on 20/11/2026; the one born in 1958 is 68, in 3/1971 55, Ân 64, Thụ 46, the long name 47
    ages = {key: both for key, both in counted(form(cast, "3")).items() if key.startswith("age")}
    assert ages == {
        "age_18_30": (1, 1), "age_36_40": (1, 0), "age_46_50": (2, 1), "age_51_55": (1, 1), "age_61": (2, 1),
    }  # fmt: skip
    eve = form(cast, "3", moment=Moment.over(Period.parse("2026"), cut=date(2026, 11, 19)))
    assert (eve.count("age_31_35"), eve.count("age_36_40")) == (1, 0)


def test_of_those_admitted_the_age_is_of_the_day_of_admission(cast):
    # Bưởi, born 21/11/2001, admitted 06/01/2026
    assert counted(form(cast, "2")) == {
        "total": (1, 1), "age_18_30": (1, 1), "education_unstated": (1, 1), "theory_unstated": (1, 1),
        "occupation_unstated": (1, 1),
    }  # fmt: skip
    told(cast, "moi", born=19640000)  # known to the year: 62 in the year of admission
    assert form(cast, "2").count("age_61") == 1


def test_who_is_admitted_on_his_eighteenth_birthday_is_eighteen(cast):
    told(cast, "moi", born=20080106)
    assert form(cast, "2").count("age_18_30") == 1
    told(cast, "moi", born=20080107)
    young = form(cast, "2")
    assert (young.count("age_below"), counted(young).get("age_18_30")) == (1, None)


def test_form_three_shares_out_its_members(cast):
    Exemption.objects.create(member=cast.members["sac"], kind=Exemption.EXEMPT, since=date(2020, 1, 1))
    told(cast, "dang", education="Đại học Luật", theory="Cao cấp", occupation="Hưu trí")
    found = counted(form(cast, "3"))
    assert found["total"] == (7, 4)
    assert (found["official"], found["probationary"], found["exempt"]) == ((6, 3), (1, 1), (1, 0))
    assert (found["education_university"], found["theory_advanced"], found["occupation_retired"]) == (
        (1, 1),
    ) * 3
    assert found["joined_1996"] == (6, 3)
    assert found["joined_2016"] == (1, 1)


def test_groups_are_counted_by_token_in_any_spelling(cast, monkeypatch):
    told(cast, "dang", ethnicity="Tày", religion="Không")
    told(cast, "sac", ethnicity="tày ", religion="Phật giáo")
    told(cast, "an", ethnicity="H'Mông", religion="đạo Phật")
    told(cast, "au", ethnicity="Kinh")
    told(cast, "moi", ethnicity="Tay")  # without marks it is no name of the list

    def closed(*_):
        raise AssertionError("a sealed field was opened to be counted")

    monkeypatch.setattr("soxa.kernel.sealed.open_text", closed)
    found = counted(form(cast, "4"))
    assert found == {
        "total": (7, 4), "ethnicity.Kinh": (1, 1), "ethnicity.Tày": (2, 1), "ethnicity.Hmông": (1, 0),
        "ethnicity.unknown": (1, 1), "ethnicity.unstated": (2, 1),
        "religion.Phật giáo": (2, 0), "religion.unstated": (5, 4),
    }  # fmt: skip
    assert counted(form(cast, "3"))["minority"] == (3, 1)
    held = form(cast, "4", fewest=3)
    assert held.line("ethnicity.Tày").numbers[0].held
    assert form(cast, "3", fewest=3).line("minority").numbers[1].held


def held_lines(read_form):
    return {
        line.key: tuple(one.held for one in line.numbers)
        for line in read_form.lines
        if any(one.held for one in line.numbers)
    }


def test_one_of_five_cannot_be_reckoned_from_the_four_without(cast):
    """Bến Đá has five members: one Buddhist leaves four without; four Tày leave one who is not."""
    told(cast, "an", religion="Phật giáo")
    for key in ("dang", "sac", "au", "moi"):
        told(cast, key, ethnicity="Tày")
    held = held_lines(form(cast, "4", "ben_da", fewest=3))
    assert held["religion.Phật giáo"] == held["religion.unstated"] == (True, True)
    assert held["ethnicity.Tày"] == held["ethnicity.unstated"] == (True, True)
    third = held_lines(form(cast, "3", "ben_da", fewest=3))
    assert third["minority"] == third["religious"] == (True, True)
    assert held_lines(form(cast, "4", "ben_da")) == {}, (
        "nothing is held back where the province asks for every number"
    )


def test_a_cell_of_one_faith_reads_like_one_of_several(cast):
    told(cast, "long", religion="Công giáo")
    told(cast, "thay", religion="Công giáo")
    held = held_lines(form(cast, "4", "school", fewest=2))
    assert held["religion.Công giáo"] == held["religion.unstated"] == (True, True)
    (school,) = (one for one in form(cast, "4", fewest=2).below if one.name.endswith("Khe Trên"))
    assert school.counts["religious"] == -1


def test_women_of_the_one_group_held_back_cannot_be_reckoned_either(cast):
    told(cast, "dang", ethnicity="Tày")
    for key in ("sac", "an", "thay"):
        told(cast, key, ethnicity="Tày")
    held = held_lines(form(cast, "4", fewest=2))
    assert held["ethnicity.Tày"] == held["ethnicity.unstated"] == (False, True)


def test_a_token_is_the_token_of_a_known_name(cast):
    told(cast, "an", ethnicity="Nùng")
    mark = Person.objects.get(pk=cast.members["an"].person_id).ethnicity_token
    assert tokens_of(ETHNIC_GROUPS, "ethnicity")[mark] == "Nùng"


def test_form_one_of_province_commune_and_cell(cast):
    assert [form(cast, "1", unit).count("closing") for unit in ("province", "upper", "ben_da")] == [8, 7, 5]
    upper = form(cast, "1")
    assert (upper.count("opening"), upper.count("party.admitted"), upper.count("went")) == (6, 1, 0)
    assert [(one.name, one.counts["closing"]) for one in upper.below] == [
        ("Chi bộ thôn Bến Đá", 5),
        ("Chi bộ Trường THCS Khe Trên", 2),
    ]
    assert form(cast, "1", "ben_da").below == []


def test_every_number_that_opens_is_the_count_of_its_rows(cast):
    told(cast, "dang", education="Đại học", theory="Sơ cấp", occupation="Nông dân")
    units = [cast.units[unit].pk for unit in ("province", "upper", "ben_da")]
    for code in FORM_FIGURES:
        readings = read_many([find(code)], YEAR, units)
        for key in units:
            assert row_filter(find(code), YEAR, key).count() == readings[code, key].part, code


def test_a_form_asks_a_fixed_number_of_questions(cast, django_assert_num_queries):
    form(cast, "3")
    with held_request(), django_assert_num_queries(5):  # the tree's version, texts of three fields, one scan
        form(cast, "3")
    with held_request(), django_assert_num_queries(2):
        form(cast, "4")


def test_a_whole_book_keeps_every_sum(cast):
    for unit in ("province", "upper", "ben_da"):
        made = checks(YEAR, cast.units[unit].pk)
        assert [one.key for one in made if not one.kept and not one.remark] == []
        assert len(made) > 15


def test_a_spell_that_ended_without_a_reason_breaks_the_balance_and_is_named(cast):
    spell = Membership.objects.get(member=cast.members["thay"])
    spell.until = date(2026, 3, 1)
    spell.save()
    upper = cast.units["upper"].pk
    broken = {one.key: one for one in checks(YEAR, upper) if not one.kept and not one.remark}
    assert set(broken) == {"balance", "balance_below", "unexplained"}
    assert [one.name for one in broken["balance_below"].units] == ["Chi bộ Trường THCS Khe Trên"]
    assert [one.pk for one in breaking(YEAR, upper)] == [spell.pk]
    assert row_filter(find("form1.unexplained"), YEAR, upper).get().pk == spell.pk


def test_a_member_of_a_unit_that_ended_is_named(cast):
    node = cast.units["school"]
    node.until = date(2026, 5, 1)
    node.save()
    Within.objects.filter(unit=node).update(until=date(2026, 5, 1))
    forget_tree()
    assert not tree().nodes[node.pk].stands(YEAR.on)
    upper = cast.units["upper"].pk
    broken = [one.key for one in checks(YEAR, upper) if not one.kept and not one.remark]
    assert broken == ["nowhere"]
    assert {one.member_id for one in breaking(YEAR, upper)} == {
        cast.members[key].pk for key in ("long", "thay")
    }


def test_what_files_lack_is_told_with_its_rows(cast):
    told(cast, "sac", sex="")
    lacks = {one.key: one for one in checks(YEAR, cast.units["upper"].pk) if one.remark and not one.kept}
    assert lacks["form1.sex_unstated"].said == "1 đồng chí"
    assert lacks["form3.education_unstated"].said == "7 đồng chí"
    assert lacks["form2.education_unstated"].said == "1 đồng chí"


def test_lines_of_a_group_do_not_overlap():
    for number, groups in GROUPS.items():
        codes = [line.code for group in groups for line in group.lines]
        assert len(codes) == len(set(codes)), number
