"""Memories taken to files and back: nothing is lost, and a hostile file is a sentence."""

from __future__ import annotations

import re
import tracemalloc
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.cleaning import clean_line
from reader.text.formats import paired_text, tmx
from reader.text.formats.translation_unit import MAX_LENGTH, TranslationUnit, format_pieces, parse_pieces
from reader.text.languages import normalize_language
from reader.text.model.translations import Origin, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff") | st.sampled_from("<>&\"'«»’ \u00a0:#-]"),
    min_size=1, max_size=30,
).map(clean_line).filter(bool)  # fmt: skip
CODES = st.sampled_from(["fr", "en", "de", "ja", "ar", "gsw"])
DATES = st.datetimes().map(lambda date: date.strftime("%Y-%m-%dT%H:%M:%SZ")).filter(lambda date: len(date) == 20)


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    source, target = draw(st.lists(CODES, min_size=2, max_size=2, unique=True))
    origin = draw(st.sampled_from(Origin))
    if origin is not Origin.ENGINE:
        return TranslationUnit(
            draw(WORDS), draw(WORDS), source, target, origin, created=draw(DATES),
            article=draw(st.text("0123456789abcdef", min_size=64, max_size=64)), occurrence=draw(st.integers(0, 50)),
        )  # fmt: skip
    numbers = st.lists(st.integers(0, 30), min_size=1, max_size=3, unique=True).map(lambda n: tuple(sorted(n)))
    pieces = tuple(draw(st.lists(st.builds(Piece, WORDS, numbers), min_size=1, max_size=4)))
    return TranslationUnit(
        draw(WORDS), " ".join(piece.text for piece in pieces), source, target, origin,
        draw(WORDS), draw(st.just("") | WORDS), draw(DATES), pieces,
    )  # fmt: skip


def chunks(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


def read(data: str | bytes, target: str = "en") -> list[TranslationUnit]:
    return list(tmx.read([data if isinstance(data, bytes) else data.encode()], target=target))


@given(st.lists(units(), max_size=4), st.integers(1, 200))
def test_tmx_and_back_is_the_same(memory: list[TranslationUnit], size: int) -> None:
    data = "".join(tmx.write(memory, version="0.1.0")).encode()
    assert list(tmx.read(chunks(data, size), target="en")) == memory
    root = ET.fromstring(data)  # noqa: S314 -- our own
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert len(root.findall("body/tu")) == len(memory)


@given(st.lists(units(), max_size=4))
def test_paired_text_and_back_is_the_same(memory: list[TranslationUnit]) -> None:
    data = "".join(paired_text.write(memory))
    assert list(paired_text.read(line + "\n" for line in data.split("\n"))) == memory


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file_gives_units_or_a_sentence(data: bytes) -> None:
    for body in (data, b"<tmx><body><tu>" + data):
        with pytest.raises(tmx.TmxError):
            read(body)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_lines_give_units_or_a_sentence(lines: list[str]) -> None:
    told = ""
    try:
        found = list(paired_text.read(lines))
    except paired_text.PairedTextError as error:
        found, told = [], str(error)
    assert all(unit.source and unit.text for unit in found)
    assert not told or re.search(r"line \d+|last paragraph", told)


FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "http://attacker.example/tmx14.dtd">
<tmx version="1.4"><header creationtool="OmegaT" srclang="FR-FR" segtype="sentence" o-tmf="x" adminlang="EN-US" datatype="plaintext"/>
<body>
<tu creationdate="20210304T050607Z"><note>a note</note><prop type="x-project">p</prop>
<tuv xml:lang="FR-FR"><seg>Un <bpt i="1">&lt;b&gt;</bpt>chat<ept i="1">&lt;/b&gt;</ept> dort.</seg></tuv>
<tuv xml:lang="en_US"><seg>A <hi>cat</hi> sleeps.</seg></tuv>
<tuv lang="DE"><seg>Eine Katze schläft.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg> </seg></tuv><tuv xml:lang="en"><seg>Nothing.</seg></tuv></tu>
</body></tmx>"""


def test_what_another_program_wrote() -> None:
    assert read(FOREIGN) == [
        TranslationUnit("Un chat dort.", "A cat sleeps.", "fr", "en", created="2021-03-04T05:06:07Z"),
        TranslationUnit("Eine Katze schläft.", "A cat sleeps.", "de", "en", created="2021-03-04T05:06:07Z"),
    ]
    assert [unit.source for unit in read(FOREIGN, "de")] == ["Un chat dort.", "A cat sleeps."]
    assert read(FOREIGN, "ja") == []
    assert len(read(FOREIGN.replace('encoding="utf-8"', 'encoding="utf-16"').encode("utf-16"))) == 2


BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>'
UNIT = '<tu><tuv xml:lang="fr"><seg>{}</seg></tuv><tuv xml:lang="en"><seg>Yes.</seg></tuv></tu>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, PARAMETER, "<!DOCTYPE tmx [<!ELEMENT tmx ANY>]>"])
def test_a_file_that_declares_anything_is_refused(head: str) -> None:
    with pytest.raises(tmx.TmxError, match="an attack has"):
        read(f"{head}<tmx><body>{UNIT.format('Oui.')}</body></tmx>")


def test_an_entity_of_a_dtd_that_is_not_fetched_is_refused() -> None:
    with pytest.raises(tmx.TmxError, match="an attack has"):
        read(f'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body>{UNIT.format("&a;")}</body></tmx>')


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("<tmx>" + "<a>" * 60, "deeper"),
        (f"<tmx><body>{UNIT.format('x' * (MAX_LENGTH + 1))}</body></tmx>", "longer"),
        ("<html></html>", "no TMX"),
        ("", "no TMX"),
        ("<tmx><body>", "no TMX, from line 1"),
    ],
)
def test_what_is_no_memory(data: str, told: str) -> None:
    with pytest.raises(tmx.TmxError, match=told):
        read(data)


HEAD = b'<tmx><header srclang="fr"/><body>'


@pytest.mark.parametrize("begun", [b"<!--", b'<tu creationdate="', b"<", b"<?"])
def test_a_tag_or_a_remark_without_an_end_is_not_waited_for(begun: bytes) -> None:
    """Each piece of it that comes has the parser begin again at its beginning: a minute for 64 MB."""
    given = 0

    def chunks() -> Iterator[bytes]:
        nonlocal given
        yield HEAD + begun
        while given < 100:
            given += 1
            yield b"a" * 65_536

    with pytest.raises(tmx.TmxError, match="longer than"):
        list(tmx.read(chunks(), target="en"))
    assert given * 65_536 < 2 * MAX_LENGTH


@pytest.mark.parametrize(
    "piece", ['<tuv xml:lang="en"><seg></seg></tuv>', "<tuv><seg>no</seg></tuv>", '<prop type="x-enregard-{}"></prop>']
)
def test_a_unit_without_an_end_takes_no_memory(piece: str) -> None:
    def chunks() -> Iterator[bytes]:
        yield HEAD + b"<tu>"
        for number in range(20):
            yield "".join(piece.format(1_000 * number + more) for more in range(1_000)).encode()
        yield b"</tu></body></tmx>"

    tracemalloc.start()
    try:
        assert list(tmx.read(chunks(), target="en")) == []
        assert tracemalloc.get_traced_memory()[1] < 700_000
    finally:
        tracemalloc.stop()


def test_what_came_before_a_fault_is_there() -> None:
    data = f"<tmx><body>{UNIT.format('Oui.')}".encode()
    reading = tmx.read([data, b"<"], target="en")
    assert next(reading).source == "Oui."
    with pytest.raises(tmx.TmxError):
        list(reading)


def test_paired_text_of_a_person() -> None:
    found = list(
        paired_text.read(
            ["\ufefffr: Oui.\r\n", "en: Yes.\r\n", "\n", "# what I think\n", "fr-FR:Non : non.\n", "EN: No.\n"]
        )
    )
    assert [(unit.source, unit.text, unit.origin) for unit in found] == [
        ("Oui.", "Yes.", None),
        ("Non : non.", "No.", None),
    ]


@pytest.mark.parametrize(
    "lines",
    [["Bonjour.\n"], ["fr: Oui.\n"], ["fr: Oui.\n", "fr: Non.\n"], ["fr:\n", "en: Yes.\n"], ["x" * (MAX_LENGTH + 1)]],
)
def test_what_is_no_pair(lines: list[str]) -> None:
    with pytest.raises(paired_text.PairedTextError):
        list(paired_text.read(lines))


@pytest.mark.parametrize("written", ["", "4", "4:", "4:x", "99:0", "4:-1", "0:0", "4:0 3:1", "-1:0"])
def test_pieces_that_do_not_fit_are_left_out(written: str) -> None:
    assert parse_pieces(written, "Yes. No, no.") == ()
    assert format_pieces(parse_pieces("4:0 7:1,2", "Yes. No, no.")) == "4:0 7:1,2"


@pytest.mark.parametrize("code", ["", "*all*", "x", "fr1", "français", "abcd"])
def test_what_is_no_language(code: str) -> None:
    assert normalize_language(code) == ""
