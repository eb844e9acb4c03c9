"""Regular expressions that are compiled on first use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any


class _LazyPattern:
    """A proxy of ``re.Pattern`` that caches each method on first access."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._declared = (pattern, flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever `re.Pattern` has
        if name.startswith("__"):
            raise AttributeError(name)  # copying must not compile
        value = getattr(re.compile(*self._declared), name)  # `re` caches compiled patterns
        self.__dict__[name] = value
        return value


if TYPE_CHECKING:
    from re import compile as lazy_pattern
else:
    lazy_pattern = _LazyPattern

__all__ = ["lazy_pattern"]
