"""Every sentence that a translation engine's trouble is told with: what happened, and what to do."""

from __future__ import annotations

from reader.translation.engine import EngineError, Trouble

_USUAL = {
    Trouble.RATE: "{label} has had too many requests. It is asked again after a pause.",
    Trouble.QUOTA: "What {label} allows for now is used up. Wait until it allows more, or choose another engine.",
    Trouble.REFUSED: "{label} does not accept the key. Look whether the key is right and still valid.",
    Trouble.BLOCKED: "{label} answered with a page for people instead of a translation. Wait a while, or choose another engine.",
    Trouble.UNREACHABLE: "{label} cannot be reached. Look whether the network is there, then ask again.",
    Trouble.TIMED_OUT: "{label} did not answer in time. Ask again, or choose another engine.",
    Trouble.SERVER: "{label} has a fault of its own at the moment. Ask again later, or choose another engine.",
    Trouble.NONSENSE: "What {label} sent back is no translation, and was not kept. Ask again, or choose another engine.",
    Trouble.TOO_LONG: "The paragraph has a sentence that is too long for {label}. Choose another engine for it.",
    Trouble.LANGUAGE: "{label} does not translate between these two languages. Choose another engine.",
    Trouble.NOT_THERE: "{label} was not found. Look whether it is installed and set up.",
    Trouble.STOPPED: "Stopped. Ask again to go on.",
}

NO_KEY = "{label} needs a key. Get one from the service and give it with `enregard config key {names}`, then ask again."
TURNED_AWAY = "{label} turned the request away. Wait a while, or choose another engine."
NO_ADDRESS = "{label} needs the address of a server. Write it in the settings file, under [engines.libretranslate], then ask again."
BAD_ADDRESS = (
    "The address of {label} cannot be used. It looks like https://translate.example.org; mend it in the settings."
)
PLAIN_ADDRESS = (
    "The address of {label} has no encryption (http://), so anybody on the way could read the text. "
    "Use https://, or confirm the address."
)
NO_SERVICE = "There is no translation service at the address of {label}. Look whether the address is right."
NO_NAME = "The name of {label} could not be looked up. Look whether the network is there, then ask again."
NO_TRUST = (
    "The connection to {label} could not be encrypted in a way that can be trusted, so nothing was sent. "
    "Look whether the network or the server is the right one."
)
BROKEN_OFF = "The connection to {label} broke off in the middle. Ask again."
SENT_ELSEWHERE = (
    "{label} pointed to another address, and the text was not sent there. Look whether the network asks you to sign in, "
    "or choose another engine."
)
ROUND_IN_CIRCLES = (
    "{label} pointed from one address to the next without end. Ask again later, or choose another engine."
)
TOO_MUCH = "{label} sent far more than a translation, and it was not kept. Ask again, or choose another engine."
NETWORK_SILENT = "Several requests are still waiting for the network, so {label} was not asked. Look whether the network is there, then ask again."
OFFLINE = "{label} would be sent the text, and you asked that nothing is sent (offline). Choose an engine of this machine, or allow it."
NOT_INSTALLED = "{label} needs a package that is missing or of another version. Install Enregard again."
UNTRANSLATED = "{label} gave the text back as it was. Ask again, or choose another engine."
OUT_OF_ORDER = "The answers of {label} seem to be in another order than the text, and were not kept. Ask again, or choose another engine."
UNKNOWN = "There is no engine “{label}”. These can be chosen: {names}."
NOT_LOADED = "The engine “{label}” could not be loaded. Look whether the package that brings it is installed well."


def trouble(
    kind: Trouble, label: str, sentence: str = "", *, retry_after: float | None = None, names: str = ""
) -> EngineError:
    """Return the error to raise: the usual sentence for the trouble, or one of those above."""
    told = (sentence or _USUAL[kind]).format(label=label, names=names)
    return EngineError(kind, told, retry_after=retry_after)
