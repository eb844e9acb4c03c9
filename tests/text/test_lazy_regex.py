"""A lazy pattern behaves like a compiled one."""

from __future__ import annotations

import re
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.lazy_regex import lazy_pattern

PATTERNS = (r"\w+", r"(?P<first>[a-c])?b", "[^é]*", r"(?<=a)b\Z")


@given(st.sampled_from(PATTERNS), st.sampled_from((re.NOFLAG, re.IGNORECASE)), st.text("abcéB \n", max_size=12))
def test_matches_like_an_ordinary_pattern(pattern: str, flags: re.RegexFlag, text: str) -> None:
    lazy, ordinary = lazy_pattern(pattern, flags), re.compile(pattern, flags)
    for _ in "twice":
        assert [found.span() for found in lazy.finditer(text)] == [found.span() for found in ordinary.finditer(text)]
        assert bool(lazy.match(text, 1)) == bool(ordinary.match(text, 1))
        assert lazy.sub("-", text) == ordinary.sub("-", text)
    assert (lazy.pattern, lazy.flags, lazy.groups) == (ordinary.pattern, ordinary.flags, ordinary.groups)


def test_declaring_and_copying_do_not_compile() -> None:
    wrong = lazy_pattern("(")
    copy(wrong)
    with pytest.raises(re.error):
        wrong.match("")
