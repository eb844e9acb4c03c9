"""Write the same text as Markdown, plain text and EPUB for the other readers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reader.text.model.article import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CHAPTER: Final = 100
"""Paragraphs per chapter of the EPUB; EPUB readers lay out one chapter at a time."""

_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_PACKAGE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<package version="2.0" unique-identifier="id" xmlns="http://www.idpf.org/2007/opf">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>{title}</dc:title><dc:creator>Personne</dc:creator><dc:language>fr</dc:language>
    <dc:identifier id="id">enregard-{title}</dc:identifier>
  </metadata>
  <manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>{items}</manifest>
  <spine toc="ncx">{spine}</spine>
</package>
"""
_CONTENTS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<ncx version="2005-1" xmlns="http://www.daisy.org/z3986/2005/ncx/">
  <head><meta name="dtb:uid" content="enregard-{title}"/></head>
  <docTitle><text>{title}</text></docTitle><navMap>{points}</navMap>
</ncx>
"""
_PAGE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{name}</title></head><body>
{paragraphs}
</body></html>
"""


def write_plain(path: Path, text: str) -> None:
    """Write a text file with a final newline."""
    path.write_text(text + "\n", encoding="utf-8")


def write_markdown(path: Path, text: str) -> None:
    """Write a text as Markdown, with escapes for special characters."""
    path.write_text("".join("\\" + c if c in "\\`*_{}[]<>#+!|" else c for c in text) + "\n", encoding="utf-8")


def write_epub(path: Path, text: str, title: str = "mesure") -> None:
    """Write a text as an EPUB 2 with a chapter for every hundred paragraphs."""
    paragraphs = text.split(SEPARATOR)
    chapters = [paragraphs[at : at + CHAPTER] for at in range(0, len(paragraphs), CHAPTER)]
    numbers = range(1, len(chapters) + 1)
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", ZIP_STORED)  # EPUB requires it first and uncompressed
        book.writestr("META-INF/container.xml", _CONTAINER)
        items = _each('<item id="c{0}" href="c{0}.xhtml" media-type="application/xhtml+xml"/>', numbers)
        spine = _each('<itemref idref="c{0}"/>', numbers)
        book.writestr("content.opf", _PACKAGE.format(title=title, items=items, spine=spine))
        points = _each(
            '<navPoint id="n{0}" playOrder="{0}"><navLabel><text>Partie {0}</text></navLabel><content src="c{0}.xhtml"/></navPoint>',
            numbers,
        )
        book.writestr("toc.ncx", _CONTENTS.format(title=title, points=points))
        for number, chapter in zip(numbers, chapters, strict=True):
            words = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in chapter)
            book.writestr(f"c{number}.xhtml", _PAGE.format(name=f"Partie {number}", paragraphs=words))


def _each(words: str, numbers: Iterable[int]) -> str:
    return "".join(words.format(number) for number in numbers)
