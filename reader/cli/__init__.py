"""The command line: what was asked, done without a screen or handed to the reader's window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli import output
from reader.cli.codes import COULD_NOT, DONE, INTERRUPTED
from reader.errors import EnregardError

# Everything else is imported where it is used: `enregard --help` loads argparse and next to nothing of ours.
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.asked import Asked


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words ask; return 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    output.make_robust()
    try:
        return _do(sys.argv[1:] if argv is None else list(argv))
    except BrokenPipeError:
        output.forget()
        return DONE  # whoever read the output had enough
    except KeyboardInterrupt:
        return INTERRUPTED
    except EnregardError as error:
        output.say(str(error))
    except Exception as error:  # noqa: BLE001 -- the last resort: a sentence, and the traceback in the log
        from reader.cli.trouble import record

        output.say(record(error))
    return COULD_NOT


def _do(words: list[str]) -> int:
    if not words:  # most starts, and they need not load argparse
        from reader.cli.asked import nothing

        return _done(nothing())
    from reader.cli.asking import parse

    try:
        arguments = parse(words)
    except SystemExit as leaving:  # argparse has said what there is to say
        code = leaving.code if isinstance(leaving.code, int) else COULD_NOT
        output.flush()
        return code
    return _done(arguments)


def _done(asked: Asked) -> int:
    from reader.cli import commands

    code = commands.COMMANDS[asked.command](asked)
    output.flush()
    return code
