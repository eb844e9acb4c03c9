"""Any settings file or path loads, with a few error messages at most."""

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


def test_folder(tmp_path: Path) -> None:
    settings, errors = load(tmp_path)
    assert settings == Settings()
    assert errors[0].endswith("is a folder, not a settings file. Using defaults until this is fixed.")


def test_pipe_does_not_block(file: Path) -> None:
    os.mkfifo(file)
    settings, errors = load(file)
    assert settings == Settings()
    assert "is not a regular file." in errors[0]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(file: Path) -> None:
    file.write_text("mouse = false")
    file.chmod(0)
    assert "could not be read (permission denied)." in load(file)[1][0]


class Refusing(type(Path())):  # type: ignore[misc]  # the class of paths differs by system
    def open(self, *args: object, **kwargs: object) -> object:
        raise PermissionError(13, "Permission denied")


def test_file_that_fails_to_open(file: Path) -> None:
    file.write_text("mouse = false")
    settings, errors = load(Refusing(file))
    assert settings == Settings()
    assert errors == ("settings.toml could not be read (permission denied). Using defaults until this is fixed.",)


def test_invalid_file_name(tmp_path: Path) -> None:
    settings, errors = load(tmp_path / "a\0b")
    assert settings == Settings()
    assert errors[0].startswith("a�b could not be read (invalid name).")


def test_file_too_large(file: Path) -> None:
    assert "is too large for a settings file (limit: 64 kB)." in load_text(file, b"#" * (MAX_FILE_BYTES + 1))[1][0]
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
def test_hostile_file_gives_few_errors(file: Path, text: str) -> None:
    settings, errors = load_text(file, text)
    assert settings == Settings()
    assert 1 <= len(errors) <= MAX_ERRORS + 1
    assert all(error.isprintable() and len(error) < 300 for error in errors)


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
    settings, errors = load_text(file, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    assert all(error.startswith("settings.toml") and error.isprintable() for error in errors)
    assert all(isinstance(key, str) for keys in settings.keys.values() for key in keys)
    assert set(settings.key_locations) == set(settings.keys)
