"""A pattern that is compiled late does what one of `re` does."""

from __future__ import annotations

import re
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.lazy_regex import late_pattern

PATTERNS = (r"\w+", r"(?P<first>[a-c])?b", "[^é]*", r"(?<=a)b\Z")


@given(st.sampled_from(PATTERNS), st.sampled_from((re.NOFLAG, re.IGNORECASE)), st.text("abcéB \n", max_size=12))
def test_it_finds_what_an_ordinary_pattern_finds(pattern: str, flags: re.RegexFlag, text: str) -> None:
    late, ordinary = late_pattern(pattern, flags), re.compile(pattern, flags)
    for _ in "twice":
        assert [found.span() for found in late.finditer(text)] == [found.span() for found in ordinary.finditer(text)]
        assert bool(late.match(text, 1)) == bool(ordinary.match(text, 1))
        assert late.sub("-", text) == ordinary.sub("-", text)
    assert (late.pattern, late.flags, late.groups) == (ordinary.pattern, ordinary.flags, ordinary.groups)


def test_declaring_and_copying_compile_nothing() -> None:
    wrong = late_pattern("(")
    copy(wrong)
    with pytest.raises(re.error):
        wrong.match("")
