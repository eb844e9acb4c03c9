"""``enregard config consent``: what the reader agreed that engines are sent, listed and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.errors import EnregardError
from reader.text.dates import display_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.storage.store import Store
    from reader.text.model.engine_state import Consent


def list_consents(store: Store, engine: str) -> list[Consent]:
    """Return what was agreed to for an engine, empty for all of them; EnregardError when there is no such engine."""
    found = store.engine_state.consents()
    if not engine:
        return list(found)
    _require_engine(engine, found)
    return [one for one in found if one.engine == engine]


def revoke(store: Store, engine: str) -> str:
    """Take back what was agreed to for an engine, and return a sentence about it; EnregardError when there is no such engine."""
    _require_engine(engine, store.engine_state.consents())
    if store.engine_state.revoke_consent(engine):
        return f"Taken back: {engine} is sent nothing more before you agree again. What came is kept."
    return f"There is nothing to take back: you have not agreed that {engine} is sent anything."


def as_lines(consents: Iterable[Consent]) -> Iterator[str]:
    """Give what was agreed to as lines for a person."""
    for one in consents:
        yield f"{one.engine}, at {one.host}, since {display_day(one.given)}"
        yield f"  It is sent: {'; '.join(one.sends)}."


def as_values(consents: Iterable[Consent]) -> list[dict[str, Any]]:
    """Return the same for programs."""
    return [{"engine": one.engine, "host": one.host, "sends": list(one.sends), "given": one.given} for one in consents]


def _require_engine(engine: str, found: Iterable[Consent]) -> None:
    from reader.translation.registry import engine_names

    known = sorted({*engine_names(), *(one.engine for one in found)})
    if engine not in known:
        from reader.text.cleaning import clean_line

        raise EnregardError(f"There is no engine “{clean_line(engine)}”. There are these: {', '.join(known)}.")
