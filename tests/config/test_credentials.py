"""Keys of engines: found where the reader put them, shown nowhere, and refused where others can read them."""

from __future__ import annotations

import copy
import importlib
import logging
import os
import pickle
import sys
import traceback
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from reader.config import credentials
from reader.config.credentials import Key, find_key
from reader.errors import EnregardError

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "279a2e9d-83b3:fx"


def keys_file(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / credentials.KEYS_FILE
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)


def test_the_environment_then_the_file_then_the_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"ENREGARD_DEEPL_KEY": " from the environment "}
    assert not find_key("deepl", {}, tmp_path)
    ring = SimpleNamespace(get_password=lambda service, engine: f"{service}/{engine}")
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert find_key("deepl", {}, tmp_path).reveal() == "enregard/deepl"
    keys_file(tmp_path, f'# deepl = no\r\nnonsense\nother=1\n deepl = "{WORDS}"\n\xff'.encode("latin-1"))
    assert find_key("deepl", {}, tmp_path).reveal() == WORDS
    assert find_key("deepl", environ, tmp_path).reveal() == "from the environment"
    assert credentials.variable_name("my-engine") == "ENREGARD_MY_ENGINE_KEY"


def test_a_keyring_that_fails_means_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(service: str, engine: str) -> str:
        raise RuntimeError(service + engine)

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=locked))
    assert not find_key("deepl", {}, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="the rights of a file are others elsewhere")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o601])
def test_a_file_that_others_can_use_is_refused(tmp_path: Path, mode: int) -> None:
    keys_file(tmp_path, f"deepl = {WORDS}".encode(), mode)
    with pytest.raises(EnregardError, match="chmod 600") as caught:
        find_key("deepl", {}, tmp_path)
    assert WORDS not in "".join(traceback.format_exception(caught.value))


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes elsewhere")
def test_what_is_no_file_of_keys_is_a_sentence(tmp_path: Path) -> None:
    path = keys_file(tmp_path, b"x" * (credentials.MAX_FILE_BYTES + 1))
    with pytest.raises(EnregardError, match="could not be read"):
        find_key("deepl", {}, tmp_path)
    path.unlink()
    os.mkfifo(path, 0o600)
    with pytest.raises(EnregardError, match="could not be read"):
        find_key("deepl", {}, tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(EnregardError, match="could not be read"):
        find_key("deepl", {}, tmp_path)


def test_a_key_is_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    key = Key(WORDS)
    logging.getLogger("test").warning("%s %r", key, [key])
    for shown in (str(key), repr(key), f"{key}", f"{key!r}", f"{(key,)}", caplog.text):
        assert WORDS not in shown
    assert not hasattr(key, "__dict__")
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="not copied"):
            take(key)


@pytest.mark.skipif(os.name != "posix", reason="the rights of a file are others elsewhere")
def test_what_else_the_file_holds_stays_byte_for_byte(tmp_path: Path) -> None:
    others = b"# caf\xe9 \x0c\xe2\x80\xa8 here\r\n\nnonsense\n"
    path = keys_file(tmp_path, others + b"deepl = old\nother = 1")
    credentials.save_key("deepl", WORDS, tmp_path)
    assert path.read_bytes() == others.replace(b"\r", b"") + f"other = 1\ndeepl = {WORDS}\n".encode()
    credentials.save_key("deepl", "", tmp_path)
    assert path.read_bytes() == others.replace(b"\r", b"") + b"other = 1\n"
    assert [one.name for one in tmp_path.iterdir()] == [credentials.KEYS_FILE]


# -- the keyring --------------------------------------------------------------------------------------


class FakeKeyring:
    """What the package “keyring” offers, with a keyring that is a dictionary; ``stubborn`` ones do not do what they are told."""

    def __init__(self, stubborn: str = "") -> None:
        self.keys: dict[tuple[str, str], str] = {}
        self.stubborn = stubborn

    def get_password(self, service: str, name: str) -> str | None:
        return self.keys.get((service, name))

    def set_password(self, service: str, name: str, words: str) -> None:
        if self.stubborn == "raises":
            raise RuntimeError(f"cannot keep {words}")
        if self.stubborn != "forgets":
            self.keys[service, name] = words

    def delete_password(self, service: str, name: str) -> None:
        if self.stubborn == "keeps":
            raise RuntimeError(self.keys[service, name])
        del self.keys[service, name]


def test_the_keyring_takes_a_key_and_gives_it_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = FakeKeyring()
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert not credentials.delete_from_keyring("deepl")
    credentials.save_to_keyring("deepl", WORDS)
    assert ring.keys == {("enregard", "deepl"): WORDS}
    assert find_key("deepl", {}, tmp_path).reveal() == WORDS
    with pytest.raises(ValueError, match="ASCII"):
        credentials.save_to_keyring("deepl", "clé")
    assert credentials.delete_from_keyring("deepl")
    assert not ring.keys


@pytest.mark.parametrize("stubborn", ["raises", "forgets"])
def test_a_keyring_that_keeps_nothing_is_told_without_the_key(stubborn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring(stubborn))
    with pytest.raises(EnregardError, match="did not keep the key") as told:
        credentials.save_to_keyring("deepl", WORDS)
    assert WORDS not in repr((told.value, told.value.__cause__, told.value.__context__))


def test_a_keyring_that_lets_nothing_go_is_told_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring("keeps"))
    credentials.save_to_keyring("deepl", WORDS)
    with pytest.raises(EnregardError, match="did not let the key go") as told:
        credentials.delete_from_keyring("deepl")
    assert WORDS not in repr((told.value, told.value.__cause__, told.value.__context__))


def test_without_the_package_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not credentials.has_keyring()
    with pytest.raises(EnregardError, match=r"not installed.*a file that you alone can read"):
        credentials.save_to_keyring("deepl", WORDS)
    assert not credentials.delete_from_keyring("deepl")


def test_the_package_itself_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "keyring")
    keyring = pytest.importorskip("keyring", reason="the package “keyring” is not installed")
    backend = importlib.import_module("keyring.backend")
    held: dict[tuple[str, str], str] = {}

    class Memory(backend.KeyringBackend):  # type: ignore[name-defined,misc]
        priority = 1

        def get_password(self, service: str, name: str) -> str | None:
            return held.get((service, name))

        def set_password(self, service: str, name: str, words: str) -> None:
            held[service, name] = words

        def delete_password(self, service: str, name: str) -> None:
            del held[service, name]

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        credentials.save_to_keyring("deepl", WORDS)
        assert held == {("enregard", "deepl"): WORDS}
        assert credentials.delete_from_keyring("deepl")
        assert not held
    finally:
        keyring.set_keyring(before)
