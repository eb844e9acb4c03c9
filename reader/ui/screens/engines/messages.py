"""What the screens say of translation engines: the ways to English, consent, waiting, pauses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.text.dates import display_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration

DESCRIPTIONS = {
    "apertium": "A rough gloss, made on this machine. Nothing is sent.",
    "argos": "A model file of your own, run on this machine. Nothing is sent.",
    "deepl": "DeepL’s service, with a key of yours. What you read is sent to it.",
    "google": "Google’s page for everybody, not made for programs: it may refuse. What you read is sent to it.",
    "libretranslate": "A LibreTranslate server that you name in the settings.",
    "mymemory": "A free service that takes about one long article a day. What you read is sent to it.",
}
"""What each engine is, in one line."""
PLUGIN = "Brought by another package on this machine."
NO_MATCHING_ENGINE = "No engine has these words."
WHAT_IS_SENT = "It is sent"
REMARKS = "Good to know"
REFUSE = "No"
REFUSE_DETAIL = "Nothing is sent."
AGREE = "Yes"
COMPARE_HEADING = "This paragraph, in the words of each"
NO_ENGINE = "None"
NO_ENGINE_DETAIL = "Nothing is asked and nothing is sent. English that came stays."

NOTHING_SENT = "Nothing was sent, and no engine was changed."
ENGINE_OFF = "No engine is asked any more. English that came stays."
TRANSLATION_HIDDEN = "The English is hidden. t shows it, and asks for what is missing."
BATCH_STOPPED = "Stopped. What had come is kept."
ALREADY_TRANSLATED = "Every paragraph of this article has its English already."
OTHER_STILL_SHOWN = "These words are kept, but what came with the article, or is your own, stays before them."
FROM_ARTICLE = "This English came with the article, and no engine takes its place. = shows what engines say."
FROM_USER = "This English is your own, and no engine takes its place. = shows what engines say."


def description(name: str) -> str:
    """Say in one line what an engine is."""
    return DESCRIPTIONS.get(name, PLUGIN)


def how_to_translate(name: str, keys: Sequence[tuple[str, str]]) -> str:
    """Offer the ways to English, in the page itself: keys that lead to one, then the file. Each on a line of its own."""
    beside = f"{name}.en.txt" if name else "NAME.en.txt"
    file = (
        f"Or write it in a file {beside} beside the French, one paragraph under the other, and bring the French in again "
        "(enregard add)."
    )
    return "\n".join(["This article has no English yet.", "", *(f"{key}  {what}" for key, what in keys), "", file])


CHOOSE_ENGINE = "chooses a translation engine"
OTHER_ENGINES = "leads to the other engines"
OWN_TRANSLATION = "writes your own English of a paragraph"


def needs_permission(label: str) -> str:
    """Say that an engine is chosen but may not be asked yet."""
    return f"{label} is chosen, and is sent nothing before you agree. R shows what would be sent, and asks you."


def consent_heading(declaration: Declaration) -> str:
    """Head the sheet that asks for consent."""
    return f"May {declaration.label} be asked?"


def agree_detail(declaration: Declaration) -> str:
    """Say what agreeing comes to."""
    return f"Send this to {declaration.host}, now and from now on."


def permission_given(given: Sequence[Consent], key: str) -> str:
    """Say of an engine when the reader agreed to it and for which hosts; empty: he has not. ``key`` takes it back."""
    if not given:
        return ""
    hosts = ", ".join(f"{one.host} ({display_day(one.given)})" for one in given)
    return f"You agreed to send your text to {hosts}.{f' {key} takes that back.' if key else ''}"


def permission_revoked(label: str) -> str:
    """Say that an engine is asked nothing more."""
    return f"Taken back: {label} is sent nothing more before you agree again. What came is kept."


def no_permission(label: str) -> str:
    """Say that the reader had not agreed to an engine."""
    return f"There is nothing to take back: you have not agreed that {label} is sent anything."


def destination(declaration: Declaration) -> str:
    """Say where a text goes, and when."""
    return (
        f"{declaration.host} is sent what you have on the screen and the screen after it, paragraph by paragraph, "
        "from now on. Your notes and marks are never sent."
    )


def sending(label: str, host: str) -> str:
    """Say in the footer that something is being sent."""
    return f"asking {host or label} …"


def first_request(label: str, host: str) -> str:
    """Say in the page that the first English is on its way."""
    return f"{label} is asked{f' at {host}' if host else ''} …"


def paused(label: str, until: float | None) -> str:
    """Say in the footer that an engine is left alone."""
    return f"{label}: next try {local_time(until)}" if until is not None else f"{label} is not asked"


def error_and_retry(error: str, until: float | None) -> str:
    """Say what went wrong, and when it is tried again."""
    return f"{error} Next try at {local_time(until)}; R tries now." if until is not None else f"{error} R tries again."


def local_time(seconds: float) -> str:
    """Return a time of the reader's own clock, with its date where that is another day."""
    there = datetime.fromtimestamp(seconds, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    return there.strftime("%H:%M:%S" if there.date() == today else "%H:%M on %Y-%m-%d")


def in_use(label: str) -> str:
    """Say which engine is asked from now on."""
    return f"{label} is asked for what has no English, as you come to it. R asks again, = compares."


def session_only(label: str, name: str) -> str:
    """Say that the choice holds for this run only."""
    return f"{label} is asked until the program ends. The settings file names {name}, and decides at the next start."


def translating(label: str) -> str:
    """Say that a paragraph is under way."""
    return f"{label} is asked for this paragraph. It shows here once it comes."


def queued(label: str, until: float | None) -> str:
    """Say that a paragraph waits for its turn, or for the end of a pause."""
    if until is None:
        return f"This paragraph waits for its turn with {label}."
    return f"This paragraph waits: {label} is left alone until {local_time(until)}. R tries now."


def not_requested(label: str) -> str:
    """Say that a paragraph was not asked for yet."""
    return f"This paragraph has no English, and {label} was not asked for it yet. t shows the English and asks; R asks now."


def failed(error: str) -> str:
    """Say why a paragraph did not come, and what to do."""
    return f"{error} R asks again; = asks another engine."


def batch_progress(done: int, total: int) -> str:
    """Say in the footer how far the whole article is."""
    return f"{done} of {total} paragraphs · Esc stops"


def batch_started(label: str, total: int) -> str:
    """Say that the whole article is being translated."""
    return f"{label} is asked for {_count(total)}. Esc stops; what came is kept."


def batch_finished(label: str, came: int, total: int) -> str:
    """Say what came of translating the whole article."""
    if came == total:
        return f"The article is translated: {_count(total)} by {label}."
    return f"{came} of {_count(total)} came from {label}. p says of a paragraph why it did not; R asks again."


def _count(number: int) -> str:
    return f"{number} {'paragraph' if number == 1 else 'paragraphs'}"
