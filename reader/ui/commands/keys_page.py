"""Generate ``docs/keys.md`` from the declared commands; run with ``python -m``."""

from __future__ import annotations

import sys

from reader.ui.commands.command import EVERYWHERE, Command, Context
from reader.ui.commands.keymap import MAX_COUNT, Keymap
from reader.ui.commands.listing import footer_hints, help_groups

_INTRODUCTION = f"""\
# Keys

This page is generated from the commands: `python -m reader.ui.commands.keys_page > docs/keys.md`.
In the program, `?` shows the same list with your own keys, and `Ctrl P` finds a command by name.

- **Sequences.** `g g` is `g` pressed twice; `c 3` is `c`, then `3`. The footer shows the keys typed
  so far; `Esc` cancels them.
- **Counts.** On the page, a number before a key marked × repeats it: `3 }}` moves down three
  paragraphs, `1 2 j` twelve lines (at most {MAX_COUNT}). With a selection, 1 to 6 are the colors.
- **While selecting**, the keys of the page work too, unless the table says otherwise.
- **While typing** (a prompt, a dialog, a note), only the keys listed for it are commands. All
  others type and edit as usual.
- **Esc** closes or cancels one thing at a time: unfinished keys; a dialog, editor or list; the
  selection; the translation you peek at; the search; the filter; the list of articles. It never
  quits.

Terminals cannot tell Esc followed quickly by a letter from Alt with that letter. It is read as Esc
and the letter, unless you have bound that Alt key.
"""

_USER_KEYS = """\
## Your own keys

Set them in `settings.toml`, under `[keys]`, with the names in the last column:

```toml
[keys]
english.toggle = "e"                 # one key
move.word_end = ["alt+e", "g e"]     # or several; a space separates the keys of a sequence
app.redraw = []                      # or none: the command is then in the palette only
mark.color = ["&", "é", "è", "-", "_", "ç"]  # one for each of the six colors
```

Write letters (also capitals, `J`) and punctuation as they are. Other keys: `enter`, `escape`,
`space`, `tab`, `backspace`, `delete`, `insert`, `home`, `end`, `pageup`, `pagedown`, `left`,
`right`, `up`, `down`, `f1` to `f35`; put `ctrl+`, `alt+` or `shift+` before them. A key that you
give to a command is taken from the command that had it. Invalid keys are reported at startup, and
the command then keeps its default keys.
"""


def as_markdown() -> str:
    """Return the page as Markdown."""
    keymap = Keymap.default()
    parts = [_INTRODUCTION]
    for group, entries in help_groups(keymap):
        rows = [_table_row(entry.command, entry.keys) for entry in entries]
        parts.append(
            f"## {group.value}\n\n| Keys | Where | | What it does | Name |\n| --- | --- | --- | --- | --- |\n"
            + "".join(rows)
        )
    parts.append(_footer_section(keymap))
    parts.append(_USER_KEYS)
    return "\n".join(parts)


def _table_row(command: Command, keys: tuple[str, ...]) -> str:
    shown = " ".join(_as_code(key) for key in keys) or "palette only"
    pointer = f"; {command.pointer}" if command.pointer else ""
    times = " ×" if command.counted else ""
    return f"| {shown}{times}{pointer} | {_context_names(command.contexts)} | **{command.label}** | {command.help} | `{command.id}` |\n"


_CONTEXT_NAMES = {
    Context.PAGE: "page",
    Context.SELECTING: "selecting",
    Context.SIDEBAR: "sidebar",
    Context.LIST: "lists",
    Context.DIALOG: "dialogs",
    Context.EDITOR: "editor",
}


def _context_names(contexts: frozenset[Context]) -> str:
    if contexts == EVERYWHERE:
        return "everywhere"
    return ", ".join(word for context, word in _CONTEXT_NAMES.items() if context in contexts)


def _as_code(key: str) -> str:
    """Return a key as Markdown code in a table cell, with bars and backquotes escaped."""
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"


def _footer_section(keymap: Keymap) -> str:
    lines = ["## In the footer\n\n"]
    for context in Context:
        hints = " · ".join(f"{_as_code(hint.keys)} {hint.label}" for hint in footer_hints(keymap, context))
        lines.append(f"- {context.value.capitalize()}: {hints}\n")
    return "".join(lines)


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(as_markdown())


if __name__ == "__main__":
    main()
