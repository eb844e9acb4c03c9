"""Evaluate sentence links with Apertium, if installed: `python tools/evaluate_links.py`.

The engine translates sentence by sentence, so the right links are known. Its answers are joined,
split into sentences again, and linked by lengths and names alone.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for the tests' pairs

from reader.text.segmentation.sentences import sentences  # noqa: E402
from reader.text.spans import Span  # noqa: E402
from reader.translation.engine import Engine, EngineError, Request, Segment  # noqa: E402
from reader.translation.engines.apertium import Apertium  # noqa: E402
from reader.translation.options import EngineOptions  # noqa: E402
from tests.text.links.gold import ARTICLES, Group, Pair, Tally, evaluate, read  # noqa: E402


def main() -> int:
    """Print the table; return 1 if a paragraph failed, 0 also without Apertium."""
    return print_links(Apertium(EngineOptions(timeout=120)))


def print_links(engine: Engine) -> int:
    """Print paragraphs and links per article, for the engine's and the hand-made translation."""
    label = engine.declaration.label
    print(
        f"\n{label:<18}{'paragraphs':>12}{'marked':>9}{'precision':>11}   hand-made English:{'marked':>8}{'precision':>11}"
    )
    whole, by_hand, missing = Tally(), Tally(), 0
    for name in ARTICLES:
        pairs = read(name)
        try:
            returned = tuple(map(returned_pair, pairs, answers(engine, pairs)))
        except EngineError as error:
            print(f"{name:<18}{error}")
            return 0
        right = sum(bool(pair.groups) for pair in returned)
        ours, theirs = evaluate(returned), evaluate(pairs)
        _row(name, f"{right}/{len(pairs)}", ours, theirs)
        whole, by_hand, missing = whole + ours, by_hand + theirs, missing + len(pairs) - right
    _row("all", "" if missing else "all right", whole, by_hand)
    return int(missing > 0)


def answers(engine: Engine, pairs: tuple[Pair, ...]) -> list[tuple[Segment, ...]]:
    """Return the engine's segments by paragraph, numbered from its first sentence."""
    # One request: starting a pipe takes longer than translating an article.
    french = tuple(sentence for pair in pairs for sentence in pair.french)
    segments = engine.translate(Request(french, " ".join(french)), threading.Event())
    found, first = [], 0
    for pair in pairs:
        last = first + len(pair.french)
        mine = [segment for segment in segments if first <= segment.sentences[0] and segment.sentences[-1] < last]
        found.append(tuple(Segment(one.text, tuple(index - first for index in one.sentences)) for one in mine))
        first = last
    return found


def returned_pair(pair: Pair, segments: tuple[Segment, ...]) -> Pair:
    """Return a paragraph with the engine's translation and true links; none if incomplete."""
    if [index for segment in segments for index in segment.sentences] != list(range(len(pair.french))):
        return Pair(pair.title, pair.french, (), ())
    english = " ".join(segment.text for segment in segments)
    cut = sentences(english)
    groups: list[tuple[list[int], list[int]]] = []
    start = 0
    for segment in segments:
        span = Span(start, start + len(segment.text))
        start = span.end + 1
        touched = [index for index, one in enumerate(cut) if one.start < span.end and span.start < one.end]
        if groups and set(groups[-1][1]) & set(touched):  # one sentence covers the ends of two segments
            groups[-1][0].extend(segment.sentences)
            groups[-1][1].extend(index for index in touched if index not in groups[-1][1])
        else:
            groups.append((list(segment.sentences), touched))
    true = tuple(
        Group(f"{len(ours)}-{len(theirs)}", False, tuple(ours), tuple(theirs), ("", "")) for ours, theirs in groups
    )
    return Pair(pair.title, pair.french, tuple(span.of(english) for span in cut), true)


def _row(name: str, paragraphs: str, ours: Tally, theirs: Tally) -> None:
    figures = f"{paragraphs:>12}{ours.share:>9.1%}{ours.precision:>11.2%}"
    print(f"{name:<18}{figures}{'':>21}{theirs.share:>8.1%}{theirs.precision:>11.2%}")


if __name__ == "__main__":
    sys.exit(main())
