"""What each setting may be, and what is said of mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings, load
from reader.config.engines import EngineSettings
from reader.config.options import EXAMPLE
from tests.config.helpers import load_text

if TYPE_CHECKING:
    from pathlib import Path


def test_no_file_is_a_reader_who_chose_nothing(file: Path) -> None:
    assert load(file) == (Settings(), ())
    assert load(file / "under" / "a" / "file") == (Settings(), ())


def test_an_empty_file(file: Path) -> None:
    assert load_text(file, "") == (Settings(), ())
    assert load_text(file, "\n\n# nothing\n") == (Settings(), ())


def test_every_setting(file: Path) -> None:
    settings, problems = load_text(
        file,
        'theme = "nord"\nlight = "solarized-light"\ndark = "dracula"\nmouse = false\neditor = "vim -n"\n'
        'engine = "libretranslate"\ntarget = "de"\noffline = true\nmemory = 20\n[engines.libretranslate]\n'
        'url = "http://box"\nplain = true\npace = 2\n[engines.argos]\npath = "m"\nemail = "a@b"\n'
        '[keys]\nenglish.toggle = "e"\n"move.down" = ["j", "down"]\napp.redraw = []\n',
    )
    assert problems == ()
    assert settings == Settings(
        keys={"english.toggle": ("e",), "move.down": ("j", "down"), "app.redraw": ()},
        key_locations={
            "english.toggle": "settings.toml, line 18",
            "move.down": "settings.toml, line 19",
            "app.redraw": "settings.toml, line 20",
        },
        theme="nord",
        light="solarized-light",
        dark="dracula",
        mouse=False,
        editor="vim -n",
        engine="libretranslate",
        target="de",
        offline=True,
        memory=20,
        engines={
            "libretranslate": EngineSettings(url="http://box", plain=True, pace=2.0),
            "argos": EngineSettings(path="m", email="a@b"),
        },
    )


def test_settings_do_not_change(file: Path) -> None:
    settings, _ = load_text(file, '[keys]\napp.help = "f1"\n')
    with pytest.raises(TypeError):
        settings.keys["app.help"] = ()  # type: ignore[index]  # this is what must fail


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\nthem = 'x'", "settings.toml, line 2: “them” is no setting; is “theme” meant?"),
        ("zzzzz = 1", "settings.toml, line 1: “zzzzz” is no setting."),
        ("[themes]\na = 1", "settings.toml, line 1: “themes” is no setting; is “theme” meant?"),
        (
            'mouse = "no"',
            "settings.toml, line 1: “mouse” is either true or false, without quotes, as in: mouse = true",
        ),
        ("mouse = 1", "settings.toml, line 1: “mouse” is either true or false, without quotes, as in: mouse = true"),
        ("\n\ntheme = true", 'settings.toml, line 3: “theme” needs a name in quotes, as in: theme = "papier"'),
        ('theme = " "', 'settings.toml, line 1: “theme” needs a name in quotes, as in: theme = "papier"'),
        (
            'editor = "vi\\u001b[2J"',
            'settings.toml, line 1: “editor” needs a name in quotes, as in: editor = "nano"',
        ),
        (
            "keys = 3",
            (
                "settings.toml, line 1: “keys” is a heading of its own, written [keys], with the keys in the lines under "
                "it."
            ),
        ),
        (
            "[keys]\n\nmove.down = 3",
            (
                "settings.toml, line 3: “move.down” needs a key in quotes, or several in brackets, as in: "
                'move.down = ["j", "down"]'
            ),
        ),
        (
            '[keys]\nmove.down = ["j", 3]',
            (
                "settings.toml, line 2: “move.down” needs a key in quotes, or several in brackets, as in: "
                'move.down = ["j", "down"]'
            ),
        ),
        (
            "[keys]\nmouse = true",
            "settings.toml, line 2: “mouse” is no command but a setting: it must stand above [keys].",
        ),
        (
            'theme = "papier\nmouse = true',
            (
                "settings.toml, line 1: a setting is written NAME = VALUE, with words in quotes. Until that is mended, "
                "the standard settings are used."
            ),
        ),
        (
            "mouse = true\nmouse = false\n",
            "settings.toml, line 2: this name is given twice. Until that is mended, the standard settings are used.",
        ),
        (
            "mouse = true\n\ntheme = [\n\n",
            (
                "settings.toml, line 3: a setting is written NAME = VALUE, with words in quotes. Until that is mended, "
                "the standard settings are used."
            ),
        ),
        (
            b"mouse = true\n# caf\xe9\n",
            (
                "settings.toml, line 2: the file is not written in UTF-8; save it so with your editor. Until that is "
                "mended, the standard settings are used."
            ),
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_changes_nothing(file: Path, text: str | bytes, problem: str) -> None:
    assert load_text(file, text) == (Settings(), (problem,))


def test_a_mistake_leaves_the_other_settings(file: Path) -> None:
    settings, problems = load_text(
        file, 'theme = "nord"\nmouse = "no"\nligth = "x"\n[keys]\nmove.down = 1\nmove.up = "k"\n'
    )
    assert settings.theme == "nord"
    assert settings.mouse
    assert settings.keys == {"move.up": ("k",)}
    assert [problem.partition(":")[0] for problem in problems] == [
        "settings.toml, line 2",
        "settings.toml, line 3",
        "settings.toml, line 5",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[keys]\nmove.down = "x"', 2),
        ('[keys]\n"move.down" = "x"', 2),
        ("[ keys ] # mine\n\n  'move.down'   = 'x'", 3),
        ('[keys.move]\ndown = "x"', 2),
        ('keys.move.down = "x"', 1),
        ('keys = { move.down = "x" }', 1),
        ('mouse = true\r\n[keys]\r\nmove . down = "x"\r\n', 3),
        ('\ufeff[keys]\nmove.down = "x"', 2),
        ('# move.down = 1\n[keys]\nmove.up = [\n  "y",\n]\nmove.down = "x"', 6),
    ],
)
def test_the_line_of_a_key_is_found_however_it_is_written(file: Path, text: str, line: int) -> None:
    settings, problems = load_text(file, text)
    assert problems == ()
    assert settings.keys["move.down"] == ("x",)
    assert settings.key_locations["move.down"] == f"settings.toml, line {line}"


def test_a_ruler_of_dots_is_a_comment_like_others(file: Path) -> None:
    assert load_text(file, f"  # {'.' * 70}\nmouse = false") == (Settings(mouse=False), ())


def test_the_example_changes_nothing_as_it_is(file: Path) -> None:
    assert load_text(file, EXAMPLE) == (Settings(), ())


def test_the_example_explains_every_setting_and_its_lines_work(file: Path) -> None:
    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines() if line.startswith("# ")]
    settings, problems = load_text(file, "\n".join(lines))
    assert problems == ()
    assert settings.theme == "papier"
    assert settings.editor == "nano"
    assert (settings.light, settings.dark, settings.mouse) == (Settings().light, Settings().dark, Settings().mouse)
    assert (settings.engine, settings.target, settings.offline) == ("apertium", "en", False)
    assert set(settings.engines) == {"libretranslate", "argos", "mymemory"}
    assert settings.keys == {"english.toggle": ("t",), "move.top": ("g g", "home"), "move.down": ("j", "down")}
    named = {line.partition(" ")[0] for line in lines}
    assert set(Settings.__dataclass_fields__) - {"keys", "places", "engines"} <= named


@pytest.mark.parametrize("target", ["English", "EN", "en-GB", "e", "", "e1"])
def test_a_language_is_a_code(file: Path, target: str) -> None:
    settings, problems = load_text(file, f'target = "{target}"')
    assert settings.target == "en"
    assert "needs the code of a language in quotes" in problems[0]


@pytest.mark.parametrize("text", [None, "", "offline = false", "offline = 3", "\xff = ", "= =", "offline = true"])
def test_the_command_lines_offline_holds_whatever_the_file_says(file: Path, text: str | None) -> None:
    if text is not None:
        file.write_bytes(text.encode("latin-1"))
    assert load(file, offline=True)[0].offline
    assert load(file)[0].offline is (text == "offline = true")


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "true", '"500"', "9" * 30])
def test_a_number_that_cannot_be_used(file: Path, value: str) -> None:
    settings, problems = load_text(file, f"memory = {value}")
    assert settings.memory == Settings().memory
    assert "“memory” is a whole number from 1 to 1,000,000" in problems[0]
