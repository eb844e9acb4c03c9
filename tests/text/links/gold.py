"""Gold pairs: reading hand-aligned sentence pairs, and evaluating an aligner on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from reader.text.alignment.lattice import DEFAULT_MODEL, AlignmentModel
from reader.text.alignment.sentence_alignment import CONFIDENT, align_sentences, counterpart
from reader.text.formats.manuscript import read_manuscript, read_paragraphs
from reader.text.segmentation.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER: Final = Path(__file__).parent
SEEDS: Final = FOLDER.parents[2] / "seeds"
ARTICLES: Final = ("000", "001", "002", "003", "004")
"""The bundled articles; each has a file of this name."""
CONSTRUCTED: Final = ("extra", "further")
"""Harder pairs written for this test. ``further`` was not used to choose any constant."""

_GROUP: Final = re.compile(r"  (\d-\d)(~?) +([\d ]+|-) = ([\d ]+|-)  +(.*) \| (.*)")

Indexes: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Matching sentences, aligned by hand; one side may be empty."""

    kind: str
    """Number of sentences on each side: ``2-1``."""
    free: bool
    """Whether freely reworded."""
    french: Indexes
    english: Indexes
    beginnings: tuple[str, str]
    """How each side begins, as written in the file; several sentences are separated by `` / ``."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph and its translation, split into sentences, with hand-aligned groups."""

    title: str
    french: tuple[str, ...]
    english: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Result of an evaluation."""

    sentences: int = 0
    """Sentences of both sides, including unmatched ones."""
    marked: int = 0
    """Sentences for which the aligner returned a counterpart."""
    right: int = 0
    """Marked sentences whose counterpart is exactly the hand-aligned one."""

    @property
    def share(self) -> float:
        """Marked sentences among all."""
        return self.marked / self.sentences

    @property
    def precision(self) -> float:
        """Right sentences among the marked."""
        return self.right / self.marked if self.marked else 1.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.sentences + other.sentences, self.marked + other.marked, self.right + other.right)


def read(name: str) -> tuple[Pair, ...]:
    """Read one file of pairs; the texts of an article are those of its seed."""
    blocks = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n== ")[1:]
    texts = _seed(name) if name in ARTICLES else [_texts(block) for block in blocks]
    return tuple(_pair(block, *text) for block, text in zip(blocks, texts, strict=True))


def evaluate(pairs: Iterable[Pair], model: AlignmentModel = DEFAULT_MODEL, threshold: float = CONFIDENT) -> Tally:
    """Evaluate the aligner on hand-aligned pairs, counting the sentences of both sides."""
    total = Tally()
    for pair in pairs:
        links = align_sentences(pair.french, pair.english, model)
        french = {index: group.english for group in pair.groups for index in group.french}
        english = {index: group.french for group in pair.groups for index in group.english}
        for truth, side in ((french, False), (english, True)):
            for index, answer in truth.items():
                found = counterpart(links, index, english=side, threshold=threshold)
                total += Tally(1, found is not None, found is not None and tuple(found) == answer)
    return total


def _seed(name: str) -> list[tuple[str, str]]:
    path = next(path for path in SEEDS.glob(f"{name}_*.txt") if not path.name.endswith(".en.txt"))
    french = read_manuscript(path.read_text(encoding="utf-8")).paragraphs
    english = read_paragraphs(path.with_suffix(".en.txt").read_text(encoding="utf-8"))
    return list(zip(french, english, strict=True))


def _texts(block: str) -> tuple[str, str]:
    french, english = (re.search(rf"^{side}: (.*)$", block, re.MULTILINE) for side in ("fr", "en"))
    assert french
    assert english
    return french[1], english[1]


def _pair(block: str, french: str, english: str) -> Pair:
    lines = [line for line in block.splitlines() if line.startswith("  ")]
    return Pair(block.split("\n", 1)[0], _cut(french), _cut(english), tuple(map(_group, lines)))


def _cut(text: str) -> tuple[str, ...]:
    return tuple(span.of(text) for span in sentences(text))


def _group(line: str) -> Group:
    found = _GROUP.fullmatch(line)
    assert found, line
    return Group(found[1], bool(found[2]), _indexes(found[3]), _indexes(found[4]), (found[5], found[6]))


def _indexes(words: str) -> Indexes:
    return tuple(map(int, words.replace("-", "").split()))
