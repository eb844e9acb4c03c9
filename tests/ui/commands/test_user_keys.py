from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.error_text import MAX_ERRORS
from reader.ui.commands.command import Command, Context
from reader.ui.commands.keymap import NOTHING_PENDING, Invocation, Keymap, Pending, Unbound
from reader.ui.commands.registry import COMMANDS
from reader.ui.commands.user_keys import MAX_KEYS

DEFAULT = Keymap.default()
KEYS = st.sampled_from(
    [
        *"jkgtexqc:/?0136é*",
        "escape",
        "enter",
        "ctrl+q",
        "ctrl+p",
        "tab",
        "down",
        "space",
        "f5",
        "alt+a",
        "hop",
        "shift+1",
    ]
)
OVERRIDES = st.dictionaries(
    st.sampled_from([command.id for command in COMMANDS] + ["bookmark.set"]) | st.text(max_size=10),
    st.lists(st.lists(KEYS, min_size=1, max_size=3).map(" ".join) | st.text(max_size=5), max_size=7),
    max_size=12,
)


def press(keymap: Keymap, keys: str, context: Context) -> Invocation | Pending | Unbound:
    found: Invocation | Pending | Unbound = NOTHING_PENDING
    for key in keys.split():
        assert isinstance(found, Pending)
        found = keymap.press(found, key, context)
    return found


def problems_of(overrides: dict[str, list[str]], *, commands: tuple[Command, ...] = COMMANDS) -> str:
    return "\n".join(Keymap.build(overrides, commands=commands)[1])


@settings(max_examples=80)
@given(OVERRIDES)
@example({"bookmark.go": ["j *"]})
def test_any_user_keys_give_a_working_keymap(overrides: dict[str, list[str]]) -> None:
    keymap, problems = Keymap.build(overrides, commands=COMMANDS)
    for context, table in keymap.tables.items():
        for binding in table.bindings():
            keys = (*binding.keys, "é") if binding.takes_character else binding.keys
            found = press(keymap, " ".join(keys), context)
            assert isinstance(found, Invocation)
            assert found.command_id == binding.command
    for command in COMMANDS:
        if command.essential:
            for context in command.contexts:
                remaining = keymap.keys_for(command.id, context)
                assert remaining or not DEFAULT.keys_for(command.id, context)
    assert len(problems) == len(set(problems)) <= MAX_ERRORS + 1
    assert all(problem.isprintable() and len(problem) < 400 for problem in problems)
    again, _ = Keymap.build(
        {
            name: [" ".join((*keys, "*") if keymap.command(name).takes_character else keys) for keys in chosen]
            for name, chosen in keymap.user_keys.items()
        },
        commands=COMMANDS,
    )
    assert again == keymap


@settings(max_examples=50)
@given(OVERRIDES)
@example({"line.results": ["j", "down"]})
def test_user_keys_without_a_problem_are_used(overrides: dict[str, list[str]]) -> None:
    keymap, problems = Keymap.build(overrides, {name: f"<{name}>" for name in overrides})
    if len(problems) <= MAX_ERRORS:
        for name in overrides:
            if not any(problem.startswith(f"<{name}>: ") for problem in problems):
                assert name in keymap.user_keys
                assert set(keymap.user_keys[name]) == {tuple(keys.split()) for keys in keymap.keys_for(name)}


def test_no_user_keys_is_the_default() -> None:
    assert Keymap.build({}) == (DEFAULT, ())


def test_swapping_two_keys_is_no_conflict() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["e"], "move.word_end": ["t"]})
    assert problems == ()
    assert press(keymap, "e", Context.SELECTING) == Invocation("english.toggle")
    assert press(keymap, "t", Context.PAGE) == Invocation("move.word_end")


def test_a_key_taken_from_another_command_is_reported() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["e"]}, {"english.toggle": "settings.toml, line 7"})
    assert problems == (
        (
            "settings.toml, line 7: “english.toggle” takes “e” from “move.word_end” on the page and while selecting, "
            "which has no other key there."
        ),
    )
    assert press(keymap, "e", Context.PAGE) == Invocation("english.toggle")
    assert press(keymap, "t", Context.PAGE) == Unbound(("t",))


def test_conflict_between_user_keys() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["f5"], "search.start": ["f5", "f6"]})
    assert problems == (
        "“f5” is not used for “search.start” on the page and while selecting: “english.toggle” uses “f5”.",
    )
    assert press(keymap, "f5", Context.PAGE) == Invocation("english.toggle")
    assert press(keymap, "f6", Context.PAGE) == Invocation("search.start")


def test_a_command_without_free_user_keys_gets_its_defaults() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["f5"], "search.start": ["f5"]})
    assert problems[0].startswith("“search.start” keeps its default keys (/): ")
    assert press(keymap, "/", Context.PAGE) == Invocation("search.start")


def test_a_user_key_that_begins_a_sequence() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["g"]})
    assert problems == (
        (
            "“english.toggle” takes “g”, and with it “g g”, from “move.top” on the page and while selecting, "
            "which keeps Home there."
        ),
    )
    assert press(keymap, "g", Context.PAGE) == Invocation("english.toggle")
    assert press(keymap, "home", Context.PAGE) == Invocation("move.top")
    assert press(keymap, "g g", Context.LIST) == Invocation("move.top")


def test_a_user_sequence_that_begins_with_a_command() -> None:
    keymap, problems = Keymap.build({"app.redraw": ["x x"]})
    assert "“app.redraw” takes “x x”, and with it “x”, from “mark.remove” on the page and in a list" in problems[0]
    assert press(keymap, "x x", Context.PAGE) == Invocation("app.redraw")
    assert press(keymap, "delete", Context.PAGE) == Invocation("mark.remove")


@pytest.mark.parametrize(
    ("name", "key", "unbound"),
    [
        ("app.quit", "escape", "app.close"),
        ("move.down", "enter", "list.open"),
        ("app.help", "ctrl+q", "app.quit_now"),
        ("field.next", "enter", "line.accept"),
        ("app.suspend", "ctrl+q x", "app.quit_now"),
    ],
)
def test_an_essential_command_is_never_unbound_a_key(name: str, key: str, unbound: str) -> None:
    keymap, problems = Keymap.build({name: [key]})
    assert keymap == DEFAULT
    assert len(problems) == 1
    assert f"“{name}” " in problems[0]
    assert f"“{unbound}” without a key" in problems[0]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("line.accept", ["x"]),
        ("app.close", ["x"]),
        ("app.close", []),
        ("app.palette", [":"]),
        ("editor.keep", ["ctrl+w"]),
        ("editor.keep", ["enter"]),
        ("line.accept", ["space"]),
        ("line.results", ["left"]),
        ("editor.external", ["g"]),
    ],
)
def test_typing_keys_cannot_be_bound(name: str, keys: list[str]) -> None:
    keymap, problems = Keymap.build({name: keys})
    assert keymap == DEFAULT
    assert len(problems) == 1
    assert f"“{name}” keeps its default keys" in problems[0]


def test_a_key_needed_for_typing_is_reported_beside_one_that_is_not() -> None:
    keymap, problems = Keymap.build({"line.results": ["j", "down"]}, {"line.results": "settings.toml, line 3"})
    assert problems == ("settings.toml, line 3: “j” cannot be used for “line.results”: you need it for typing.",)
    assert keymap.keys_for("line.results") == ("down",)


def test_essential_keys_may_still_be_changed() -> None:
    keymap, problems = Keymap.build({"app.close": ["f9"], "line.accept": ["f10"], "list.open": ["l"]})
    assert problems == ()
    assert press(keymap, "f9", Context.DIALOG) == Invocation("app.close")
    assert press(keymap, "escape", Context.EDITOR) == Invocation("editor.keep")
    assert keymap.press(Pending(("g",)), "escape", Context.PAGE) == NOTHING_PENDING


def test_contexts_may_share_a_key() -> None:
    assert problems_of({"list.close": ["q", "l"], "english.reveal": ["X"]}) == ""


def test_a_command_may_be_unbound() -> None:
    keymap, problems = Keymap.build({"app.redraw": []})
    assert problems == ()
    assert keymap.keys_for("app.redraw") == ()
    assert press(keymap, "ctrl+l", Context.PAGE) == Unbound(("ctrl+l",))


def test_a_palette_command_may_be_bound() -> None:
    keymap, problems = Keymap.build({"app.suspend": ["Q"]})
    assert problems == ()
    assert press(keymap, "Q", Context.LIST) == Invocation("app.suspend")


def test_other_spellings_are_accepted() -> None:
    keymap, problems = Keymap.build({"move.half": ["PgDn", "Ctrl+Shift+D", "shift+z"], "move.page": ["Space"]})
    assert problems == ()
    assert keymap.keys_for("move.half") == ("pagedown", "ctrl+shift+d", "Z")


def test_a_string_is_one_key() -> None:
    keymap, problems = Keymap.build({"english.toggle": "f5"})
    assert problems == ()
    assert keymap.keys_for("english.toggle") == ("f5",)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"english.togle": ["e"]}, "Unknown command “english.togle”; did you mean “english.toggle”?"),
        ({"zzz": ["e"]}, "Unknown command “zzz”."),
        ({"english.toggle": ["hop"]}, "“hop” is not a key."),
        ({"english.toggle": [""]}, "“” is not a key."),
        ({"english.toggle": ["3"]}, "“3” cannot be used on the page: it starts a count."),
        ({"english.toggle": ["g escape"]}, "Esc cancels the keys before it."),
        ({"english.toggle": ["g g g g g"]}, "has more than 4 keys"),
        ({"english.toggle": ["f5", "\x1b]52;c;aGk=\x07"]}, "“�]52;c;aGk=�” is not a key."),
        (
            {"mark.color": ["a", "b"]},
            "“mark.color” keeps its default keys (1–6): it needs 6 different keys, one for each choice.",
        ),
        ({"mark.color": ["q", "w", "e", "hop", "t", "z"]}, "it needs 6"),
        ({"mark.color": ["Q", "W", "X", "hop", "F", "Z", "S"]}, "it needs 6"),
        ({"mark.color": ["Q", "W", "X", "F", "F", "Z"]}, "it needs 6"),
        ({"search.start": [":"]}, "“search.start” takes “:” from “app.palette” on the page and while selecting"),
        ({"move.top": ["g", "g g"]}, "“g g” is not used for “move.top”"),
    ],
)
def test_invalid_keys_are_reported(overrides: dict[str, list[str]], message: str) -> None:
    assert message in problems_of(overrides)


def test_an_invalid_key_beside_a_valid_one() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["hop", "f5"]})
    assert len(problems) == 1
    assert keymap.keys_for("english.toggle") == ("f5",)


def test_only_invalid_keys_give_the_defaults() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["hop", "7"]})
    assert problems[-1] == "“english.toggle” keeps its default keys (t)."
    assert keymap == DEFAULT


def test_colors_may_have_other_keys() -> None:
    keys = ["&", "é", '"', "'", "-", "è"]
    keymap, problems = Keymap.build({"mark.color": [*"123456", *keys]})
    assert problems == ()
    for digit, key in zip("123456", keys, strict=True):
        assert press(keymap, key, Context.SELECTING) == Invocation("mark.color", None, digit)
        assert press(keymap, digit, Context.SELECTING) == Invocation("mark.color", None, digit)
    assert keymap.keys_for("mark.color", argument="2") == ("2", "é")


def test_wildcard_commands() -> None:
    commands = COMMANDS
    keymap, problems = Keymap.build({"bookmark.set": ["B *", "f7 *"]}, commands=commands)
    assert problems == ()
    assert press(keymap, "f7 é", Context.PAGE) == Invocation("bookmark.set", None, "é")
    assert "must end in “ *”" in problems_of({"bookmark.set": ["B"]}, commands=commands)
    assert "must end in “ *”" in problems_of({"bookmark.set": ["*"]}, commands=commands)
    assert "“english.toggle” takes “m t”, and with it “m *”" in problems_of(
        {"english.toggle": ["m t"]}, commands=commands
    )
    assert "“bookmark.set” takes “g *”, and with it “g g”" in problems_of({"bookmark.set": ["g *"]}, commands=commands)


def test_a_star_alone_is_a_key() -> None:
    keymap, problems = Keymap.build({"search.start": ["*"]})
    assert problems == ()
    assert press(keymap, "*", Context.PAGE) == Invocation("search.start")


def test_keys_and_problems_are_limited() -> None:
    many = [f"ctrl+{chr(0x4E00 + number)}" for number in range(5000)]
    keymap, problems = Keymap.build({"english.toggle": many})
    assert len(keymap.keys_for("english.toggle")) == MAX_KEYS
    assert len(problems) == 1
    _, problems = Keymap.build({f"english.toggle{number}": ["e"] for number in range(5000)})
    assert len(problems) == MAX_ERRORS + 1
    assert problems[-1] == f"({5000 - MAX_ERRORS} more; fix these first.)"
