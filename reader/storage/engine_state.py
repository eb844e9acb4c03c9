"""State of the translation engines in the library: consent, pauses and daily usage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.engine_state import Consent, SavedPause

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.storage.database import Database


class EngineState:
    """What the library stores about engines.

    Each method is one durable transaction; StorageError if it fails.
    """

    def __init__(self, database: Database, now: Callable[[], str]) -> None:
        self._database = database
        self._now = now

    def has_consent(self, engine: str, host: str, sends: Sequence[str]) -> bool:
        """Return whether the user agreed to exactly this host and this data."""
        row = self._database.fetch_one("SELECT sends FROM consents WHERE engine = ? AND host = ?", engine, host)
        return row is not None and row[0] == "\n".join(sends)

    def grant_consent(self, engine: str, host: str, sends: Sequence[str]) -> None:
        """Store the user's consent."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO consents (engine, host, sends, given) VALUES (?, ?, ?, ?)",
                (engine, host, "\n".join(sends), self._now()),
            )

    def consents(self) -> tuple[Consent, ...]:
        """Return all consents, by engine and host."""
        rows = self._database.fetch_all("SELECT engine, host, sends, given FROM consents ORDER BY engine, host")
        return tuple(Consent(name, host, tuple(sends.split("\n")), given) for name, host, sends, given in rows)

    def revoke_consent(self, engine: str) -> bool:
        """Delete the consents for an engine and all its hosts; False if there were none."""
        with self._database.transaction() as connection:
            return connection.execute("DELETE FROM consents WHERE engine = ?", (engine,)).rowcount > 0

    def pause(self, engine: str, host: str) -> SavedPause | None:
        """Return the stored pause of an engine, past or present, or None."""
        row = self._database.fetch_one(
            "SELECT engine, host, trouble, until, failures FROM pauses WHERE engine = ? AND host = ?", engine, host
        )
        return None if row is None else SavedPause(*row)

    def save_pause(self, pause: SavedPause) -> None:
        """Store why and until when an engine gets no requests."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO pauses (engine, host, trouble, until, failures) VALUES (?, ?, ?, ?, ?)",
                (pause.engine, pause.host, pause.error, pause.until, pause.failures),
            )

    def delete_pause(self, engine: str, host: str) -> None:
        """Delete the pause and failure count of an engine that answered."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM pauses WHERE engine = ? AND host = ?", (engine, host))

    def characters_sent(self, engine: str, day: str) -> int:
        """Return how many characters were sent to an engine on a day (ISO 8601)."""
        row = self._database.fetch_one("SELECT characters FROM spent WHERE engine = ? AND day = ?", engine, day)
        return 0 if row is None else int(row[0])

    def add_characters_sent(self, engine: str, day: str, characters: int) -> None:
        """Add to a day's characters sent to an engine; delete the counts of earlier days."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM spent WHERE engine = ? AND day < ?", (engine, day))
            connection.execute(
                "INSERT INTO spent (engine, day, characters) VALUES (?, ?, ?)"
                " ON CONFLICT (engine, day) DO UPDATE SET characters = characters + excluded.characters",
                (engine, day, characters),
            )
