"""Each setting, and the messages about errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config import Settings, load
from reader.config.engines import EngineSettings
from reader.config.options import EXAMPLE
from tests.config.helpers import load_text

if TYPE_CHECKING:
    from pathlib import Path


def test_missing_file_gives_defaults(file: Path) -> None:
    assert load(file) == (Settings(), ())
    assert load(file / "under" / "a" / "file") == (Settings(), ())


def test_empty_file(file: Path) -> None:
    assert load_text(file, "") == (Settings(), ())
    assert load_text(file, "\n\n# nothing\n") == (Settings(), ())


def test_every_setting(file: Path) -> None:
    settings, errors = load_text(
        file,
        'theme = "nord"\nlight = "solarized-light"\ndark = "dracula"\nmouse = false\neditor = "vim -n"\n'
        'engine = "libretranslate"\ntarget = "de"\noffline = true\nmemory = 20\n[engines.libretranslate]\n'
        'url = "http://box"\nplain = true\npace = 2\n[engines.argos]\npath = "m"\nemail = "a@b"\n'
        '[keys]\nenglish.toggle = "e"\n"move.down" = ["j", "down"]\napp.redraw = []\n',
    )
    assert errors == ()
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


def test_settings_are_immutable(file: Path) -> None:
    settings, _ = load_text(file, '[keys]\napp.help = "f1"\n')
    with pytest.raises(TypeError):
        settings.keys["app.help"] = ()  # type: ignore[index]  # this is what must fail


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("\nthem = 'x'", "settings.toml, line 2: Unknown setting “them”; did you mean “theme”?"),
        ("zzzzz = 1", "settings.toml, line 1: Unknown setting “zzzzz”."),
        ("[themes]\na = 1", "settings.toml, line 1: Unknown setting “themes”; did you mean “theme”?"),
        (
            'mouse = "no"',
            "settings.toml, line 1: “mouse” must be true or false (no quotes). Example: mouse = true",
        ),
        ("mouse = 1", "settings.toml, line 1: “mouse” must be true or false (no quotes). Example: mouse = true"),
        ("\n\ntheme = true", 'settings.toml, line 3: “theme” must be a name in quotes. Example: theme = "papier"'),
        ('theme = " "', 'settings.toml, line 1: “theme” must be a name in quotes. Example: theme = "papier"'),
        (
            'editor = "vi\\u001b[2J"',
            'settings.toml, line 1: “editor” must be a name in quotes. Example: editor = "nano"',
        ),
        (
            "keys = 3",
            ("settings.toml, line 1: “keys” must be a table: write [keys], then the keys on the lines below."),
        ),
        (
            "[keys]\n\nmove.down = 3",
            (
                "settings.toml, line 3: “move.down” must be a key in quotes, or a list of keys. Example: "
                'move.down = ["j", "down"]'
            ),
        ),
        (
            '[keys]\nmove.down = ["j", 3]',
            (
                "settings.toml, line 2: “move.down” must be a key in quotes, or a list of keys. Example: "
                'move.down = ["j", "down"]'
            ),
        ),
        (
            "[keys]\nmouse = true",
            "settings.toml, line 2: “mouse” is a setting, not a command. Move it above [keys].",
        ),
        (
            'theme = "papier\nmouse = true',
            (
                "settings.toml, line 1: Invalid TOML. Write NAME = VALUE, with text in quotes. "
                "Using defaults until this is fixed."
            ),
        ),
        (
            "mouse = true\nmouse = false\n",
            "settings.toml, line 2: This name appears twice. Using defaults until this is fixed.",
        ),
        (
            "mouse = true\n\ntheme = [\n\n",
            (
                "settings.toml, line 3: Invalid TOML. Write NAME = VALUE, with text in quotes. "
                "Using defaults until this is fixed."
            ),
        ),
        (
            b"mouse = true\n# caf\xe9\n",
            ("settings.toml, line 2: The file is not UTF-8. Save it as UTF-8. Using defaults until this is fixed."),
        ),
    ],
)
def test_errors_name_the_line_and_keep_defaults(file: Path, text: str | bytes, error: str) -> None:
    assert load_text(file, text) == (Settings(), (error,))


def test_an_error_keeps_the_other_settings(file: Path) -> None:
    settings, errors = load_text(
        file, 'theme = "nord"\nmouse = "no"\nligth = "x"\n[keys]\nmove.down = 1\nmove.up = "k"\n'
    )
    assert settings.theme == "nord"
    assert settings.mouse
    assert settings.keys == {"move.up": ("k",)}
    assert [error.partition(":")[0] for error in errors] == [
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
def test_line_numbers_of_keys(file: Path, text: str, line: int) -> None:
    settings, errors = load_text(file, text)
    assert errors == ()
    assert settings.keys["move.down"] == ("x",)
    assert settings.key_locations["move.down"] == f"settings.toml, line {line}"


def test_dots_in_comments_are_allowed(file: Path) -> None:
    assert load_text(file, f"  # {'.' * 70}\nmouse = false") == (Settings(mouse=False), ())


def test_example_is_all_comments(file: Path) -> None:
    assert load_text(file, EXAMPLE) == (Settings(), ())


def test_example_lists_every_setting(file: Path) -> None:
    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines() if line.startswith("# ")]
    settings, errors = load_text(file, "\n".join(lines))
    assert errors == ()
    assert settings.theme == "papier"
    assert settings.editor == "nano"
    assert (settings.light, settings.dark, settings.mouse) == (Settings().light, Settings().dark, Settings().mouse)
    assert (settings.engine, settings.target, settings.offline) == ("apertium", "en", False)
    assert set(settings.engines) == {"libretranslate", "argos", "mymemory"}
    assert settings.keys == {"english.toggle": ("t",), "move.top": ("g g", "home"), "move.down": ("j", "down")}
    named = {line.partition(" ")[0] for line in lines}
    assert set(Settings.__dataclass_fields__) - {"keys", "key_locations", "engines"} <= named


@pytest.mark.parametrize("target", ["English", "EN", "en-GB", "e", "", "e1"])
def test_target_must_be_a_code(file: Path, target: str) -> None:
    settings, errors = load_text(file, f'target = "{target}"')
    assert settings.target == "en"
    assert "must be a language code in quotes" in errors[0]


@pytest.mark.parametrize("text", [None, "", "offline = false", "offline = 3", "\xff = ", "= =", "offline = true"])
def test_offline_option_overrides_the_file(file: Path, text: str | None) -> None:
    if text is not None:
        file.write_bytes(text.encode("latin-1"))
    assert load(file, offline=True)[0].offline
    assert load(file)[0].offline is (text == "offline = true")


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "true", '"500"', "9" * 30])
def test_invalid_number(file: Path, value: str) -> None:
    settings, errors = load_text(file, f"memory = {value}")
    assert settings.memory == Settings().memory
    assert "“memory” must be a whole number from 1 to 1,000,000" in errors[0]
