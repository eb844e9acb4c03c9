"""``enregard translations``: list, export, import and delete saved translations."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from reader import __version__
from reader.cli import output
from reader.cli.context import load_settings, now, open_library
from reader.cli.exit_codes import FAILURE, SUCCESS
from reader.errors import EnregardError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from reader.cli.arguments import Arguments
    from reader.storage.store import Store
    from reader.text.formats.translation_unit import TranslationUnit
    from reader.text.model.translations import SavedTranslations

_BATCH_SIZE: Final = 500
"""Number of translations imported in one transaction."""


def list_translations(arguments: Arguments) -> int:
    """Print the number of saved translations by origin and language."""
    with open_library(arguments, output.write_message) as (store, _):
        found = store.translation_memory.counts()
    if arguments.json:
        output.write_json([_json_values(entry) for entry in found])
    elif found:
        output.write_lines(_table_lines(found))
    else:
        output.write_message("No saved translations. Run: enregard translate ARTICLE")
    return SUCCESS


def export_translations(arguments: Arguments) -> int:
    """Write the saved translations to a file or stdout; report how many were written or skipped."""
    with open_library(arguments, output.write_message) as (store, _):
        written = _export(store, arguments.format, arguments.output)
        left_out = sum(entry.count for entry in store.translation_memory.counts()) - written
    skipped = f" Skipped {_count(left_out)} whose article is no longer in the library." if left_out else ""
    output.write_message(f"{_count(written)} exported.{skipped}")
    return SUCCESS


def _export(store: Store, file_format: str, path: Path | None) -> int:
    """Return the number of translations written to a file, or to stdout."""
    from reader.text.formats import paired_text, tmx

    written = 0

    def counted() -> Iterator[TranslationUnit]:
        nonlocal written
        for unit in store.translation_memory.units():
            written += 1
            yield unit

    parts = tmx.write(counted(), version=__version__) if file_format == "tmx" else paired_text.write(counted())
    if path is None:
        output.write_lines(part.removesuffix("\n") for part in parts)
    else:
        _write_file(path, parts)
    return written


def import_translations(arguments: Arguments) -> int:
    """Import translations from files; continue after a file that fails."""
    from reader.config import MEGABYTE

    settings = load_settings(arguments)
    with open_library(arguments, output.write_message) as (store, _):
        code = _import(store, arguments.files, settings.target)
        store.translation_memory.shrink_to(settings.memory * MEGABYTE)
        return code


def _import(store: Store, paths: list[Path], target: str) -> int:
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
        more = f"; {known:,} skipped (already saved)" if known else ""
        if taken + known:
            output.write_lines([f"“{name}”: {_count(taken)} imported{more}."])
        if problem or not taken + known:
            no_match = f"“{name}” has no translations into “{target}”. Choose another language with --to."
            output.write_message(problem or no_match)
            code = FAILURE
    return code


def _next_batch(units: Iterator[TranslationUnit]) -> tuple[list[TranslationUnit], str]:
    """Return the next translations of a file, and an error message that ends it (or empty)."""
    batch: list[TranslationUnit] = []
    try:
        for unit in units:
            batch.append(unit)
            if len(batch) == _BATCH_SIZE:
                break
    except SourceError as error:
        return batch, str(error)
    return batch, ""


def delete_translations(arguments: Arguments) -> int:
    """Delete engine translations and report how many; EnregardError without any filter."""
    if not arguments.engine and not arguments.article and arguments.older_than is None:
        raise EnregardError("Choose what to delete: --engine NAME, --article ARTICLE or --older-than DAYS.")
    before = "" if arguments.older_than is None else _days_ago(arguments.older_than)
    with open_library(arguments, output.write_message) as (store, library):
        article = store.article(library.find(arguments.article).id) if arguments.article else None
        deleted = store.translation_memory.delete(engine=arguments.engine, article=article, before=before)
    output.write_lines([f"{_count(deleted)} deleted. Your translations and those of articles are kept."])
    return SUCCESS


def _days_ago(days: int) -> str:
    try:
        return (datetime.fromisoformat(now()) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        return "0001"  # before any translation was saved


def _write_file(path: Path, parts: Iterable[str]) -> None:
    """Write a file atomically; EnregardError on failure."""
    from reader.atomic_write import write_atomically

    try:
        write_atomically(path, parts)
    except OSError as error:
        from reader.sources.files import display_path

        raise EnregardError(
            f"“{display_path(path)}” could not be written ({error.strerror}). Choose another file, or free some space."
        ) from error


def _json_values(entry: SavedTranslations) -> dict[str, Any]:
    return {
        "origin": entry.origin.value,
        "engine": entry.engine,
        "source_language": entry.source_language,
        "target_language": entry.target_language,
        "paragraphs": entry.count,
        "bytes": entry.size,
    }


def _table_lines(found: Iterable[SavedTranslations]) -> Iterator[str]:
    from reader.cli.tables import align_columns
    from reader.text.model.translations import Origin

    labels = {Origin.USER: "your translation", Origin.FILE: "article’s translation"}
    rows = [("PARAGRAPHS", "LANGUAGES", "FROM")]
    rows += [
        (
            f"{entry.count:,}",
            f"{entry.source_language}–{entry.target_language}",
            labels.get(entry.origin) or entry.engine,
        )
        for entry in found
    ]
    yield from align_columns(rows)


def _count(count: int) -> str:
    return "1 paragraph" if count == 1 else f"{count:,} paragraphs"


COMMANDS: Final[dict[str, Callable[[Arguments], int]]] = {
    "translations": list_translations,
    "translations export": export_translations,
    "translations import": import_translations,
    "translations forget": delete_translations,
}
