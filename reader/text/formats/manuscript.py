"""Manuscripts: a file's text read into paragraphs, with what is said of it at its head."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from reader.errors import SourceError
from reader.frozen import frozen_dataclass
from reader.text.cleaning import WHITE_SPACE, clean, clean_line, is_clean
from reader.text.formats.heading_detection import chapter_level, strip_marker
from reader.text.graphemes import snap_back
from reader.text.languages import normalize_language
from reader.text.lazy_regex import late_pattern
from reader.text.model.article import SEPARATOR
from reader.text.model.headings import Heading, check_headings
from reader.text.segmentation.sentences import sentences
from reader.text.segmentation.words import count_words

TITLE_LENGTH: Final = 60
"""Code points: about how long a title made of the first sentence may be."""

_KEYS: Final = ("title", "author", "date", "source", "language")
_FENCE: Final = late_pattern(r"---[ ]*")
_KEY: Final = late_pattern(r"([\w-]+)[ ]*:(?:[ ]+(.*))?")
_CONTINUED: Final = late_pattern(r"[ ]*|[ ]+.*|-[ ].*|#.*")
"""Lines of a head that say nothing to us: blank, indented, an item, a comment."""
_DATE_LINE: Final = late_pattern(r"\s*date\s+([0-9]{4}(?:-[0-9]{2}){0,2})\s+")
_HEADING: Final = late_pattern(r"#[ ]+(?=\S)(.*)(?:\n|\Z)")
_EDGES: Final = WHITE_SPACE + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""White space, and characters that stand for no words, which web pages leave in lines that look blank."""
_BLANK_LINES: Final = late_pattern(rf"\n[{_EDGES}]*\n[{_EDGES}]*")
_CLAUSE_BREAK: Final = late_pattern(r"[,;:](?=[ ])|[ \u00a0\u202f][–—;:]")
"""Where a sentence rests: what stands before it is a title that nobody misses the rest of."""
_TRAILING_MARKS: Final = " \u00a0\u202f,;:.!?…–—-«“(["
"""What a shortened title does not end with."""


@frozen_dataclass(frozen=True, slots=True)
class Manuscript:
    """A text as it was brought in: clean, cut into paragraphs, not yet in the library."""

    title: str
    """One line: as given, or the first sentence, shortened."""
    author: str
    date: str
    """ISO 8601, as precise as known; or the words given; or nothing."""
    source: str
    """Where the text comes from, in the words given with it."""
    paragraphs: tuple[str, ...]
    """At least one; none is empty, begins or ends with white space, or holds a line end."""
    headings: tuple[Heading, ...] = ()
    """Which of the paragraphs are headings, in order."""
    language: str = ""
    """ISO 639-1 code that was given with it; empty: none was."""
    typed: str = field(default="", repr=False, compare=False)
    """The text with the headings' markers as they were typed; empty where there were none."""
    text: str = field(init=False, repr=False, compare=False)
    """Every paragraph, joined as in an article."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", SEPARATOR.join(self.paragraphs))
        whole = all(words and "\n" not in words and words == words.strip(_EDGES) for words in self.paragraphs)
        if not self.paragraphs or not whole or not is_clean(self.text):
            raise ValueError("not paragraphs of a clean text")
        check_headings(self.headings, len(self.paragraphs))

    @property
    def words(self) -> int:
        """How many words the text has; counted anew each time."""
        return count_words(self.text)


def read_manuscript(raw: str) -> Manuscript:
    """Read a text with what may stand at its head: front matter, the stamp ``date 2023-07``, a ``# `` line as its title.

    Front matter goes before the stamp and the ``# `` line, which are left out of the text in any case. Without a title the
    first sentence, shortened, serves. Raise SourceError when there is no text.
    """
    said, typed = _read(raw)
    paragraphs, headings = _with_headings(typed)
    if not paragraphs:
        raise SourceError("There is no text in it. Add some words, or choose another file.")
    title = said.get("title") or _title_from(_first_worded(paragraphs))
    return Manuscript(
        title,
        said.get("author", ""),
        said.get("date", ""),
        said.get("source", ""),
        paragraphs,
        headings,
        normalize_language(said.get("language", "")),
        _original_text(typed, paragraphs),
    )


def read_paragraphs(raw: str) -> tuple[str, ...]:
    """Read the paragraphs of an English text by the same rules, leaving out what stands at its head; there may be none."""
    return _with_headings(_read(raw)[1])[0]


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Cut clean text into paragraphs: at blank lines, or, where there is none, at each line end.

    Line ends inside a paragraph become one space; paragraphs have no white space around them and are never empty. The
    paragraphs joined by ``SEPARATOR`` give the same paragraphs again.
    """
    return tuple(map(_one_line, _split(text)))


def _split(text: str) -> tuple[str, ...]:
    """Return the paragraphs with the line ends inside them."""
    text = text.strip(_EDGES)
    if not text:
        return ()
    if not _BLANK_LINES.search(text):
        return tuple(filter(None, (line.strip(_EDGES) for line in text.split("\n"))))
    return tuple(_BLANK_LINES.split(text))


def _one_line(paragraph: str) -> str:
    return " ".join(line.strip() for line in paragraph.split("\n")).strip(_EDGES)


def _with_headings(pieces: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Heading, ...]]:
    """Return paragraphs without the markers of headings, and the headings: marked ones, and chapter lines."""
    paragraphs, headings = [], []
    for index, piece in enumerate(pieces):
        words, level = strip_marker(piece)  # of one line only: the dot of its pattern is no line end
        words = words.strip(_EDGES)
        if not words:
            words, level = piece, 0
        if level or ("\n" not in piece and (level := chapter_level(words))):
            headings.append(Heading(index, level))
        paragraphs.append(_one_line(words))
    return tuple(paragraphs), tuple(headings)


def _original_text(pieces: tuple[str, ...], paragraphs: tuple[str, ...]) -> str:
    """Return the text as it was before markers were left out; empty when that is the same."""
    typed = tuple(map(_one_line, pieces))
    return "" if typed == paragraphs else SEPARATOR.join(typed)


def _read(raw: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what is said at the head of a text, and its paragraphs with the line ends inside them."""
    said, text = _front_matter(clean(raw))
    if stamp := _DATE_LINE.match(text):
        said.setdefault("date", stamp[1])
        text = text[stamp.end() :]
    text = text.strip(_EDGES)
    if heading := _HEADING.match(text):
        said.setdefault("title", clean_line(heading[1]))
        text = text[heading.end() :]
    return said, _split(text)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the known keys of the front matter and the text after it.

    What only looks like front matter is text: no second fence, or words that are no ``key: value`` between the two.
    """
    head, *lines = text.split("\n", 1)
    if not lines or not _FENCE.fullmatch(head):
        return {}, text
    said: dict[str, str] = {}
    offset, seen = len(head) + 1, False
    while offset < len(text):
        end = text.find("\n", offset)
        end = len(text) if end < 0 else end
        line = text[offset:end]
        offset = end + 1
        if _FENCE.fullmatch(line):
            return said, text[offset:]
        if key := _KEY.fullmatch(line):
            seen = True
            name, value = key[1].lower(), _unquoted(key[2] or "")
            if name in _KEYS and value:
                said.setdefault(name, value)
        elif line.strip() and not (seen and _CONTINUED.fullmatch(line)) and not line.startswith("#"):
            break
    return {}, text


def _unquoted(value: str) -> str:
    value = clean_line(value)
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace('\\"', '"') if value[0] == '"' else value[1:-1].replace("''", "'")
    return clean_line(value)


def _first_worded(paragraphs: tuple[str, ...]) -> str:
    """Return the first paragraph that begins with words, not with a rule or stars; the first where none does."""
    return next((one for one in paragraphs if any(map(str.isalnum, one[:TITLE_LENGTH]))), paragraphs[0])


def _title_from(paragraph: str) -> str:
    """Return the first sentence; of a long one what stands before a pause, or else at a word, with an ellipsis."""
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
