from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.commands.command import TYPING, Command, Context, Group, in_contexts
from reader.ui.commands.keymap import MAX_COUNT, NOTHING_PENDING, Invocation, Keymap, Pending, Unbound
from reader.ui.commands.registry import COMMANDS

KEYMAP = Keymap.default()
OTHER = Keymap.default()
BOUND = sorted({key for command in COMMANDS for keys in command.keys for key in keys.split()})
KEYS = (
    st.sampled_from([*BOUND, *"0123456789gc", "alt+j", "alt+1", "alt+g", "super+c", "*", "<any>"])
    | st.text(max_size=12)
    | st.characters()
)
CONTEXTS = st.sampled_from(list(Context))
WILDCARD = Command(
    "star.any", ("Z *",), in_contexts("P"), "Star", "Take a character and a count.", Group.READING, counted=True
)
WITH_WILDCARD = Keymap.build({}, commands=(*COMMANDS, WILDCARD))[0]


def press_all(keymap: Keymap, keys: list[str], context: Context) -> list[Invocation | Unbound]:
    """Press keys as a screen does, and return the outcomes."""
    pending, done = NOTHING_PENDING, []
    for key in keys:
        for part in keymap.split_alt(pending, key, context):
            outcome = keymap.press(pending, part, context)
            pending = outcome if isinstance(outcome, Pending) else NOTHING_PENDING
            if not isinstance(outcome, Pending):
                done.append(outcome)
    return done


@given(st.lists(KEYS, max_size=30), CONTEXTS)
def test_any_keys_give_a_valid_outcome(keys: list[str], context: Context) -> None:
    pending = NOTHING_PENDING
    for key in keys:
        outcome = KEYMAP.press(pending, key, context)
        if isinstance(outcome, Pending):
            pending = outcome
            assert len(pending.keys) <= 1
            assert pending.count is None or 0 < pending.count <= MAX_COUNT
            assert bool(pending) == bool(pending.shown)
        else:
            if isinstance(outcome, Unbound):
                assert outcome.keys == (*pending.keys, key)
            else:
                assert outcome.count is None or KEYMAP.command(outcome.command_id).counted
            pending = NOTHING_PENDING


@given(st.lists(KEYS, max_size=8), CONTEXTS)
def test_escape_cancels_pending_keys_before_closing(keys: list[str], context: Context) -> None:
    pending = NOTHING_PENDING
    for key in keys:
        outcome = KEYMAP.press(pending, key, context)
        pending = outcome if isinstance(outcome, Pending) else NOTHING_PENDING
    after = KEYMAP.press(pending, "escape", context)
    if pending:
        assert after == NOTHING_PENDING
    else:
        assert after == Invocation("editor.keep" if context is Context.EDITOR else "app.close")


@given(st.lists(KEYS, max_size=12), CONTEXTS)
def test_press_is_pure(keys: list[str], context: Context) -> None:
    first = press_all(KEYMAP, keys, context)
    assert press_all(KEYMAP, keys, context) == first
    assert KEYMAP == OTHER


@given(KEYS)
def test_characters_are_unbound_while_typing(key: str) -> None:
    for context in TYPING:
        if len(key) == 1 or key == "space":
            assert KEYMAP.press(NOTHING_PENDING, key, context) == Unbound((key,))


@given(st.integers(1, 10**12))
def test_digits_are_a_count_on_the_page(number: int) -> None:
    count = min(number, MAX_COUNT)
    assert press_all(KEYMAP, [*str(number), "j"], Context.PAGE) == [Invocation("move.down", count)]
    assert press_all(KEYMAP, [*str(number), "g", "g"], Context.PAGE) == [Invocation("move.top")]
    assert press_all(KEYMAP, [*str(number), "t"], Context.PAGE) == [Invocation("english.toggle")]
    assert press_all(KEYMAP, [*str(number), "escape", "j"], Context.PAGE) == [Invocation("move.down")]


def test_counts_before_commands() -> None:
    assert press_all(KEYMAP, ["3", "}"], Context.PAGE) == [Invocation("move.paragraph", 3)]
    assert press_all(KEYMAP, ["1", "2", "j"], Context.PAGE) == [Invocation("move.down", 12)]
    assert press_all(KEYMAP, ["1", "0", "w"], Context.PAGE) == [Invocation("move.word", 10)]
    assert press_all(KEYMAP, ["4", "c", "2"], Context.PAGE) == [Invocation("mark.recolor", None, "2")]


def test_zero_alone_is_the_start_of_the_line() -> None:
    assert press_all(KEYMAP, ["0"], Context.PAGE) == [Invocation("move.line_start")]
    assert press_all(KEYMAP, ["0"], Context.SELECTING) == [Invocation("move.line_start")]


@pytest.mark.parametrize("digit", "789")
def test_digits_without_a_color_do_nothing_while_selecting(digit: str) -> None:
    assert press_all(KEYMAP, [digit], Context.SELECTING) == [Unbound((digit,))]


@pytest.mark.parametrize("context", [Context.SIDEBAR, Context.LIST, Context.DIALOG, Context.EDITOR])
def test_digits_are_no_count_elsewhere(context: Context) -> None:
    assert press_all(KEYMAP, ["3"], context) == [Unbound(("3",))]


def test_digits_of_other_scripts_are_no_count() -> None:
    assert press_all(KEYMAP, ["٣"], Context.PAGE) == [Unbound(("٣",))]
    assert press_all(KEYMAP, ["²"], Context.PAGE) == [Unbound(("²",))]


def test_an_unknown_continuation_cancels_the_sequence() -> None:
    assert press_all(KEYMAP, ["g", "j", "j"], Context.PAGE) == [Unbound(("g", "j")), Invocation("move.down")]
    assert press_all(KEYMAP, ["2", "g", "x"], Context.PAGE) == [Unbound(("g", "x"))]


def test_quit_and_palette_work_in_the_middle_of_a_sequence() -> None:
    assert press_all(KEYMAP, ["g", "ctrl+q"], Context.PAGE) == [Invocation("app.quit_now")]
    assert press_all(KEYMAP, ["5", "c", "ctrl+p"], Context.PAGE) == [Invocation("app.palette")]


def test_pending_keys_have_a_label() -> None:
    assert NOTHING_PENDING.shown == ""
    assert KEYMAP.press(NOTHING_PENDING, "g", Context.PAGE) == Pending(("g",))
    assert Pending(("g",), 12).shown == "12g"
    assert Pending((), 3).shown == "3"
    assert Pending(("ctrl+x",)).shown == "Ctrl X"


def test_unbound_alt_is_split_into_escape_and_letter() -> None:
    assert KEYMAP.split_alt(NOTHING_PENDING, "alt+j", Context.PAGE) == ("escape", "j")
    assert press_all(KEYMAP, ["alt+j"], Context.PAGE) == [Invocation("app.close"), Invocation("move.down")]
    assert press_all(KEYMAP, ["3", "alt+j"], Context.PAGE) == [Invocation("move.down")]
    assert press_all(KEYMAP, ["g", "alt+G"], Context.PAGE) == [Invocation("move.bottom")]


def test_a_bound_alt_key_is_not_split() -> None:
    keymap, problems = Keymap.build({"view.sidebar": ["alt+s"], "move.top": ["alt+g g"]})
    assert problems == ()
    assert press_all(keymap, ["alt+s"], Context.PAGE) == [Invocation("view.sidebar")]
    assert press_all(keymap, ["alt+g", "g"], Context.PAGE) == [Invocation("move.top")]
    assert keymap.split_alt(NOTHING_PENDING, "alt+s", Context.EDITOR) == ("escape", "s")


@pytest.mark.parametrize("key", ["alt+left", "alt+backspace", "alt+delete", "alt+", "alt", "j", "ctrl+d", "", "alt+f1"])
def test_alt_with_other_keys_is_not_split(key: str) -> None:
    assert KEYMAP.split_alt(NOTHING_PENDING, key, Context.EDITOR) == (key,)


@given(KEYS, st.sampled_from([NOTHING_PENDING, Pending(("g",)), Pending((), 4)]), CONTEXTS)
def test_split_alt_is_idempotent(key: str, pending: Pending, context: Context) -> None:
    parts = KEYMAP.split_alt(pending, key, context)
    assert parts == (key,) or (parts[0] == "escape" and f"alt+{parts[1]}" == key)
    assert all(KEYMAP.split_alt(pending, part, context) == (part,) for part in parts)


@given(st.characters())
def test_a_wildcard_accepts_one_printable_character(character: str) -> None:
    outcome = press_all(WITH_WILDCARD, ["2", "Z", character], Context.PAGE)
    if character.isprintable() and not character.isspace():
        assert outcome == [Invocation("star.any", 2, character)]
    else:
        assert outcome == [Unbound(("Z", character))]


@pytest.mark.parametrize("key", ["space", "enter", "ctrl+a", "left", "tab"])
def test_a_wildcard_accepts_no_other_key(key: str) -> None:
    assert press_all(KEYMAP, ["m", key], Context.PAGE) == [Unbound(("m", key))]


def test_escape_cancels_a_wildcard() -> None:
    assert press_all(KEYMAP, ["m", "escape", "m", "é"], Context.PAGE) == [Invocation("bookmark.set", None, "é")]


def test_keys_of_a_command() -> None:
    assert KEYMAP.keys_for("move.down") == ("j", "down")
    assert KEYMAP.keys_for("app.palette") == ("ctrl+p", ":")
    assert KEYMAP.keys_for("app.palette", Context.EDITOR) == ("ctrl+p",)
    assert KEYMAP.keys_for("app.close", Context.EDITOR) == ()
    assert KEYMAP.keys_for("mark.color", argument="3") == ("3",)
    assert KEYMAP.keys_for("app.suspend") == ()
    assert KEYMAP.keys_for("bookmark.set") == ("m *",)
    with pytest.raises(KeyError):
        KEYMAP.keys_for("move.sideways")


def test_commands_of_a_context() -> None:
    assert {command.id for command in KEYMAP.commands_in(Context.EDITOR)} == {
        "app.palette",
        "app.close",
        "app.quit_now",
        "editor.keep",
        "editor.next",
        "editor.previous",
        "editor.earlier",
        "editor.external",
    }
    assert KEYMAP.command("app.suspend") in KEYMAP.commands_in(Context.PAGE)
    assert KEYMAP.command("mark.remove") not in KEYMAP.commands_in(Context.SELECTING)
