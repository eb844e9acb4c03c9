"""Whatever lies where settings are looked for, the program opens, and says in a few sentences what it could not use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from reader.config import MAX_FILE_BYTES, Settings, load
from reader.error_text import MAX_ERRORS
from tests.config.helpers import load_text


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
    assert "is larger than settings can be (64 kB)." in load_text(file, b"#" * (MAX_FILE_BYTES + 1))[1][0]
    assert load_text(file, b"#" * MAX_FILE_BYTES) == (Settings(), ())


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
    settings, problems = load_text(file, text)
    assert settings == Settings()
    assert 1 <= len(problems) <= MAX_ERRORS + 1
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
    settings, problems = load_text(file, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    assert all(problem.startswith("settings.toml") and problem.isprintable() for problem in problems)
    assert all(isinstance(key, str) for keys in settings.keys.values() for key in keys)
    assert set(settings.key_locations) == set(settings.keys)
