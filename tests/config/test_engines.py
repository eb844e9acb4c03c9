"""Engine tables in the settings file; keys are not allowed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.config.engines import EngineSettings
from tests.config.helpers import load_text

if TYPE_CHECKING:
    from pathlib import Path

KEY = "279a2e9d-83b3:fx"


@pytest.mark.parametrize("name", ["key", "api_key", "apikey", "Token", "password", "auth"])
def test_key_in_the_settings_is_not_used_nor_quoted(file: Path, name: str) -> None:
    settings, errors = load_text(file, f'[engines.deepl]\npace = 1\n{name} = "{KEY}"\n')
    assert settings.engines == {"deepl": EngineSettings(pace=1.0)}
    assert len(errors) == 1
    assert errors[0].startswith("settings.toml, line 3: A key does not belong in this file")
    assert "enregard config key deepl" in errors[0]
    assert KEY not in errors[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("url = 1", "must be text in quotes"),
        ('path = ""', "must be text in quotes"),
        ('email = "a\\u0007"', "must be text in quotes"),
        ('plain = "yes"', "must be true or false"),
        ("pace = -1", "a number of seconds"),
        ("pace = nan", "a number of seconds"),
        ("pace = inf", "a number of seconds"),
        ("pace = true", "a number of seconds"),
        (f"pace = {'9' * 400}", "a number of seconds"),
        ('pase = "x"', "did you mean “pace”?"),
        ('colour = "x"', "Choose one of: url, path, email, plain, pace."),
    ],
)
def test_invalid_engine_setting_keeps_the_others(file: Path, line: str, expected: str) -> None:
    settings, errors = load_text(file, f'theme = "nord"\n[engines.mine]\n{line}\n[engines.argos]\npath = "m"\n')
    assert settings.theme == "nord"
    assert settings.engines == {"mine": EngineSettings(), "argos": EngineSettings(path="m")}
    assert len(errors) == 1
    assert errors[0].startswith("settings.toml, line 3: ")
    assert expected in errors[0]


@pytest.mark.parametrize("text", ["engines = 1", "[engines]\ndeepl = 1", "[[engines]]\n", "[[engines.deepl]]\n"])
def test_engines_must_be_tables(file: Path, text: str) -> None:
    settings, errors = load_text(file, text)
    assert settings.engines == {}
    assert len(errors) == 1
    assert "[engines." in errors[0]
