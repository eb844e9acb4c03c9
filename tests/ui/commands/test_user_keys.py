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
ONES = st.sampled_from(
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
    st.lists(st.lists(ONES, min_size=1, max_size=3).map(" ".join) | st.text(max_size=5), max_size=7),
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
def test_whatever_is_chosen_the_keymap_works(overrides: dict[str, list[str]]) -> None:
    keymap, problems = Keymap.build(overrides, commands=COMMANDS)
    for context, table in keymap.tables.items():
        for claim in table.bindings():
            keys = (*claim.keys, "é") if claim.takes_character else claim.keys
            found = press(keymap, " ".join(keys), context)
            assert isinstance(found, Invocation)
            assert found.command_id == claim.command
    for command in COMMANDS:
        if command.essential:
            for context in command.contexts:
                kept = keymap.keys_for(command.id, context)
                assert kept or not DEFAULT.keys_for(command.id, context)
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
def test_what_was_chosen_and_not_told_about_is_so(overrides: dict[str, list[str]]) -> None:
    keymap, problems = Keymap.build(overrides, {name: f"<{name}>" for name in overrides})
    if len(problems) <= MAX_ERRORS:
        for name in overrides:
            if not any(problem.startswith(f"<{name}>: ") for problem in problems):
                assert name in keymap.user_keys
                assert set(keymap.user_keys[name]) == {tuple(keys.split()) for keys in keymap.keys_for(name)}


def test_nothing_chosen_is_the_default() -> None:
    assert Keymap.build({}) == (DEFAULT, ())


def test_swapping_two_keys_is_no_clash() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["e"], "move.word_end": ["t"]})
    assert problems == ()
    assert press(keymap, "e", Context.SELECTING) == Invocation("english.toggle")
    assert press(keymap, "t", Context.PAGE) == Invocation("move.word_end")


def test_a_key_is_taken_from_who_had_it_and_told() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["e"]}, {"english.toggle": "settings.toml, line 7"})
    assert problems == (
        (
            "settings.toml, line 7: “english.toggle” takes “e” from “move.word_end” on the page and while selecting, "
            "which has no other key there."
        ),
    )
    assert press(keymap, "e", Context.PAGE) == Invocation("english.toggle")
    assert press(keymap, "t", Context.PAGE) == Unbound(("t",))


def test_two_of_the_readers_own_keys_clash() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["f5"], "search.start": ["f5", "f6"]})
    assert problems == (
        "“f5” is not used for “search.start” on the page and while selecting: “english.toggle” has “f5” there.",
    )
    assert press(keymap, "f5", Context.PAGE) == Invocation("english.toggle")
    assert press(keymap, "f6", Context.PAGE) == Invocation("search.start")


def test_a_command_whose_new_keys_are_all_taken_keeps_its_usual_ones() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["f5"], "search.start": ["f5"]})
    assert problems[0].startswith("“search.start” keeps its usual keys (/): ")
    assert press(keymap, "/", Context.PAGE) == Invocation("search.start")


def test_the_beginning_of_a_sequence_given_to_another_command() -> None:
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


def test_going_on_from_a_key_that_is_a_command() -> None:
    keymap, problems = Keymap.build({"app.redraw": ["x x"]})
    assert "“app.redraw” takes “x x”, and with it “x”, from “mark.remove” on the page and in a list" in problems[0]
    assert press(keymap, "x x", Context.PAGE) == Invocation("app.redraw")
    assert press(keymap, "delete", Context.PAGE) == Invocation("mark.remove")


@pytest.mark.parametrize(
    ("name", "key", "left_without"),
    [
        ("app.quit", "escape", "app.close"),
        ("move.down", "enter", "list.open"),
        ("app.help", "ctrl+q", "app.quit_now"),
        ("field.next", "enter", "line.accept"),
        ("app.suspend", "ctrl+q x", "app.quit_now"),
    ],
)
def test_an_essential_command_is_never_left_without_a_key(name: str, key: str, left_without: str) -> None:
    keymap, problems = Keymap.build({name: [key]})
    assert keymap == DEFAULT
    assert len(problems) == 1
    assert f"“{name}” " in problems[0]
    assert f"“{left_without}” without a key" in problems[0]


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
def test_keys_needed_for_typing_stay_for_typing(name: str, keys: list[str]) -> None:
    keymap, problems = Keymap.build({name: keys})
    assert keymap == DEFAULT
    assert len(problems) == 1
    assert f"“{name}” keeps its usual keys" in problems[0]


def test_a_key_needed_for_typing_is_reported_beside_one_that_is_not() -> None:
    keymap, problems = Keymap.build({"line.results": ["j", "down"]}, {"line.results": "settings.toml, line 3"})
    assert problems == ("settings.toml, line 3: “j” cannot be used for “line.results”: it types there.",)
    assert keymap.keys_for("line.results") == ("down",)


def test_essential_keys_may_still_be_changed() -> None:
    keymap, problems = Keymap.build({"app.close": ["f9"], "line.accept": ["f10"], "list.open": ["l"]})
    assert problems == ()
    assert press(keymap, "f9", Context.DIALOG) == Invocation("app.close")
    assert press(keymap, "escape", Context.EDITOR) == Invocation("editor.keep")
    assert keymap.press(Pending(("g",)), "escape", Context.PAGE) == NOTHING_PENDING


def test_a_key_free_in_a_context_may_be_shared_between_contexts() -> None:
    assert problems_of({"list.close": ["q", "l"], "english.reveal": ["X"]}) == ""


def test_a_command_may_lose_its_keys() -> None:
    keymap, problems = Keymap.build({"app.redraw": []})
    assert problems == ()
    assert keymap.keys_for("app.redraw") == ()
    assert press(keymap, "ctrl+l", Context.PAGE) == Unbound(("ctrl+l",))


def test_a_command_of_the_palette_may_get_a_key() -> None:
    keymap, problems = Keymap.build({"app.suspend": ["Q"]})
    assert problems == ()
    assert press(keymap, "Q", Context.LIST) == Invocation("app.suspend")


def test_keys_are_understood_in_other_spellings() -> None:
    keymap, problems = Keymap.build({"move.half": ["PgDn", "Ctrl+Shift+D", "shift+z"], "move.page": ["Space"]})
    assert problems == ()
    assert keymap.keys_for("move.half") == ("pagedown", "ctrl+shift+d", "Z")


def test_a_single_text_is_one_key() -> None:
    keymap, problems = Keymap.build({"english.toggle": "f5"})
    assert problems == ()
    assert keymap.keys_for("english.toggle") == ("f5",)


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ({"english.togle": ["e"]}, "“english.togle” is no command; is “english.toggle” meant?"),
        ({"zzz": ["e"]}, "“zzz” is no command."),
        ({"english.toggle": ["hop"]}, "“hop” is not how a key is spelled."),
        ({"english.toggle": [""]}, "“” is not how a key is spelled."),
        ({"english.toggle": ["3"]}, "“3” cannot be used on the page, where a digit says how many times."),
        ({"english.toggle": ["g escape"]}, "Esc drops the keys before it."),
        ({"english.toggle": ["g g g g g"]}, "is more than 4 keys"),
        ({"english.toggle": ["f5", "\x1b]52;c;aGk=\x07"]}, "“�]52;c;aGk=�” is not how a key is spelled."),
        (
            {"mark.color": ["a", "b"]},
            "“mark.color” keeps its usual keys (1–6): it needs 6 different ones, one for each choice.",
        ),
        ({"mark.color": ["q", "w", "e", "hop", "t", "z"]}, "it needs 6"),
        ({"mark.color": ["Q", "W", "X", "hop", "F", "Z", "S"]}, "it needs 6"),
        ({"mark.color": ["Q", "W", "X", "F", "F", "Z"]}, "it needs 6"),
        ({"search.start": [":"]}, "“search.start” takes “:” from “app.palette” on the page and while selecting"),
        ({"move.top": ["g", "g g"]}, "“g g” is not used for “move.top”"),
    ],
)
def test_mistakes_are_told(overrides: dict[str, list[str]], words: str) -> None:
    assert words in problems_of(overrides)


def test_a_bad_key_beside_a_good_one() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["hop", "f5"]})
    assert len(problems) == 1
    assert keymap.keys_for("english.toggle") == ("f5",)


def test_only_bad_keys_leave_the_usual_ones() -> None:
    keymap, problems = Keymap.build({"english.toggle": ["hop", "7"]})
    assert problems[-1] == "“english.toggle” keeps its usual keys (t)."
    assert keymap == DEFAULT


def test_colors_may_have_other_keys() -> None:
    letters = ["&", "é", '"', "'", "-", "è"]
    keymap, problems = Keymap.build({"mark.color": [*"123456", *letters]})
    assert problems == ()
    for digit, letter in zip("123456", letters, strict=True):
        assert press(keymap, letter, Context.SELECTING) == Invocation("mark.color", None, digit)
        assert press(keymap, digit, Context.SELECTING) == Invocation("mark.color", None, digit)
    assert keymap.keys_for("mark.color", argument="2") == ("2", "é")


def test_a_command_for_any_letter() -> None:
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


def test_a_star_is_a_key_of_its_own_for_other_commands() -> None:
    keymap, problems = Keymap.build({"search.start": ["*"]})
    assert problems == ()
    assert press(keymap, "*", Context.PAGE) == Invocation("search.start")


def test_too_many_keys_and_too_many_mistakes_stay_few() -> None:
    many = [f"ctrl+{chr(0x4E00 + number)}" for number in range(5000)]
    keymap, problems = Keymap.build({"english.toggle": many})
    assert len(keymap.keys_for("english.toggle")) == MAX_KEYS
    assert len(problems) == 1
    _, problems = Keymap.build({f"english.toggle{number}": ["e"] for number in range(5000)})
    assert len(problems) == MAX_ERRORS + 1
    assert problems[-1] == f"And {5000 - MAX_ERRORS} more like these."
