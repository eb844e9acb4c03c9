"""The page ``docs/privacy.md``, made from what the engines declare; ``python -m`` of this module writes it out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.translation.options import EngineOptions
from reader.translation.registry import BUILT_IN, build

if TYPE_CHECKING:
    from reader.translation.engine import Declaration

EXAMPLE_HOST = "translate.example.org"
"""Stands for the reader's own server."""

_INTRODUCTION = """\
# What leaves your machine

This page is made from what the engines themselves declare: `python -m reader.translation.privacy_page > docs/privacy.md`.
The program shows the same before an engine is used for the first time.

- Nothing is sent unless you choose an engine that sends something, and agree to it once for its host.
- What you agreed to can be taken back: `X` in the list of engines ("Choose an engine"), or `enregard config consent ENGINE --forget`; `enregard config consent` lists it. It holds at once, in a reader that is open too: only what is on its way at that moment still arrives.
- Only paragraphs to be translated are sent, and the one before where an engine says so below. Highlights, notes and searches never are.
- A request goes to the host named here and to no other: when a service points elsewhere, it is not followed.
- What an engine returned is kept in your library, so that no paragraph is sent twice to the same engine, unless you ask for it again.
- With `--offline`, or `offline = true` in the settings, nothing is sent to another machine, agreed to or not.
- Keys are never written into an address, a message or a log. They come from the environment, a file that only you can read, or the system's keyring; `enregard config key ENGINE` keeps one and `--forget` takes it away.
- Proxies set in the environment (`https_proxy`) are used; a `.netrc` is not.
"""


def declarations() -> tuple[Declaration, ...]:
    """Return what each built-in engine declares, configured as most readers would."""
    usual = EngineOptions(key="given", url=f"https://{EXAMPLE_HOST}")
    return tuple(build(name, usual).declaration for name in BUILT_IN)


def as_markdown() -> str:
    """Return the whole page."""
    return "\n".join([_INTRODUCTION, *map(_engine_section, declarations())])


def _engine_section(declaration: Declaration) -> str:
    lines = [f"## {declaration.label} (`{declaration.name}`)\n\n"]
    if declaration.is_remote:
        own = " (the server that you name; nothing leaves the machine when it runs there)"
        lines.append(f"- Sends to: `{declaration.host}`{own if declaration.host == EXAMPLE_HOST else ''}\n")
        lines.append(f"- What is sent: {'; '.join(declaration.sends)}\n")
    else:
        lines.append("- Sends nothing: it works on this machine.\n")
    lines += [f"- {remark}\n" for remark in declaration.remarks]
    if declaration.rough:
        lines.append("- Its English is a rough gloss, and is labelled so wherever it shows.\n")
    return "".join(lines)


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(as_markdown())


if __name__ == "__main__":
    main()
