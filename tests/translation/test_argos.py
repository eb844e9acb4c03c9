"""Local models: a real model file with random weights, and malformed files."""

import importlib.util
import json
import os
import signal
import stat
import threading
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.translation.engine import EngineError, ErrorKind, Request, Segment
from reader.translation.engines import argos, argos_worker
from reader.translation.engines.argos import Argos
from reader.translation.engines.argos_model_file import fingerprint, read_contents
from reader.translation.engines.argos_worker import join_pieces, serve
from reader.translation.options import EngineOptions
from tests.translation import random_model
from tests.wait import has_exited, wait_until

offline = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("ctranslate2", "sentencepiece")),
    reason="the extra “offline” is not installed (ctranslate2, sentencepiece)",
)
FRENCH = ("La porte est ouverte.", "Le pain ☃ !", "Combien de temps reste-t-il avant la fin du jour ?")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_model.build(tmp_path_factory.mktemp("model") / "fr-en.argosmodel")


def engine(path: Path, deadline: float = 60.0) -> Argos:
    return Argos(EngineOptions(path=str(path), timeout=deadline))


def ask(*french: str, source: str = "fr", target: str = "en") -> Request:
    return Request(french, " ".join(french), source, target)


def load_error(path: Path, request: Request | None = None) -> EngineError:
    with pytest.raises(EngineError) as told:
        engine(path).translate(request or ask("Oui."), threading.Event())
    return told.value


@offline
def test_answers_are_deterministic(model: Path) -> None:
    answer = engine(model).translate(ask(*FRENCH), threading.Event())
    assert [segment.sentences for segment in answer] == [(0,), (1,), (2,)]
    assert engine(model).translate(ask(*FRENCH), threading.Event()) == answer
    # Alone or among others, a sentence is answered alike: nothing of the paragraph is mixed up.
    for index, french in enumerate(FRENCH):
        assert engine(model).translate(ask(french), threading.Event()) == (Segment(answer[index].text, (0,)),)


@offline
def test_other_package_called_reader_is_not_imported(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__init__.py").write_text("raise SystemExit")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    mine = random_model.build(tmp_path / "mine.argosmodel", seed=11)  # loaded anew
    assert engine(mine).translate(ask(*FRENCH), threading.Event())


@offline
def test_other_weights_have_other_version(model: Path, tmp_path: Path) -> None:
    other = random_model.build(tmp_path / "other.argosmodel", seed=8)
    first, second = engine(model), engine(other)
    assert first.declaration.version
    assert first.declaration.version != second.declaration.version
    assert first.translate(ask(*FRENCH), threading.Event()) != second.translate(ask(*FRENCH), threading.Event())


@offline
def test_target_prefix_is_used_and_removed(model: Path, tmp_path: Path) -> None:
    members = random_model.members_of(model)
    answers = json.loads(members["metadata.json"]) | {"target_prefix": "▁L"}
    prefixed = random_model.pack(
        tmp_path / "prefixed.argosmodel", members | {"metadata.json": json.dumps(answers).encode()}
    )
    bare, led = (engine(path).translate(ask(*FRENCH), threading.Event()) for path in (model, prefixed))
    assert bare != led
    assert not any(segment.text.startswith("L") for segment in led)


@offline
def test_many_threads_share_one_model(model: Path) -> None:
    wanted = engine(model).translate(ask(*FRENCH), threading.Event())
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(engine(model).translate(ask(*FRENCH), threading.Event())))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    # Not the very same words: weights at random leave two next pieces as likely as one another, and sums made by several threads
    # differ in their last digit.
    assert [[piece.sentences for piece in one] for one in found] == [[piece.sentences for piece in wanted]] * 4
    assert all(piece.text for one in found for piece in one)
    assert argos._MODELS.get(model) is argos._MODELS.get(model)


@offline
def test_cancel_and_timeout(model: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(EngineError) as told:
        engine(model).translate(ask(*FRENCH), stop)
    assert told.value.kind is ErrorKind.CANCELED
    with pytest.raises(EngineError) as told:
        engine(model, deadline=0).translate(ask(*FRENCH), threading.Event())
    assert told.value.kind is ErrorKind.TIMED_OUT


@offline
def test_cancel_between_sentences(model: Path) -> None:
    stop, ended = threading.Event(), threading.Event()
    found: list[ErrorKind | None] = []

    def texts() -> None:
        try:
            engine(model).translate(ask(*(f"La porte {number} est ouverte." for number in range(6_000))), stop)
            found.append(None)
        except EngineError as error:
            found.append(error.kind)
        ended.set()

    thread = threading.Thread(target=texts, daemon=True)
    thread.start()
    assert not ended.wait(0.2)
    stop.set()
    assert ended.wait(10)
    assert found == [ErrorKind.CANCELED]


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_model.build(tmp_path_factory.mktemp("slow") / "slow.argosmodel", positions=600, size=384, layers=4)


LONG = "Notre porte est toujours ouverte, même la nuit. " * 12
"""A text treated as one sentence; the slow model takes seconds for it."""


def start_translation(
    path: Path, stop: threading.Event, *french: str
) -> tuple[threading.Thread, list[EngineError | None], int]:
    """Start a translation and wait until the model works on it: thread, results, process id."""
    engine(path).translate(ask("Oui."), threading.Event())  # it is loaded
    process = argos._MODELS.get(path)._process
    found: list[EngineError | None] = []

    def texts() -> None:
        try:
            engine(path).translate(ask(*(french or (LONG,))), stop)
            found.append(None)
        except EngineError as error:
            found.append(error)

    before = processor_time(process.pid)
    thread = threading.Thread(target=texts, daemon=True)
    thread.start()
    wait_until(lambda: processor_time(process.pid) > before + 0.1)
    return thread, found, process.pid


def processor_time(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux (/proc)")


@offline
@linux
def test_cancel_within_sentence(slow: Path) -> None:
    stop = threading.Event()
    thread, found, pid = start_translation(slow, stop)
    stop.set()
    thread.join(10)
    assert [error and error.kind for error in found] == [ErrorKind.CANCELED]
    assert has_exited(pid), "nothing runs on"
    assert engine(slow).translate(ask("Oui."), threading.Event()), "and it can be used again"


@offline
@linux
def test_finished_sentences_are_cached(slow: Path) -> None:
    stop = threading.Event()
    thread, found, _ = start_translation(slow, stop, "Le pain !", "Le pain !", LONG)
    wait_until(lambda: argos._MODELS._translations is not None and "Le pain !" in argos._MODELS._translations[1])
    stop.set()
    thread.join(10)
    assert [error and error.kind for error in found] == [ErrorKind.CANCELED]
    assert argos._MODELS._translations is not None
    answers = argos._MODELS._translations[1]["Le pain !"]
    assert LONG.strip() not in argos._MODELS._translations[1]
    argos._MODELS._translations[1]["Le pain !"] = "Kept bread!"
    answer = engine(slow).translate(ask("Le pain !", "Oui."), threading.Event())
    assert answer[0].text == "Kept bread!"
    argos._MODELS._translations[1].clear()
    assert engine(slow).translate(ask("Le pain !"), threading.Event())[0].text == answers


@offline
@linux
def test_crashed_model_is_reported_and_restarted(slow: Path) -> None:
    thread, found, pid = start_translation(slow, threading.Event())
    os.kill(pid, signal.SIGKILL)
    thread.join(10)
    assert [error and error.kind for error in found] == [ErrorKind.SERVER_ERROR]
    assert "stopped unexpectedly" in str(found[0])
    assert engine(slow).translate(ask("Oui."), threading.Event())


@offline
@linux
def test_waiting_caller_is_served_after_cancel(slow: Path) -> None:
    stop = threading.Event()
    thread, _, _ = start_translation(slow, stop)
    later: list[tuple[Segment, ...]] = []
    other = threading.Thread(target=lambda: later.append(engine(slow).translate(ask("Oui."), threading.Event())))
    other.start()
    stop.set()
    thread.join(10)
    other.join(30)
    assert len(later) == 1


def test_out_of_memory_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_big(path: Path, label: str) -> None:
        raise MemoryError

    monkeypatch.setattr(argos_worker, "read_contents", too_big)
    answers: list[dict[str, object]] = []
    serve(['{"path": "model"}\n'], answers.append)
    assert [one["error"] for one in answers] == ["not_there"]
    assert "Not enough memory" in str(answers[0]["message"])


@offline
def test_too_long_sentence_is_reported(model: Path) -> None:
    assert load_error(model, ask("pain " * 1_000)).kind is ErrorKind.TOO_LONG  # beyond our own limit
    assert load_error(model, ask("pain " * 80)).kind is ErrorKind.TOO_LONG  # within it, but not within the model's


@offline
def test_unsupported_languages(model: Path) -> None:
    assert load_error(model, ask("Oui.", source="de")).kind is ErrorKind.UNSUPPORTED_LANGUAGE
    assert load_error(model, ask("Oui.", target="es")).kind is ErrorKind.UNSUPPORTED_LANGUAGE


@offline
@pytest.mark.parametrize("name", ["model/model.bin", "sentencepiece.model", "model/config.json"])
def test_damaged_parts_are_reported(model: Path, tmp_path: Path, name: str) -> None:
    members = random_model.members_of(model)
    damaged = random_model.pack(tmp_path / "damaged.argosmodel", members | {name: members[name][:7]})
    assert load_error(damaged).kind is ErrorKind.NOT_AVAILABLE


@offline
def test_replaced_file_is_reloaded(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.argosmodel"
    path.write_bytes(model.read_bytes())
    before = engine(path).declaration.version
    random_model.build(path, seed=9)
    assert engine(path).declaration.version != before
    assert engine(path).translate(ask(*FRENCH), threading.Event()) != engine(model).translate(
        ask(*FRENCH), threading.Event()
    )


def test_missing_packages_say_how_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "find_spec", lambda name: None)
    path = random_model.pack(tmp_path / "m.argosmodel", PARTS)
    with pytest.raises(EngineError, match=r"enregard\[offline\]"):
        Argos(EngineOptions(path=str(path))).translate(ask("Oui."), threading.Event())


METADATA = json.dumps({"from_code": "fr", "to_code": "en"}).encode()
PARTS = {"metadata.json": METADATA, "sentencepiece.model": b"s", "model/model.bin": b"m", "model/config.json": b"{}"}


def test_missing_or_wrong_path(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="No model chosen"):
        Argos().translate(ask("Oui."), threading.Event())
    for path in (tmp_path / "none.argosmodel", tmp_path):
        assert "not found" in str(load_error(path))
        assert engine(path).declaration.version == ""


def test_file_is_read_without_writing(tmp_path: Path) -> None:
    path = random_model.pack(tmp_path / "m.argosmodel", PARTS)
    contents = read_contents(path, "x")
    assert contents.pair == ("fr", "en")
    assert dict(contents.model_files) == {"model.bin": b"m", "config.json": b"{}"}
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "change",
    [
        {"metadata.json": b"[]"},
        {"metadata.json": b"{"},
        {"metadata.json": b'{"from_code": 1, "to_code": "en"}'},
        {"metadata.json": b"[" * 100_000},
        {"metadata.json": b" " * 1_100_000 + METADATA},
        {"../../escaped": b"x"},
        {"model/../../../escaped": b"x"},
        {"metadata.json": None},
        {"sentencepiece.model": None},
        {"model/model.bin": None},
    ],
)
def test_malformed_archive_is_rejected(tmp_path: Path, change: dict[str, bytes | None]) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    members = {name: content for name, content in (PARTS | change).items() if content is not None}
    error = load_error(random_model.pack(folder / "m.argosmodel", members))
    assert error.kind is ErrorKind.NOT_AVAILABLE
    assert "not a usable .argosmodel" in str(error)
    assert [folder] == list(tmp_path.iterdir())


def test_symlink_or_second_folder_is_rejected(tmp_path: Path) -> None:
    path = random_model.pack(tmp_path / "m.argosmodel", PARTS)
    link = zipfile.ZipInfo("translate-fr_en-1_0/model/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "not a usable .argosmodel" in str(load_error(path))
    path = random_model.pack(tmp_path / "n.argosmodel", PARTS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("other/metadata.json", METADATA)
    assert "not a usable .argosmodel" in str(load_error(path))


def test_old_model_format_is_reported(tmp_path: Path) -> None:
    old = {name: content for name, content in PARTS.items() if name != "sentencepiece.model"} | {"bpe.model": b"x"}
    assert "old model format" in str(load_error(random_model.pack(tmp_path / "m.argosmodel", old)))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_file_is_reported(tmp_path: Path, data: st.DataObject) -> None:
    path = random_model.pack(tmp_path / "whole.argosmodel", PARTS)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    broken = tmp_path / "broken.argosmodel"
    broken.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    fingerprint(broken)
    with suppress(EngineError):
        read_contents(broken, "x")


def test_join_pieces() -> None:
    assert join_pieces(["▁The", "▁do", "or", "</s>", "."]) == "The door."
    with pytest.raises(EngineError):
        join_pieces(["▁", "<blank>"])
