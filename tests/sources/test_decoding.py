"""Only UTF-8 is decoded; other files give an error that says what to do."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.decoding import decode

FRENCH = "L’été, «\u202fdéjà\u202f» : un œuf.\n\nDeux.\n"


def _zipped(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def _error(raw: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode(raw, "x.txt")
    message = str(caught.value)
    assert message.startswith("“x.txt” is ")
    assert message.endswith(".")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_or_without_byte_order_mark(mark: bytes) -> None:
    assert decode(mark + FRENCH.encode(), "x") == FRENCH


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_text_round_trips(text: str) -> None:
    # The letter avoids texts that start like another file type.
    assert decode(("é" + text).encode(), "x") == "é" + text


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u3000\n".encode(), b"\x00\x00"]
)
def test_empty_file(raw: bytes) -> None:
    assert "is empty. Write some text in it" in _error(raw)


def test_control_characters_are_preserved() -> None:
    assert decode(b"Un\x00 deux \x1b[2J trois.", "x") == "Un\x00 deux \x1b[2J trois."


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
    ],
)
def test_wide_encodings_suggest_a_conversion(encoding: str, expected: str) -> None:
    assert f"`iconv -f {expected} -t UTF-8 OLD > NEW`" in _error(FRENCH.replace("\u202f", " ").encode(encoding))


def test_ascii_in_utf_16_is_detected() -> None:
    # Valid UTF-8, with a NUL after each letter.
    assert "UTF-16LE" in _error("Bonjour le monde".encode("utf-16-le"))


def test_latin_1_suggests_a_conversion() -> None:
    message = _error("Un.\n\nL'été.".encode("latin-1"))
    assert "byte E9 on line 3" in message
    assert "`iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`" in message


def test_truncated_character_is_not_utf_8() -> None:
    assert "not UTF-8" in _error("été".encode()[:-1])


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"{\\rtf1\\ansi Bonjour}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "an old office document"),
        (gzip.compress(b"Bonjour", mtime=0), "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"\x00" * 60 + b"BOOKMOBI" + b"\x00" * 60, "a Kindle book"),
        (_zipped("META-INF/container.xml", mimetype="application/epub+zip"), "an EPUB book"),
        (_zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument text"),
        (_zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (_zipped("a.txt"), "a ZIP archive"),
        (_zipped(), "a ZIP archive"),
        (b"<!DOCTYPE html>\n<html lang=fr><p>Bonjour", "a web page"),
        (b"\xef\xbb\xbf\n  <HTML><p>Bonjour", "a web page"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x"><p>Bonjour', "a web page"),
        (b'<?xml version="1.0"?>\n<TEI><p>Bonjour', "an XML document"),
    ],
)
def test_other_file_types_are_named(raw: bytes, expected: str) -> None:
    message = _error(raw)
    assert expected in message
    assert "Save it as UTF-8 plain text" in message


@pytest.mark.parametrize(
    "text", ["PK et compagnie", "BZh, dit-il.", "GIF : un format.", "Un <html> cité.", "%PDF est un format"]
)
def test_texts_resembling_other_types_are_decoded(text: str) -> None:
    assert decode(text.encode(), "x") == text


def test_binary_is_refused() -> None:
    assert "not a text file" in _error(bytes(range(256)) * 8)
    assert "not text" in _error(b"a\x01\x02\x03" * 50)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error(raw: bytes) -> None:
    message = text = ""
    try:
        text = decode(raw, "x.txt")
    except SourceError as error:
        message = str(error)
    assert bool(message) != bool(text.strip())
    assert message.startswith("“x.txt” is ") or text.encode() == raw.removeprefix(b"\xef\xbb\xbf")


def test_megabyte_without_spaces_is_decoded() -> None:
    assert len(decode(b"a" * 1_000_000, "x")) == 1_000_000
