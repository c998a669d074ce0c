"""Vietnamese words: folding for search, the sort key of a person's name, and a name written cleanly."""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Only digits and small ASCII letters, so that SQLite, PostgreSQL under any collation and Python agree on the order.
_CODE = dict(zip(LETTERS, "3456789abcdefghijklmnopqrstuvwxyz", strict=True))
_OTHER, _END = "2", "0"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # huyền hỏi ngã sắc nặng
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex and horn make other letters, not tones
_RUN_OF_LETTERS = re.compile(r"[^\W\d_]+")


def spaced(text: str) -> str:
    """The text in NFC with single spaces and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """The text for searching: without marks, đ as d, in small letters, with single spaces."""
    parts = unicodedata.normalize("NFD", text.lower())
    bare = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(bare.replace("đ", "d").split())


def _word_key(word: str) -> str:
    """The key of one word: its letters, then its tones (none for ngang), each part closed by the lowest character."""
    tones = ""
    letters = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tones += _TONES[char]
        elif char in _SHAPES or not unicodedata.combining(char):
            letters += char
    shaped = unicodedata.normalize("NFC", letters)
    return "".join(map(_letter_key, shaped)) + _END + tones + _END


def _letter_key(letter: str) -> str:
    return _CODE.get(letter) or _CODE.get(fold(letter), _OTHER)


def name_key(full_name: str) -> str:
    """The sort key of a person's name: given name (last word) first, then family name and middle names in order.

    Letters run a ă â b c d đ e ê … y z, tones ngang huyền hỏi ngã sắc nặng, and a word is settled, tone included,
    before the next is looked at. The key is plain ASCII (digits and small letters) and compares byte by byte.
    """
    words = spaced(full_name).split(" ")
    return "".join(map(_word_key, words[-1:] + words[:-1]))


def clean_name(text: str) -> str:
    """A name in NFC with single spaces; one typed all in capitals is given capitals at the head of each word only."""
    name = spaced(text)
    if not name.isupper():
        return name
    return _RUN_OF_LETTERS.sub(lambda found: found[0].capitalize(), name)
