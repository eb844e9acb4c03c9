"""Every sentence that a translation engine's trouble is told with: what happened, and what to do."""

from __future__ import annotations

from reader.translation.engine import EngineError, ErrorKind

_DEFAULTS = {
    ErrorKind.RATE_LIMIT: "{label} has had too many requests. It is asked again after a pause.",
    ErrorKind.QUOTA: "What {label} allows for now is used up. Wait until it allows more, or choose another engine.",
    ErrorKind.UNAUTHORIZED: "{label} does not accept the key. Look whether the key is right and still valid.",
    ErrorKind.BLOCKED: "{label} answered with a page for people instead of a translation. Wait a while, or choose another engine.",
    ErrorKind.UNREACHABLE: "{label} cannot be reached. Look whether the network is there, then ask again.",
    ErrorKind.TIMED_OUT: "{label} did not answer in time. Ask again, or choose another engine.",
    ErrorKind.SERVER_ERROR: "{label} has a fault of its own at the moment. Ask again later, or choose another engine.",
    ErrorKind.INVALID_ANSWER: "What {label} sent back is no translation, and was not kept. Ask again, or choose another engine.",
    ErrorKind.TOO_LONG: "The paragraph has a sentence that is too long for {label}. Choose another engine for it.",
    ErrorKind.UNSUPPORTED_LANGUAGE: "{label} does not translate between these two languages. Choose another engine.",
    ErrorKind.NOT_AVAILABLE: "{label} was not found. Look whether it is installed and set up.",
    ErrorKind.CANCELED: "Stopped. Ask again to go on.",
}

NO_KEY = "{label} needs a key. Get one from the service and give it with `enregard config key {names}`, then ask again."
REQUEST_REJECTED = "{label} turned the request away. Wait a while, or choose another engine."
NO_ADDRESS = "{label} needs the address of a server. Write it in the settings file, under [engines.libretranslate], then ask again."
BAD_ADDRESS = (
    "The address of {label} cannot be used. It looks like https://translate.example.org; mend it in the settings."
)
UNENCRYPTED_ADDRESS = (
    "The address of {label} has no encryption (http://), so anybody on the way could read the text. "
    "Use https://, or confirm the address."
)
NO_SERVICE = "There is no translation service at the address of {label}. Look whether the address is right."
NAME_NOT_FOUND = "The name of {label} could not be looked up. Look whether the network is there, then ask again."
TLS_FAILED = (
    "The connection to {label} could not be encrypted in a way that can be trusted, so nothing was sent. "
    "Look whether the network or the server is the right one."
)
CONNECTION_LOST = "The connection to {label} broke off in the middle. Ask again."
REDIRECTED = (
    "{label} pointed to another address, and the text was not sent there. Look whether the network asks you to sign in, "
    "or choose another engine."
)
REDIRECT_LOOP = "{label} pointed from one address to the next without end. Ask again later, or choose another engine."
ANSWER_TOO_LARGE = "{label} sent far more than a translation, and it was not kept. Ask again, or choose another engine."
NETWORK_STALLED = "Several requests are still waiting for the network, so {label} was not asked. Look whether the network is there, then ask again."
OFFLINE = "{label} would be sent the text, and you asked that nothing is sent (offline). Choose an engine of this machine, or allow it."
PACKAGE_MISSING = "{label} needs a package that is missing or of another version. Install Enregard again."
UNTRANSLATED = "{label} gave the text back as it was. Ask again, or choose another engine."
OUT_OF_ORDER = "The answers of {label} seem to be in another order than the text, and were not kept. Ask again, or choose another engine."
UNKNOWN_ENGINE = "There is no engine “{label}”. These can be chosen: {names}."
LOAD_FAILED = "The engine “{label}” could not be loaded. Look whether the package that brings it is installed well."


def engine_error(
    kind: ErrorKind, label: str, message: str = "", *, retry_after: float | None = None, names: str = ""
) -> EngineError:
    """Return the error to raise: the usual sentence for the trouble, or one of those above."""
    told = (message or _DEFAULTS[kind]).format(label=label, names=names)
    return EngineError(kind, told, retry_after=retry_after)
