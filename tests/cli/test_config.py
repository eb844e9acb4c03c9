"""`enregard config`: what holds now, and keys that are kept and shown nowhere."""

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

WORDS = "279a2e9d-83b3:fx"


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    for name in list(os.environ):
        if name.startswith("ENREGARD_") and name.endswith(("_KEY", "_URL", "_PATH")):
            monkeypatch.delenv(name)


def run_config_key(enregard: Shell, monkeypatch: pytest.MonkeyPatch, words: str, *more: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(words))
    said = enregard("config", "key", *more)
    return said.code, said.out + said.err


def test_keys_and_themes_that_the_window_cannot_use_are_told(enregard: Shell, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('theme = "nope"\n[keys]\n"mark.nte" = "a"\n"mark.note" = ["a", "W"]\n')
    said = enregard("config")
    assert said.code == 1
    assert "There is no theme “nope”." in said.err
    assert "“mark.nte” is no command; is “mark.note” meant?" in said.err
    (home / "settings.toml").write_text('theme = "dracula"\n[keys]\n"mark.note" = ["a", "W"]\n')
    assert (enregard("config").code, enregard("config").err) == (0, "")


def test_where_everything_is_and_what_holds(enregard: Shell, home: Path) -> None:
    said = enregard("config")
    assert said.code == 0
    assert f"Settings file: {home / 'settings.toml'} (not there" in said.out
    assert 'target = "en"' in said.out
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


def test_mistakes_in_the_settings_are_told(enregard: Shell, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f'[engines.deepl]\nkey = "{WORDS}"\n')
    said = enregard("config")
    assert said.code == 1
    assert "settings.toml, line 2: a key has no place in this file" in said.err
    assert WORDS not in said.out + said.err


def test_a_key_is_kept_for_its_reader_alone(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir(exist_ok=True)
    (home / KEYS_FILE).write_text("# mine\nlibretranslate = other\n")
    (home / KEYS_FILE).chmod(0o600)
    code, told = run_config_key(enregard, monkeypatch, f"{WORDS}\n", "deepl")
    assert code == 0
    assert WORDS not in told
    assert stat.S_IMODE((home / KEYS_FILE).stat().st_mode) == 0o600
    assert (home / KEYS_FILE).read_text() == f"# mine\nlibretranslate = other\ndeepl = {WORDS}\n"
    assert Credentials({}, home).key("deepl").reveal() == WORDS
    assert not [one.name for one in home.iterdir() if "draft" in one.name]
    code, told = run_config_key(enregard, monkeypatch, "another\n", "deepl")
    assert Credentials({}, home).key("deepl").reveal() == "another"
    said = enregard("config")
    assert "# key: in the file “keys”" in said.out
    assert "another" not in said.out + enregard("config", "--json").out
    code, told = run_config_key(enregard, monkeypatch, "", "deepl", "--forget")
    assert "was taken out" in told
    assert (home / KEYS_FILE).read_text() == "# mine\nlibretranslate = other\n"
    assert "holds no such key" in run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]


def test_a_key_goes_into_the_keyring_and_leaves_the_file(
    enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = FakeKeyring()
    monkeypatch.setitem(sys.modules, "keyring", ring)
    run_config_key(enregard, monkeypatch, "old\n", "deepl")
    code, told = run_config_key(enregard, monkeypatch, f"{WORDS}\n", "deepl", "--keyring")
    assert code == 0
    assert "in the system’s keyring" in told
    assert "was taken out" in told, "the file would come before it"
    assert WORDS not in told
    assert (home / KEYS_FILE).read_text() == ""
    assert Credentials({}, home).key("deepl").reveal() == WORDS
    said = enregard("config")
    assert WORDS not in said.out + said.err
    run_config_key(enregard, monkeypatch, "in the file\n", "deepl")
    assert Credentials({}, home).key("deepl").reveal() == "in the file"
    told = run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]
    assert "out of the file and the system’s keyring" in told
    assert not ring.keys
    assert not Credentials({}, home).key("deepl")
    run_config_key(enregard, monkeypatch, f"{WORDS}\n", "deepl", "--keyring")
    assert (
        "The key was taken out of the system’s keyring."
        in run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]
    )


def test_without_a_keyring_no_key_is_asked_for(enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, told = run_config_key(enregard, monkeypatch, f"{WORDS}\n", "deepl", "--keyring")
    assert code == 1
    assert "not installed" in told
    assert sys.stdin.readline() == f"{WORDS}\n"
    assert not (home / KEYS_FILE).exists()
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring("raises"))
    code, told = run_config_key(enregard, monkeypatch, f"{WORDS}\n", "deepl", "--keyring")
    assert code == 1
    assert "did not keep the key" in told
    assert WORDS not in told
    assert run_config_key(enregard, monkeypatch, "", "deepl", "--keyring", "--forget")[0] == 2


@pytest.mark.parametrize("words", ["", "\n", "clé\n", "a\x1bb\n", "x" * (MAX_KEY_LENGTH + 1) + "\n"])
def test_what_is_no_key_changes_nothing(
    enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    code, told = run_config_key(enregard, monkeypatch, words, "deepl")
    assert code == 1
    assert "othing was changed" in told or "nothing was changed" in told
    assert not (home / KEYS_FILE).exists()


def test_a_key_for_no_engine(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    code, told = run_config_key(enregard, monkeypatch, f"{WORDS}\n", "babel\x1b[2J")
    assert code == 1
    assert "There is no engine “babel" in told
    assert "\x1b" not in told


@pytest.mark.skipif(os.name != "posix", reason="the rights of a file are others elsewhere")
def test_a_file_that_others_can_read_is_not_added_to(
    enregard: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir(exist_ok=True)
    (home / KEYS_FILE).write_text(f"libretranslate = {WORDS}\n")
    (home / KEYS_FILE).chmod(0o640)
    code, told = run_config_key(enregard, monkeypatch, "other\n", "deepl")
    assert code == 1
    assert "chmod 600" in told
    assert (home / KEYS_FILE).read_text() == f"libretranslate = {WORDS}\n"
    said = enregard("config")
    assert said.err.count("chmod 600") == 1
    assert WORDS not in said.out + said.err


def test_the_environment_comes_first_and_is_told(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENREGARD_DEEPL_KEY", WORDS)
    assert (
        "ENREGARD_DEEPL_KEY in the environment comes before it"
        in run_config_key(enregard, monkeypatch, "k\n", "deepl")[1]
    )
    said = enregard("config")
    assert "# key: in the environment" in said.out
    assert WORDS not in said.out
    assert "still set in the environment" in run_config_key(enregard, monkeypatch, "", "deepl", "--forget")[1]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Exception, match="Nothing was changed") as caught:
        credentials.save_key("deepl", WORDS, tmp_path / "file" / "under")
    assert WORDS not in "".join(traceback.format_exception(caught.value))


def test_a_key_that_is_typed_is_not_shown(home: Path) -> None:
    """On a real terminal: what is typed comes back on no line of it."""
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
                if not sent and b"Key of deepl" in seen:
                    os.write(ours, f"{WORDS}\n".encode())
                    sent = True
        assert process.wait(60) == 0
    os.close(ours)
    assert sent
    assert WORDS.encode() not in seen
    assert Credentials({}, home).key("deepl").reveal() == WORDS


@pytest.mark.parametrize(
    "fault", [Fault.NONE, Fault.FORBIDDEN, Fault.SERVER, Fault.CAPTCHA, Fault.TRUNCATED, Fault.REDIRECTS]
)
def test_a_key_from_the_file_is_sent_and_shown_nowhere(
    enregard: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    (tmp_path / "un.txt").write_text("Un chat noir dort.", encoding="utf-8")
    enregard("add", str(tmp_path / "un.txt"))
    credentials.save_key("libretranslate", WORDS, home)
    with FaultServer() as server:
        server.fault = fault
        (home / "settings.toml").write_text(
            f'engine = "libretranslate"\n[engines.libretranslate]\nurl = "{server.url}"\n'
        )
        said = enregard("translate", "un")
        assert said.code == (fault is not Fault.NONE)
        assert any(WORDS in repr(request) for request in server.seen), "it is sent, in the body"
        log = home / "enregard.log"
        written = log.read_text() if log.exists() else ""
        assert WORDS not in said.out + said.err + written
        assert WORDS.encode() not in (home / "library.db").read_bytes()


def test_addresses_are_shown_without_passwords() -> None:
    assert redact_url("") == ""
    assert redact_url("https://box/t") == "https://box/t"
    assert redact_url("me:word@box") == "…@box"
