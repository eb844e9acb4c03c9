from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given

from reader.text.cleaning import UNSAFE, WHITE_SPACE, clean, clean_line, is_clean
from tests.strategies import hostile_texts


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("", ""),
        ("Ce\u0301sar", "César"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\tb", "a b"),
        ("a\fb", "a\n\nb"),
        ("a\vb\u2028c", "a\nb\nc"),
        ("a\u2029b", "a\n\nb"),
        ("\ufeff\ufeffa\ufeffb", "a\ufeffb"),
        ("\x1b[2J\x07\x00\x7f", "\ufffd[2J\ufffd\ufffd\ufffd"),
        ("\x9b31m\x85", "\ufffd31m\ufffd"),
        ("a\u202eb\u2066c\u200ed\u061c", "a\ufffdb\ufffdc\ufffdd\ufffd"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("\U000e0041\ufff9", "\ufffd\ufffd"),
        ("10\u202f000\u00a0€ \u00ad\u200b\u200d", "10\u202f000\u00a0€ \u00ad\u200b\u200d"),
        ("[b]gras[/]", "[b]gras[/]"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(hostile_texts())
@example("a" + "\u0344" * 40)
@example("a" + "\u0301\u0323" * 40)
@example("\r\ufeffa")
def test_clean_is_safe_and_idempotent(raw: str) -> None:
    text = clean(raw)
    assert clean(text) == text
    assert is_clean(text)
    assert unicodedata.is_normalized("NFC", text)
    assert set(UNSAFE.findall(text)) <= {"\n"}
    text.encode("utf-8")


@given(hostile_texts())
def test_is_clean_agrees_with_clean(raw: str) -> None:
    assert is_clean(raw) == (clean(raw) == raw)


@given(hostile_texts())
def test_clean_line_has_one_line(raw: str) -> None:
    line = clean_line(raw)
    assert clean_line(line) == line
    assert is_clean(line)
    assert not UNSAFE.search(line)
    assert "  " not in line
    assert line == line.strip()


def test_clean_line_preserves_french_spaces() -> None:
    assert clean_line("  Où\n\n  va-t-il\u202f?\u00a0 ") == "Où va-t-il\u202f?"


def test_all_terminal_controls_are_replaced() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        category = unicodedata.category(character)
        bidi = unicodedata.bidirectional(character) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        if category in {"Cc", "Cs", "Zl", "Zp"} or bidi:
            assert UNSAFE.match(character), hex(code)
        if unicodedata.combining(character):  # what the guard against long rows of marks relies on
            assert re.match(r"[^\w\x00-\u02ff]", character), hex(code)
            assert re.match("[\u0300-\u1fff\u20d0-\u20ff\u2c80-\U0010ffff]", character), hex(code)
        if character.isspace() and not UNSAFE.match(character):
            assert character in WHITE_SPACE, hex(code)


def test_runs_of_marks_are_split_without_loss() -> None:
    text = clean("a" + "\u0323\u0301" * 5000 + "b")
    assert text.replace("\u034f", "").count("\u0301") == 5000
    assert re.fullmatch("[^\u034f]{1,31}(?:\u034f[^\u034f]{1,30})+b", text)
