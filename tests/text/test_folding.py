from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text.folding import find_all, fold, fold_string, normalize_typography
from reader.text.graphemes import is_boundary, snap_back, snap_forward
from reader.text.spans import Span
from tests.strategies import clean_texts, french_texts, spans_of, texts_with_spans

TEXTS = st.one_of(clean_texts(), french_texts(2))


@pytest.mark.parametrize(
    ("text", "folds"),
    [
        ("ÉTAT", "etat"),
        ("e\u0301tat", "etat"),
        ("L’Œuvre d'Ægir", "l'oeuvre d'aegir"),
        ("Straße ﬁn İ ı", "strasse fin i i"),
        ("« Oui »", '" oui "'),
        ("“Yes” ‘no’", "\"yes\" 'no'"),
        ("fin – à — moins ‑ 3−2", "fin - a - moins - 3-2"),
        ("a\u00a0\u202f b\n\nc\u2009d", "a b c d"),
        ("co\u00adeur \u200b\u2060 zéro\ufeff", "coeur zero"),
        ("Attends…", "attends..."),
        ("Łódź ø", "lodz o"),
        ("각 が कि", "각 が कि"),
        ("", ""),
    ],
)
def test_folded(text: str, folds: str) -> None:
    assert fold_string(text) == folds


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("L’état de l’État", "etat", ["état", "État"]),
        ("un cœur, un COEUR", "coeur", ["cœur", "COEUR"]),
        ("un cœur", "o", ["œ"]),
        ("un cœur", "e", ["œ"]),
        ("un cœur", "eu", ["œu"]),
        ("à la fin.\n\nLe début", "fin. le", ["fin.\n\nLe"]),
        ("l'ami l’ami", "l’AMI", ["l'ami", "l’ami"]),
        ("co\u00adeur", "coeur", ["co\u00adeur"]),
        ("Straße", "s", ["S", "ß"]),
        ("Straße", "ss", ["ß"]),
        ("10\u202f000", "10 000", ["10\u202f000"]),
        ("q\u0307\u0323a", "qa", ["q\u0307\u0323a"]),
        ("q\u0307\u0323a", "q", ["q\u0307\u0323"]),
        ("q\u0307\u0323a", "a", ["a"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("[b]x[/] (.*)", "(.*)", ["(.*)"]),
        ("abc", "", []),
        ("a b c", "  ", []),
        ("", "a", []),
    ],
)
def test_find_all(text: str, query: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_all(fold(text), query)] == found


@given(TEXTS)
def test_folding_is_idempotent(text: str) -> None:
    once = fold_string(text)
    assert fold_string(once) == once
    assert fold(text).text == once
    assert "  " not in once
    assert fold_string(unicodedata.normalize("NFD", text)) == once


@given(TEXTS)
def test_folding_loses_no_letter(text: str) -> None:
    assert [c for c in normalize_typography(text).text if c.isalnum()] == [c for c in text if c.isalnum()]


@given(texts_with_spans(TEXTS, min_size=1))
@example(("co\u00ad\u00adeur", Span(2, 3)))
def test_every_quotation_is_found_at_its_position(case: tuple[str, Span]) -> None:
    text, span = case
    span = Span(snap_back(text, span.start), snap_forward(text, span.end))
    needle = fold_string(span.of(text))
    if not needle.strip():
        return
    hits = find_all(fold(text), span.of(text))
    assert all(needle in fold_string(hit.of(text)) for hit in hits)
    assert any(hit.overlaps(span) for hit in hits)


@given(TEXTS, st.data())
def test_matches_are_ordered_disjoint_and_whole(text: str, data: st.DataObject) -> None:
    piece = data.draw(spans_of(text)).of(text) or data.draw(st.sampled_from(("e", "s", "oe", ".", " a")))
    hits = find_all(fold(text), piece)
    end = 0
    for hit in hits:
        assert end <= hit.start < hit.end <= len(text)
        assert is_boundary(text, hit.start)
        assert is_boundary(text, hit.end)
        end = hit.end
    assert find_all(fold(text), piece, limit=1) == hits[:1]


@settings(max_examples=40)
@given(texts_with_spans(TEXTS, min_size=1))
def test_offset_map_round_trip(case: tuple[str, Span]) -> None:
    text, _ = case
    for view in (fold(text), normalize_typography(text)):
        for place in range(len(view.text)):
            span = view.original_span(place, place + 1)
            assert span
            assert view.text[place] in fold(span.of(text)).text + normalize_typography(span.of(text)).text
            assert view.folded_offset(span.start) <= place
            assert span == view.original_span(view.folded_offset(span.start), view.folded_offset(span.start) + 1)
        whole = [view.original_span(place, place + 1) for place in range(len(view.text))]
        assert whole == sorted(whole)


def test_few_changes_are_stored() -> None:
    text = "Une phrase française, à lire\u202f: « l’été ».\n\n" * 1000
    assert len(fold(text)._change_starts) <= 1000
