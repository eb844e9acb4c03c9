"""Which Apertium programs are installed; with ENREGARD_NEEDS_APY=1 all must be."""

import os
import shutil
import subprocess

import pytest

NEEDED = os.environ.get("ENREGARD_NEEDS_APY") == "1"
"""Set in CI, where a skipped test would go unnoticed."""


def _directions() -> set[str]:
    program = shutil.which("apertium")
    if program is None:
        return set()
    return set(subprocess.run([program, "-l"], capture_output=True, text=True, check=False).stdout.split())


HAS_PAIRS = {"fra-cat", "cat-eng"} <= _directions()

apertium = pytest.mark.skipif(
    not HAS_PAIRS and not NEEDED,
    reason="Apertium is not installed (Debian: apertium, apertium-fra-cat, apertium-eng-cat)",
)
apy = pytest.mark.skipif(
    not (HAS_PAIRS and shutil.which("apertium-apy")) and not NEEDED,
    reason="Apertium's server is not installed (Debian: apertium-apy, apertium-fra-cat, apertium-eng-cat)",
)
