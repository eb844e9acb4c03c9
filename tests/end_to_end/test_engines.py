"""A real program on a real terminal whose engine hangs: it says so, goes on, and is gone when it is told to go."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.end_to_end.making import HERE
from tests.translation import random_model
from tests.translation.fault_server import Fault, FaultServer, fake_translation
from tests.translation.local_faults import OFFLINE
from tests.wait import has_exited, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

PATIENT = HERE / "patient_engines.py"
FRENCH = [f"La phrase numéro {number} du texte parle encore de la pluie." for number in range(30)]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as one:
        yield one


def _open(home: Home, settings: str, **options: Any) -> Terminal:
    """Open an article without English, an engine in the settings file."""
    home.data.mkdir(exist_ok=True)
    (home.data / "settings.toml").write_text(settings, encoding="utf-8")
    return home.open(home.file("pluie.txt", "\n\n".join(FRENCH)), **options)


def _libretranslate(server: FaultServer) -> str:
    return f'engine = "libretranslate"\n[engines.libretranslate]\nurl = "{server.url}"\n'


@pytest.mark.smoke
def test_english_comes_from_a_server_of_this_machine(home: Home, server: FaultServer) -> None:
    terminal = _open(home, _libretranslate(server))
    terminal.press("t")
    terminal.wait_for(fake_translation(FRENCH[0])[:20])
    terminal.press("q")
    assert terminal.exit_status() == 0
    asked = len(server.seen)
    assert asked
    with home.library() as store:
        article = next(entry.id for entry in store.entries() if entry.name == "pluie")
        assert any(store.translations(store.article(article)))


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.TRICKLE, Fault.TRICKLED_HEADERS], ids=lambda fault: fault.value)
def test_the_program_is_gone_while_a_request_hangs(home: Home, server: FaultServer, fault: Fault) -> None:
    server.fault = fault
    terminal = _open(home, _libretranslate(server), program=[PATIENT, "-"])
    terminal.press("t")
    terminal.wait_for("Translating with LibreTranslate")
    terminal.wait_for(lambda: len(server.seen) > 1)
    row = terminal.cursor
    terminal.press("j")
    terminal.wait_for(partial(_moved, terminal, row))
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()


def test_the_program_is_gone_while_no_name_is_answered(home: Home) -> None:
    with home.library() as store:
        from reader.translation.engines.mymemory import MyMemory

        declaration = MyMemory().declaration
        store.engine_state.grant_consent(declaration.name, declaration.host, declaration.sends)
    terminal = _open(home, 'engine = "mymemory"\n', program=[PATIENT, home.folder / "asked"])
    terminal.press("t")
    terminal.wait_for("at api.mymemory")
    terminal.wait_for((home.folder / "asked").exists)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()


@pytest.mark.smoke
def test_nothing_is_sent_before_the_reader_agreed(home: Home) -> None:
    """Even a name is not looked up."""
    terminal = _open(home, 'engine = "mymemory"\n', program=[PATIENT, home.folder / "asked"])
    terminal.press("t")
    terminal.wait_for("MyMemory is selected")
    terminal.press("R")
    terminal.wait_for("Send text to MyMemory?")
    terminal.press("enter")
    terminal.wait_for("Nothing was sent")
    assert not (home.folder / "asked").exists()


def _moved(terminal: Terminal, before: tuple[int, int]) -> bool:
    return terminal.cursor != before


@pytest.mark.skipif(not OFFLINE, reason="the extra “offline” is not installed (ctranslate2, sentencepiece)")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux (/proc)")
def test_the_program_and_its_model_are_gone_in_the_middle_of_a_sentence(home: Home, tmp_path: Path) -> None:
    model = random_model.build(tmp_path / "slow.argosmodel", positions=600, size=384, layers=4)
    home.data.mkdir(exist_ok=True)
    (home.data / "settings.toml").write_text(f'engine = "argos"\n[engines.argos]\npath = "{model}"\n')
    long = "notre porte est toujours ouverte, même la nuit, " * 12  # one sentence, worked on for seconds
    terminal = home.open(home.file("porte.txt", f"{long}enfin.\n\n{long}encore."), program=[PATIENT, "-"])
    terminal.press("t")
    terminal.wait_for("Translating with Argos")
    terminal.wait_for(lambda: _children(terminal._process.pid))
    (child,) = _children(terminal._process.pid)
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()
    wait_until(lambda: has_exited(child))


@pytest.mark.parametrize("way", ["q", "SIGTERM"])
def test_programs_that_hang_are_gone_with_the_reader(home: Home, way: str) -> None:
    note = home.folder / "pids"
    home.script("apertium", f'if [ "$1" = -l ]; then echo fra-eng; exit; fi\necho $$ >> {note}; sleep 600')
    terminal = _open(
        home, 'engine = "apertium"\n', program=[PATIENT, "-"], PATH=f"{home.folder}:{home.environ['PATH']}"
    )
    terminal.press("t")
    terminal.wait_for("Translating with Apertium")
    terminal.wait_for(lambda: note.exists() and note.read_text().endswith("\n"))
    (pid,) = map(int, note.read_text().split())
    (sleeping,) = _children(pid)
    if way == "q":
        terminal.press("q")
    else:
        os.kill(terminal._process.pid, signal.SIGTERM)
    assert terminal.exit_status() == (0 if way == "q" else 128 + signal.SIGTERM)
    wait_until(lambda: has_exited(pid) and has_exited(sleeping))


def _children(pid: int) -> list[int]:
    """Return the processes that a program has begun."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found
