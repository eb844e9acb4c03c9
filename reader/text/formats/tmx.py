"""TMX 1.4, the exchange format of translation memories: writing, and incremental reading.

Reading refuses entities and internal declarations, which attacks use and translation memories do
not need. A DTD name, which many programs write, is ignored; nothing is ever fetched. Memory use is
bounded for files of any size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reader.errors import EnregardError
from reader.text.cleaning import clean_line
from reader.text.formats.translation_unit import (
    MAX_LENGTH,
    METADATA_KEYS,
    ORIGINS_BY_NAME,
    TranslationUnit,
    metadata_of,
    parse_date,
    unit_from_metadata,
)
from reader.text.languages import normalize_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.parsers import expat

MAX_DEPTH: Final = 50
"""Nesting depth of elements; TMX needs about seven."""

_PROP: Final = "x-enregard-"
_CODE_ELEMENTS: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements inside a segment that hold another program's codes instead of text."""
_INVALID_IN_XML: Final = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})
"""The only characters of clean text that XML cannot hold."""


class TmxError(EnregardError):
    """The file is not TMX, or is not safe to read."""


# -- writing ------------------------------------------------------------------------------------


def write(units: Iterable[TranslationUnit], *, version: str) -> Iterator[str]:
    """Yield the file in pieces; ``version`` is the program's version."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="Enregard" creationtoolversion="{_escaped(version)}"'
        ' segtype="paragraph" o-tmf="Enregard" adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
    )
    for unit in units:
        yield _unit(unit)
    yield "</body>\n</tmx>\n"


def _unit(unit: TranslationUnit) -> str:
    date = "".join(char for char in unit.created if char not in "-:")
    created = f' creationdate="{_escaped(date)}"' if date else ""
    props = "".join(f'<prop type="{_PROP}{name}">{_escaped(value)}</prop>' for name, value in metadata_of(unit).items())
    return (
        f'<tu srclang="{_escaped(unit.source_language)}"{created}>{props}'
        f'<tuv xml:lang="{_escaped(unit.source_language)}"><seg>{_escaped(unit.source)}</seg></tuv>'
        f'<tuv xml:lang="{_escaped(unit.target_language)}"><seg>{_escaped(unit.text)}</seg></tuv></tu>\n'
    )


def _escaped(text: str) -> str:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(character, entity)
    return text.translate(_INVALID_IN_XML)


# -- reading ------------------------------------------------------------------------------------


def read(chunks: Iterable[bytes], *, target: str) -> Iterator[TranslationUnit]:
    """Yield the units with text in the language ``target``, one for each other language.

    Units before an error are yielded first, then TmxError is raised. In our own files, a unit names
    its source language.
    """
    from xml.parsers import expat

    state = _Parser(target)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.SkippedEntityHandler = _refuse
    parser.StartElementHandler = state.start_element
    parser.EndElementHandler = state.end_element
    parser.CharacterDataHandler = state.characters
    try:
        for _ in _feed(parser, chunks):
            yield from state.take_finished()
    except TmxError:
        yield from state.take_finished()
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        yield from state.take_finished()
        line = getattr(error, "lineno", 0)
        raise TmxError(f"it is not valid TMX{f' (line {line})' if line else ''}") from None
    yield from state.take_finished()
    if not state.is_tmx:
        raise TmxError("it is XML but not TMX")


def _feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Feed the parser chunk by chunk, and yield after each.

    Raise TmxError when a tag or comment is too long.
    """
    fed = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        fed += len(chunk)
        # expat rescans an unfinished tag with each chunk: a minute for 64 MB.
        if fed - parser.CurrentByteIndex > MAX_LENGTH:
            raise TmxError("a tag or comment is too long")
        yield
    parser.Parse(b"", True)


def _doctype(name: str, system: str | None, public: str | None, has_internal_subset: int) -> None:
    del name, system, public
    if has_internal_subset:
        _refuse()


def _refuse(*_: Any) -> int:  # noqa: ANN401 -- expat's own arguments
    raise TmxError("it uses XML entities, which are not allowed")


class _Parser:
    """The state of parsing, and the current unit."""

    def __init__(self, target: str) -> None:
        self.is_tmx = False
        self._target = target
        self._source = ""
        """The source language from the header."""
        self._depth = 0
        self._codes = 0
        """Number of open code elements."""
        self._text_parts: list[str] | None = None
        self._size = 0
        self._unit: dict[str, str] = {}
        self._segments: dict[str, str] = {}
        """The first text in each language."""
        self._language = ""
        self._prop = ""
        self._done: list[TranslationUnit] = []

    def take_finished(self) -> list[TranslationUnit]:
        """Return the complete units, each once."""
        done, self._done = self._done, []
        return done

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TmxError("its elements are nested too deeply")
        if self._depth == 1:
            self.is_tmx = name == "tmx"
            if not self.is_tmx:
                raise TmxError("it is XML but not TMX")
        elif name == "header":
            self._source = normalize_language(attributes.get("srclang", ""))
        elif name == "tu":
            self._unit, self._segments, self._size = {}, {}, 0
            self._unit["srclang"] = normalize_language(attributes.get("srclang", "")) or self._source
            self._unit["date"] = attributes.get("creationdate", "")
        elif name == "tuv":
            self._language = normalize_language(attributes.get("xml:lang") or attributes.get("lang", ""))
        elif name == "prop":
            self._prop, self._text_parts = attributes.get("type", ""), []
        elif name == "seg":
            self._text_parts = []
        elif name in _CODE_ELEMENTS:
            self._codes += 1

    def end_element(self, name: str) -> None:
        self._depth -= 1
        text = "".join(self._text_parts or ())
        if name == "prop":
            if (name := self._prop.removeprefix(_PROP)) in METADATA_KEYS and name != self._prop:
                self._unit[name] = text
            self._text_parts = None
        elif name == "seg":
            if self._language and (text := clean_line(text)):
                self._segments.setdefault(self._language, text)
            self._text_parts = None
        elif name in _CODE_ELEMENTS:
            self._codes -= 1
        elif name == "tu":
            self._done.extend(_units(self._unit, self._segments, self._target))
            self._unit, self._segments = {}, {}

    def characters(self, text: str) -> None:
        if self._text_parts is None or self._codes:
            return
        self._size += len(text)
        if self._size > MAX_LENGTH:
            raise TmxError("a text is too long")
        self._text_parts.append(text)


def _units(metadata: dict[str, str], segments: dict[str, str], target: str) -> Iterator[TranslationUnit]:
    """Yield one unit for each language with text next to the target language."""
    if metadata.get("origin") in ORIGINS_BY_NAME and metadata["srclang"] in segments:
        # Our own files are read whole, with all target languages.
        for code, text in segments.items():
            if code != metadata["srclang"]:
                yield unit_from_metadata(segments[metadata["srclang"]], text, metadata["srclang"], code, metadata)
        return
    if target not in segments:
        return
    for code, text in segments.items():
        if code != target:
            yield TranslationUnit(text, segments[target], code, target, created=parse_date(metadata.get("date", "")))
