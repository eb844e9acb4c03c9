"""How engines are set up in the settings file; a key has no place there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config.engines import EngineSettings
from tests.config.helpers import load_text

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "279a2e9d-83b3:fx"


@pytest.mark.parametrize("name", ["key", "api_key", "apikey", "Token", "password", "auth"])
def test_a_key_among_the_settings_is_not_taken_nor_repeated(file: Path, name: str) -> None:
    settings, problems = load_text(file, f'[engines.deepl]\npace = 1\n{name} = "{WORDS}"\n')
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
    settings, problems = load_text(file, f'theme = "nord"\n[engines.mine]\n{line}\n[engines.argos]\npath = "m"\n')
    assert settings.theme == "nord"
    assert settings.engines == {"mine": EngineSettings(), "argos": EngineSettings(path="m")}
    assert len(problems) == 1
    assert problems[0].startswith("settings.toml, line 3: ")
    assert told in problems[0]


@pytest.mark.parametrize("text", ["engines = 1", "[engines]\ndeepl = 1", "[[engines]]\n", "[[engines.deepl]]\n"])
def test_engines_that_are_no_tables(file: Path, text: str) -> None:
    settings, problems = load_text(file, text)
    assert settings.engines == {}
    assert len(problems) == 1
    assert "[engines." in problems[0]
