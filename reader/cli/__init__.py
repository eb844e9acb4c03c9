"""The command line: what was asked, done without a screen or handed to the reader's window."""

from __future__ import annotations

import sys

# Everything is imported where it is used: a start without a word puts its first page on the screen before anything of ours,
# even `typing`, is loaded, and `enregard --help` loads argparse and next to nothing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.arguments import Arguments
    from reader.startup.last_screen import RestoredScreen


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words ask; return 0 done, 1 could not, 2 wrong usage, 130 interrupted."""
    words = sys.argv[1:] if argv is None else list(argv)
    page = None
    if not words:
        from reader.startup import last_screen

        page = last_screen.restore()
    return _run_guarded(words, page)


def _run_guarded(words: list[str], page: RestoredScreen | None) -> int:
    from reader.cli import output
    from reader.cli.exit_codes import FAILURE, INTERRUPTED, SUCCESS
    from reader.errors import EnregardError

    output.replace_unencodable()
    try:
        return _dispatch(words, page)
    except BrokenPipeError:
        output.discard_output()
        return SUCCESS  # whoever read the output had enough
    except KeyboardInterrupt:
        return INTERRUPTED
    except EnregardError as error:
        output.write_message(str(error))
    except Exception as error:  # noqa: BLE001 -- the last resort: a sentence, and the traceback in the log
        from reader.cli.crash_log import log_crash

        output.write_message(log_crash(error))
    return FAILURE


def _dispatch(words: list[str], page: RestoredScreen | None) -> int:
    if not words:  # most starts, and they need not load argparse
        from reader.cli.arguments import default_arguments

        try:
            return _run_command(default_arguments(page))
        finally:
            if page is not None:
                page.restore_terminal()  # what could not be done is told on the reader's own screen
    from reader.cli.parser import parse

    try:
        arguments = parse(words)
    except SystemExit as leaving:  # argparse has said what there is to say
        from reader.cli import output
        from reader.cli.exit_codes import FAILURE

        code = leaving.code if isinstance(leaving.code, int) else FAILURE
        output.flush()
        return code
    return _run_command(arguments)


def _run_command(asked: Arguments) -> int:
    from reader.cli import commands, output

    code = commands.COMMANDS[asked.command](asked)
    output.flush()
    return code
