"""``enregard config consent``: list and revoke the permissions to send text to engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import output
from reader.cli.context import open_library
from reader.cli.exit_codes import SUCCESS
from reader.errors import EnregardError
from reader.text.dates import display_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.cli.arguments import Arguments
    from reader.storage.store import Store
    from reader.text.model.engine_state import Consent


def manage_consent(arguments: Arguments) -> int:
    """List the consents, or revoke one."""
    with open_library(arguments, output.write_message) as (store, _):
        if arguments.forget:
            output.write_lines([revoke(store, arguments.engine)])
            return SUCCESS
        found = list_consents(store, arguments.engine)
    if arguments.json:
        output.write_json(as_values(found))
    elif found:
        output.write_lines(as_lines(found))
    else:
        output.write_message(f"You haven’t given {arguments.engine or 'any engine'} permission.")
    return SUCCESS


def list_consents(store: Store, engine: str) -> list[Consent]:
    """Return the consents for an engine (empty: all); EnregardError for an unknown engine."""
    found = store.engine_state.consents()
    if not engine:
        return list(found)
    _require_engine(engine, found)
    return [one for one in found if one.engine == engine]


def revoke(store: Store, engine: str) -> str:
    """Revoke a consent and return a message; EnregardError for an unknown engine."""
    _require_engine(engine, store.engine_state.consents())
    if store.engine_state.revoke_consent(engine):
        return f"Permission revoked for {engine}. Existing translations are kept."
    return f"You haven’t given {engine} permission."


def as_lines(consents: Iterable[Consent]) -> Iterator[str]:
    """Return the consents as lines of text."""
    for one in consents:
        yield f"{one.engine}, at {one.host}, since {display_day(one.given)}"
        yield f"  What is sent: {'; '.join(one.sends)}."


def as_values(consents: Iterable[Consent]) -> list[dict[str, Any]]:
    """Return the consents as values for JSON."""
    return [{"engine": one.engine, "host": one.host, "sends": list(one.sends), "given": one.given} for one in consents]


def _require_engine(engine: str, found: Iterable[Consent]) -> None:
    from reader.translation.registry import engine_names

    known = sorted({*engine_names(), *(one.engine for one in found)})
    if engine not in known:
        from reader.text.cleaning import clean_line

        raise EnregardError(f"Unknown engine “{clean_line(engine)}”. Choose one of: {', '.join(known)}.")
