"""Generate ``docs/privacy.md`` from the engines' declarations: ``python -m`` this module."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.translation.options import EngineOptions
from reader.translation.registry import BUILT_IN, build

if TYPE_CHECKING:
    from reader.translation.engine import Declaration

EXAMPLE_HOST = "translate.example.org"
"""Host of the user's own server."""

_INTRODUCTION = """\
# What leaves your machine

Generated from the engines' own declarations with `make docs`. The program shows the same before an
engine is used for the first time.

- Nothing is sent unless you choose an engine that sends text and give permission, once for each host.
- You can revoke a permission: press `X` in the list of engines ("Translation engine"), or run
  `enregard config consent ENGINE --forget`. `enregard config consent` lists your permissions.
  Revoking applies at once, also in other open windows; requests already on their way still finish.
- Only paragraphs to translate are sent, and the paragraph before where an engine says so below.
  Highlights, notes and searches are never sent.
- Requests go only to the host named here. Redirects to other hosts are not followed.
- Translations are saved in your library, so no paragraph is sent twice to the same engine, unless
  you translate it again.
- With `--offline`, or `offline = true` in the settings, nothing is sent to another machine, even with
  your permission.
- Keys are never put into an address, a message or a log. They come from the environment, a file that
  only you can read, or the system's keyring. `enregard config key ENGINE` saves a key, `--forget`
  removes it.
- Proxies from the environment (`https_proxy`) are used; `.netrc` is not.
"""


def declarations() -> tuple[Declaration, ...]:
    """Return the declaration of each built-in engine, with typical options."""
    usual = EngineOptions(key="given", url=f"https://{EXAMPLE_HOST}")
    return tuple(build(name, usual).declaration for name in BUILT_IN)


def as_markdown() -> str:
    """Return the whole page."""
    return "\n".join([_INTRODUCTION, *map(_engine_section, declarations())])


def _engine_section(declaration: Declaration) -> str:
    lines = [f"## {declaration.label} (`{declaration.name}`)\n\n"]
    if declaration.is_remote:
        own = " (your server; nothing leaves the machine if it runs there)"
        lines.append(f"- Sends to: `{declaration.host}`{own if declaration.host == EXAMPLE_HOST else ''}\n")
        lines.append(f"- What is sent: {'; '.join(declaration.sends)}\n")
    else:
        lines.append("- Sends nothing: it runs on this machine.\n")
    lines += [f"- {remark}\n" for remark in declaration.remarks]
    if declaration.rough:
        lines.append("- Its translations are rough, and labelled so wherever they are shown.\n")
    return "".join(lines)


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(as_markdown())


if __name__ == "__main__":
    main()
