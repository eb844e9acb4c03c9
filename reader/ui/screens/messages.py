"""Messages of the reading screen and the dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.reading.preferences import MEASURES
from reader.text.dates import display_day
from reader.text.model import translations
from reader.ui.spread.blocks import Side
from reader.ui.spread.columns import ColumnMode, EnglishMode
from reader.ui.spread.truncate import truncate

if TYPE_CHECKING:
    from reader.text.model.highlights import Highlight
    from reader.text.model.translations import Translation

EMPTY_LIBRARY = "No articles. Run: enregard add FILE"
NO_MATCHING_ARTICLE = "No matching articles. Press Esc to show all."
LAST_ARTICLE = "This is the last article. Press K for the previous one."
FIRST_ARTICLE = "This is the first article. Press J for the next one."

FROM_ARTICLE = "Article’s translation"
ROUGH_ENGINES = translations.ROUGH_ENGINES
YOUR_TRANSLATION = "Your translation"
NO_TRANSLATION = "no translation"
TRANSLATION_HIDDEN = "The translation is hidden. Press t to show it, or T for this paragraph."
FRENCH_HIDDEN = "The French is hidden. Press M to show it."
NO_PARAGRAPH_TRANSLATION = "This paragraph has no translation."
TRANSLATION_BELOW = "The English is below the screen; scroll down."
TRANSLATION_ALREADY_SHOWN = "The translation is already shown. Press t to hide it."

HIGHLIGHTS_ON_FRENCH_ONLY = "Only the French can be highlighted. Select French text, or press y to copy this."
NO_HIGHLIGHT_HERE = "No highlight here. Press ] for the next one, or v to select text."
NO_HIGHLIGHTS_LISTED = "No highlights. In the text, press v to select, then 1–6 to highlight."
NO_HIGHLIGHTS = "No highlights in this article. Press v to select text, then 1–6."
NOTHING_TO_NOTE = "Select some text first (v), then press a."
HIGHLIGHT_TEXT_GONE = "The highlighted text is no longer in the article. The highlight stays in the list."
TEXT_GONE = "text no longer in the article"
NOTE_SAVED = "Saved. u: undo"

OWN_TRANSLATION_SAVED_HIDDEN = "Saved. t: show translation, u: undo"
OWN_TRANSLATION_REMOVED = "Your translation was removed. Press u to undo."
TRANSLATION_DRAFT_FOUND = "Unfinished translation restored. Press i to open it."
TRANSLATION_DRAFT_LISTED = "Unfinished translation restored. Press I to find it in the list."
TRANSLATION_DRAFT_ELSEWHERE = "You have an unfinished translation in another paragraph. Press I to list it."
NOT_FINISHED = "Unfinished"
NO_EARLIER_VERSIONS = "No earlier versions of this paragraph."
PRESS_I = "Press i to translate"
NO_OTHER_TRANSLATION = "No other translation of this paragraph. Press i to write yours."
NO_OWN_TRANSLATION = "You have not translated this paragraph yet. Press i to start."
VERSIONS_HEADING = "Your versions and the original translation"
YOURS = "Yours"
EMPTY_TRANSLATION = "No translation"
EMPTY_TRANSLATION_DETAIL = "No other translation of this paragraph. Your versions stay in this list."
NO_MATCHES = "No matches."
NO_MATCHING_COMMAND = "No matching command."
NO_MATCHING_HEADING = "No matching heading."
LAST_PARAGRAPH = "This is the last paragraph."
FIRST_PARAGRAPH = "This is the first paragraph."

NO_HEADINGS = "This article has no headings. Type 50% for the middle, or / to search."
NO_JUMP_BACK = "No earlier jump to go back to."
NO_JUMP_FORWARD = "No later jump to go forward to."
BOOKMARK_NEEDS_LETTER = "Name a bookmark with a letter or digit: m a sets it, ' a goes there."
NOT_A_PERCENTAGE = "Not a percentage. Type a number from 0 to 100."

NOT_FOUND = "not found"
NO_SEARCH = "No search yet. Press / to search."
WRAPPED_TO_TOP = "Search wrapped to the top."
WRAPPED_TO_END = "Search wrapped to the end."

NOTHING_TO_UNDO = "Nothing to undo."
NOTHING_TO_REDO = "Nothing to redo."

SETTINGS_USED = "Settings applied. Mouse and startup theme apply at the next start."


def no_such_theme(name: str) -> str:
    """Report an unknown theme in the settings."""
    return f"Unknown theme “{truncate(name, 30)}”. Open Settings to see all themes."


def settings_problems(errors: tuple[str, ...]) -> str:
    """Report the first two errors in the settings, and the number of others."""
    more = len(errors) - 2
    others = f" ({more} more; fix these first.)" if more > 0 else ""
    return " ".join(errors[:2]) + others


def cannot_write(path: str) -> str:
    """Report that a file could not be created."""
    return f"Could not create {path}. Check that its folder is writable."


def how_to_add_translation(name: str) -> str:
    """Explain how to add a translation file."""
    file_name = f"{name}.en.txt" if name else "NAME.en.txt"
    return (
        f"This article has no translation. Save one as {file_name} next to the French file, "
        "paragraph for paragraph, then add the French file again (enregard add)."
    )


def time_left(minutes: int) -> str:
    """Show the remaining reading time.

    >>> time_left(3), time_left(60), time_left(323)
    ('3 min left', '1 h left', '5 h 23 left')
    """
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min left"
    return f"{hours} h {minutes:02} left" if minutes else f"{hours} h left"


def paragraph_name(number: int, title: str = "") -> str:
    """Name a paragraph by its number, from 1, and by its article's title if given."""
    return f"{title}, paragraph {number}" if title else f"paragraph {number}"


def translation_source(found: Translation) -> str:
    """Name the source of a translation, for the footer."""
    if found.engine:
        return f"Translation: {_engine_name(found)}"
    return YOUR_TRANSLATION if found.origin is translations.Origin.USER else FROM_ARTICLE


def version_date(created: str, *, shown: bool) -> str:
    """Show the date of a version, and whether it is the one shown on the page."""
    return f"{display_day(created)} · shown" if shown else display_day(created)


def _engine_name(found: Translation) -> str:
    return truncate(found.engine, 20) + (" (rough translation)" if found.engine in ROUGH_ENGINES else "")


def about_translation(found: Translation | None) -> str:
    """Show the source of a paragraph's translation, or how to get one."""
    if found is None:
        return "This paragraph has no translation. Press R to translate it."
    day = display_day(found.created)
    if translations.is_imported(found.engine):
        return f"Translation from the file {_engine_name(found)}, {day}."
    if found.engine:
        return f"Machine translation: {_engine_name(found)}, {day}."
    if found.origin is translations.Origin.USER:
        return f"Your translation, {day}. Press I for earlier versions."
    return f"Article’s translation, {day}."


def english_mode(chosen: EnglishMode, mode: ColumnMode) -> str:
    """Describe the translation layout in use."""
    if chosen is EnglishMode.FACING and mode is not ColumnMode.FACING:
        return "Window too narrow for two columns; the translation is under each paragraph."
    return {
        EnglishMode.AUTOMATIC: "Automatic: side by side if the window is wide enough, else under each paragraph.",
        EnglishMode.FACING: "The translation is beside the French.",
        EnglishMode.INTERLEAVED: "The translation is under each paragraph.",
        EnglishMode.ENGLISH: "Only the English is shown. Press M to show the French.",
        EnglishMode.REVEAL: "The translation is hidden. Press T to show or hide it for one paragraph.",
        EnglishMode.YOURSELF: (
            "Press i to translate a paragraph; the existing translation then appears below. Press T to peek."
        ),
    }[chosen]


def translated_count(done: int, of: int) -> str:
    """Count the paragraphs that the user has translated."""
    return f"{done} of {of} translated"


def translation_too_long(limit: int) -> str:
    """Report that a translation is too long for the editor."""
    return f"This translation is too long to edit here (limit: {limit:,} characters)."


def too_long(limit: int) -> str:
    """Report that a text is too long."""
    return f"Too long (limit: {limit:,} characters). Nothing was changed."


def archived(title: str) -> str:
    """Confirm that an article was archived."""
    return f"Archived “{truncate(title, 50)}”. u: undo"


def removed(highlight: Highlight) -> str:
    """Confirm that a highlight was removed."""
    return "Removed with its note. u: undo" if highlight.note else "Removed. u: undo"


def no_more_highlights(*, forward: bool) -> str:
    """Report that there is no further highlight in a direction."""
    return (
        "No highlight after this one. Press [ to go back."
        if forward
        else "No highlight before this one. Press ] to go on."
    )


def not_found(query: str) -> str:
    """Report that a search found nothing."""
    return f"“{truncate(query, 40)}” not found."


def bookmark_set(letter: str) -> str:
    """Confirm that a bookmark was set."""
    return f"Bookmark {letter} set. Press ' {letter} to return."


def no_bookmark(letter: str, others: tuple[str, ...]) -> str:
    """Report a missing bookmark, and list the existing ones."""
    hint = f" Bookmarks: {truncate(' '.join(others), 40)}." if others else f" Press m {letter} to set it here."
    return f"No bookmark {truncate(letter, 4)} in this article.{hint}"


def line_width(cells: int) -> str:
    """Show the new line width, in cells."""
    limit = " (maximum)" if cells == MEASURES[-1] else " (minimum)" if cells == MEASURES.start else ""
    return f"Line width: {cells}{limit}"


def copied_what(side: Side, *, selected: bool, both: bool) -> str:
    """Name the copied text."""
    what = "the selection" if selected else "the sentence"
    if not both:
        return what
    return f"{what} and its translation" if side is Side.FRENCH else f"{what} and its French"


def copied(what: str, program: str | None) -> str:
    """Confirm a copy; name the program, or the terminal if none took the text."""
    if program:
        return f"Copied {what} with {program}."
    return f"Copied {what} to the terminal’s clipboard (OSC 52)."


def q_quits(keys: tuple[str, ...]) -> str:
    """Name the key that quits, after ctrl+c."""
    return f"Press {keys[0]} to quit." if keys else ""


def undone(change: str, *, again: bool) -> str:
    """Confirm an undo or redo."""
    return f"{'Redid' if again else 'Undid'}: {change}."


def note_drafts_found(count: int) -> str:
    """Report unfinished notes found after a crash."""
    if count == 1:
        return "Unfinished note restored. Press a to open it."
    return f"{count} unfinished notes restored. Press a to open the first."
