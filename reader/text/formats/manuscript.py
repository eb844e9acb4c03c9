"""Manuscripts: an imported text, split into paragraphs, with the metadata from its header."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from reader.errors import SourceError
from reader.frozen import frozen_dataclass
from reader.text.cleaning import WHITE_SPACE, clean, clean_line, is_clean
from reader.text.formats.heading_detection import chapter_level, strip_marker
from reader.text.graphemes import snap_back
from reader.text.languages import normalize_language
from reader.text.lazy_regex import lazy_pattern
from reader.text.model.article import SEPARATOR
from reader.text.model.headings import Heading, check_headings
from reader.text.segmentation.sentences import sentences
from reader.text.segmentation.words import count_words

TITLE_LENGTH: Final = 60
"""Code points. Approximate maximum of a title made from the first sentence."""

_KEYS: Final = ("title", "author", "date", "source", "language")
_FENCE: Final = lazy_pattern(r"---[ ]*")
_KEY: Final = lazy_pattern(r"([\w-]+)[ ]*:(?:[ ]+(.*))?")
_CONTINUED: Final = lazy_pattern(r"[ ]*|[ ]+.*|-[ ].*|#.*")
"""Front matter lines that are ignored: blank, indented, list item, comment."""
_DATE_LINE: Final = lazy_pattern(r"\s*date\s+([0-9]{4}(?:-[0-9]{2}){0,2})\s+")
_HEADING: Final = lazy_pattern(r"#[ ]+(?=\S)(.*)(?:\n|\Z)")
_EDGES: Final = WHITE_SPACE + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""White space and invisible characters, which web pages leave in lines that look blank."""
_BLANK_LINES: Final = lazy_pattern(rf"\n[{_EDGES}]*\n[{_EDGES}]*")
_CLAUSE_BREAK: Final = lazy_pattern(r"[,;:](?=[ ])|[ \u00a0\u202f][–—;:]")
"""A place where a long first sentence can be cut for a title."""
_TRAILING_MARKS: Final = " \u00a0\u202f,;:.!?…–—-«“(["
"""A shortened title does not end with these."""


@frozen_dataclass(frozen=True, slots=True)
class Manuscript:
    """An imported text, clean and split into paragraphs, not stored in the library yet."""

    title: str
    """One line: as given, or from the first sentence."""
    author: str
    date: str
    """ISO 8601, as precise as known; or free text; or empty."""
    source: str
    """Where the text comes from, as free text."""
    paragraphs: tuple[str, ...]
    """At least one. None is empty, has white space at its ends, or holds a line end."""
    headings: tuple[Heading, ...] = ()
    """The paragraphs that are headings, in order."""
    language: str = ""
    """ISO 639-1 code from the header; empty: not given."""
    typed: str = field(default="", repr=False, compare=False)
    """The text with heading markers as typed; empty when there are none."""
    text: str = field(init=False, repr=False, compare=False)
    """All paragraphs, joined as in an article."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", SEPARATOR.join(self.paragraphs))
        valid = all(
            paragraph and "\n" not in paragraph and paragraph == paragraph.strip(_EDGES)
            for paragraph in self.paragraphs
        )
        if not self.paragraphs or not valid or not is_clean(self.text):
            raise ValueError("not paragraphs of a clean text")
        check_headings(self.headings, len(self.paragraphs))

    @property
    def words(self) -> int:
        """Word count, computed on each access."""
        return count_words(self.text)


def read_manuscript(raw: str) -> Manuscript:
    """Parse a text with an optional header.

    The header is front matter, a ``date 2023-07`` line, or a ``# `` title line.

    Front matter takes precedence over the other two, which are removed from the text in any case.
    Without a title, the shortened first sentence is used. Raise SourceError when there is no text.
    """
    metadata, typed = _read(raw)
    paragraphs, headings = _with_headings(typed)
    if not paragraphs:
        raise SourceError("There is no text. Add some, or choose another file.")
    title = metadata.get("title") or _title_from(_first_worded(paragraphs))
    return Manuscript(
        title,
        metadata.get("author", ""),
        metadata.get("date", ""),
        metadata.get("source", ""),
        paragraphs,
        headings,
        normalize_language(metadata.get("language", "")),
        _original_text(typed, paragraphs),
    )


def read_paragraphs(raw: str) -> tuple[str, ...]:
    """Parse the paragraphs of an English text likewise, without its header; may be empty."""
    return _with_headings(_read(raw)[1])[0]


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Split clean text into paragraphs: at blank lines, or else at each line end.

    Line ends inside a paragraph become a space. Paragraphs have no surrounding white space and are
    never empty. Splitting the paragraphs joined by ``SEPARATOR`` gives the same paragraphs.
    """
    return tuple(map(_one_line, _split(text)))


def _split(text: str) -> tuple[str, ...]:
    """Return the paragraphs with their inner line ends."""
    text = text.strip(_EDGES)
    if not text:
        return ()
    if not _BLANK_LINES.search(text):
        return tuple(filter(None, (line.strip(_EDGES) for line in text.split("\n"))))
    return tuple(_BLANK_LINES.split(text))


def _one_line(paragraph: str) -> str:
    return " ".join(line.strip() for line in paragraph.split("\n")).strip(_EDGES)


def _with_headings(pieces: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Heading, ...]]:
    """Return paragraphs without heading markers, and the headings (also chapter lines)."""
    paragraphs, headings = [], []
    for index, piece in enumerate(pieces):
        text, level = strip_marker(piece)  # one line only: the pattern's dot matches no line end
        text = text.strip(_EDGES)
        if not text:
            text, level = piece, 0
        if level or ("\n" not in piece and (level := chapter_level(text))):
            headings.append(Heading(index, level))
        paragraphs.append(_one_line(text))
    return tuple(paragraphs), tuple(headings)


def _original_text(pieces: tuple[str, ...], paragraphs: tuple[str, ...]) -> str:
    """Return the text before heading markers were removed; empty when that is the same."""
    typed = tuple(map(_one_line, pieces))
    return "" if typed == paragraphs else SEPARATOR.join(typed)


def _read(raw: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the metadata from the header, and the paragraphs with their inner line ends."""
    metadata, text = _front_matter(clean(raw))
    if stamp := _DATE_LINE.match(text):
        metadata.setdefault("date", stamp[1])
        text = text[stamp.end() :]
    text = text.strip(_EDGES)
    if heading := _HEADING.match(text):
        metadata.setdefault("title", clean_line(heading[1]))
        text = text[heading.end() :]
    return metadata, _split(text)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the known keys of the front matter, and the text after it.

    Without a second fence, or with lines between that are not ``key: value``, it is ordinary text.
    """
    head, *lines = text.split("\n", 1)
    if not lines or not _FENCE.fullmatch(head):
        return {}, text
    metadata: dict[str, str] = {}
    offset, seen = len(head) + 1, False
    while offset < len(text):
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        line = text[offset:end]
        offset = end + 1
        if _FENCE.fullmatch(line):
            return metadata, text[offset:]
        if key := _KEY.fullmatch(line):
            seen = True
            name, value = key[1].lower(), _unquoted(key[2] or "")
            if name in _KEYS and value:
                metadata.setdefault(name, value)
        elif line.strip() and not (seen and _CONTINUED.fullmatch(line)) and not line.startswith("#"):
            break
    return {}, text


def _unquoted(value: str) -> str:
    value = clean_line(value)
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"') if value[0] == '"' else value[1:-1].replace("''", "'")
    return clean_line(value)


def _first_worded(paragraphs: tuple[str, ...]) -> str:
    """Return the first paragraph that begins with words, not a rule or stars; else the first."""
    return next(
        (paragraph for paragraph in paragraphs if any(map(str.isalnum, paragraph[:TITLE_LENGTH]))), paragraphs[0]
    )


def _title_from(paragraph: str) -> str:
    """Return the first sentence; a long one is cut at a clause break, or at a word with “…”."""
    sentence = clean_line(sentences(paragraph[: 20 * TITLE_LENGTH])[0].of(paragraph))
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    pauses = [pause.start() for pause in _CLAUSE_BREAK.finditer(sentence, TITLE_LENGTH // 3, TITLE_LENGTH + 1)]
    if pauses and (title := sentence[: pauses[-1]].rstrip(_TRAILING_MARKS)):
        return title
    cut = sentence.rfind(" ", TITLE_LENGTH // 2, TITLE_LENGTH)
    if cut < 0:
        cut = snap_back(sentence, TITLE_LENGTH - 1) or TITLE_LENGTH - 1
    return (sentence[:cut].rstrip(_TRAILING_MARKS) or sentence[:cut]) + "…"
