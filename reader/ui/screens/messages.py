"""Every sentence the screens say to the reader, in one place and one voice: what happened, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import display_day
from reader.text.model import translations
from reader.ui.spread.blocks import Side
from reader.ui.spread.columns import ColumnMode, EnglishMode
from reader.ui.spread.truncate import truncate

if TYPE_CHECKING:
    from reader.text.model.highlights import Highlight
    from reader.text.model.translations import Translation

EMPTY_LIBRARY = "No articles yet. Bring one in with: enregard add FILE"
NO_MATCHING_ARTICLE = "No article has these words in its title. Esc shows them all."
LAST_ARTICLE = "This is the last article. K opens the one before."
FIRST_ARTICLE = "This is the first article. J opens the next."

FROM_ARTICLE = "English: with the article"
ROUGH_ENGINES = translations.ROUGH_ENGINES
YOUR_TRANSLATION = "English: your own"
NO_TRANSLATION = "no English"
TRANSLATION_HIDDEN = "The English is hidden here. t shows it; T, that of this paragraph."
FRENCH_HIDDEN = "Only the English is shown. M brings the French back."
NO_PARAGRAPH_TRANSLATION = "This paragraph has no English."
TRANSLATION_BELOW = "The English stands further down."
TRANSLATION_ALREADY_SHOWN = "The English is shown already; t hides it."

HIGHLIGHTS_ON_FRENCH_ONLY = "Highlights lie on the French. Select there, or press y to copy this English."
NO_HIGHLIGHT_HERE = "No highlight here. ] goes to the next; v selects a passage to mark."
NO_HIGHLIGHTS_LISTED = "No marks here yet. In the text, v selects and 1 to 6 highlight; a writes a note."
NO_HIGHLIGHTS = "No marks in this article yet. v selects a passage; 1 to 6 highlight it."
NOTHING_TO_NOTE = "A note belongs to a passage. v selects one, then a writes its note."
HIGHLIGHT_TEXT_GONE = "The passage of this mark is no longer in the text. It stays in the list of marks."
TEXT_GONE = "its passage is no longer in the text"
NOTE_SAVED = "Kept. u undoes."

OWN_TRANSLATION_SAVED_HIDDEN = "Kept. t shows the English; u undoes."
OWN_TRANSLATION_REMOVED = "Your words are taken away, and what was there before stands again. u brings yours back."
TRANSLATION_DRAFT_FOUND = "English of yours that you had not finished was kept. i opens it."
TRANSLATION_DRAFT_LISTED = "English of yours that you had not finished was kept. I lists it."
TRANSLATION_DRAFT_ELSEWHERE = "English that you had not finished is kept for another paragraph. I on the page lists it."
NOT_FINISHED = "Not finished"
NO_EARLIER_VERSIONS = "You have not written this paragraph’s English before."
PRESS_I = "i writes it"
NO_OTHER_TRANSLATION = "No other English of this paragraph is there. i writes yours."
NO_OWN_TRANSLATION = "You have not written this paragraph’s English yet. i does."
VERSIONS_HEADING = "Your English of this paragraph, and what stands there without it"
YOURS = "Yours"
EMPTY_TRANSLATION = "Nothing"
EMPTY_TRANSLATION_DETAIL = "No other English of this paragraph is there. Yours stay in this list."
NO_MATCHES = "Nothing has these words."
NO_MATCHING_COMMAND = "No command has these words."
NO_MATCHING_HEADING = "No heading has these words."
LAST_PARAGRAPH = "This is the last paragraph."
FIRST_PARAGRAPH = "This is the first paragraph."

NO_HEADINGS = "This article has no headings. 50% goes to the middle; / finds words."
NO_JUMP_BACK = "Nothing to go back to: no jump was made from elsewhere."
NO_JUMP_FORWARD = "Nothing to go forward to."
BOOKMARK_NEEDS_LETTER = "A bookmark is named by a letter or a digit: m a sets one, ' a goes there."
NOT_A_PERCENTAGE = "That is no percentage. Type a number from 0 to 100, such as 50."

NOT_FOUND = "not found"
NO_SEARCH = "Nothing to look for yet. / begins a search."
WRAPPED_TO_TOP = "From the beginning again."
WRAPPED_TO_END = "From the end again."

NOTHING_TO_UNDO = "Nothing to undo."
NOTHING_TO_REDO = "Nothing to redo."

SETTINGS_USED = "The settings are in use now; the mouse and the theme of the start, from the next time on."


def no_such_theme(name: str) -> str:
    """Say that the settings name a theme that does not exist."""
    return (
        f"There is no theme “{truncate(name, 30)}”. The settings in the program (the key for Settings) list them all."
    )


def settings_problems(sentences: tuple[str, ...]) -> str:
    """Say what could not be used of the settings: the first two, and how many more."""
    more = len(sentences) - 2
    rest = f" ({more} more; they show when these are mended.)" if more > 0 else ""
    return " ".join(sentences[:2]) + rest


def cannot_write(path: str) -> str:
    """Say that a file could not be made."""
    return f"{path} could not be made. Look whether its folder can be written to."


def how_to_add_translation(name: str) -> str:
    """Say how to give an article its English."""
    beside = f"{name}.en.txt" if name else "NAME.en.txt"
    return (
        "This article has no English yet. Write it, paragraph for paragraph, in a file named "
        f"{beside} beside the French, and bring the French in again (enregard add)."
    )


def time_left(minutes: int) -> str:
    """Say how long the rest takes.

    >>> time_left(3), time_left(60), time_left(323)
    ('3 min left', '1 h left', '5 h 23 left')
    """
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min left"
    return f"{hours} h {rest:02} left" if rest else f"{hours} h left"


def paragraph_name(number: int, title: str = "") -> str:
    """Name a paragraph by its number, from 1, and its article where it is another."""
    return f"{title}, paragraph {number}" if title else f"paragraph {number}"


def translation_source(found: Translation) -> str:
    """Name where the English of a paragraph is from, in the footer."""
    if found.engine:
        return f"English: {_engine_name(found)}"
    return YOUR_TRANSLATION if found.origin is translations.Origin.USER else FROM_ARTICLE


def version_date(created: str, *, shown: bool) -> str:
    """Say of what day words are, and whether they are the ones that stand on the page."""
    return f"{display_day(created)} · shown" if shown else display_day(created)


def _engine_name(found: Translation) -> str:
    return truncate(found.engine, 20) + (" (rough gloss)" if found.engine in ROUGH_ENGINES else "")


def about_translation(found: Translation | None) -> str:
    """Say where the English of a paragraph is from; where there is none, how to get it."""
    if found is None:
        return "This paragraph has no English yet. R chooses an engine to ask for it."
    day = display_day(found.created)
    if translations.is_imported(found.engine):
        return f"This English was brought in from the file {_engine_name(found)}, of {day}."
    if found.engine:
        return f"This English is a machine's: {_engine_name(found)} said it on {day}."
    if found.origin is translations.Origin.USER:
        return f"This English is your own, of {day}. I lists what you wrote before."
    return f"This English came with the article, on {day}."


def english_mode(chosen: EnglishMode, mode: ColumnMode) -> str:
    """Say how the English shows now."""
    if chosen is EnglishMode.FACING and mode is not ColumnMode.FACING:
        return "Too narrow for two columns: the English is under each paragraph until the window is wider."
    return {
        EnglishMode.AUTOMATIC: "The English is beside the French where there is room for it, else under each paragraph.",
        EnglishMode.FACING: "The English is beside the French.",
        EnglishMode.INTERLEAVED: "The English is under each paragraph.",
        EnglishMode.ENGLISH: "English alone. M brings the French back.",
        EnglishMode.REVEAL: "The English is hidden. T shows that of the paragraph you are in, and hides it again.",
        EnglishMode.YOURSELF: "i writes a paragraph’s English; another’s stands under yours then. T shows it without.",
    }[chosen]


def translated_count(done: int, of: int) -> str:
    """Say how many paragraphs the reader has translated himself."""
    return f"{done} of {of} written"


def translation_too_long(most: int) -> str:
    """Say that the English of a paragraph is too long for the editor."""
    return f"This paragraph’s English is too long to write over: at most {most:,} characters can be written here."


def too_long(most: int) -> str:
    """Say that words were too many to take in."""
    return f"Too long: at most {most:,} characters are taken here. Nothing was changed."


def archived(title: str) -> str:
    """Say that an article was put away."""
    return f"“{truncate(title, 50)}” is in the archive, with its marks. u brings it back."


def removed(highlight: Highlight) -> str:
    """Say that a highlight was removed."""
    return "Removed, with its note. u brings both back." if highlight.note else "Removed. u brings it back."


def no_more_marks(*, forward: bool) -> str:
    """Say that there is no mark further on."""
    return "No mark after this one. [ goes back." if forward else "No mark before this one. ] goes on."


def not_found(words: str) -> str:
    """Say that a search found nothing."""
    return f"“{truncate(words, 40)}” is not in this article. / looks for something else."


def bookmark_set(letter: str) -> str:
    """Say that a bookmark was set."""
    return f"Bookmark {letter} is here. ' {letter} comes back to it."


def no_bookmark(letter: str, others: tuple[str, ...]) -> str:
    """Say that there is no such bookmark, and which there are."""
    there = f" There are: {truncate(' '.join(others), 40)}." if others else f" m {letter} sets it where you are."
    return f"This article has no bookmark {truncate(letter, 4)}.{there}"


def line_width(cells: int) -> str:
    """Say how long the lines are now."""
    return f"Lines of at most {cells} characters."


def copied_what(side: Side, *, selected: bool, both: bool) -> str:
    """Name what is copied of a side, and whether the other follows it."""
    what = "the passage" if selected else "the sentence"
    if not both:
        return what
    return f"{what} and its English" if side is Side.FRENCH else f"{what} and its French"


def copied(what: str, program: str | None) -> str:
    """Say what was copied, and by which way; never more than is known."""
    if program:
        return f"Copied {what} with {program}, and sent it to the terminal too."
    return (
        f"Sent {what} to the terminal's clipboard (OSC 52). If pasting gives nothing, this terminal does not take it."
    )


def q_quits(keys: tuple[str, ...]) -> str:
    """Say which key quits, to those who pressed ctrl+c for it."""
    return f"{keys[0]} quits." if keys else ""


def undone(change: str, *, again: bool) -> str:
    """Say what was taken back, or done again."""
    return f"{'Done again' if again else 'Undone'}: {change}."


def note_drafts_found(count: int) -> str:
    """Offer a note that a crash left unfinished."""
    if count == 1:
        return "A note you had not finished was kept. a opens it."
    return f"{count} notes you had not finished were kept. a opens the first."
