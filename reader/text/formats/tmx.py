"""TMX 1.4, the format in which translation programs exchange their memories: written, and read piece by piece (pure).

Reading refuses what a memory has no need of and an attacker has: entities and declarations inside the file. The name of a DTD,
which many programs write at the head, is passed over; nothing is ever fetched. Memory stays small however long the file is.
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
"""Elements inside one another; TMX needs some seven."""

_PROP: Final = "x-enregard-"
_CODE_ELEMENTS: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Elements inside a segment that hold another program's codes instead of words."""
_INVALID_IN_XML: Final = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})
"""The only characters of clean text that XML cannot hold."""


class TmxError(EnregardError):
    """A file that is no TMX, or one that cannot be trusted."""


# -- writing ------------------------------------------------------------------------------------


def write(units: Iterable[TranslationUnit], *, version: str) -> Iterator[str]:
    """Give the file piece by piece; ``version`` is the program's own."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield (
        f'<header creationtool="Enregard" creationtoolversion="{_escaped(version)}" segtype="paragraph" o-tmf="Enregard"'
        ' adminlang="en" srclang="*all*" datatype="plaintext"/>\n<body>\n'
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


def _escaped(words: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        words = words.replace(sign, entity)
    return words.translate(_INVALID_IN_XML)


# -- reading ------------------------------------------------------------------------------------


def read(chunks: Iterable[bytes], *, target: str) -> Iterator[TranslationUnit]:
    """Give the units of a file that have the language ``target``, one for each other language in them; NotTmx when it cannot be read.

    What came before the fault has been given by then. A unit of ours says which of its languages is the source.
    """
    from xml.parsers import expat

    reading = _Parser(target)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _doctype
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.SkippedEntityHandler = _refuse
    parser.StartElementHandler = reading.start_element
    parser.EndElementHandler = reading.end_element
    parser.CharacterDataHandler = reading.characters
    try:
        for _ in _feed(parser, chunks):
            yield from reading.take_finished()
    except TmxError:
        yield from reading.take_finished()
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        yield from reading.take_finished()
        line = getattr(error, "lineno", 0)
        raise TmxError(f"it is no TMX{f', from line {line} on' if line else ''}") from None
    yield from reading.take_finished()
    if not reading.is_tmx:
        raise TmxError("it is XML, but no TMX")


def _feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Give the parser piece after piece, and the caller its turn after each; NotTmx when one tag or remark has no end in sight."""
    given = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        given += len(chunk)
        # The parser begins it again at its beginning with each piece that comes: a minute for 64 MB.
        if given - parser.CurrentByteIndex > MAX_LENGTH:
            raise TmxError("it has a tag or a remark that is longer than any paragraph")
        yield
    parser.Parse(b"", True)


def _doctype(name: str, system: str | None, public: str | None, has_internal_subset: int) -> None:
    del name, system, public
    if has_internal_subset:
        _refuse()


def _refuse(*_: Any) -> int:  # noqa: ANN401 -- expat's own arguments
    raise TmxError("it declares or uses entities, which a translation memory has no need of and an attack has")


class _Parser:
    """What has been read of a file, and the unit that is being read."""

    def __init__(self, target: str) -> None:
        self.is_tmx = False
        self._target = target
        self._source = ""
        """The source language that the head names."""
        self._depth = 0
        self._codes = 0
        """How many elements of codes are open."""
        self._text_parts: list[str] | None = None
        self._size = 0
        self._unit: dict[str, str] = {}
        self._segments: dict[str, str] = {}
        """The first words in each language."""
        self._language = ""
        self._prop = ""
        self._done: list[TranslationUnit] = []

    def take_finished(self) -> list[TranslationUnit]:
        """Return the units that are whole, each once."""
        done, self._done = self._done, []
        return done

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TmxError("its elements stand deeper in one another than those of TMX do")
        if self._depth == 1:
            self.is_tmx = name == "tmx"
            if not self.is_tmx:
                raise TmxError("it is XML, but no TMX")
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
        heard = "".join(self._text_parts or ())
        if name == "prop":
            if (name := self._prop.removeprefix(_PROP)) in METADATA_KEYS and name != self._prop:
                self._unit[name] = heard
            self._text_parts = None
        elif name == "seg":
            if self._language and (text := clean_line(heard)):
                self._segments.setdefault(self._language, text)
            self._text_parts = None
        elif name in _CODE_ELEMENTS:
            self._codes -= 1
        elif name == "tu":
            self._done.extend(_units(self._unit, self._segments, self._target))
            self._unit, self._segments = {}, {}

    def characters(self, words: str) -> None:
        if self._text_parts is None or self._codes:
            return
        self._size += len(words)
        if self._size > MAX_LENGTH:
            raise TmxError("it has a text that is longer than any paragraph")
        self._text_parts.append(words)


def _units(said: dict[str, str], found: dict[str, str], target: str) -> Iterator[TranslationUnit]:
    """Give one unit for each language that has words facing those of the target language."""
    if said.get("origin") in ORIGINS_BY_NAME and said["srclang"] in found:
        # Ours: every target language there is, because a memory taken along is taken along whole.
        for code, text in found.items():
            if code != said["srclang"]:
                yield unit_from_metadata(found[said["srclang"]], text, said["srclang"], code, said)
        return
    if target not in found:
        return
    for code, text in found.items():
        if code != target:
            yield TranslationUnit(text, found[target], code, target, created=parse_date(said.get("date", "")))
