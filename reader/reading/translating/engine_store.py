"""What the library stores for engines: translations, permissions, pauses, characters sent."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from reader.reading.translating.backoff import DAY, Pause
from reader.storage.paragraph_hashes import paragraph_hash
from reader.text.cleaning import clean_line
from reader.text.model import translations
from reader.text.model.engine_state import SavedPause
from reader.translation.engine import ErrorKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration, Request, Segment

_EPOCH: Final = date(1970, 1, 1).toordinal()


def missing_paragraphs(store: Store, article: Article, engine: str, *, target: str = "en") -> Iterator[tuple[str, int]]:
    """Yield key and index of each paragraph an engine may be asked to translate, each text once.

    These have no translation, or another engine's: never the user's own or the file's.
    """
    seen = set()
    for index, found in enumerate(store.translations(article, engine=engine, target=target)):
        if found is not None and (found.origin is not translations.Origin.ENGINE or found.engine == engine):
            continue
        paragraph = article.paragraph(index)
        key = paragraph_hash(paragraph)
        if paragraph.strip() and key not in seen:
            seen.add(key)
            yield key, index


class LibraryEngineStore:
    """The library as EngineStore, with permissions. Methods raise StorageError."""

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now

    def save_translation(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        """Save the translation of a paragraph, for every article that contains it."""
        self._store.save_engine_translation(
            request.paragraph,
            [translations.Piece(clean_line(segment.text), segment.sentences) for segment in segments],
            source=request.source,
            target=request.target,
            engine=declaration.name,
            version=declaration.version,
        )

    def has_consent(self, declaration: Declaration) -> bool:
        """Whether the user allowed exactly what this engine sends to this host."""
        return self._store.engine_state.has_consent(declaration.name, declaration.host, declaration.sends)

    def grant_consent(self, declaration: Declaration) -> None:
        """Save the user's permission."""
        self._store.engine_state.grant_consent(declaration.name, declaration.host, declaration.sends)

    def consents(self) -> tuple[Consent, ...]:
        """Return all permissions, by engine and host."""
        return self._store.engine_state.consents()

    def revoke_consent(self, engine: str) -> bool:
        """Revoke an engine's permission for all hosts; False if there was none."""
        return self._store.engine_state.revoke_consent(engine)

    def saved_pause(self, declaration: Declaration) -> Pause | None:
        """Return the pause that an earlier run saved."""
        saved = self._store.engine_state.pause(declaration.name, declaration.host)
        if saved is None:
            return None
        try:
            return Pause(ErrorKind(saved.error), datetime.fromisoformat(saved.until).timestamp(), saved.failures)
        except ValueError:  # saved by a newer version
            return None

    def save_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        """Save a pause that has an end; others are detected again by the next run."""
        if pause is None or pause.until is None:
            self._store.engine_state.delete_pause(declaration.name, declaration.host)
            return
        until = datetime.fromtimestamp(pause.until, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self._store.engine_state.save_pause(
            SavedPause(declaration.name, declaration.host, pause.error_kind.value, until, pause.failures)
        )

    def characters_sent(self, declaration: Declaration) -> tuple[int, int]:
        """Return today (days since the epoch, UTC) and the characters sent today."""
        day = int(self._now() // DAY)
        return day, self._store.engine_state.characters_sent(declaration.name, _iso_day(day))

    def add_characters_sent(self, declaration: Declaration, day: int, characters: int) -> None:
        """Add to the characters sent on a day."""
        self._store.engine_state.add_characters_sent(declaration.name, _iso_day(day), characters)


def _iso_day(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()
