"""Messages about translation engines: descriptions, permission, progress and pauses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.text.dates import display_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.engine_state import Consent
    from reader.translation.engine import Declaration

DESCRIPTIONS = {
    "apertium": "Rough translation, made on this computer. Nothing is sent.",
    "argos": "Your own model file, run on this computer. Nothing is sent.",
    "deepl": "DeepL’s service; needs your key. The text you read is sent to it.",
    "google": "Google’s public web page; unofficial, may stop working. The text you read is sent to it.",
    "libretranslate": "A LibreTranslate server that you name in the settings.",
    "mymemory": "Free service, about one long article a day. The text you read is sent to it.",
}
"""One line about each built-in engine."""
PLUGIN = "Provided by another package on this computer."
NO_MATCHING_ENGINE = "No matching engine."
WHAT_IS_SENT = "What is sent"
REMARKS = "Good to know"
REFUSE = "No"
REFUSE_DETAIL = "Nothing is sent."
AGREE = "Yes"
ENGINES_HEADING = "Translation engine"
COMPARE_HEADING = "Compare translations"
NO_ENGINE = "None"
NO_ENGINE_DETAIL = "No engine. Nothing is sent; existing translations stay."

NOTHING_SENT = "Nothing was sent. The engine was not changed."
ENGINE_OFF = "Translation engine turned off. Existing translations stay."
TRANSLATION_HIDDEN = "The translation is hidden. Press t to show it and translate what is missing."
BATCH_STOPPED = "Stopped. Finished translations are saved."
ALREADY_TRANSLATED = "This article is already translated."
OTHER_STILL_SHOWN = "Saved, but the article’s or your translation is still shown."
FROM_ARTICLE = "This translation came with the article; engines do not replace it. Press = to compare."
FROM_USER = "This is your translation; engines do not replace it. Press = to compare."
CHOOSE_ENGINE = "Choose a translation engine"
OTHER_ENGINES = "Choose another engine"
OWN_TRANSLATION = "Translate a paragraph yourself"


def description(name: str) -> str:
    """Return one line about an engine."""
    return DESCRIPTIONS.get(name, PLUGIN)


def how_to_translate(name: str, keys: Sequence[tuple[str, str]]) -> str:
    """Return the page's hint for an article without a translation: keys first, then the file."""
    file_name = f"{name}.en.txt" if name else "NAME.en.txt"
    file_hint = (
        f"Or save the translation as {file_name} next to the French file, one paragraph after the other, "
        "and run enregard add again."
    )
    return "\n".join(
        ["This article has no translation yet.", "", *(f"{key}  {action}" for key, action in keys), "", file_hint]
    )


def needs_permission(label: str) -> str:
    """Return the message for an engine that is selected but not allowed to send text."""
    return f"{label} is selected but needs your permission. Press R to see what is sent."


def consent_heading(declaration: Declaration) -> str:
    """Return the heading of the permission dialog."""
    return f"Send text to {declaration.label}?"


def agree_detail(declaration: Declaration) -> str:
    """Return what answering Yes means."""
    return f"Send this to {declaration.host}, now and in future."


def permission_given(given: Sequence[Consent], key: str) -> str:
    """Return when and for which hosts permission was given, or ""; ``key`` revokes it."""
    if not given:
        return ""
    hosts = ", ".join(f"{consent.host} ({display_day(consent.given)})" for consent in given)
    return f"You allowed sending text to {hosts}.{f' {key}: revoke' if key else ''}"


def permission_revoked() -> str:
    """Return the message after permission was revoked."""
    return "Permission revoked. Existing translations are kept."


def no_permission(label: str) -> str:
    """Return the message when there is no permission to revoke."""
    return f"You haven’t given {label} permission."


def destination(declaration: Declaration) -> str:
    """Return where text goes, and when."""
    return (
        f"{declaration.host} receives the paragraphs on your screen and on the next screen, from now on. "
        "Your notes and highlights are never sent."
    )


def sending(label: str, host: str) -> str:
    """Return the footer text while a request is in flight."""
    return f"translating at {host} …" if host else f"translating with {label} …"


def first_request(label: str, host: str) -> str:
    """Return the page's hint while the first translation is on its way."""
    return f"Translating with {label}{f' at {host}' if host else ''} …"


def paused(label: str, until: float | None) -> str:
    """Return the footer text while an engine is paused; ``until`` in seconds since the epoch."""
    return f"{label}: retry at {local_time(until)}" if until is not None else f"{label}: paused"


def error_and_retry(error: str, until: float | None) -> str:
    """Return an error with the time of the next try."""
    if until is None:
        return f"{error} R: retry"
    return f"{error} Next try at {local_time(until)}. R: retry now"


def local_time(seconds: float) -> str:
    """Return a time in the user's time zone, with its date unless that is today."""
    local = datetime.fromtimestamp(seconds, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    return local.strftime("%H:%M:%S" if local.date() == today else "%H:%M on %Y-%m-%d")


def in_use(label: str) -> str:
    """Return the message after an engine was chosen."""
    return f"{label} will translate paragraphs as you reach them. R: retry · =: compare"


def session_only(label: str, name: str) -> str:
    """Return the message after choosing another engine than the settings file names."""
    return f"Using {label} for this session; the settings file ({name}) applies next time."


def translating(label: str) -> str:
    """Return the message for a paragraph whose request is in flight."""
    return f"{label} is translating this paragraph."


def queued(label: str, until: float | None) -> str:
    """Return the message for a paragraph in the queue, or behind a pause."""
    if until is None:
        return f"This paragraph is waiting for {label}."
    return f"Pausing requests to {label} until {local_time(until)}. R: retry now"


def not_requested(label: str) -> str:
    """Return the message for a paragraph that was not requested yet."""
    return f"Not translated yet. Press t to show translations, or R to translate it now with {label}."


def failed(error: str) -> str:
    """Return why a paragraph was not translated, and the keys to use."""
    return f"{error} R: retry · =: other engines"


def batch_progress(done: int, total: int) -> str:
    """Return the footer text while the whole article is being translated."""
    return f"{done} of {total} paragraphs · Esc: stop"


def batch_started(label: str, total: int) -> str:
    """Return the message when translating the whole article starts."""
    return f"{label} is translating {_count(total)}. Esc: stop; finished translations are kept."


def batch_finished(label: str, translated: int, total: int) -> str:
    """Return the message when translating the whole article ends."""
    if translated == total:
        return f"The article is translated: {_count(total)} by {label}."
    return f"{label} translated {translated} of {_count(total)}. Press p on a paragraph to see why, R to retry."


def _count(number: int) -> str:
    return f"{number} {'paragraph' if number == 1 else 'paragraphs'}"
