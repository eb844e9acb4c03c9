"""`enregard config`: the settings, and keys, which are never shown."""

from __future__ import annotations

import io
import os
import pty
import select
import stat
import subprocess
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from reader.cli.config import MAX_KEY_LENGTH, redact_url
from reader.config import credentials
from reader.config.credentials import KEYS_FILE, Credentials
from tests.config.test_credentials import FakeKeyring
from tests.translation.fault_server import Fault, FaultServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

KEY = "279a2e9d-83b3:fx"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    for name in list(os.environ):
        if name.startswith("ENREGARD_") and name.endswith(("_KEY", "_URL", "_PATH")):
            monkeypatch.delenv(name)


def run_config_key(enregard: Shell, monkeypatch: pytest.MonkeyPatch, key: str, *more: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(key))
    result = enregard("config", "key", *more)
    return result.code, result.out + result.err


def test_invalid_keys_and_themes_are_reported(enregard: Shell, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('theme = "nope"\n[keys]\n"mark.nte" = "a"\n"mark.note" = ["a", "W"]\n')
    result = enregard("config")
    assert result.code == 1
    assert "Unknown theme “nope”." in result.err
    assert "Unknown command “mark.nte”; did you mean “mark.note”?" in result.err
    (home / "settings.toml").write_text('theme = "dracula"\n[keys]\n"mark.note" = ["a", "W"]\n')
    assert (enregard("config").code, enregard("config").err) == (0, "")


def test_config_shows_settings_and_location(enregard: Shell, home: Path) -> None:
    result = enregard("config")
    assert result.code == 0
    assert f"Settings file: {home / 'settings.toml'} (not found" in result.out
    assert 'target = "en"' in result.out
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(
        'engine = "libretranslate"\ntarget = "de"\n[engines.libretranslate]\nurl = "https://me:word@box/t?x=word"\npace = 0.5\n'
        '[keys]\n"app.help" = ["f1"]\n'
    )
    values = enregard("config", "--json", "--offline").json
    assert values["settings"]["engine"] == "libretranslate"
    assert values["settings"]["target"] == "de"
    assert values["settings"]["offline"] is True
    assert values["keys"] == {"app.help": ["f1"]}
    assert values["engines"] == {"libretranslate": {"url": "https://…@box/t?…", "pace": 0.5, "key": ""}}
    lines = enregard("config").out
    assert "[engines.libretranslate]" in lines
    assert "pace = 0.5" in lines
    assert "word" not in lines


def test_errors_in_the_settings_are_reported(enregard: Shell, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f'[engines.deepl]\nkey = "{KEY}"\n')
    result = enregard("config")
    assert result.code == 1
    assert "settings.toml, line 2: A key does not belong in this file" in result.err
    assert KEY not in result.out + result.err


def test_key_is_saved_in_a_private_file(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(exist_ok=True)
    (home / KEYS_FILE).write_text("# mine\nlibretranslate = other\n")
    (home / KEYS_FILE).chmod(0o600)
    code, message = run_config_key(enregard, monkeypatch, f"{KEY}\n", "deepl")
    assert code == 0
    assert KEY not in message
    assert stat.S_IMODE((home / KEYS_FILE).stat().st_mode) == 0o600
    assert (home / KEYS_FILE).read_text() == f"# mine\nlibretranslate = other\ndeepl = {KEY}\n"
    assert Credentials({}, home).key("deepl").reveal() == KEY
    assert not [one.name for one in home.iterdir() if "draft" in one.name]
    code, message = run_config_key(enregard, monkeypatch, "another\n", "deepl")
    assert Credentials({}, home).key("deepl").reveal() == "another"
    result = enregard("config")
    assert "# key: in the file “keys”" in result.out
    assert "another" not in result.out + enregard("config", "--json").out
    code, message = run_config_key(enregard, monkeypatch, "", "deepl", "--forget")
    assert "Deleted the key" in message
    assert (home / KEYS_FILE).read_text() == "# mine\nlibretranslate = other\n"
    assert "no such key in the file" in run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]


def test_key_moves_from_file_to_keyring(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = FakeKeyring()
    monkeypatch.setitem(sys.modules, "keyring", ring)
    run_config_key(enregard, monkeypatch, "old\n", "deepl")
    code, message = run_config_key(enregard, monkeypatch, f"{KEY}\n", "deepl", "--keyring")
    assert code == 0
    assert "in the system keyring" in message
    assert "was removed" in message, "the file would have priority"
    assert KEY not in message
    assert (home / KEYS_FILE).read_text() == ""
    assert Credentials({}, home).key("deepl").reveal() == KEY
    result = enregard("config")
    assert KEY not in result.out + result.err
    run_config_key(enregard, monkeypatch, "in the file\n", "deepl")
    assert Credentials({}, home).key("deepl").reveal() == "in the file"
    message = run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]
    assert "from the file and the system keyring" in message
    assert not ring.keys
    assert not Credentials({}, home).key("deepl")
    run_config_key(enregard, monkeypatch, f"{KEY}\n", "deepl", "--keyring")
    assert (
        "Deleted the key from the system keyring." in run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]
    )


def test_no_prompt_without_keyring(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, message = run_config_key(enregard, monkeypatch, f"{KEY}\n", "deepl", "--keyring")
    assert code == 1
    assert "not installed" in message
    assert sys.stdin.readline() == f"{KEY}\n"
    assert not (home / KEYS_FILE).exists()
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring("raises"))
    code, message = run_config_key(enregard, monkeypatch, f"{KEY}\n", "deepl", "--keyring")
    assert code == 1
    assert "did not save the key" in message
    assert KEY not in message
    assert run_config_key(enregard, monkeypatch, "", "deepl", "--keyring", "--forget")[0] == 2


@pytest.mark.parametrize("key", ["", "\n", "clé\n", "a\x1bb\n", "x" * (MAX_KEY_LENGTH + 1) + "\n"])
def test_invalid_key_changes_nothing(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    code, message = run_config_key(enregard, monkeypatch, key, "deepl")
    assert code == 1
    assert "othing was changed" in message or "nothing was changed" in message
    assert not (home / KEYS_FILE).exists()


def test_key_for_unknown_engine(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    code, message = run_config_key(enregard, monkeypatch, f"{KEY}\n", "babel\x1b[2J")
    assert code == 1
    assert "Unknown engine “babel" in message
    assert "\x1b" not in message


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX file modes")
def test_file_readable_by_others_is_not_changed(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(exist_ok=True)
    (home / KEYS_FILE).write_text(f"libretranslate = {KEY}\n")
    (home / KEYS_FILE).chmod(0o640)
    code, message = run_config_key(enregard, monkeypatch, "other\n", "deepl")
    assert code == 1
    assert "chmod 600" in message
    assert (home / KEYS_FILE).read_text() == f"libretranslate = {KEY}\n"
    result = enregard("config")
    assert result.err.count("chmod 600") == 1
    assert KEY not in result.out + result.err


def test_environment_has_priority_and_is_reported(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENREGARD_DEEPL_KEY", KEY)
    assert (
        "ENREGARD_DEEPL_KEY in the environment takes priority"
        in run_config_key(enregard, monkeypatch, "k\n", "deepl")[1]
    )
    result = enregard("config")
    assert "# key: in the environment" in result.out
    assert KEY not in result.out
    assert "still set in the environment" in run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]


def test_unwritable_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Exception, match="Nothing was changed") as caught:
        credentials.save_key("deepl", KEY, tmp_path / "file" / "under")
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_typed_key_is_not_echoed(home: Path) -> None:
    """On a real terminal, no output contains the typed key."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "config", "key", "deepl"],
        env={**os.environ, "ENREGARD_HOME": str(home)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        seen = b""
        sent = False
        with suppress(OSError):  # the other end is closed
            while select.select([ours], [], [], 60)[0]:
                if not (got := os.read(ours, 4096)):
                    break
                seen += got
                if not sent and b"Key for deepl" in seen:
                    os.write(ours, f"{KEY}\n".encode())
                    sent = True
        assert process.wait(60) == 0
    os.close(ours)
    assert sent
    assert KEY.encode() not in seen
    assert Credentials({}, home).key("deepl").reveal() == KEY


@pytest.mark.parametrize("fault", [Fault.NONE, Fault.FORBIDDEN, Fault.CAPTCHA, Fault.TRUNCATED, Fault.REDIRECTS])
def test_key_from_file_is_sent_but_never_shown(
    enregard: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    (tmp_path / "un.txt").write_text("Un chat noir dort.", encoding="utf-8")
    enregard("add", str(tmp_path / "un.txt"))
    credentials.save_key("libretranslate", KEY, home)
    with FaultServer() as server:
        server.fault = fault
        (home / "settings.toml").write_text(
            f'engine = "libretranslate"\n[engines.libretranslate]\nurl = "{server.url}"\n'
        )
        result = enregard("translate", "un")
        assert result.code == (fault is not Fault.NONE)
        assert any(KEY in repr(request) for request in server.seen), "it is sent, in the body"
        log = home / "enregard.log"
        written = log.read_text() if log.exists() else ""
        assert KEY not in result.out + result.err + written
        assert KEY.encode() not in (home / "library.db").read_bytes()


def test_redact_url() -> None:
    assert redact_url("") == ""
    assert redact_url("https://box/t") == "https://box/t"
    assert redact_url("me:word@box") == "…@box"
