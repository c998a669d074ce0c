"""Sealed fields: ciphertext that differs each time, tokens that find, a recovery sheet that brings the key back."""

import pytest

from soxa.kernel.sealed import keys, open_text, seal_text, token
from soxa.kernel.sealed.keys import Keys, KeyTrouble


def test_what_was_sealed_can_be_opened_and_never_reads_the_same():
    once, again = seal_text("001085012345", "citizen id"), seal_text("001085012345", "citizen id")
    assert once != again
    assert "001085012345" not in once
    assert open_text(once, "citizen id") == open_text(again, "citizen id") == "001085012345"
    assert seal_text("", "citizen id") == ""


def test_a_purpose_is_a_key_of_its_own():
    with pytest.raises(KeyTrouble, match="không mở được"):
        open_text(seal_text("x", "citizen id"), "religion")


def test_tokens_are_equal_for_equal_texts_only():
    assert token("001085012345", "citizen id") == token("001085012345", "citizen id")
    assert token("001085012345", "citizen id") != token("001085012346", "citizen id")
    assert token("x", "citizen id") != token("x", "religion")


def test_the_recovery_sheet_brings_the_key_back():
    held = keys()
    assert Keys.from_recovery(held.name, held.recovery_lines()) == held


def test_a_mistyped_line_of_the_sheet_is_named():
    lines = keys().recovery_lines()
    lines[1] = ("B" if lines[1][0] != "B" else "C") + lines[1][1:]
    with pytest.raises(KeyTrouble, match="Dòng 2"):
        Keys.from_recovery("x", lines)


def test_a_key_file_is_never_overwritten(tmp_path):
    Keys.make(tmp_path / "keys")
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
    with pytest.raises(KeyTrouble, match="không ghi đè"):
        Keys.make(tmp_path / "keys")
