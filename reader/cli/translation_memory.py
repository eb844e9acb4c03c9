"""``enregard translations``: what is remembered, taken along to other programs, brought in from them, and forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from reader import __version__
from reader.cli import output
from reader.cli.exit_codes import FAILURE, SUCCESS
from reader.errors import EnregardError, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reader.storage.store import Store
    from reader.text.formats.translation_unit import TranslationUnit
    from reader.text.model.article import Article
    from reader.text.model.translations import SavedTranslations

_BATCH_SIZE: Final = 500
"""Translations that are kept in one transaction."""


def list_translations(store: Store, *, as_json: bool) -> int:
    """Print how much is remembered, by whose words they are and the languages."""
    found = store.translation_memory.counts()
    if as_json:
        output.write_json([_json_values(one) for one in found])
    elif found:
        output.write_lines(_table_lines(found))
    else:
        output.write_message("Nothing is remembered yet. `enregard translate ARTICLE` gets English from an engine.")
    return SUCCESS


def export_translations(store: Store, form: str, path: Path | None) -> int:
    """Write the memory into a file, or to the standard output; say how much, and what had to stay."""
    from reader.text.formats import paired_text, tmx

    written = 0

    def counted() -> Iterator[TranslationUnit]:
        nonlocal written
        for unit in store.translation_memory.units():
            written += 1
            yield unit

    parts = tmx.write(counted(), version=__version__) if form == "tmx" else paired_text.write(counted())
    if path is None:
        output.write_lines(part.removesuffix("\n") for part in parts)
    else:
        _write_file(path, parts)
    stay = sum(one.count for one in store.translation_memory.counts()) - written
    left = f" {_count(stay)} of texts that are no longer in the library: left out." if stay else ""
    output.write_message(f"{_count(written)} written.{left}")
    return SUCCESS


def import_translations(store: Store, paths: list[Path], target: str) -> int:
    """Remember what the files hold; go on after one that could not be read to its end."""
    from reader.sources.files import display_path
    from reader.sources.memory_files import read_translations
    from reader.text.model.translations import is_imported

    code = SUCCESS
    for path in paths:
        name = display_path(path, full=False)
        taken = known = 0
        units = read_translations(path, target=target)
        while True:
            batch, problem = _next_batch(units)
            if batch:
                new, old = store.translation_memory.import_units(
                    batch, name=name if is_imported(name) else f"{name}.memory"
                )
                taken, known = taken + new, known + old
            if problem or len(batch) < _BATCH_SIZE:
                break
        more = f"; {known:,} known already, or better known" if known else ""
        if taken + known:
            output.write_lines([f"“{name}”: {_count(taken)} remembered{more}."])
        if problem or not taken + known:
            output.write_message(problem or f"“{name}” has nothing in the language “{target}”. Name another with --to.")
            code = FAILURE
    return code


def _next_batch(units: Iterator[TranslationUnit]) -> tuple[list[TranslationUnit], str]:
    """Return the next translations of a file, and why there are no more after them; empty when there may be."""
    batch: list[TranslationUnit] = []
    try:
        for unit in units:
            batch.append(unit)
            if len(batch) == _BATCH_SIZE:
                break
    except SourceError as error:
        return batch, str(error)
    return batch, ""


def delete_translations(store: Store, *, engine: str, article: Article | None, days: int | None, now: str) -> int:
    """Forget what engines said, and say of how many paragraphs; EnregardError when nothing says what."""
    if not engine and article is None and days is None:
        raise EnregardError("Say what is to be forgotten: --engine NAME, --article ARTICLE or --older-than DAYS.")
    before = ""
    if days is not None:
        try:
            before = (datetime.fromisoformat(now) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        except OverflowError:
            before = "0001"  # before anything was remembered
    forgotten = store.translation_memory.delete(engine=engine, article=article, before=before)
    output.write_lines(
        [f"{_count(forgotten)} of engines forgotten. Your own words and those that came with a text stay."]
    )
    return SUCCESS


def _write_file(path: Path, parts: Iterable[str]) -> None:
    """Write a whole file or none; EnregardError when it could not be written."""
    from reader.atomic_write import write_atomically

    try:
        write_atomically(path, parts)
    except OSError as error:
        from reader.sources.files import display_path

        raise EnregardError(
            f"“{display_path(path)}” could not be written ({error.strerror}). Name another file, or make room."
        ) from error


def _json_values(one: SavedTranslations) -> dict[str, Any]:
    return {
        "origin": one.origin.value,
        "engine": one.engine,
        "source_language": one.source_language,
        "target_language": one.target_language,
        "paragraphs": one.count,
        "bytes": one.size,
    }


def _table_lines(found: Iterable[SavedTranslations]) -> Iterator[str]:
    from reader.cli.tables import align_columns
    from reader.text.model.translations import Origin

    said = {Origin.USER: "your own words", Origin.FILE: "came with a text"}
    rows = [("PARAGRAPHS", "LANGUAGES", "FROM")]
    rows += [
        (f"{one.count:,}", f"{one.source_language}–{one.target_language}", said.get(one.origin) or one.engine)
        for one in found
    ]
    yield from align_columns(rows)


def _count(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count:,} paragraphs"
