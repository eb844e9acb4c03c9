"""Checks of answers, for any source and any answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.cleaning import clean_line, is_clean
from reader.translation.answer_checks import (
    MAX_RATIO,
    MIN_RATIO,
    SHORT_TEXT,
    check_answer,
    check_answers,
    error_notice,
    sentence_segments,
    split_request,
)
from reader.translation.engine import EngineError, ErrorKind, Request
from tests.translation.fault_server import NOTICE, fake_translation

SENTENCE = "Notre porte est toujours ouverte, disent-ils chaque jour à tous."
TEXTS = st.text(min_size=1, max_size=200)
SENTENCES = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=80),
    min_size=1,
    max_size=12,
)


def error_kind(answer: object, source: str) -> ErrorKind | None:
    try:
        check_answer(answer, source, "Any")
    except EngineError as error:
        return error.kind
    return None


@given(answer=TEXTS, source=TEXTS)
def test_accepted_answers_are_clean_and_plausible(answer: str, source: str) -> None:
    kind = error_kind(answer, source)
    if kind is not None:
        assert kind in {
            ErrorKind.INVALID_ANSWER,
            ErrorKind.QUOTA,
            ErrorKind.TOO_LONG,
            ErrorKind.UNSUPPORTED_LANGUAGE,
            ErrorKind.BLOCKED,
        }
        return
    text, wanted = check_answer(answer, source, "Any"), clean_line(source)
    assert text
    assert is_clean(text)
    assert "\n" not in text
    assert check_answer(text, source, "Any") == text
    if len(wanted) > SHORT_TEXT:
        assert MIN_RATIO <= len(text) / len(wanted) <= MAX_RATIO


@given(answer=st.one_of(st.none(), st.integers(), st.binary(), st.lists(st.text()), st.just(""), st.just(" \n\xa0")))
def test_non_text_is_rejected(answer: object) -> None:
    assert error_kind(answer, SENTENCE) is ErrorKind.INVALID_ANSWER


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu"]), min_size=SHORT_TEXT + 1, max_size=120))
def test_unchanged_source_is_rejected(source: str) -> None:
    assert error_kind(source, source) is not None
    assert error_kind(f"« {source}… »", source) is not None


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (NOTICE, ErrorKind.QUOTA),
        ("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS", ErrorKind.TOO_LONG),
        ("'XX' IS AN INVALID TARGET LANGUAGE . EXAMPLE: LANGPAIR=EN|IT", ErrorKind.UNSUPPORTED_LANGUAGE),
        ("PLEASE SELECT TWO DISTINCT LANGUAGES", ErrorKind.UNSUPPORTED_LANGUAGE),
        ("<!DOCTYPE html><html><body>Are you a person?</body></html>", ErrorKind.BLOCKED),
        ("Yes.", ErrorKind.INVALID_ANSWER),
        ("Our door " * 60, ErrorKind.INVALID_ANSWER),
        ("…… — ……… «»……", ErrorKind.INVALID_ANSWER),
        ("�����������������", ErrorKind.INVALID_ANSWER),
        ("Our door is always open, they say every day to all.", None),
    ],
)
def test_answers(answer: str, kind: ErrorKind | None) -> None:
    assert error_kind(answer, SENTENCE) is kind


def test_text_containing_notice_can_be_translated() -> None:
    assert error_notice(NOTICE) is ErrorKind.QUOTA
    assert error_kind(f"The page said: {NOTICE}", f"La page disait : {NOTICE}") is None


@pytest.mark.parametrize(
    ("answer", "source"), [("Paris", "Paris"), ("OK", "D’accord, on se voit demain à midi ?"), ("1", "1")]
)
def test_short_texts_are_not_checked(answer: str, source: str) -> None:
    assert error_kind(answer, source) is None


def test_many_replacement_characters_are_rejected() -> None:
    source = "Notre porte est toujours ouverte, et leurs secrets seront en sécurité avec nous."
    assert error_kind("Our do\ufffdr is always open, and their secrets will be safe with us.", source) is None
    assert (
        error_kind("\ufffdur d\ufffd\ufffdr \ufffds always op\ufffdn, and th\ufffd\ufffdr s\ufffdcrets", source)
        is ErrorKind.INVALID_ANSWER
    )


def test_control_characters_are_removed() -> None:
    assert (
        check_answer("Our \x1b[2Jdoor\r\nis\topen \u202e", "Notre porte est ouverte", "Any") == "Our �[2Jdoor is open �"
    )


@given(SENTENCES, st.integers(-3, 3))
def test_wrong_list_length_is_rejected(sentences: list[str], more: int) -> None:
    answers = [fake_translation(sentence) for sentence in sentences][: max(0, len(sentences) + more)]
    answers += ["More."] * max(more, 0)
    if len(answers) != len(sentences):
        with pytest.raises(EngineError):
            check_answers(answers, sentences, "Any")


@given(st.permutations(range(6)))
def test_numbers_reveal_wrong_order(order: list[int]) -> None:
    sources = [f"En 19{60 + year} il a plu pendant tout le mois de juillet." for year in range(6)]
    answers = [f"It rained through the whole of July in 19{60 + year}." for year in range(6)]
    mixed = [answers[index] for index in order]
    if order == list(range(6)):
        assert check_answers(mixed, sources, "Any") == tuple(answers)
    else:
        with pytest.raises(EngineError) as caught:
            check_answers(mixed, sources, "Any")
        assert "order" in str(caught.value)


def test_numbers_may_be_formatted_differently() -> None:
    sources = ("Plus de 1 500 personnes sont venues à 20 h.", "Il y en avait 12.", "Depuis 2023, rien.")
    answers = ["More than 1,500 people came at 8 pm.", "There were twelve.", "Nothing since 2023."]
    assert check_answers(answers, sources, "Any") == tuple(answers)


def test_swapped_answers_without_numbers_pass() -> None:
    """A known limit of the check."""
    assert check_answers(["Yes, he said.", "No, she said."], ["Non, dit-elle.", "Oui, dit-il."], "Any")


@given(SENTENCES, st.integers(80, 300))
def test_split_request_keeps_every_sentence_once(sentences: list[str], longest: int) -> None:
    request = Request(tuple(sentences), " ".join(sentences))
    got = split_request(request, longest, 4 * longest, "Any")
    assert [index for _, indexes in got for index in indexes] == list(range(len(sentences)))
    assert all(len(text) <= longest and len(text.encode()) <= 4 * longest for text, _ in got)
    if len(got) > 1:
        assert len(request.paragraph) > longest
        for (text, _), (_, after) in pairwise(got):
            assert len(text) + 1 + len(clean_line(sentences[after[0]])) > longest, "the next one would have fit"


@given(SENTENCES)
def test_sentence_segments(sentences: list[str]) -> None:
    segments = sentence_segments(sentences)
    assert [segment.text for segment in segments] == sentences
    assert [segment.sentences for segment in segments] == [(index,) for index in range(len(sentences))]
