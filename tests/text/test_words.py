from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.text.graphemes import is_boundary, previous_boundary
from reader.text.segmentation import words
from reader.text.segmentation.words import (
    MAX_LOOKBACK,
    count_words,
    next_word,
    previous_word,
    word_at,
    word_end,
    word_spans,
)
from tests.strategies import clean_texts, french_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.text.spans import Span

TEXTS = st.one_of(clean_texts(), french_texts(2))
ANYWHERE = st.integers(-2, 250)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Il dit\u202f: «\u00a0Bonjour\u00a0!\u00a0»", "Il|dit|Bonjour"),
        (
            "l’été d'hiver qu’elle Jusqu’à lorsqu’il PUISQU’ON",
            "l’|été|d'|hiver|qu’|elle|Jusqu’|à|lorsqu’|il|PUISQU’|ON",
        ),
        ("aujourd’hui quelqu’un presqu’île entr’ouvrir", "aujourd’hui|quelqu’un|presqu’île|entr’ouvrir"),
        (
            "D’abord, d'accord et d’ailleurs, d’abords",
            "D’abord|d'accord|d’ailleurs|d’|abords".replace("accord|", "accord|et|"),
        ),
        ("qu’aujourd’hui s’il l’on c’est n’y m’a t’a j’ai", "qu’|aujourd’hui|s’|il|l’|on|c’|est|n’|y|m’|a|t’|a|j’|ai"),
        ("l’«\u00a0Humanité\u00a0»", "l’|Humanité"),
        ("peut-être a-t-il chef-d’œuvre Donne-m’en", "peut-être|a-t-il|chef-d’œuvre|Donne-m’en"),
        (
            "10\u202f000 1\u00a0234\u00a0567,5 12\u202f34 3,5 2023-07",
            "10\u202f000|1\u00a0234\u00a0567,5|12|34|3,5|2023-07",
        ),
        ("n°\u00a05, 18h30, 1er, MI6", "n|5|18h30|1er|MI6"),
        ("12345\u202f678", "12345|678"),
        ("don’t the boys’ “Yes,” it's", "don’t|the|boys|Yes|it's"),
        ("fin – à moins — non…", "fin|à|moins|non"),
        ("e\u0301te\u0301 a\u00adb कि", "e\u0301te\u0301|a\u00adb|कि"),
        ("👩\u200d👩\u200d👧 ... !", ""),
        ("", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    assert "|".join(span.of(text) for span in word_spans(text)) == words
    assert count_words(text) == len(words.split("|")) * bool(words)


@given(TEXTS)
def test_words_are_in_order_and_whole(text: str) -> None:
    spans = list(word_spans(text))
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert is_boundary(text, span.start)
        assert is_boundary(text, span.end)
        assert any(character.isalnum() for character in span.of(text))
        end = span.end
    between = "".join(text[a.end : b.start] for a, b in pairwise(spans))
    assert not any(character.isalnum() for character in between)


@given(TEXTS, ANYWHERE, ANYWHERE)
def test_words_in_a_range(text: str, start: int, end: int) -> None:
    assert list(word_spans(text, start, end)) == [span for span in word_spans(text) if start <= span.start < end]


@given(TEXTS, ANYWHERE)
@example("l’été", 2)
@example("qu’d’abord", 6)
def test_motions_stop_at_words(text: str, offset: int) -> None:
    spans = list(word_spans(text))
    inside = max(offset, 0)
    assert next_word(text, inside) == min([s.start for s in spans if s.start > inside], default=inside)
    assert previous_word(text, offset) == max([s.start for s in spans if s.start < offset], default=offset)
    lasts = [previous_boundary(text, s.end) for s in spans]
    assert word_end(text, inside) == min([last for last in lasts if last > inside], default=inside)


@given(TEXTS, ANYWHERE)
def test_word_at(text: str, offset: int) -> None:
    spans = list(word_spans(text))
    found = word_at(text, offset)
    offset = min(max(offset, 0), len(text))

    def away(span: Span) -> int:
        return max(offset - span.end, span.start - offset)

    if not spans:
        assert not found
        return
    assert found in spans
    under = [span for span in spans if offset in span]
    if under:
        assert found == under[0]
        return
    on_line = [span for span in spans if "\n" not in text[min(span.end, offset) : max(span.start, offset)]]
    if on_line:
        assert away(found) == min(away(span) for span in on_line)


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("Oui. Non.", 3, "Oui"),
        ("Oui, non", 4, "non"),
        ("« Oui", 0, "Oui"),
        ("Un.\n\nDeux.", 2, "Un"),
        ("Un.\n\nDeux.", 4, "Deux"),
        ("Un.\n\n…", 5, "Un"),
        ("l’été", 0, "l’"),
        ("l’été", 2, "été"),
    ],
)
def test_the_nearest_word(text: str, offset: int, word: str) -> None:
    assert word_at(text, offset).of(text) == word


@pytest.mark.parametrize("piece", ["a", "漢", "a,", "! # ", "👩\u200d👩", ".", " ", "\n", "l’", "-"])
def test_motions_pass_through_an_endless_run(piece: str) -> None:
    text = piece * (20_000 // len(piece)) + " fin"
    middle = len(text) // 2
    assert word_at(text, middle) or not any(c.isalnum() for c in piece)
    assert next_word(text, middle) > middle
    assert previous_word(text, middle) <= middle
    assert previous_word(text, len(text)) == len(text) - 3
    assert word_end(text, middle) > middle
    assert previous_word(text, middle) >= middle - 2 * MAX_LOOKBACK or not any(c.isalnum() for c in piece)


@pytest.mark.parametrize("piece", ["« » ", "— ", "…", " ", "-", "\u0301", "👩\u200d"])
def test_word_at_does_not_search_a_megabyte(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Un " + piece * (1_000_000 // len(piece)) + " mot"
    reached: list[int] = []
    words_from = words._words_from

    def counted(text: str, entry: int, stop: int | None = None) -> Iterator[Span]:
        reached.append((len(text) if stop is None else stop) - entry)
        return words_from(text, entry, stop)

    monkeypatch.setattr(words, "_words_from", counted)
    assert not word_at(text, len(text) // 2)
    assert sum(reached) < 20 * MAX_LOOKBACK
    assert text[next_word(text, 5) :] == "mot"
    assert previous_word(text, len(text) - 3) == 0
