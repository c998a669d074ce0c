"""What is said of a book whose tables or release are not those of the program."""

import pytest

import soxa
from soxa.desk.book_state import BookState

HERE = (("kernel", "0001_initial"),)


@pytest.mark.parametrize(
    ("version", "waiting", "unknown", "says"),
    [
        (soxa.VERSION, (), (), ""),
        ("0.0.9", ("party.0018",), (), f"Sổ do bản trước của chương trình ghi (sổ: 0.0.9, chương trình: {soxa.VERSION})."),
        (soxa.VERSION, ("party.0018",), (), f"Bảng của sổ cũ hơn chương trình đang cài, tuy cùng mang số {soxa.VERSION}."),
        ("99.0", (), (), f"Sổ do bản 99.0 của chương trình ghi, mới hơn bản đang cài ({soxa.VERSION})."),
        (soxa.VERSION, (), ("party.0099",), f"Bảng của sổ mới hơn chương trình đang cài, tuy cùng mang số {soxa.VERSION}."),
    ],
)  # fmt: skip
def test_what_is_said_of_the_book(version, waiting, unknown, says):
    state = BookState(version, waiting, unknown, HERE)
    assert state.told == says
    assert state.words.startswith(says)
    assert ("soxa upgrade" in state.words) == bool(waiting or version == "0.0.9")
