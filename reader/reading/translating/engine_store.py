"""The memory of engines' work, in the library: what the Translator and the command line keep and look up."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from reader.reading.translating.backoff import DAY, Pause
from reader.storage.paragraph_hashes import paragraph_hash
from reader.text.cleaning import clean_line
from reader.text.model import translations
from reader.text.model.engine_state import KeptPause
from reader.translation.engine import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration, Request, Segment

_EPOCH: Final = date(1970, 1, 1).toordinal()


def missing(store: Store, article: Article, engine: str, *, target: str = "en") -> Iterator[tuple[str, int]]:
    """Give the key and the index of each paragraph that an engine may be asked for; the same words once.

    Those are the ones with no English but another engine's: nothing takes the place of the reader's words or the file's.
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


class LibraryMemory:
    """What is kept of engines, as the values that scheduling works with. StorageError when it cannot be kept."""

    def __init__(self, store: Store, now: Callable[[], float] = time.time) -> None:
        self._store = store
        self._now = now

    def keep(self, request: Request, segments: tuple[Segment, ...], declaration: Declaration) -> None:
        """Keep the English of a paragraph, for every article that has it."""
        self._store.put_translation(
            request.paragraph,
            [translations.Piece(clean_line(segment.text), segment.sentences) for segment in segments],
            source=request.source,
            target=request.target,
            engine=declaration.name,
            version=declaration.version,
        )

    def agreed(self, declaration: Declaration) -> bool:
        """Tell whether the reader agreed to just what this engine sends to this host."""
        return self._store.engines.consented(declaration.name, declaration.host, declaration.sends)

    def agree(self, declaration: Declaration) -> None:
        """Keep that the reader agreed."""
        self._store.engines.consent(declaration.name, declaration.host, declaration.sends)

    def consents(self) -> tuple[Consent, ...]:
        """Return all that the reader agreed to, by engine and host."""
        return self._store.engines.consents()

    def withdraw(self, engine: str) -> bool:
        """Take back that an engine may be sent something, at any host; False when the reader had not agreed."""
        return self._store.engines.withdraw(engine)

    def pause(self, declaration: Declaration) -> Pause | None:
        """Return the pause that an earlier run left."""
        kept = self._store.engines.pause(declaration.name, declaration.host)
        if kept is None:
            return None
        try:
            return Pause(Trouble(kept.trouble), datetime.fromisoformat(kept.until).timestamp(), kept.failures)
        except ValueError:  # of a version to come
            return None

    def keep_pause(self, declaration: Declaration, pause: Pause | None) -> None:
        """Keep a pause that has an end; what the reader has to mend is looked at anew by the next run."""
        if pause is None or pause.until is None:
            self._store.engines.end_pause(declaration.name, declaration.host)
            return
        until = datetime.fromtimestamp(pause.until, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self._store.engines.put_pause(
            KeptPause(declaration.name, declaration.host, pause.trouble.value, until, pause.failures)
        )

    def spent(self, declaration: Declaration) -> tuple[int, int]:
        """Return today (days since the epoch, UTC), and the characters sent today."""
        day = int(self._now() // DAY)
        return day, self._store.engines.spent(declaration.name, _iso(day))

    def spend(self, declaration: Declaration, day: int, characters: int) -> None:
        """Count so many characters more that were sent on a day."""
        self._store.engines.spend(declaration.name, _iso(day), characters)


def _iso(day: int) -> str:
    return date.fromordinal(_EPOCH + day).isoformat()
