"""The page of keys, ``docs/keys.md``, made from the declarations; ``python -m`` of this module writes it out."""

from __future__ import annotations

import sys

from reader.ui.commands.command import EVERYWHERE, Command, Context
from reader.ui.commands.key_names import labels_for_keys
from reader.ui.commands.keymap import MAX_COUNT, Keymap
from reader.ui.commands.listing import footer_hints, help_groups
from reader.ui.commands.registry import RESERVED

_INTRODUCTION = f"""\
# Keys

This page is made from the commands themselves: `python -m reader.ui.commands.keys_page > docs/keys.md`. In the program,
`?` shows the same with the keys you have chosen, and `Ctrl P` finds a command by its name.

- **One after another.** `g g` is `g` pressed twice; `c 3` is `c`, then `3`. What has been typed so far stands in the
  status line, and `Esc` drops it.
- **How many times.** On the page, digits before a key marked × say how many times: `3 }}` goes on three paragraphs,
  `1 2 j` twelve lines (at most {MAX_COUNT}). While a passage is selected the digits 1 to 6 are the colors.
- **While selecting**, the keys of the page act too, unless the table has another meaning for them there.
- **Where you type** (a line, a dialog, a note) only the keys given for it act. All others write and edit as usual.
- **Esc** closes one thing at a time: unfinished keys; a dialog, editor or list; the selection; the paragraph shown; the
  hits; the filter; the list of articles. It never quits.

Pressing Esc and a letter in quick succession looks to a terminal like Alt and that letter. It is read as Esc and the
letter, unless you have given that Alt key to a command.
"""

_USER_KEYS = """\
## Your own keys

Write them in `settings.toml`, under `[keys]`, with the names of the last column:

```toml
[keys]
english.toggle = "e"                 # one key
move.word_end = ["alt+e", "g e"]     # or several; keys pressed one after another have a space between them
app.redraw = []                      # or none: the command stays in the palette
mark.color = ["&", "é", "è", "-", "_", "ç"]  # one for each of the six colors
```

Letters and signs stand for themselves, capitals too (`J`). Other keys are spelled `enter`, `escape`, `space`, `tab`,
`backspace`, `delete`, `insert`, `home`, `end`, `pageup`, `pagedown`, `left`, `right`, `up`, `down`, `f1` to `f35`;
`ctrl+`, `alt+` and `shift+` go before them. A key that you give to a command is taken from the one that had it. What
cannot be used is told in a sentence when the program opens, and the command keeps the keys of this page.
"""


def as_markdown() -> str:
    """Return the whole page."""
    keymap = Keymap.default()
    parts = [_INTRODUCTION]
    for group, entries in help_groups(keymap):
        rows = [_table_row(entry.command, entry.keys) for entry in entries]
        parts.append(
            f"## {group.value}\n\n| keys | where | | what it does | name |\n| --- | --- | --- | --- | --- |\n"
            + "".join(rows)
        )
    parts.append(_footer_section(keymap))
    parts.append(_USER_KEYS)
    parts.append(_reserved_section())
    return "\n".join(parts)


def _table_row(command: Command, keys: tuple[str, ...]) -> str:
    shown = " ".join(_as_code(key) for key in keys) or "in the palette"
    pointer = f"; {command.pointer}" if command.pointer else ""
    times = " ×" if command.counted else ""
    return f"| {shown}{times}{pointer} | {_context_names(command.contexts)} | **{command.label}** | {command.help} | `{command.id}` |\n"


_WORDS = {
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
    return ", ".join(word for context, word in _WORDS.items() if context in contexts)


def _as_code(key: str) -> str:
    """Return a key as code inside a table; a bar or a backquote would end the cell or the code."""
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"


def _footer_section(keymap: Keymap) -> str:
    lines = ["## In the footer\n\n"]
    for context in Context:
        hints = " · ".join(f"{_as_code(hint.keys)} {hint.label}" for hint in footer_hints(keymap, context))
        lines.append(f"- {context.value.capitalize()}: {hints}\n")
    return "".join(lines)


def _reserved_section() -> str:
    lines = ["## Kept free\n\nThese keys do nothing yet; a later version will use them. Until then they are yours.\n\n"]
    for reserved in RESERVED:
        keys = " ".join(_as_code(label) for label in labels_for_keys(reserved.keys))
        lines.append(f"- {keys} ({_context_names(reserved.contexts)}): {reserved.purpose}\n")
    return "".join(lines)


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(as_markdown())


if __name__ == "__main__":
    main()
