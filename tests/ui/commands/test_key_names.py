from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

# Private, but the only way to learn how Textual names the bytes of a key.
from textual._xterm_parser import XTermParser

from reader.ui.commands.key_names import (
    canonical_key,
    is_character,
    is_printable,
    key_name,
    label_for_key,
    labels_for_keys,
    parse_sequence,
)
from tests.ui.commands.key_bytes import BYTES, key_bytes

ANYTHING = st.text(max_size=30) | st.lists(
    st.sampled_from(["ctrl", "alt", "shift", "super", "a", "J", "é", "+", "space", "left", "f1", " ", "at", "upper_j"]),
    max_size=5,
).map("+".join)


def read(data: bytes) -> list[str]:
    """Return the name of each key that Textual reads from the bytes."""
    parser = XTermParser()
    messages = [*parser.feed(data.decode()), *parser.feed("")]
    return [key_name(message.key, message.character) for message in messages if isinstance(message, events.Key)]


@pytest.mark.parametrize("key", sorted(BYTES))
def test_key_bytes_are_read_as_the_key(key: str) -> None:
    assert read(BYTES[key]) == [key]


@pytest.mark.parametrize("key", sorted(string.ascii_letters + string.digits + string.punctuation + "éÉçàœ§«»😀日"))
def test_a_character_key_is_named_by_itself(key: str) -> None:
    assert read(key.encode()) == [key]
    assert canonical_key(key) == key


# ESC b and ESC f are Option with an arrow on a Mac; ESC O begins other keys.
@pytest.mark.parametrize("key", [letter for letter in string.ascii_letters if letter not in "bfO"])
def test_escape_and_letter_in_one_read_are_alt(key: str) -> None:
    assert read(key_bytes(f"alt+{key}")) == [f"alt+{key}"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\x1b[106;5u", "ctrl+j"),
        (b"\x1b[100;5u", "ctrl+d"),
        (b"\x1b[106;1;106u", "j"),
        (b"\x1b[106;2;74u", "J"),
        (b"\x1b[106;2u", "J"),
        (b"\x1b[123;1;123u", "{"),
        (b"\x1b[93u", "]"),
        (b"\x1b[106;3u", "alt+j"),
        (b"\x1b[106;4u", "alt+J"),
        (b"\x1b[32;1;32u", "space"),
        (b"\x1b[9;2u", "shift+tab"),
        (b"\x1b[13u", "enter"),
        (b"\x1b[27u", "escape"),
        (b"\x1b[109;5u", "enter"),
        (b"\x1b[105;5u", "tab"),
        (b"\x1b[91;5u", "escape"),
        (b"\x1b[104;5u", "backspace"),
        (b"\x1b[1;3D", "alt+left"),
        (b"\x1b[122;6u", "ctrl+shift+z"),
        (b"\x08", "backspace"),
        (b"\x00", "ctrl+space"),
        (b"\x1bOA", "up"),
        (b"\x1b[1~", "home"),
        ("\u00a0".encode(), "space"),
        ("\u202f".encode(), "space"),
    ],
)
def test_key_bytes_of_other_terminals(data: bytes, key: str) -> None:
    assert read(data) == [key]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Ctrl+D", "ctrl+d"),
        ("control+d", "ctrl+d"),
        ("CTRL+SHIFT+Z", "ctrl+shift+z"),
        ("shift+ctrl+z", "ctrl+shift+z"),
        ("shift+j", "J"),
        ("option+J", "alt+J"),
        ("alt+shift+j", "alt+J"),
        ("esc", "escape"),
        ("Return", "enter"),
        ("Del", "delete"),
        ("PgUp", "pageup"),
        ("page_down", "pagedown"),
        ("F12", "f12"),
        ("ctrl++", "ctrl++"),
        ("+", "+"),
        ("ctrl+[", "escape"),
        ("ctrl+i", "tab"),
        ("backtab", "shift+tab"),
        ("e\u0301", "é"),
        ("ctrl+right_square_bracket", "ctrl+]"),
        ("question_mark", "?"),
        ("upper_j", "J"),
        ("cmd+c", "super+c"),
    ],
)
def test_alternative_spellings(written: str, key: str) -> None:
    assert canonical_key(written) == key


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hop",
        "ctlr+d",
        "j,down",
        "ctrl+",
        "shift+1",
        "shift+?",
        "f0",
        "f36",
        "\x1b",
        "a\u0301\u0301",
        "🇫🇷",
        "++",
        "\n",
    ],
)
def test_invalid_keys_are_rejected(written: str) -> None:
    assert canonical_key(written) is None


@given(ANYTHING)
def test_canonical_key_is_idempotent(key: str) -> None:
    once = canonical_key(key)
    if once is not None:
        assert canonical_key(once) == once
        assert key_name(once, None) == once
        assert " " not in once
        assert parse_sequence(once) == (once,)


@given(ANYTHING, st.none() | st.characters() | st.text(max_size=3))
def test_any_event_has_a_key_name(key: str, character: str | None) -> None:
    assert isinstance(key_name(key, character), str)


@given(st.characters())
def test_a_typed_character_is_named_by_itself(character: str) -> None:
    if is_character(character):
        assert key_name("some_name", character) == character
        assert is_printable(character)


@given(st.lists(st.sampled_from(["j", "ctrl+d", "escape", "shift+tab", "g", "é"]), min_size=1, max_size=5))
def test_sequences_keep_their_order(keys: list[str]) -> None:
    assert parse_sequence("  ".join(keys)) == tuple(keys)
    assert parse_sequence(" ".join([*keys, "hop"])) is None


def test_an_empty_sequence_is_invalid() -> None:
    assert parse_sequence("") is None
    assert parse_sequence("   ") is None


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        ("j", "j"),
        ("J", "J"),
        ("ctrl+d", "Ctrl D"),
        ("ctrl+right", "Ctrl Right"),
        ("shift+tab", "Shift Tab"),
        ("alt+j", "Alt j"),
        ("escape", "Esc"),
        ("pagedown", "PgDn"),
        ("f1", "F1"),
        ("g g", "g g"),
        ("ctrl++", "Ctrl +"),
        ("+", "+"),
        ("m *", "m a–z"),
        ("*", "*"),
        ("", ""),
    ],
)
def test_labels(keys: str, label: str) -> None:
    assert label_for_key(keys) == label


@pytest.mark.parametrize(
    ("keys", "labels"),
    [
        ([], ()),
        (["1", "2", "3", "4", "5", "6"], ("1–6",)),
        (["1", "3", "4"], ("1", "3–4")),
        (["c 1", "c 2", "1", "2"], ("c 1–2", "1–2")),
        (["f1", "f2"], ("F1", "F2")),
        (["1", "j", "2"], ("1", "j", "2")),
        (["9", ":"], ("9", ":")),
        (["j", "down"], ("j", "Down")),
    ],
)
def test_digit_runs_become_ranges(keys: list[str], labels: tuple[str, ...]) -> None:
    assert labels_for_keys(keys) == labels
