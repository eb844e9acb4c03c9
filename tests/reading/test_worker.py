"""EngineWorker with real threads: answers go to their paragraphs, and nothing blocks."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.reading.translating.scheduler import QueuedParagraph, RequestState, Scheduler
from reader.reading.translating.worker import EngineWorker, RequestResult
from reader.translation.engine import EngineError, ErrorKind, Request, Segment
from tests.reading.fake_engines import LOCAL, FakeEngine, RecordingHandler, make_request, process_results

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = "Le texte secret."


class WorkerFixture:
    """An EngineWorker with its engine and results."""

    def __init__(self, respond: Callable[[Request], str], *, in_flight: int = 1) -> None:
        self.engine = FakeEngine(respond, replace(LOCAL, max_in_flight=in_flight))
        self.posted: queue.Queue[RequestResult] = queue.Queue()
        self.handler = RecordingHandler()
        self.elapsed = 0.0
        self.time = 1e9
        self.schedule = Scheduler(self.engine.declaration)
        self.translator = EngineWorker(
            self.engine,
            self.schedule,
            make_request,
            self.posted.put,
            self.handler,
            now=lambda: self.time,
            monotonic=lambda: self.elapsed,
            jitter=lambda: 0.0,
        )

    def queue(self, *keys: str) -> None:
        self.schedule.set_nearby(QueuedParagraph(key, len(key)) for key in keys)
        self.translator.step()

    def process(self, count: int = 1) -> None:
        process_results(self.translator, self.posted, count)


def test_each_paragraph_gets_its_own_translation() -> None:
    fixture = WorkerFixture(lambda request: request.paragraph[::-1], in_flight=8)
    keys = [f"phrase {number}" for number in range(200)]
    fixture.queue(*keys)
    fixture.process(len(keys))
    assert sorted(fixture.handler.answers) == sorted((key, key[::-1], True) for key in keys)
    assert fixture.handler.troubles == []


@pytest.mark.parametrize("error", [StopIteration(WORDS), KeyError(WORDS), ValueError(WORDS), SystemExit(WORDS)])
def test_engine_exceptions_become_messages_without_text(error: BaseException) -> None:
    def raise_it(request: Request) -> str:
        raise error

    fixture = WorkerFixture(raise_it)
    fixture.queue(WORDS)
    fixture.process()
    ((key, reported, _),) = fixture.handler.troubles
    assert (key, reported.kind) == (WORDS, ErrorKind.INVALID_ANSWER)
    assert "secret" not in str(reported)
    assert type(error).__name__ in str(reported)
    assert fixture.handler.answers == []


def test_answer_for_unknown_sentences_is_invalid() -> None:
    fixture = WorkerFixture(lambda request: "")
    fixture.engine.translate = lambda request, stop: (Segment("Hello.", (4,)),)  # type: ignore[method-assign]
    fixture.queue("Bonjour.")
    fixture.process()
    assert [error.kind for _, error, _ in fixture.handler.troubles] == [ErrorKind.INVALID_ANSWER]


def test_error_reported_once_and_retried() -> None:
    broken = EngineError(ErrorKind.SERVER_ERROR, "Broken.")
    answers: Iterator[EngineError | str] = iter([broken, broken, "Hello."])

    def respond(request: Request) -> str:
        answer = next(answers)
        if isinstance(answer, EngineError):
            raise answer
        return answer

    fixture = WorkerFixture(respond)
    fixture.queue("Bonjour.")
    fixture.process()
    assert fixture.translator.step() == 2.0
    for wait in (2.0, 4.0):
        fixture.time += wait
        fixture.translator.step()
        fixture.process()
    assert [report for _, _, report in fixture.handler.troubles] == [True, False]
    assert fixture.handler.answers == [("Bonjour.", "Hello.", True)]


def test_late_answer_of_abandoned_request_is_used() -> None:
    release = threading.Event()

    def hang(request: Request) -> str:
        release.wait(30)
        return "Late."

    fixture = WorkerFixture(hang)
    fixture.queue("Lent.")
    fixture.engine.wait_for_requests(1)
    assert fixture.translator.step() == 15.0
    fixture.elapsed = 15.0
    fixture.translator.step()
    assert [(error.kind, report) for _, error, report in fixture.handler.troubles] == [(ErrorKind.TIMED_OUT, True)]
    assert fixture.engine.stop_events[0].is_set()
    assert fixture.schedule.state("Lent.") is RequestState.QUEUED
    release.set()
    fixture.process()
    assert fixture.handler.answers == [("Lent.", "Late.", True)]
    fixture.time += 1000
    fixture.translator.step()
    assert fixture.schedule.pending_count == 0
    assert fixture.engine.requests == ["Lent."], "it is not asked a second time"


def test_answer_after_scrolling_is_not_wanted() -> None:
    release = threading.Event()

    def hang(request: Request) -> str:
        release.wait(30)
        return "Hello."

    fixture = WorkerFixture(hang)
    fixture.queue("Bonjour.", "Adieu.")
    fixture.engine.wait_for_requests(1)
    fixture.translator.clear()
    assert fixture.engine.stop_events[0].is_set()
    release.set()
    fixture.process()
    assert fixture.handler.answers == [("Bonjour.", "Hello.", False)]
    assert fixture.engine.requests == ["Bonjour."]


def test_stalled_engine_sends_nothing_and_reports() -> None:
    release = threading.Event()

    def hang(request: Request) -> str:
        release.wait(30)
        return "Hello."

    fixture = WorkerFixture(hang)
    for turn in range(1, 4):
        fixture.queue("un", "deux", "trois", "quatre")
        fixture.engine.wait_for_requests(turn)
        fixture.elapsed += 15.0
        fixture.translator.step()
        fixture.time += 1000
    fixture.queue("un", "deux", "trois", "quatre")
    assert fixture.translator.step() is None
    assert fixture.schedule.in_flight_count == 0, "the fourth is not sent"
    assert "are waiting" in str(fixture.handler.troubles[-1][1])
    release.set()
    fixture.process(6)
    assert sorted(fixture.engine.requests) == ["deux", "quatre", "trois", "un", "un", "un"]
    assert fixture.schedule.pending_count == 0


HANGING = """
import socket, sys, threading
from dataclasses import replace
from reader.reading.translating.scheduler import QueuedParagraph, Scheduler
from reader.reading.translating.worker import EngineWorker
from tests.reading.fake_engines import LOCAL, FakeEngine, RecordingHandler, make_request

server = socket.create_server(("127.0.0.1", 0))
asked = threading.Semaphore(0)

def silent(request):
    with socket.create_connection(server.getsockname()) as connection:
        asked.release()
        return connection.recv(100).decode()

engine = FakeEngine(silent, replace(LOCAL, max_in_flight=4))
scheduler = Scheduler(engine.declaration)
worker = EngineWorker(engine, scheduler, make_request, print, RecordingHandler())
scheduler.set_nearby(QueuedParagraph(key, 1) for key in "abcd")
worker.step()
for _ in range(4):
    assert asked.acquire(timeout=60)
print("hanging", flush=True)
"""


def test_process_exits_with_hanging_requests() -> None:
    with subprocess.Popen([sys.executable, "-c", HANGING], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "hanging\n"
        try:
            assert process.wait(timeout=60) == 0, "they would hang for ever"
        finally:
            process.kill()
