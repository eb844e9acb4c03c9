"""Each remote engine with each fault: one message, right kind, without text, key or address."""

from __future__ import annotations

import importlib
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from reader.translation.engine import EngineError, ErrorKind, Request, Segment
from tests.translation import fault_outcomes
from tests.translation.fault_outcomes import KEY, MAKERS, ONLY_LISTS, REQUEST, SENTENCES, translate
from tests.translation.fault_server import RETRY_AFTER, Fault, FaultServer, fake_translation
from tests.translation.local_faults import LOCAL, OFFLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.translation.fault_outcomes import Outcome

EXPECTED = {
    Fault.RATE_LIMIT: ErrorKind.RATE_LIMIT,
    Fault.RETRY_AFTER: ErrorKind.RATE_LIMIT,
    Fault.SERVER: ErrorKind.SERVER_ERROR,
    Fault.FORBIDDEN: ErrorKind.UNAUTHORIZED,
    Fault.CAPTCHA: ErrorKind.BLOCKED,
    Fault.QUOTA: ErrorKind.QUOTA,
    Fault.NULL: ErrorKind.INVALID_ANSWER,
    Fault.EMPTY: ErrorKind.INVALID_ANSWER,
    Fault.COUNT: ErrorKind.INVALID_ANSWER,
    Fault.ORDER: ErrorKind.INVALID_ANSWER,
    Fault.TRUNCATED: ErrorKind.UNREACHABLE,
    Fault.TRICKLE: ErrorKind.TIMED_OUT,
    Fault.TRICKLED_HEADERS: ErrorKind.TIMED_OUT,
    Fault.SILENT: ErrorKind.TIMED_OUT,
    Fault.ENDLESS: ErrorKind.INVALID_ANSWER,
    Fault.REDIRECTS: ErrorKind.UNREACHABLE,
    Fault.ELSEWHERE: ErrorKind.BLOCKED,
}
OTHERWISE = {
    ("google", Fault.FORBIDDEN): ErrorKind.BLOCKED,
    ("mymemory", Fault.FORBIDDEN): ErrorKind.BLOCKED,
    ("google", Fault.NULL): ErrorKind.BLOCKED,
}
"""Faults that these engines cannot tell apart."""
NEVER_END = {Fault.TRICKLE, Fault.TRICKLED_HEADERS, Fault.SILENT}


@pytest.fixture(scope="module", autouse=True)
def clients() -> None:
    """Import the clients before short timeouts start."""
    for name in ("requests", "urllib3", "deep_translator.google", "deep_translator.mymemory"):
        importlib.import_module(name)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def error_of(outcome: Outcome, kind: ErrorKind, *secrets: str) -> EngineError:
    """Return the error of an outcome; check its kind, its message, and that nothing is chained."""
    error = outcome.error
    assert isinstance(error, EngineError), outcome
    assert error.kind is kind, error
    assert str(error).endswith(".")
    assert error.__cause__ is None
    chain, shown = error.__context__, [*traceback.format_exception(error), str(error), repr(error)]
    while chain is not None:
        shown += [str(chain), repr(chain)]
        chain = chain.__context__
    words = {word for sentence in SENTENCES for word in sentence.split() if len(word) > 4}
    for secret in (*words, KEY, KEY.removesuffix(":fx"), "127.0.0.1", "://127", *secrets):
        assert not [text for text in shown if secret in text], secret
    return error


@pytest.mark.parametrize("fault", EXPECTED, ids=lambda fault: fault.name)
@pytest.mark.parametrize("name", MAKERS)
def test_fault_is_a_message(name: str, fault: Fault, server: FaultServer) -> None:
    if fault in ONLY_LISTS and name not in fault_outcomes.LISTS:
        return
    server.fault = fault
    with FaultServer() as other:
        server.elsewhere = other.url
        deadline = 0.5 if fault in NEVER_END else 15.0
        outcome = translate(MAKERS[name](server.url, deadline))
        error = error_of(outcome, OTHERWISE.get((name, fault), EXPECTED[fault]), str(server.port))
        assert not other.seen
    assert error.retry_after == (RETRY_AFTER if fault is Fault.RETRY_AFTER else None)
    assert len(server.seen) == (4 if fault is Fault.REDIRECTS else 1)


@pytest.mark.parametrize("name", MAKERS)
def test_every_sentence_is_translated(name: str, server: FaultServer) -> None:
    outcome = translate(MAKERS[name](server.url, 15.0))
    assert outcome.error is None
    if name in fault_outcomes.LISTS:
        assert outcome.segments == tuple(
            Segment(fake_translation(text), (index,)) for index, text in enumerate(SENTENCES)
        )
    else:
        assert outcome.segments == (Segment(fake_translation(REQUEST.paragraph), (0, 1, 2)),)


@pytest.mark.parametrize("name", MAKERS)
def test_unknown_host_name(name: str) -> None:
    with fault_outcomes.resolver(fault_outcomes.no_such_name):
        error_of(translate(MAKERS[name]("https://translate.invalid", 5.0)), ErrorKind.UNREACHABLE, "translate.invalid")


@pytest.mark.parametrize("name", MAKERS)
def test_hanging_resolver(name: str) -> None:
    with fault_outcomes.silent_resolver():
        outcome = translate(MAKERS[name]("https://translate.invalid", 0.3))
        error_of(outcome, ErrorKind.TIMED_OUT, "translate.invalid")


@pytest.mark.parametrize("name", MAKERS)
def test_invalid_tls(name: str, server: FaultServer) -> None:
    error_of(translate(MAKERS[name](f"https://127.0.0.1:{server.port}", 5.0)), ErrorKind.UNREACHABLE)
    assert not server.seen


@pytest.mark.parametrize("name", MAKERS)
def test_connection_refused(name: str) -> None:
    with FaultServer() as gone:
        url = gone.url
    error_of(translate(MAKERS[name](url, 5.0)), ErrorKind.UNREACHABLE)


@pytest.mark.parametrize("name", MAKERS)
def test_unencrypted_address_is_refused(name: str) -> None:
    with fault_outcomes.resolver(fault_outcomes.no_such_name):
        error_of(translate(MAKERS[name]("http://translate.invalid", 5.0)), ErrorKind.NOT_AVAILABLE)


@pytest.mark.parametrize("name", MAKERS)
def test_cancel_ends_silent_request(name: str, server: FaultServer) -> None:
    server.fault = Fault.SILENT
    stop = threading.Event()

    def stop_when_asked() -> None:
        while not server.seen and not server.closing.wait(0.01):
            pass
        stop.set()

    watcher = threading.Thread(target=stop_when_asked)
    watcher.start()
    outcome = translate(MAKERS[name](server.url, 15.0), stop=stop)
    watcher.join()
    error_of(outcome, ErrorKind.CANCELED)
    requests_sent = len(server.seen)
    error_of(translate(MAKERS[name](server.url, 15.0), stop=stop), ErrorKind.CANCELED)
    assert len(server.seen) == requests_sent


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("pair", [("fr", "fr"), ("fr", "x1"), ("FR", "en"), ("", "en")])
def test_invalid_languages(name: str, pair: tuple[str, str], server: FaultServer) -> None:
    error_of(
        translate(MAKERS[name](server.url, 5.0), Request(SENTENCES, REQUEST.paragraph, *pair)),
        ErrorKind.UNSUPPORTED_LANGUAGE,
    )
    assert not server.seen


@pytest.mark.parametrize("name", MAKERS)
def test_sixteen_threads(name: str, server: FaultServer) -> None:
    engine = MAKERS[name](server.url, 15.0)

    def ask(number: int) -> bool:
        text = f"Le paragraphe numéro {number} parle d’autre chose que tous les autres."
        outcome = translate(engine, Request((text,), text))
        return outcome.segments == (Segment(fake_translation(text), (0,)),)

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(ask, range(1000, 1100)))
    assert len(server.seen) == 100


@pytest.mark.slow
def test_fault_table_has_only_messages() -> None:
    lines, count, bad = fault_outcomes.table(0.1)
    assert bad == 0, "\n".join(lines)
    services = 14 * 4 + 2 * 2 + 3 * 4  # faults of all, faults of lists, and three without a server
    tried = [local for local in LOCAL if OFFLINE or not local.needs_offline]
    assert count == services + len(tried)
    # Every fault says of every engine what comes of it, or that it does not apply.
    for fault in (*(one.value for one in Fault if one not in {Fault.NONE, Fault.ELSEWHERE}), "broken TLS"):
        messages = "\n".join(line for line in lines if fault in line)
        assert all(name in messages for name in (*fault_outcomes.MAKERS, *fault_outcomes.LOCAL_ENGINES)), fault
