"""Engine keys: looked up in order, never shown, and refused if others can read the file."""

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

KEY = "279a2e9d-83b3:fx"


def keys_file(folder: Path, content: bytes, mode: int = 0o600) -> Path:
    path = folder / credentials.KEYS_FILE
    path.write_bytes(content)
    path.chmod(mode)
    return path


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)


def test_environment_then_file_then_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"ENREGARD_DEEPL_KEY": " from the environment "}
    assert not find_key("deepl", {}, tmp_path)
    ring = SimpleNamespace(get_password=lambda service, engine: f"{service}/{engine}")
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert find_key("deepl", {}, tmp_path).reveal() == "enregard/deepl"
    keys_file(tmp_path, f'# deepl = no\r\nnonsense\nother=1\n deepl = "{KEY}"\n\xff'.encode("latin-1"))
    assert find_key("deepl", {}, tmp_path).reveal() == KEY
    assert find_key("deepl", environ, tmp_path).reveal() == "from the environment"
    assert credentials.variable_name("my-engine") == "ENREGARD_MY_ENGINE_KEY"


def test_failing_keyring_means_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(service: str, engine: str) -> str:
        raise RuntimeError(service + engine)

    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=locked))
    assert not find_key("deepl", {}, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX file modes")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602, 0o601])
def test_file_readable_by_others_is_refused(tmp_path: Path, mode: int) -> None:
    keys_file(tmp_path, f"deepl = {KEY}".encode(), mode)
    with pytest.raises(EnregardError, match="chmod 600") as caught:
        find_key("deepl", {}, tmp_path)
    assert KEY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_unusable_keys_file_raises(tmp_path: Path) -> None:
    path = keys_file(tmp_path, b"x" * (credentials.MAX_FILE_BYTES + 1))
    with pytest.raises(EnregardError, match="Could not read"):
        find_key("deepl", {}, tmp_path)
    path.unlink()
    os.mkfifo(path, 0o600)
    with pytest.raises(EnregardError, match="Could not read"):
        find_key("deepl", {}, tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(EnregardError, match="Could not read"):
        find_key("deepl", {}, tmp_path)


def test_key_is_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    key = Key(KEY)
    logging.getLogger("test").warning("%s %r", key, [key])
    for shown in (str(key), repr(key), f"{key}", f"{key!r}", f"{(key,)}", caplog.text):
        assert KEY not in shown
    assert not hasattr(key, "__dict__")
    for take in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be copied"):
            take(key)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX file modes")
def test_other_lines_of_the_file_are_preserved(tmp_path: Path) -> None:
    others = b"# caf\xe9 \x0c\xe2\x80\xa8 here\r\n\nnonsense\n"
    path = keys_file(tmp_path, others + b"deepl = old\nother = 1")
    credentials.save_key("deepl", KEY, tmp_path)
    assert path.read_bytes() == others.replace(b"\r", b"") + f"other = 1\ndeepl = {KEY}\n".encode()
    credentials.save_key("deepl", "", tmp_path)
    assert path.read_bytes() == others.replace(b"\r", b"") + b"other = 1\n"
    assert [one.name for one in tmp_path.iterdir()] == [credentials.KEYS_FILE]


# -- the keyring --------------------------------------------------------------------------------------


class FakeKeyring:
    """Fake of the package `keyring`; ``failure`` is raises, forgets or keeps."""

    def __init__(self, failure: str = "") -> None:
        self.keys: dict[tuple[str, str], str] = {}
        self.failure = failure

    def get_password(self, service: str, name: str) -> str | None:
        return self.keys.get((service, name))

    def set_password(self, service: str, name: str, key: str) -> None:
        if self.failure == "raises":
            raise RuntimeError(f"cannot save {key}")
        if self.failure != "forgets":
            self.keys[service, name] = key

    def delete_password(self, service: str, name: str) -> None:
        if self.failure == "keeps":
            raise RuntimeError(self.keys[service, name])
        del self.keys[service, name]


def test_keyring_saves_and_deletes_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = FakeKeyring()
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert not credentials.delete_from_keyring("deepl")
    credentials.save_to_keyring("deepl", KEY)
    assert ring.keys == {("enregard", "deepl"): KEY}
    assert find_key("deepl", {}, tmp_path).reveal() == KEY
    with pytest.raises(ValueError, match="ASCII"):
        credentials.save_to_keyring("deepl", "clé")
    assert credentials.delete_from_keyring("deepl")
    assert not ring.keys


@pytest.mark.parametrize("failure", ["raises", "forgets"])
def test_failed_save_is_reported_without_the_key(failure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring(failure))
    with pytest.raises(EnregardError, match="did not save the key") as caught:
        credentials.save_to_keyring("deepl", KEY)
    assert KEY not in repr((caught.value, caught.value.__cause__, caught.value.__context__))


def test_failed_delete_is_reported_without_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", FakeKeyring("keeps"))
    credentials.save_to_keyring("deepl", KEY)
    with pytest.raises(EnregardError, match="did not delete the key") as caught:
        credentials.delete_from_keyring("deepl")
    assert KEY not in repr((caught.value, caught.value.__cause__, caught.value.__context__))


def test_keyring_package_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not credentials.has_keyring()
    with pytest.raises(EnregardError, match=r"not installed.*a file that only you can read"):
        credentials.save_to_keyring("deepl", KEY)
    assert not credentials.delete_from_keyring("deepl")


def test_real_keyring_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "keyring")
    keyring = pytest.importorskip("keyring", reason="the package “keyring” is not installed")
    backend = importlib.import_module("keyring.backend")
    saved: dict[tuple[str, str], str] = {}

    class Memory(backend.KeyringBackend):  # type: ignore[name-defined,misc]
        priority = 1

        def get_password(self, service: str, name: str) -> str | None:
            return saved.get((service, name))

        def set_password(self, service: str, name: str, key: str) -> None:
            saved[service, name] = key

        def delete_password(self, service: str, name: str) -> None:
            del saved[service, name]

    before = keyring.get_keyring()
    keyring.set_keyring(Memory())
    try:
        credentials.save_to_keyring("deepl", KEY)
        assert saved == {("enregard", "deepl"): KEY}
        assert credentials.delete_from_keyring("deepl")
        assert not saved
    finally:
        keyring.set_keyring(before)
