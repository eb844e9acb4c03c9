"""Translation memory files: round trips lose nothing; hostile files give an error."""

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
def test_tmx_round_trip(memory: list[TranslationUnit], size: int) -> None:
    data = "".join(tmx.write(memory, version="0.1.0")).encode()
    assert list(tmx.read(chunks(data, size), target="en")) == memory
    root = ET.fromstring(data)  # noqa: S314 -- our own
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    assert len(root.findall("body/tu")) == len(memory)


@given(st.lists(units(), max_size=4))
def test_paired_text_round_trip(memory: list[TranslationUnit]) -> None:
    data = "".join(paired_text.write(memory))
    assert list(paired_text.read(line + "\n" for line in data.split("\n"))) == memory


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_tmx_gives_units_or_an_error(data: bytes) -> None:
    for body in (data, b"<tmx><body><tu>" + data):
        with pytest.raises(tmx.TmxError):
            read(body)


@given(st.lists(st.text(max_size=30), max_size=6))
def test_any_paired_text_gives_units_or_an_error(lines: list[str]) -> None:
    message = ""
    try:
        found = list(paired_text.read(lines))
    except paired_text.PairedTextError as error:
        found, message = [], str(error)
    assert all(unit.source and unit.text for unit in found)
    assert not message or re.search(r"line \d+|last paragraph", message)


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


def test_tmx_of_another_program() -> None:
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
def test_declarations_are_refused(head: str) -> None:
    with pytest.raises(tmx.TmxError, match="XML entities"):
        read(f"{head}<tmx><body>{UNIT.format('Oui.')}</body></tmx>")


def test_undefined_entities_are_refused() -> None:
    with pytest.raises(tmx.TmxError, match="XML entities"):
        read(f'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body>{UNIT.format("&a;")}</body></tmx>')


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<tmx>" + "<a>" * 60, "nested"),
        (f"<tmx><body>{UNIT.format('x' * (MAX_LENGTH + 1))}</body></tmx>", "too long"),
        ("<html></html>", "not TMX"),
        ("", "not valid TMX"),
        ("<tmx><body>", r"not valid TMX \(line 1\)"),
    ],
)
def test_files_that_are_not_tmx(data: str, message: str) -> None:
    with pytest.raises(tmx.TmxError, match=message):
        read(data)


HEAD = b'<tmx><header srclang="fr"/><body>'


@pytest.mark.parametrize("started", [b"<!--", b'<tu creationdate="', b"<", b"<?"])
def test_an_endless_tag_or_comment_is_refused(started: bytes) -> None:
    """expat rescans an unfinished tag with each chunk: a minute for 64 MB."""
    count = 0

    def chunks() -> Iterator[bytes]:
        nonlocal count
        yield HEAD + started
        while count < 100:
            count += 1
            yield b"a" * 65_536

    with pytest.raises(tmx.TmxError, match="too long"):
        list(tmx.read(chunks(), target="en"))
    assert count * 65_536 < 2 * MAX_LENGTH


@pytest.mark.parametrize(
    "piece", ['<tuv xml:lang="en"><seg></seg></tuv>', "<tuv><seg>no</seg></tuv>", '<prop type="x-enregard-{}"></prop>']
)
def test_an_endless_unit_takes_no_memory(piece: str) -> None:
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


def test_units_before_an_error_are_yielded() -> None:
    data = f"<tmx><body>{UNIT.format('Oui.')}".encode()
    stream = tmx.read([data, b"<"], target="en")
    assert next(stream).source == "Oui."
    with pytest.raises(tmx.TmxError):
        list(stream)


def test_paired_text_written_by_hand() -> None:
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
def test_invalid_paired_text(lines: list[str]) -> None:
    with pytest.raises(paired_text.PairedTextError):
        list(paired_text.read(lines))


@pytest.mark.parametrize("stored", ["", "4", "4:", "4:x", "99:0", "4:-1", "0:0", "4:0 3:1", "-1:0"])
def test_pieces_that_do_not_fit_are_dropped(stored: str) -> None:
    assert parse_pieces(stored, "Yes. No, no.") == ()
    assert format_pieces(parse_pieces("4:0 7:1,2", "Yes. No, no.")) == "4:0 7:1,2"


@pytest.mark.parametrize("code", ["", "*all*", "x", "fr1", "français", "abcd"])
def test_invalid_language_codes(code: str) -> None:
    assert normalize_language(code) == ""
