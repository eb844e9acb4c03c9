from __future__ import annotations

import doctest
import subprocess
import sys
from dataclasses import replace

import pytest
from textual.binding import Binding
from textual.widgets import Input, TextArea

from reader.ui.commands import command as command_module
from reader.ui.commands import key_names
from reader.ui.commands.command import EVERYWHERE, TYPING, Command, Context, Group, in_contexts
from reader.ui.commands.key_names import canonical_key, parse_sequence
from reader.ui.commands.key_tables import EDITING_KEYS, Priority, acts_in, build_tables, declared_keys, is_editing_key
from reader.ui.commands.keymap import NOTHING_PENDING, Invocation, Keymap, Pending, Unbound
from reader.ui.commands.registry import COMMANDS, FOOTER_HINTS

KEYMAP = Keymap.default()

# The designed keys; the declarations must match each row.
TABLE = """
app.help            | ? f1                                 | P S B L
app.palette         | ctrl+p                               | all
app.palette         | :                                    | P S B L
app.quit            | q                                    | P S B
app.quit_now        | ctrl+q                               | all
app.close           | escape                               | P S B L D
app.undo            | u ctrl+z                             | P S B L
app.redo            | ctrl+r U                             | P S B L
app.settings        | ,                                    | P S B
app.daylight        | D                                    | P S B
app.redraw          | ctrl+l                               | P S B L
view.sidebar        | s                                    | P S B
view.zen            | z                                    | P S
view.switch         | tab shift+tab                        | P S B
article.next        | J                                    | P B
article.previous    | K                                    | P B
article.archive     | x                                    | B
move.down           | j down                               | P S B L
move.up             | k up                                 | P S B L
move.left           | h left                               | P S
move.right          | l right                              | P S
move.word           | w ctrl+right                         | P S
move.word_back      | b ctrl+left                          | P S
move.word_end       | e                                    | P S
move.sentence       | )                                    | P S
move.sentence_back  | (                                    | P S
move.paragraph      | } ctrl+down                          | P S
move.paragraph_back | { ctrl+up                            | P S
move.line_start     | 0                                    | P S
move.line_end       | $                                    | P S
move.page           | space pagedown                       | P S B L
move.page_back      | backspace pageup                     | P S B L
move.half           | ctrl+d                               | P S L
move.half_back      | ctrl+u                               | P S L
scroll.down         | ctrl+e                               | P S
scroll.up           | ctrl+y                               | P S
move.top            | g-g home                             | P S B L
move.bottom         | G end                                | P S B L
move.percent        | %                                    | P S
place.back          | H ctrl+o alt+left                   | P
place.forward       | L alt+right                         | P
view.outline        | C                                    | P
bookmark.set        | m-*                                  | P
bookmark.go         | `-* '-*                              | P
search.start        | /                                    | P S
search.next         | n                                    | P S
search.previous     | N                                    | P S
measure.narrower    | <                                    | P S
measure.wider       | >                                    | P S
english.toggle      | t                                    | P S
english.reveal      | T                                    | P
english.own         | i                                    | P
english.earlier     | I                                    | P
english.about       | p                                    | P
english.mode        | M                                    | P
english.again       | R                                    | P
english.compare     | =                                    | P
english.withdraw    | X                                    | L
side.other          | o                                    | P
select.words        | v                                    | P S
select.sentence     | V                                    | P S
select.extend       | shift+left shift+right shift+up shift+down | P S
select.swap         | o                                    | S
mark.color          | 1 2 3 4 5 6                          | S
mark.last           | enter                                | S
mark.recolor        | c-1 c-2 c-3 c-4 c-5 c-6              | P L
mark.open           | enter                                | P
mark.note           | a                                    | P S L
mark.remove         | x delete                             | P L
mark.next           | ]                                    | P
mark.previous       | [                                    | P
marks.list          | A                                    | P B L
copy.french         | y ctrl+c                             | P S L
copy.both           | Y                                    | P S L
list.open           | enter                                | B L
list.filter         | /                                    | B L
list.close          | q                                    | L
line.accept         | enter                                | D
line.results        | down                                 | D
line.back           | up                                   | D
field.next          | tab                                  | D
field.previous      | shift+tab                            | D
editor.keep         | escape ctrl+s                        | E
editor.next         | ctrl+n ctrl+down                     | E
editor.previous     | ctrl+up                              | E
editor.earlier      | ctrl+r                               | E
editor.external     | ctrl+g                               | E
"""
IN_THE_PALETTE = {"app.suspend", "english.engine", "english.whole"}
"""Commands without a key of their own."""
ROWS = [
    (row[0].strip(), keys.replace("-", " "), context)
    for row in (line.split("|") for line in TABLE.strip().splitlines())
    for keys in row[1].split()
    for context in sorted(in_contexts(row[2].strip()), key=lambda context: context.name)
]


def typed(keys: str, context: Context) -> Invocation | Pending | Unbound:
    outcome: Invocation | Pending | Unbound = NOTHING_PENDING
    for key in keys.split():
        assert isinstance(outcome, Pending)
        outcome = KEYMAP.press(outcome, key, context)
    return outcome


@pytest.mark.parametrize(("name", "keys", "context"), ROWS)
def test_each_key_runs_its_command(name: str, keys: str, context: Context) -> None:
    outcome = typed(keys, context)
    assert isinstance(outcome, Invocation)
    assert outcome.command_id == name


def test_declared_commands_match_the_table() -> None:
    assert {command.id for command in COMMANDS} == {name for name, _, _ in ROWS} | IN_THE_PALETTE
    declared = {
        (command.id, keys, context)
        for command in COMMANDS
        for keys in command.keys
        for context in sorted(command.contexts, key=lambda context: context.name)
        if keys in KEYMAP.keys_for(command.id, context)
    }
    assert declared == set(ROWS)


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_no_two_commands_share_a_key_within_a_context() -> None:
    _, conflicts = build_tables(COMMANDS, {})
    found = {(conflict.context, conflict.loser.command, conflict.winner.command) for conflict in conflicts}
    # Selecting overrides the page, and the editor overrides everywhere, only as designed.
    assert found == {
        (Context.SELECTING, "mark.open", "mark.last"),
        (Context.SELECTING, "side.other", "select.swap"),
        (Context.EDITOR, "app.close", "editor.keep"),
    }
    assert all(conflict.loser.priority in {Priority.INHERITED, Priority.EVERYWHERE} for conflict in conflicts)
    assert Keymap.build({})[1] == ()


def test_declared_keys_are_canonical() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            assert parse_sequence(keys) == tuple(keys.split())


def test_count_digits_are_not_commands_on_the_page() -> None:
    for binding in KEYMAP.tables[Context.PAGE].bindings():
        assert binding.keys[0] not in set("123456789")


def test_selecting_does_not_remove_highlights() -> None:
    assert typed("x", Context.SELECTING) == Unbound(("x",))
    assert typed("delete", Context.SELECTING) == Unbound(("delete",))


def test_selecting_inherits_the_rest_of_the_page() -> None:
    for command in COMMANDS:
        if command.contexts & {Context.PAGE, Context.SELECTING} and command.id not in {
            "mark.open",
            "mark.remove",
            "side.other",
        }:
            assert KEYMAP.keys_for(command.id, Context.SELECTING) == command.keys


def textual_keys(bindings: list[object]) -> set[str]:
    keys = set()
    for binding in bindings:
        listed = binding.key if isinstance(binding, Binding) else str(binding[0])  # type: ignore[index]  # a tuple
        for key in listed.split(","):
            name = canonical_key(key)
            assert name, key
            keys.add(name)
    return keys


def test_editing_keys_include_those_of_textual() -> None:
    # Enter in an Input only submits, which line.accept replaces.
    assert textual_keys(list(Input.BINDINGS)) - {"enter"} <= EDITING_KEYS[Context.DIALOG]
    assert textual_keys(list(TextArea.BINDINGS)) <= EDITING_KEYS[Context.EDITOR]


def test_no_command_takes_an_editing_key() -> None:
    for command in COMMANDS:
        for keys in declared_keys(command):
            for context in command.contexts & TYPING:
                # ":" runs the palette elsewhere, and types a character here.
                assert command.id == "app.palette" or not is_editing_key(context, keys), (command.id, keys)


def test_only_declared_keys_act_while_typing() -> None:
    for context in TYPING:
        for binding in KEYMAP.tables[context].bindings():
            assert context in KEYMAP.command(binding.command).contexts
        for key in EDITING_KEYS[context] | {"a", "é", "space", ":", "?", "q", "1", "{", "日"}:
            assert KEYMAP.press(NOTHING_PENDING, key, context) == Unbound((key,))


def test_unused_letters_are_unbound() -> None:
    for key in "frBFPQSWZ":
        for context in Context:
            assert typed(key, context) == Unbound((key,))


@pytest.mark.parametrize("context", list(Context))
def test_footer_keys_work(context: Context) -> None:
    assert 0 < len(FOOTER_HINTS[context]) <= 7
    for hint in FOOTER_HINTS[context]:
        assert acts_in(KEYMAP.command(hint.command), context)
        for keys in [hint.keys] if "–" not in hint.keys else [hint.keys.replace("1–6", digit) for digit in "16"]:
            outcome = typed(keys, context)
            assert isinstance(outcome, Invocation)
            assert outcome.command_id == hint.command


def test_color_keys_pass_their_digit() -> None:
    assert typed("3", Context.SELECTING) == Invocation("mark.color", None, "3")
    assert typed("c 6", Context.PAGE) == Invocation("mark.recolor", None, "6")
    assert typed("shift+up", Context.PAGE) == Invocation("select.extend", None, "up")


def test_labels_and_help_are_well_formed() -> None:
    for command in COMMANDS:
        assert command.label[0].isupper()
        assert len(command.label) <= 24
        assert command.help[0].isupper()
        assert len(command.help) <= 110
        assert command.label.isprintable()
        assert command.help.isprintable()


RIGHT = Command("move.down", ("j",), EVERYWHERE, "Down", "Go down.", Group.READING)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Move"},
        {"id": "move.down\n"},
        {"id": ""},
        {"contexts": frozenset()},
        {"label": ""},
        {"help": "Go"},
        {"arguments": ("1", "2"), "argument_labels": ("one", "two")},
        {"arguments": ("1",)},
        {"keys": (), "arguments": ("1",), "argument_labels": ("one",)},
        {"keys": ("m *",), "arguments": ("1",), "argument_labels": ("one",)},
    ],
)
def test_invalid_commands_are_rejected(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(RIGHT, **wrong)  # type: ignore[arg-type]  # invalid on purpose


def test_doctests() -> None:
    for module in (command_module, key_names):
        assert doctest.testmod(module).failed == 0
        assert doctest.testmod(module).attempted > 0


def test_commands_import_neither_textual_nor_slow_modules() -> None:
    code = (
        "import sys, reader.config, reader.ui.commands.listing, reader.ui.commands.keys_page;"
        "print([name for name in ('textual', 'rich', 'tomllib', 'difflib', 'sqlite3', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
