from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.text.model.selectors import CONTEXT, Anchor, Selector, describe, resolve, resolve_all
from reader.text.spans import Span
from tests.strategies import articles, clean_texts, french_texts, spans_of, texts_with_spans

if TYPE_CHECKING:
    from reader.text.model.article import Article

TEXT = (
    "Le chef du service a prononcé un rare discours à Prague mercredi.\n\n"
    "« Notre porte est toujours ouverte », a déclaré le chef des services secrets. « Nous traiterons leurs offres d’aide.»"
    "\n\nMoore a déclaré que la porte est grande, et que le thé est servi."
)


def mark(text: str, words: str, nth: int = 0) -> Selector:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return describe(text, Span(start, start + len(words)))


def found(text: str, selector: Selector) -> str | None:
    anchor = resolve(text, selector)
    return None if anchor is None else anchor.span.of(text)


@settings(max_examples=40)
@given(articles(), st.data())
def test_a_described_quotation_is_found(article: Article, data: st.DataObject) -> None:
    span = data.draw(spans_of(article.text))
    selector = describe(article.text, span)
    assert selector.exact == span.of(article.text)
    assert max(len(selector.prefix), len(selector.suffix)) <= CONTEXT
    assert resolve(article.text, selector) == Anchor(span, 1.0)


def _is_once(text: str, words: str) -> bool:
    """Return whether a text occurs once; unlike ``count``, this sees overlapping occurrences."""
    return text.find(words) == text.rfind(words) >= 0


@settings(max_examples=40)
@given(texts_with_spans(french_texts(), min_size=12), st.data())
def test_a_deletion_elsewhere_does_not_lose_it(case: tuple[str, Span], data: st.DataObject) -> None:
    text, span = case
    assume(len(span) >= 12 and _is_once(text, span.of(text)) and span.of(text).strip() == span.of(text))
    if data.draw(st.booleans()):
        cut = data.draw(spans_of(text[: span.start]))
        shift = -len(cut)
    else:
        after = data.draw(spans_of(text[span.end :]))
        cut, shift = Span(after.start + span.end, after.end + span.end), 0
    changed = text[: cut.start] + text[cut.end :]
    assume(_is_once(changed, span.of(text)))
    anchor = resolve(changed, describe(text, span))
    assert anchor is not None
    assert anchor.span == Span(span.start + shift, span.end + shift) or len(span.of(text).split()) < 3


@settings(max_examples=40)
@given(st.one_of(clean_texts(), french_texts()), st.one_of(clean_texts(), french_texts()), st.data())
def test_any_selector_resolves_inside_any_text_or_not_at_all(text: str, other: str, data: st.DataObject) -> None:
    selector = describe(other, data.draw(spans_of(other)))
    anchor = resolve(text, selector)
    assert resolve_all(text, [selector, selector]) == [anchor, anchor]
    if anchor is not None:
        assert anchor.span.end <= len(text)
        assert 0 <= anchor.score <= 1


def test_typography_may_change() -> None:
    selector = mark(TEXT, "« Notre porte est toujours ouverte », a déclaré")
    newer = TEXT.replace("« ", "«\u00a0").replace(" »", "\u202f»").replace("Le chef du service", "Le patron du service")
    assert found(newer, selector) == "«\u00a0Notre porte est toujours ouverte\u202f», a déclaré"
    straight = mark(TEXT.replace("’", "'"), "leurs offres d'aide")
    assert found("Avant. " + TEXT, straight) == "leurs offres d’aide"


def test_an_added_paragraph_shifts_it() -> None:
    for words in ("porte", "thé", "rare discours", "« Nous traiterons leurs offres"):
        selector = mark(TEXT, words)
        anchor = resolve("Une nouvelle.\n\n" + TEXT, selector)
        assert anchor is not None
        assert anchor.span == Span(selector.start + 15, selector.start + 15 + len(words))
        assert anchor.score > 0.9


def test_the_right_occurrence_is_found() -> None:
    second = mark(TEXT, "porte est", 1)
    anchor = resolve("Ajout.\n\n" + TEXT, second)
    assert anchor is not None
    assert anchor.span.start == second.start + 8


def test_the_score_equals_that_of_hypothesis() -> None:
    text = "Il était une fois une reine."
    selector = Selector("une fois une reine", "", "", 0)
    anchor = resolve(text, selector)
    assert anchor is not None
    assert anchor.score == pytest.approx((50 + 20 + 20 + 2 * (1 - 9 / len(text))) / 92)


def test_ambiguous_quotations_are_not_resolved() -> None:
    twins = "Il faut lire ce livre. Il faut lire ce livre."
    assert resolve("Bien sûr ! " + twins, Selector("faut lire ce livre", "", "", 3)) is None


def test_a_short_quotation_needs_context() -> None:
    selector = mark("Le vieux Linus dort.", "Linus")
    assert resolve("Des machines. Linus part ailleurs, loin de nous.", selector) is None
    assert found("Hier, le vieux Linus dort.", selector) == "Linus"


def test_an_equal_word_at_the_position_is_not_accepted() -> None:
    selector = mark("Un et deux et trois.", "et")
    assert resolve("Ô, et ni l’un ni l’autre", dataclasses.replace(selector, start=3)) is None


def test_a_deleted_quotation_is_not_found() -> None:
    assert resolve("Autre chose.", mark(TEXT, "rare discours à Prague")) is None
    assert resolve("", mark(TEXT, "porte")) is None
    assert resolve("abc", Selector("\u200b", "x", "y", 9)) is None


def test_many_occurrences_are_searched_in_bounds() -> None:
    text = "la la " * 50_000
    assert resolve(text, Selector("la la la", "do do do do", "re re re re", 1)) is None  # else this never ends
