"""How many must agree, what cannot be true of a count, and who is chosen: by hand."""

import pytest

from soxa.meetings.voting.rules import (
    Hands,
    Papers,
    chosen,
    fault_of_team,
    faults_of_answers,
    faults_of_hands,
    faults_of_names,
    faults_of_papers,
    needed,
)


@pytest.mark.parametrize(
    ("of", "half", "two_thirds"),
    [(3, 2, 2), (4, 3, 3), (5, 3, 4), (9, 5, 6), (10, 6, 7), (17, 9, 12), (20, 11, 14), (26, 14, 18), (29, 15, 20)],
)  # fmt: skip
def test_how_many_must_agree(of, half, two_thirds):
    assert needed(of, "1/2", strict=True) == half
    assert needed(of, "2/3", strict=False) == two_thirds


def test_cards_are_no_more_than_those_who_are_there():
    assert faults_of_hands(Hands(23, 20, 2, 1)) == []
    assert faults_of_hands(Hands(23, 23)) == []
    (words,) = faults_of_hands(Hands(23, 20, 2, 2))
    assert "là 24, nhiều hơn 23 người" in words


def test_each_disagreement_of_papers_is_named():
    assert faults_of_papers(Papers(23, 23, 22, 21, 1)) == []
    assert faults_of_answers(Papers(23, 23, 22, 21, 1, 20, 1)) == []
    given, returned, sums = faults_of_papers(Papers(23, 24, 25, 20, 4))
    assert "Phát ra 24 phiếu, nhiều hơn 23 người" in given
    assert "Thu về 25 phiếu, nhiều hơn 24" in returned
    assert "Hợp lệ 20 cộng không hợp lệ 4 là 24, khác số thu về 25" in sums
    (words,) = faults_of_answers(Papers(23, 23, 22, 21, 1, 19, 1))
    assert "là 20, khác số phiếu hợp lệ 21" in words


def test_no_name_has_more_votes_than_papers():
    assert faults_of_names([("An", 20), ("Bình", 21)], 21, 2) == []
    (words,) = faults_of_names([("An", 22), ("Bình", 20)], 21, 2)
    assert "An: 22 phiếu, nhiều hơn 21" in words
    (words,) = faults_of_names([("An", 21), ("Bình", 21), ("Cả", 1)], 21, 2)
    assert "là 43, nhiều hơn 21 phiếu hợp lệ × 2" in words


@pytest.mark.parametrize(
    ("counts", "seats", "out"),
    [
        ([20, 15, 14], 2, {0, 1}),  # 15 of 29 needed: the third has too few
        ([20, 16, 15], 2, {0, 1}),  # three have enough, two are chosen
        ([20, 15, 15], 2, {0}),  # equals at the last place are voted on again
        ([15, 15], 1, set()),
        ([14, 13], 1, set()),
        ([29], 1, {0}),
    ],
)
def test_who_is_chosen(counts, seats, out):
    assert chosen(counts, 15, seats) == out


def test_a_team_of_tellers():
    three = ["Nguyễn Văn A", "Trần Thị B", "Lê Văn C"]
    assert fault_of_team(three, [], least=3, most=5) == ""
    assert "từ 3 đến 5 người; đang ghi 2" in fault_of_team(three[:2], [], least=3, most=5)
    assert "đang ghi 6" in fault_of_team([*three, "D", "E", "F"], [], least=3, most=5)
    assert "hai lần" in fault_of_team([*three, "trần thị  b"], [], least=3, most=5)
    assert "Trần Thị B có tên trong danh sách bầu" in fault_of_team(three, ["trần thị b"], least=3, most=5)
