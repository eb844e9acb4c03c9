"""Local engines with every fault: a message of the right kind that quotes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.translation.engine import EngineError, ErrorKind
from tests.translation.fault_outcomes import DEADLINE, SENTENCES, translate
from tests.translation.local_faults import LOCAL, OFFLINE, Cancelling, LocalFault

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("local", LOCAL, ids=[local.name for local in LOCAL])
def test_local_fault_is_a_message(local: LocalFault, tmp_path: Path) -> None:
    if local.needs_offline and not OFFLINE:
        pytest.skip("the extra “offline” is not installed (ctranslate2, sentencepiece)")
    engine = local.build(tmp_path, DEADLINE if local.trouble is ErrorKind.TIMED_OUT else 15.0)
    with local.around():
        outcome = translate(engine, stop=Cancelling() if local.cancelled else None)
    assert isinstance(outcome.error, EngineError), outcome
    assert outcome.error.kind is local.trouble
    told = str(outcome.error)
    assert told.count(".") >= 2, "what happened, and what to do"
    assert not any(word in told for word in (*SENTENCES[0].split()[2:4], str(tmp_path), "Traceback"))
