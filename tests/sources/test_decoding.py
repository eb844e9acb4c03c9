"""Bytes become text only when they are UTF-8; everything else is a sentence that says what to do."""

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
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


def _refusal(raw: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode(raw, "x.txt")
    sentence = str(caught.value)
    assert sentence.startswith("“x.txt” is ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_or_without_a_mark(mark: bytes) -> None:
    assert decode(mark + FRENCH.encode(), "x") == FRENCH


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    # What a file of another kind would begin with is refused, and rightly; the letter keeps the draw clear of it.
    assert decode(("é" + text).encode(), "x") == "é" + text


@pytest.mark.parametrize(
    "raw", [b"", b" \n\t \r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u00a0\u3000\n".encode(), b"\x00\x00"]
)
def test_nothing_is_called_empty(raw: bytes) -> None:
    assert "is empty. Put a text into it" in _refusal(raw)


def test_a_stray_nul_or_escape_is_left_to_cleaning() -> None:
    assert decode(b"Un\x00 deux \x1b[2J trois.", "x") == "Un\x00 deux \x1b[2J trois."


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32"),
    ],
)
def test_wide_encodings_are_named_with_the_command_that_converts_them(encoding: str, said: str) -> None:
    assert f"`iconv -f {said} -t UTF-8 OLD > NEW`" in _refusal(FRENCH.replace("\u202f", " ").encode(encoding))


def test_plain_letters_in_utf_16_are_not_taken_for_utf_8() -> None:
    # They are valid UTF-8, with a NUL between any two.
    assert "UTF-16LE" in _refusal("Bonjour le monde".encode("utf-16-le"))


def test_latin_1_is_told_with_its_line_and_the_command() -> None:
    sentence = _refusal("Un.\n\nL'été.".encode("latin-1"))
    assert "byte E9 on line 3" in sentence
    assert "`iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`" in sentence


def test_a_cut_character_is_not_utf_8() -> None:
    assert "not in UTF-8" in _refusal("été".encode()[:-1])


@pytest.mark.parametrize(
    ("raw", "said"),
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
def test_other_files_are_called_what_they_are(raw: bytes, said: str) -> None:
    sentence = _refusal(raw)
    assert said in sentence
    assert "Save it as plain text in UTF-8" in sentence


@pytest.mark.parametrize(
    "text", ["PK et compagnie", "BZh, dit-il.", "GIF : un format.", "Un <html> cité.", "%PDF est un format"]
)
def test_texts_that_only_resemble_other_files_are_read(text: str) -> None:
    assert decode(text.encode(), "x") == text


def test_binary_is_not_a_text() -> None:
    assert "not a text" in _refusal(bytes(range(256)) * 8)
    assert "not a text" in _refusal(b"a\x01\x02\x03" * 50)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_sentence(raw: bytes) -> None:
    refused = text = ""
    try:
        text = decode(raw, "x.txt")
    except SourceError as error:
        refused = str(error)
    assert bool(refused) != bool(text.strip())
    assert refused.startswith("“x.txt” is ") or text.encode() == raw.removeprefix(b"\xef\xbb\xbf")


def test_a_megabyte_without_a_space_is_a_text() -> None:
    assert len(decode(b"a" * 1_000_000, "x")) == 1_000_000
