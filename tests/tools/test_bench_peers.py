"""The benchmark's other readers: files and verdicts; nothing is timed or installed."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

TOOLS = str(Path(__file__).parents[2] / "tools")
sys.path.insert(0, TOOLS)

import bench_library as libraries
import bench_peers
from bench_books import CHAPTER, write_epub, write_markdown
from bench_peers import Missing, Peer, peers
from bench_peers_table import behind, comparison_rows, peer_markdown, peer_table
from bench_play import Tally

if TYPE_CHECKING:
    import pytest

MS = 1e-3


class Words(HTMLParser):
    """The paragraphs of one chapter."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self._in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._in = tag == "p"

    def handle_data(self, data: str) -> None:
        if self._in:
            self.paragraphs.append(data)
            self._in = False


def test_epub_has_the_whole_text_in_chapters(tmp_path: Path) -> None:
    paragraphs = [f"Le n° {number}, où a < b & c." for number in range(2 * CHAPTER + 1)]
    write_epub(tmp_path / "t.epub", "\n\n".join(paragraphs))
    read: list[str] = []
    with ZipFile(tmp_path / "t.epub") as book:
        assert book.infolist()[0].filename == "mimetype"
        assert book.infolist()[0].compress_type == ZIP_STORED
        package = ET.fromstring(book.read("content.opf"))  # noqa: S314 -- our own file
        ET.fromstring(book.read("toc.ncx"))  # noqa: S314
        files = {item.get("id"): item.get("href") for item in package.iter("{http://www.idpf.org/2007/opf}item")}
        for reference in package.iter("{http://www.idpf.org/2007/opf}itemref"):
            chapter = book.read(str(files[reference.get("idref")])).decode()
            ET.fromstring(chapter)  # noqa: S314
            words = Words()
            words.feed(chapter)
            read += words.paragraphs
    assert len([name for name in files.values() if str(name).endswith(".xhtml")]) == 3
    assert read == paragraphs


def test_markdown_escapes_special_characters(tmp_path: Path) -> None:
    write_markdown(tmp_path / "t.md", "a * b # c\n\n1_000")
    assert (tmp_path / "t.md").read_text(encoding="utf-8") == "a \\* b \\# c\n\n1\\_000\n"


def tally(**figures: dict[str, float]) -> Tally:
    found = Tally()
    for kind, by in figures.items():
        for name, figure in by.items():
            found.add(f"article.peer-{kind.replace('_', '-')}", name, figure)
    return found


def test_ahead() -> None:
    found = comparison_rows(tally(line={"enregard": 3 * MS, "less": 0.5 * MS, "baca": 20 * MS}))
    assert [line.ahead() for line in found] == ["behind less"]
    assert behind(found) == ["article, a line: behind less"]
    assert comparison_rows(tally(line={"enregard": 3 * MS, "baca": 20 * MS}))[0].ahead() == "ahead or level"


def test_only_textual_readers_count_for_the_limits() -> None:
    assert comparison_rows(tally(line={"enregard": 3 * MS, "less": 0.5 * MS, "epy": MS}))[0].within_limit
    assert not comparison_rows(tally(line={"enregard": 3 * MS, "TextArea": 2 * MS}))[0].within_limit
    assert not comparison_rows(tally(page={"enregard": 3 * MS, "epy": 2 * MS}))[0].within_limit


def test_small_differences_count_as_equal() -> None:
    assert comparison_rows(tally(memory={"enregard": 45e6, "baca": 44e6}))[0].ahead() == "ahead or level"
    assert comparison_rows(tally(memory={"enregard": 45e6, "baca": 40e6}))[0].ahead() == "behind baca"


def test_failures_are_shown_in_the_row() -> None:
    recorded = tally(at_once={"enregard": 300 * MS})
    recorded.failures["article.peer-at-once", "baca"].append("lost")
    (line,) = comparison_rows(recorded)
    assert line.cells()[1:3] == ["300 (300)", "lost"]
    assert line.ahead() == "alone"
    assert any("lost" in row for row in peer_table([line]))
    assert any("lost" in row for row in peer_markdown([line]))


def test_failed_row_of_the_program_is_not_ahead() -> None:
    recorded = tally(line={"baca": 20 * MS})
    recorded.failures["article.peer-line", "enregard"].append("no answer")
    assert comparison_rows(recorded)[0].ahead() == "not measured"
    assert behind(comparison_rows(recorded))
    assert not comparison_rows(recorded)[0].within_limit


def test_reader_that_cannot_be_installed_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(requirement: str, command: str) -> Path:
        del command
        raise OSError(f"{requirement} could not be installed")

    monkeypatch.setattr(bench_peers, "installed", refuse)
    found = peers(tmp_path, libraries.text_of(libraries.bundled()), ("/x",), tmp_path, ("/y",))
    missing = [peer for peer in found if isinstance(peer, Missing)]
    assert {"baca", "frogmouth", "epy"} <= {peer.name for peer in missing}
    assert all("could not be installed" in peer.why for peer in missing if peer.name != "less")
    assert next(peer for peer in found if isinstance(peer, Peer)).name == "enregard"
