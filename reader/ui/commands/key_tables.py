"""Tables: which keys mean which command in one context, and who gives way where two want the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.ui.commands.command import EVERYWHERE, TYPING, Command, Context
from reader.ui.commands.key_names import is_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Keys = tuple[str, ...]
"""Keys to press one after another, each in its one spelling."""


def _all_of(*words: str) -> frozenset[str]:
    return frozenset(key for some in words for key in some.split())


EDITING: Mapping[Context, frozenset[str]] = {
    Context.DIALOG: _all_of(
        "left right home end backspace delete ctrl+a ctrl+c ctrl+d ctrl+e ctrl+k ctrl+u ctrl+v ctrl+w ctrl+x",
        "alt+backspace ctrl+backspace super+backspace super+c ctrl+left ctrl+right shift+left shift+right",
        "shift+home shift+end ctrl+shift+a ctrl+shift+left ctrl+shift+right",
    ),
    Context.EDITOR: _all_of(
        "left right up down home end pageup pagedown backspace delete enter tab f6 f7",
        "ctrl+a ctrl+c ctrl+d ctrl+e ctrl+k ctrl+u ctrl+v ctrl+w ctrl+x ctrl+y ctrl+z ctrl+shift+k",
        "alt+backspace alt+delete ctrl+backspace super+backspace super+c super+x super+y super+z",
        "ctrl+left ctrl+right ctrl+shift+left ctrl+shift+right",
        "shift+left shift+right shift+up shift+down shift+home shift+end",
    ),
}
"""Keys that a line or an editor needs itself. (A line leaves Enter to us, and has no use for up and down.)"""


class Rank(IntEnum):
    """Who keeps a key that two commands want: the higher one."""

    EVERYWHERE = 0
    """Declared for every context."""
    INHERITED = 1
    """A command of the page, while selecting."""
    INHERITED_OWN = 2
    """The same, by keys that the reader chose."""
    NAMED = 3
    """Declared for this context by name."""
    OWN = 4
    """Chosen by the reader."""


@valueclass(frozen=True, slots=True)
class Claim:
    """One command wanting some keys in one context."""

    command: str
    keys: Keys
    """Without the final ``*``."""
    takes_any: bool
    """Whether any one printable character follows the keys."""
    letter: str | None
    """What the keys hand to the command; None for nothing, or for the character that follows."""
    rank: Rank

    @property
    def spelling(self) -> str:
        """Return the keys as settings spell them."""
        return " ".join((*self.keys, "*") if self.takes_any else self.keys)


@valueclass(frozen=True, slots=True)
class Loss:
    """A claim that was refused in a context, and the one that stands in its way."""

    context: Context
    loser: Claim
    winner: Claim


@dataclass(slots=True)
class Table:
    """The keys of one context; built once, then only read."""

    exact: dict[Keys, Claim] = field(default_factory=dict)
    """Complete keys."""
    wild: dict[Keys, Claim] = field(default_factory=dict)
    """Keys that one more printable character completes."""
    prefixes: dict[Keys, Claim] = field(default_factory=dict)
    """Beginnings, each with one of the claims that go on from there."""

    def rival(self, claim: Claim) -> Claim | None:
        """Return a claim already in the table because of which this one could not be typed, or the other way round."""
        for length in range(1, len(claim.keys)):
            start = claim.keys[:length]
            if found := self.exact.get(start) or self.wild.get(start):
                return found
        return self.exact.get(claim.keys) or self.prefixes.get(claim.keys)

    def add(self, claim: Claim) -> None:
        """Put a claim without a rival into the table."""
        longest = len(claim.keys) + 1 if claim.takes_any else len(claim.keys)
        for length in range(1, longest):
            self.prefixes.setdefault(claim.keys[:length], claim)
        (self.wild if claim.takes_any else self.exact)[claim.keys] = claim

    def claims(self) -> Iterable[Claim]:
        """Yield every claim that was granted."""
        yield from self.exact.values()
        yield from self.wild.values()


def acts_in(command: Command, context: Context) -> bool:
    """Tell whether the command can be called in the context, by a key or from the palette."""
    if context is Context.SELECTING and Context.PAGE in command.contexts:
        return context in command.contexts or context not in command.apart
    return context in command.contexts


def declared_keys(command: Command) -> tuple[Keys, ...]:
    """Return the keys a command is declared with, which are in their one spelling, without a final ``*``."""
    split = [tuple(keys.split()) for keys in command.keys]
    return tuple(keys[:-1] for keys in split) if command.takes_any else tuple(split)


def left_to_typing(context: Context, keys: Keys) -> bool:
    """Tell whether the first of the keys belongs to the line or the editor of the context."""
    return context in TYPING and (is_typed(keys[0]) or keys[0] in EDITING[context])


def resolve(
    commands: Iterable[Command], own: Mapping[str, tuple[Keys, ...]]
) -> tuple[dict[Context, Table], tuple[Loss, ...]]:
    """Return a table for each context, and the claims that gave way.

    ``own`` holds the reader's keys by command, in the order in which they were chosen: the earlier keeps a key that
    two of them want.
    """
    tables: dict[Context, Table] = {}
    losses: list[Loss] = []
    commands = tuple(commands)
    chosen = {command: number for number, command in enumerate(own)}
    for context in Context:
        claims = [claim for command in commands for claim in _claims(command, context, own.get(command.id))]
        # The sort is stable: within a rank, declarations keep their order and the reader's keys theirs.
        claims.sort(key=lambda claim: (-claim.rank, chosen.get(claim.command, 0)))
        table = tables[context] = Table()
        for claim in claims:
            if (rival := table.rival(claim)) is None:
                table.add(claim)
            else:
                losses.append(Loss(context, claim, rival))
    return tables, tuple(losses)


def _claims(command: Command, context: Context, own: tuple[Keys, ...] | None) -> Iterable[Claim]:
    if not acts_in(command, context):
        return
    if context not in command.contexts:
        rank = Rank.INHERITED if own is None else Rank.INHERITED_OWN
    elif own is not None:
        rank = Rank.OWN
    else:
        rank = Rank.EVERYWHERE if command.contexts == EVERYWHERE else Rank.NAMED
    for number, keys in enumerate(declared_keys(command) if own is None else own):
        if not left_to_typing(context, keys):
            letter = command.letters[number % len(command.letters)] if command.letters else None
            yield Claim(command.id, keys, command.takes_any, letter, rank)
