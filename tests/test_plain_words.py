"""The words that users read are plain: a list of terms that must not come back, and one term for each thing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(reader.__file__).parents[1]
BANNED = re.compile(
    r"""(?ix)
    \b(?:
        told | tells? \s of | mend(?:ed|s)? | stands? | stood | lies \s over | whoever | of \s now
        | (?:is|are|be|was|were) \s asked | asked \s for | what \s came | came \s with | (?:is|are|was) \s brought
        | brings? | takes? \s along | taken \s back | take \s back | of \s one's \s own | words \s of \s each
        | own \s wording | wordings? | manners? | passages? | sitting | desk | what \s answers | that \s answers
        | kept\. | said \s it \s on | its \s reader | he \s is | of \s his
    )\b
    """
)
ALLOWED = re.compile(r"(?i)came with the (?:article|text)|(?:are|is) kept")
"""The origin of a translation, and what is not deleted."""
SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA|FROM|WHERE)\b")
PAGES = (
    "README.md",
    "CHANGELOG.md",
    "docs/reading.md",
    "docs/translation.md",
    "docs/command-line.md",
    "docs/engines.md",
)
GENERATED = ("docs/keys.md", "docs/privacy.md")


def found_in(text: str) -> list[str]:
    """Return the banned terms of a text, each with some words around it."""
    text = ALLOWED.sub("", " ".join(text.split()))
    return [text[max(0, hit.start() - 30) : hit.end() + 30] for hit in BANNED.finditer(text)]


def literals(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a module that are not docstrings and look like sentences or labels."""
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            text = node.value
            if " " in text and not SQL.search(text) and text != " ".join(text.lower().split()):
                yield text


@pytest.mark.parametrize("page", [*PAGES, *GENERATED])
def test_pages(page: str) -> None:
    assert found_in((ROOT / page).read_text(encoding="utf-8")) == []


def test_every_string_of_the_program() -> None:
    hits = {
        str(path.relative_to(ROOT)): found
        for path in sorted((ROOT / "reader").rglob("*.py"))
        if (found := [hit for text in literals(ast.parse(path.read_text(encoding="utf-8"))) for hit in found_in(text)])
    }
    assert hits == {}


def test_the_list_finds_what_it_is_for() -> None:
    assert found_in("May Google be asked? What came is kept.") != []
    assert found_in("The translation that came with the article.") == []
