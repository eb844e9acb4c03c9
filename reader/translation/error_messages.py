"""Messages of translation errors: what happened, and what to do."""

from __future__ import annotations

from reader.translation.engine import EngineError, ErrorKind

_DEFAULTS = {
    ErrorKind.RATE_LIMIT: "Too many requests to {label}. It is retried after a pause.",
    ErrorKind.QUOTA: "The {label} quota is used up. Wait until it resets, or choose another engine.",
    ErrorKind.UNAUTHORIZED: "{label} rejected the key. Check that it is correct and still valid.",
    ErrorKind.BLOCKED: "{label} returned a web page, not a translation. Wait a while, or choose another engine.",
    ErrorKind.UNREACHABLE: "Cannot reach {label}. Check your network connection, then retry.",
    ErrorKind.TIMED_OUT: "{label} did not respond in time. Retry, or choose another engine.",
    ErrorKind.SERVER_ERROR: "{label} is having problems. Retry later, or choose another engine.",
    ErrorKind.INVALID_ANSWER: "{label} returned no valid translation. Retry, or choose another engine.",
    ErrorKind.TOO_LONG: "A sentence of this paragraph is too long for {label}. Choose another engine.",
    ErrorKind.UNSUPPORTED_LANGUAGE: "{label} does not support these languages. Choose another engine.",
    ErrorKind.NOT_AVAILABLE: "{label} was not found. Check that it is installed and set up.",
    ErrorKind.CANCELED: "Stopped. Retry to continue.",
}

NO_KEY = "{label} needs a key. Get one from the service, save it with `enregard config key {names}`, then retry."
REQUEST_REJECTED = "{label} rejected the request. Wait a while, or choose another engine."
NO_ADDRESS = "{label} needs a server address. Set it in the settings file, under [engines.libretranslate], then retry."
BAD_ADDRESS = (
    "The address of {label} doesn’t work. Fix it in the settings; it looks like https://translate.example.org."
)
UNENCRYPTED_ADDRESS = (
    "The address of {label} is not encrypted (http://), so others could read the text. "
    "Use https://, or set plain = true in the settings file."
)
NO_SERVICE = "No translation service at the address of {label}. Check the address."
NAME_NOT_FOUND = "The host name of {label} was not found. Check your network connection, then retry."
TLS_FAILED = "The connection to {label} is not secure, so nothing was sent. Check your network and the server."
CONNECTION_LOST = "The connection to {label} was lost. Retry."
REDIRECTED = (
    "{label} redirected to another address, so the text was not sent. "
    "Check whether your network needs a sign-in, or choose another engine."
)
REDIRECT_LOOP = "{label} redirected too many times. Retry later, or choose another engine."
ANSWER_TOO_LARGE = "The answer of {label} is too large. Retry, or choose another engine."
NETWORK_STALLED = (
    "Earlier requests are still waiting, so nothing was sent to {label}. Check your network connection, then retry."
)
OFFLINE = "{label} would send text, but offline mode is on. Choose a local engine, or turn offline mode off."
PACKAGE_MISSING = "{label} needs a package that is missing or has the wrong version. Reinstall Enregard."
UNTRANSLATED = "{label} returned the text untranslated. Retry, or choose another engine."
OUT_OF_ORDER = "{label} returned sentences in the wrong order. Retry, or choose another engine."
UNKNOWN_ENGINE = "Unknown engine “{label}”. Choose one of: {names}."
LOAD_FAILED = "The engine “{label}” could not be loaded. Check that its package is installed correctly."


def engine_error(
    kind: ErrorKind, label: str, message: str = "", *, retry_after: float | None = None, names: str = ""
) -> EngineError:
    """Return the error to raise, with the kind's default message or one of the constants."""
    text = (message or _DEFAULTS[kind]).format(label=label, names=names)
    return EngineError(kind, text, retry_after=retry_after)
