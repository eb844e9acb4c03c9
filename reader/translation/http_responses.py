"""HTTP status, Retry-After and JSON of a response as values or errors."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from reader.translation import error_messages
from reader.translation.answer_checks import is_html
from reader.translation.engine import ErrorKind
from reader.translation.error_messages import engine_error

if TYPE_CHECKING:
    from reader.translation.http_messages import HttpResponse

MAX_RETRY_AFTER = 24 * 3600.0
"""Seconds; a longer Retry-After is cut to a day."""

_BY_STATUS = {
    401: ErrorKind.UNAUTHORIZED,
    402: ErrorKind.QUOTA,
    403: ErrorKind.UNAUTHORIZED,
    413: ErrorKind.TOO_LONG,
    414: ErrorKind.TOO_LONG,
    429: ErrorKind.RATE_LIMIT,
    456: ErrorKind.QUOTA,
}


def require_success(response: HttpResponse, label: str, *, has_key: bool) -> None:
    """Accept status 2xx, raise EngineError for others; ``has_key``: 401 and 403 may be about a key."""
    status = response.status
    if 200 <= status <= 299:
        return
    if status in {401, 403} and not has_key:
        raise engine_error(ErrorKind.BLOCKED, label, error_messages.REQUEST_REJECTED)
    if status in {404, 405}:
        raise engine_error(ErrorKind.NOT_AVAILABLE, label, error_messages.NO_SERVICE)
    kind = _BY_STATUS.get(status, ErrorKind.SERVER_ERROR if status >= 500 else ErrorKind.INVALID_ANSWER)
    raise engine_error(kind, label, retry_after=retry_after(response))


def retry_after(response: HttpResponse) -> float | None:
    """Return the seconds to wait according to the service, at most a day; None: not given."""
    written = response.headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), MAX_RETRY_AFTER)
    if not written:
        return None
    from email.utils import parsedate_to_datetime

    try:
        seconds = parsedate_to_datetime(written).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER)


def parse_json(response: HttpResponse, label: str) -> object:
    """Return the JSON of a response; EngineError (BLOCKED) for HTML, (INVALID_ANSWER) otherwise."""
    text = response.text
    if is_html(text):
        raise engine_error(ErrorKind.BLOCKED, label)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        pass
    raise engine_error(ErrorKind.INVALID_ANSWER, label)


def error_text(response: HttpResponse) -> str:
    """Return the service's error text, only for classifying; never shown."""
    try:
        answer = json.loads(response.text)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(answer, dict):
        return ""
    return " ".join(str(answer.get(name, "")) for name in ("message", "error", "detail"))
