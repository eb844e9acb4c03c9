"""The examples in docstrings are correct."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = ("model.article", "cleaning", "dates", "folding", "model.highlights", "spans")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"reader.text.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
