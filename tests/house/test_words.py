"""No file speaks of the machine it was written on, nor of where packages come from."""

import re
from pathlib import Path

import pytest

from tests.house.source import place, text_files

# each written in two halves, so that this file passes its own test
PLACES = [
    "/wo" + "rk/",
    "/ro" + "ot/",
    "/opt/" + "pypi",
    "/opt/" + "wheels",
    "../sha" + "red",
    "/sha" + "red/facts",
    "/tmp/" + "brief",
    "http://local" + "host",
    "https://local" + "host",
]
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "npm" + "js",
    "deb." + "debian",
    "crates" + ".io",
    "proxy.go" + "lang",
    "ana" + "conda.org",
    "files.python" + "hosted",
    "docker" + ".io",
    "jsde" + "livr",
    "unp" + "kg.com",
    "cdn" + "js",
    "fonts.google" + "apis",
]
TALK = ["sub" + "agent", "helper " + "agent", "issues " + "show"]
FORBIDDEN = re.compile(
    "|".join(re.escape(word) for word in PLACES + HOSTS + TALK) + r"|\bissue #?\d", re.IGNORECASE
)
# what every forbidden word holds: a file with none of these is passed over without a closer look
SIGNS = [word.lower() for word in PLACES + HOSTS + TALK] + ["issue "]
# the text of a licence is not ours to word
OF_OTHERS = re.compile(r"^(LICENSE|OFL|LICENCE|COPYING)", re.IGNORECASE)


def faults(text: str) -> list[str]:
    """The forbidden words of a text, as they stand in it."""
    lowered = text.lower()
    if not any(sign in lowered for sign in SIGNS):
        return []
    return [found.group() for found in FORBIDDEN.finditer(text)]


def _ours(path: Path) -> bool:
    return not OF_OTHERS.match(path.name)


def test_no_file_speaks_of_its_workshop():
    found = {
        place(path): faults(path.read_text("utf-8", errors="replace")) for path in text_files() if _ours(path)
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_words_are_composed():
    """Vietnamese letters are single characters (NFC); the decomposed ones of some keyboards would not be found by search."""
    marks = re.compile("[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]")
    read = [path for path in text_files() if path.suffix in {".py", ".html", ".md"}]
    assert [place(path) for path in read if marks.search(path.read_text("utf-8", errors="replace"))] == []


@pytest.mark.parametrize("word", PLACES + HOSTS + TALK + ["see iss" + "ue 12", "Iss" + "ue #3"])
def test_a_forbidden_word_is_noticed(word):
    assert faults(f"before {word} after") != []


@pytest.mark.parametrize(
    "text", ["http://127.0.0.1:8000", "the report is issued", "shared figures", "a session of Django"]
)
def test_an_honest_word_is_left_alone(text):
    assert faults(text) == []


def test_no_page_leaves_a_day_to_the_language_of_the_browser():
    """A date input shows the browser's own order, mm/dd/yyyy in an English one; ours is typed and says its order."""
    field = re.compile(r"""type["']?\s*[=:]\s*["']?date\b""")
    read = [
        path for path in text_files() if place(path).startswith("soxa/") and path.suffix in {".py", ".html"}
    ]
    ours = [path for path in read if "/tests/" not in place(path)]
    assert [place(path) for path in ours if field.search(path.read_text("utf-8"))] == []
