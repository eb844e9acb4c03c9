"""``docs/engines.md`` lists every engine; its example is run in test_worked_example.py."""

import re
from pathlib import Path

from reader.translation.registry import BUILT_IN

PAGE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")


def test_the_table_has_every_engine() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(BUILT_IN)
