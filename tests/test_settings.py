from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader.engine_settings import EngineSettings
from reader.mistakes import MOST_TOLD, few, nearest, shown
from reader.settings import LARGEST_FILE, Settings, load
from reader.settings.choices import EXAMPLE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def read(file: Path, text: str | bytes) -> tuple[Settings, tuple[str, ...]]:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load(file)


def test_no_file_is_a_reader_who_chose_nothing(file: Path) -> None:
    assert load(file) == (Settings(), ())
    assert load(file / "under" / "a" / "file") == (Settings(), ())


def test_an_empty_file(file: Path) -> None:
    assert read(file, "") == (Settings(), ())
    assert read(file, "\n\n# nothing\n") == (Settings(), ())


def test_every_setting(file: Path) -> None:
    settings, problems = read(
        file,
        'theme = "nord"\nlight = "solarized-light"\ndark = "dracula"\nmouse = false\neditor = "vim -n"\n'
        'engine = "libretranslate"\ntarget = "de"\noffline = true\nmemory = 20\n[engines.libretranslate]\n'
        'url = "http://box"\nplain = true\npace = 2\n[engines.argos]\npath = "m"\nemail = "a@b"\n'
        '[keys]\nenglish.toggle = "e"\n"move.down" = ["j", "down"]\napp.redraw = []\n',
    )
    assert problems == ()
    assert settings == Settings(
        keys={"english.toggle": ("e",), "move.down": ("j", "down"), "app.redraw": ()},
        places={
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
    settings, _ = read(file, '[keys]\napp.help = "f1"\n')
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
    assert read(file, text) == (Settings(), (problem,))


def test_a_mistake_leaves_the_other_settings(file: Path) -> None:
    settings, problems = read(file, 'theme = "nord"\nmouse = "no"\nligth = "x"\n[keys]\nmove.down = 1\nmove.up = "k"\n')
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
    settings, problems = read(file, text)
    assert problems == ()
    assert settings.keys["move.down"] == ("x",)
    assert settings.places["move.down"] == f"settings.toml, line {line}"


def test_a_ruler_of_dots_is_a_comment_like_others(file: Path) -> None:
    assert read(file, f"  # {'.' * 70}\nmouse = false") == (Settings(mouse=False), ())


def test_a_folder(tmp_path: Path) -> None:
    settings, problems = load(tmp_path)
    assert settings == Settings()
    assert problems[0].endswith(
        "is a folder, where a file of settings is looked for. Until that is mended, the standard settings are used."
    )


def test_a_pipe_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    settings, problems = load(file)
    assert settings == Settings()
    assert "is not a file that can be read to its end." in problems[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(file: Path) -> None:
    file.write_text("mouse = false")
    file.chmod(0)
    assert "could not be read (permission denied)." in load(file)[1][0]


class Refusing(type(Path())):  # type: ignore[misc]  # the class of paths differs by system
    def open(self, *args: object, **kwargs: object) -> object:
        raise PermissionError(13, "Permission denied")


def test_a_file_that_cannot_be_opened(file: Path) -> None:
    file.write_text("mouse = false")
    settings, problems = load(Refusing(file))
    assert settings == Settings()
    assert problems == (
        "settings.toml could not be read (permission denied). Until that is mended, the standard settings are used.",
    )


def test_a_name_that_cannot_be_a_file(tmp_path: Path) -> None:
    settings, problems = load(tmp_path / "a\0b")
    assert settings == Settings()
    assert problems[0].startswith("a�b could not be read (its name cannot be used).")


def test_a_file_larger_than_settings(file: Path) -> None:
    assert "is larger than settings can be (64 kB)." in read(file, b"#" * (LARGEST_FILE + 1))[1][0]
    assert read(file, b"#" * LARGEST_FILE) == (Settings(), ())


@pytest.mark.parametrize(
    "text",
    [
        "theme = " + "[" * 60_000,
        "theme = " + "{a=" * 20_000,
        "theme = " + "9" * 60_000,
        "a." * 30_000 + 'b = "x"',
        "a." * 60 + 'b = "x"',
        "[keys]\n" + "a." * 30_000 + 'b = "x"',
        "a" * 60_000,
        "[" + " " * 60_000,
        '"' * 60_000,
        "theme = \0",
        "[keys]\n" + "".join(f"move.down{number} = 1\n" for number in range(3_000)),
        "".join(f"theme{number} = 1\n" for number in range(4_000)),
        "date = 2024-13-45",
        "[[keys]]\nmove.down = 'j'",
        "[keys]\n[[keys.move]]\ndown = 'j'",
        "theme = '''\n[keys]\n'''",
    ],
    ids=lambda text: text[:16],
)
def test_a_hostile_file_is_a_few_sentences(file: Path, text: str) -> None:
    settings, problems = read(file, text)
    assert settings == Settings()
    assert 1 <= len(problems) <= MOST_TOLD + 1
    assert all(problem.isprintable() and len(problem) < 300 for problem in problems)


TOML = st.lists(
    st.sampled_from(
        [
            "theme",
            "mouse",
            "keys",
            "move.down",
            "=",
            "true",
            '"j"',
            "'",
            '"',
            "[",
            "]",
            "[keys]",
            "{",
            "}",
            ",",
            "1",
            "\n",
            "\n",
            "\r",
            " ",
            "#",
            ".",
            "é",
            "\x1b",
            "\ufeff",
            "'''",
            '"move.down"',
            "1979-05-27",
            "0x",
            "inf",
            "\\",
        ]
    ),
    max_size=25,
).map("".join)


@hypothesis_settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TOML | st.text(max_size=60) | st.binary(max_size=60))
def test_any_file_gives_settings(file: Path, text: str | bytes) -> None:
    settings, problems = read(file, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    assert all(problem.startswith("settings.toml") and problem.isprintable() for problem in problems)
    assert all(isinstance(key, str) for keys in settings.keys.values() for key in keys)
    assert set(settings.places) == set(settings.keys)


def test_the_example_changes_nothing_as_it_is(file: Path) -> None:
    assert read(file, EXAMPLE) == (Settings(), ())


def test_the_example_explains_every_setting_and_its_lines_work(file: Path) -> None:
    lines = [line.removeprefix("# ") for line in EXAMPLE.splitlines() if line.startswith("# ")]
    settings, problems = read(file, "\n".join(lines))
    assert problems == ()
    assert settings.theme == "papier"
    assert settings.editor == "nano"
    assert (settings.light, settings.dark, settings.mouse) == (Settings().light, Settings().dark, Settings().mouse)
    assert (settings.engine, settings.target, settings.offline) == ("apertium", "en", False)
    assert set(settings.engines) == {"libretranslate", "argos", "mymemory"}
    assert settings.keys == {"english.toggle": ("t",), "move.top": ("g g", "home"), "move.down": ("j", "down")}
    named = {line.partition(" ")[0] for line in lines}
    assert set(Settings.__dataclass_fields__) - {"keys", "places", "engines"} <= named


@given(st.text(max_size=100))
def test_shown_words_are_fit_for_a_terminal(words: str) -> None:
    assert shown(words).isprintable()
    assert len(shown(words)) <= 40
    if words.isprintable() and len(words) <= 40:
        assert shown(words) == words


@given(st.lists(st.sampled_from([f"Sentence {number}." for number in range(30)])))
def test_few_sentences(problems: list[str]) -> None:
    told = few(problems)
    assert len(told) == len(set(told)) <= MOST_TOLD + 1
    assert set(told[:MOST_TOLD]) <= set(problems)
    if len(told) <= MOST_TOLD:
        assert set(told) == set(problems)


def test_the_nearest_word() -> None:
    assert nearest("them", ["theme", "light"]) == "theme"
    assert nearest("x" * 100_000, ["theme"]) is None
    assert nearest("", ["theme"]) is None


WORDS = "279a2e9d-83b3:fx"


@pytest.mark.parametrize("name", ["key", "api_key", "apikey", "Token", "password", "auth"])
def test_a_key_among_the_settings_is_not_taken_nor_repeated(file: Path, name: str) -> None:
    settings, problems = read(file, f'[engines.deepl]\npace = 1\n{name} = "{WORDS}"\n')
    assert settings.engines == {"deepl": EngineSettings(pace=1.0)}
    assert len(problems) == 1
    assert problems[0].startswith("settings.toml, line 3: a key has no place in this file")
    assert "enregard config key deepl" in problems[0]
    assert WORDS not in problems[0]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("url = 1", "needs words in quotes"),
        ('path = ""', "needs words in quotes"),
        ('email = "a\\u0007"', "needs words in quotes"),
        ('plain = "yes"', "either true or false"),
        ("pace = -1", "a number of seconds"),
        ("pace = nan", "a number of seconds"),
        ("pace = inf", "a number of seconds"),
        ("pace = true", "a number of seconds"),
        (f"pace = {'9' * 400}", "a number of seconds"),
        ('pase = "x"', "is “pace” meant?"),
        ('colour = "x"', "These can be set: url, path, email, plain, pace."),
    ],
)
def test_a_mistake_about_an_engine_is_a_sentence_and_the_rest_is_used(file: Path, line: str, told: str) -> None:
    settings, problems = read(file, f'theme = "nord"\n[engines.mine]\n{line}\n[engines.argos]\npath = "m"\n')
    assert settings.theme == "nord"
    assert settings.engines == {"mine": EngineSettings(), "argos": EngineSettings(path="m")}
    assert len(problems) == 1
    assert problems[0].startswith("settings.toml, line 3: ")
    assert told in problems[0]


@pytest.mark.parametrize("text", ["engines = 1", "[engines]\ndeepl = 1", "[[engines]]\n", "[[engines.deepl]]\n"])
def test_engines_that_are_no_tables(file: Path, text: str) -> None:
    settings, problems = read(file, text)
    assert settings.engines == {}
    assert len(problems) == 1
    assert "[engines." in problems[0]


@pytest.mark.parametrize("target", ["English", "EN", "en-GB", "e", "", "e1"])
def test_a_language_is_a_code(file: Path, target: str) -> None:
    settings, problems = read(file, f'target = "{target}"')
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
    settings, problems = read(file, f"memory = {value}")
    assert settings.memory == Settings().memory
    assert "“memory” is a whole number from 1 to 1,000,000" in problems[0]
