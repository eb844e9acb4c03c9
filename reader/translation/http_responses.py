"""What a reply of a service means before its words are looked at: its status, and its JSON."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from reader.translation import error_messages
from reader.translation.answer_checks import is_page
from reader.translation.engine import Trouble
from reader.translation.error_messages import trouble

if TYPE_CHECKING:
    from reader.translation.http_messages import Reply

LONGEST_WAIT = 24 * 3600.0
"""Seconds; a service that asks for more is asked again after a day."""

_BY_STATUS = {
    401: Trouble.REFUSED,
    402: Trouble.QUOTA,
    403: Trouble.REFUSED,
    413: Trouble.TOO_LONG,
    414: Trouble.TOO_LONG,
    429: Trouble.RATE,
    456: Trouble.QUOTA,
}


def require_success(reply: Reply, label: str, *, keyed: bool) -> None:
    """Pass a reply of status 2xx; EngineError for any other. ``keyed``: whether 401 and 403 can be about a key."""
    status = reply.status
    if 200 <= status <= 299:
        return
    if status in {401, 403} and not keyed:
        raise trouble(Trouble.BLOCKED, label, error_messages.TURNED_AWAY)
    if status in {404, 405}:
        raise trouble(Trouble.NOT_THERE, label, error_messages.NO_SERVICE)
    kind = _BY_STATUS.get(status, Trouble.SERVER if status >= 500 else Trouble.NONSENSE)
    raise trouble(kind, label, retry_after=retry_after(reply))


def retry_after(reply: Reply) -> float | None:
    """Return the seconds that a service asks us to wait, at most a day; None when it does not say."""
    written = reply.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), LONGEST_WAIT)
    if not written:
        return None
    from email.utils import parsedate_to_datetime

    try:
        seconds = parsedate_to_datetime(written).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def parsed(reply: Reply, label: str) -> object:
    """Return the JSON of a reply; EngineError for a page for people and for anything else."""
    text = reply.text
    if is_page(text):
        raise trouble(Trouble.BLOCKED, label)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    raise trouble(Trouble.NONSENSE, label)


def said(reply: Reply) -> str:
    """Return what a service says about an error, for telling kinds apart; never for showing."""
    try:
        answer = json.loads(reply.text)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(answer, dict):
        return ""
    return " ".join(str(answer.get(name, "")) for name in ("message", "error", "detail"))
