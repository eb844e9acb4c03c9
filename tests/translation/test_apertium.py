"""Apertium: routes and output as pure functions; real programs if installed."""

import os
import threading
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.segmentation.sentences import sentences
from reader.translation.engine import EngineError, ErrorKind, Request, Segment
from reader.translation.engines.apertium import Apertium, find_route, parse_answer
from reader.translation.options import EngineOptions
from reader.translation.subprocess_pipeline import Canceled, OutputTooLarge, ProgramFailed, TimedOut, run_pipeline
from tests.translation.installed_programs import apertium
from tests.wait import has_exited, wait_until


def request(*french: str, source: str = "fr", target: str = "en") -> Request:
    return Request(french, " ".join(french), source, target)


def test_direct_pair_then_catalan_then_spanish() -> None:
    installed = ["fra-cat", "cat-eng", "fr-es", "es-en", "eng-cat_valencia"]
    assert find_route(installed, "fr", "en") == ("fra-cat", "cat-eng")
    assert find_route([*installed, "fra-eng"], "fr", "en") == ("fra-eng",)
    assert find_route(["fr-es", "spa-eng", "en-es"], "fr", "en") == ("fr-es", "spa-eng")
    assert find_route(["fr-es", "spa-cat"], "fr", "ca") == ("fr-es", "spa-cat")


def test_newer_pair_name_is_preferred() -> None:
    assert find_route(["fr-es", "fra-spa", "es-en", "spa-eng"], "fr", "en") == ("fra-spa", "spa-eng")


@pytest.mark.parametrize(
    ("installed", "trouble"),
    [
        ((), ErrorKind.NOT_AVAILABLE),
        (("fra-cat",), ErrorKind.UNSUPPORTED_LANGUAGE),
        (("cat-fra", "eng-cat"), ErrorKind.UNSUPPORTED_LANGUAGE),
    ],
)
def test_missing_route_says_what_to_install(installed: tuple[str, ...], trouble: ErrorKind) -> None:
    with pytest.raises(EngineError, match="apt install") as told:
        find_route(installed, "fr", "en")
    assert told.value.kind is trouble


@given(st.lists(st.from_regex(r"[a-z]{2,3}-[a-z]{2,3}(_[a-z]+)?", fullmatch=True), max_size=12), st.data())
def test_route_connects_languages(installed: list[str], data: st.DataObject) -> None:
    source, target = (data.draw(st.sampled_from(["fr", "en", "ca", "es", "xx", "aaa"])) for _ in range(2))
    try:
        found = find_route(installed, source, target)
    except EngineError:
        return
    assert set(found) <= set(installed)
    assert len(found) in (1, 2)
    assert all("_" not in name for name in found)


def test_prefixes_become_one_mark_and_reserved_characters_survive() -> None:
    assert parse_answer("A **cat #be @\ue003chat\ue002.\n", ["x"]) == (Segment("A *cat *be @@chat*.", (0,)),)


def test_merged_sentences_become_one_segment() -> None:
    assert parse_answer("One.\n\nTwo.\n", ["a", "b"]) == (Segment("One.", (0,)), Segment("Two.", (1,)))
    assert parse_answer("One.\n\n\n\nTwo.\n", ["a", "b"]) == (Segment("One. Two.", (0, 1)),)
    assert parse_answer("One. Two.\n", ["a", "b"]) == (Segment("One. Two.", (0, 1)),)
    with pytest.raises(EngineError):
        parse_answer("\n", ["a"])


def test_missing_program_says_how_to_install() -> None:
    with pytest.raises(EngineError, match="apt install apertium") as told:
        Apertium(program="/nowhere/apertium").translate(request("Oui."), threading.Event())
    assert told.value.kind is ErrorKind.NOT_AVAILABLE


def test_program_output_is_not_in_error(tmp_path: Path) -> None:
    program = script(tmp_path, 'if [ "$1" = -l ]; then echo fra-eng; else echo "secret: $(cat)" >&2; exit 3; fi')
    with pytest.raises(EngineError) as told:
        Apertium(program=program).translate(request("Mot secret."), threading.Event())
    assert told.value.kind is ErrorKind.SERVER_ERROR
    assert "secret" not in str(told.value)
    assert told.value.__context__ is None or "secret" not in repr(told.value.__context__)


def test_pipeline_is_killed_on_cancel_and_timeout(tmp_path: Path) -> None:
    note = tmp_path / "pids"
    hangs = ["sh", "-c", f"echo $$ >> {note}; sleep 600 & echo $! >> {note}; wait"]
    stop = threading.Event()
    found: list[type[Exception]] = []

    def asking() -> None:
        try:
            run_pipeline([hangs, ["cat"]], b"x", stop, monotonic() + 60)
        except Exception as error:  # noqa: BLE001 - whatever comes out of it
            found.append(type(error))

    thread = threading.Thread(target=asking)
    thread.start()
    wait_until(lambda: note.exists() and len(note.read_text().split()) == 2)
    stop.set()
    thread.join(10)
    assert found == [Canceled]
    with pytest.raises(TimedOut):
        run_pipeline([hangs, ["cat"]], b"x", threading.Event(), monotonic() + 0.2)
    pids = [int(word) for word in note.read_text().split()]
    assert len(pids) >= 2
    wait_until(lambda: all(map(has_exited, pids)))


def test_large_input_and_failing_program() -> None:
    much = os.urandom(1 << 20)
    assert run_pipeline([["cat"], ["cat"], ["cat"]], much, threading.Event(), monotonic() + 30) == much
    for commands in ([["false"], ["cat"]], [["cat"], ["false"]]):
        with pytest.raises(ProgramFailed):
            run_pipeline(commands, b"x", threading.Event(), monotonic() + 30)


def test_endless_output_is_limited() -> None:
    with pytest.raises(OutputTooLarge):
        run_pipeline([["yes", "x" * 1_000]], b"x", threading.Event(), monotonic() + 600)


def script(folder: Path, words: str) -> str:
    path = folder / "apertium"
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)
    return str(path)


@apertium
def test_sentences_and_reserved_characters_survive() -> None:
    french = (
        "Notre porte est toujours ouverte.",
        "Le prix : 5 ^ 2 $ [sic] {a/b} #1 @2 ~ <ici>.",
        "Un rutabagueur\u202f!",
    )
    answer = Apertium().translate(request(*french), threading.Event())
    assert [segment.sentences for segment in answer] == [(0,), (1,), (2,)]
    assert answer[0].text == "Our door is always open."
    assert sorted(filter("^$[]{}/#@~<>".__contains__, answer[1].text)) == sorted("^$[]{}/#@~<>")
    assert "*rutabagueur" in answer[2].text
    assert "**" not in answer[2].text


@apertium
def test_text_of_reserved_characters_is_unchanged() -> None:
    assert [piece.text for piece in Apertium().translate(request("* * *", "…"), threading.Event())] == ["* * *", "…"]


@apertium
def test_missing_pair_is_reported() -> None:
    with pytest.raises(EngineError) as told:
        Apertium().translate(request("Oui.", target="xx"), threading.Event())
    assert told.value.kind is ErrorKind.UNSUPPORTED_LANGUAGE


@apertium
def test_zero_timeout() -> None:
    with pytest.raises(EngineError) as told:
        Apertium(EngineOptions(timeout=0.1)).translate(request("Oui."), threading.Event())
    assert told.value.kind is ErrorKind.TIMED_OUT


@apertium
def test_bundled_paragraphs_keep_sentences() -> None:
    from tests.text.links.gold import read

    # The whole library goes through the same programs in test_apy.py, kept running and so much quicker.
    for pair in (pair for pair in read("000") if len(pair.french) > 2):
        answer = Apertium().translate(Request(pair.french, " ".join(pair.french)), threading.Event())
        assert [segment.sentences for segment in answer] == [(index,) for index in range(len(pair.french))]
        assert all(sentences(segment.text) for segment in answer)


def test_declared_rough_and_local() -> None:
    told = Apertium().declaration
    assert told.rough
    assert not told.is_remote
    assert not told.sends


@pytest.mark.parametrize("output", ["cat", "yes x | head -c 9000"])
def test_unchanged_or_oversized_output_is_rejected(tmp_path: Path, output: str) -> None:
    program = script(tmp_path, f'if [ "$1" = -l ]; then echo fra-eng; else {output}; fi')
    with pytest.raises(EngineError) as told:
        Apertium(program=program).translate(
            request("Une phrase assez longue pour que rien ne revienne."), threading.Event()
        )
    assert told.value.kind is ErrorKind.INVALID_ANSWER
