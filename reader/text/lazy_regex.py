"""Patterns: regular expressions that are compiled by their first use and not by being declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class _LazyPattern:
    """A pattern that becomes one of `re` method by method: what was asked for once costs nothing more than there."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._declared = (pattern, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever `re.Pattern` has
        if name.startswith("__"):
            raise AttributeError(name)  # copying and the like must not compile anything
        value = getattr(re.compile(*self._declared), name)  # `re` keeps what it compiled
        self.__dict__[name] = value
        return value


if TYPE_CHECKING:
    from re import compile as late_pattern
else:
    late_pattern = _LazyPattern

__all__ = ["late_pattern"]
