"""The command line entry point."""

from __future__ import annotations

import sys

# Imports are lazy: a start without arguments first repaints the last screen, before even `typing`
# is loaded, and `enregard --help` loads little more than argparse.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.arguments import Arguments
    from reader.startup.last_screen import RestoredScreen


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code (see `exit_codes`)."""
    words = sys.argv[1:] if argv is None else list(argv)
    screen = None
    if not words:
        from reader.startup import last_screen

        screen = last_screen.restore()
    return _run_guarded(words, screen)


def _run_guarded(words: list[str], screen: RestoredScreen | None) -> int:
    from reader.cli import output
    from reader.cli.exit_codes import FAILURE, INTERRUPTED, SUCCESS
    from reader.errors import EnregardError

    output.replace_unencodable()
    try:
        return _dispatch(words, screen)
    except BrokenPipeError:
        output.discard_output()
        return SUCCESS  # the reading process closed the pipe
    except KeyboardInterrupt:
        return INTERRUPTED
    except EnregardError as error:
        output.write_message(str(error))
    except Exception as error:  # noqa: BLE001 -- last resort: show a message and log the traceback
        from reader.cli.crash_log import log_crash

        output.write_message(log_crash(error))
    return FAILURE


def _dispatch(words: list[str], screen: RestoredScreen | None) -> int:
    if not words:  # most starts; skips argparse
        from reader.cli.arguments import default_arguments

        try:
            return _run_command(default_arguments(screen))
        finally:
            if screen is not None:
                screen.restore_terminal()  # errors must appear on the normal screen
    from reader.cli.parser import parse

    try:
        arguments = parse(words)
    except SystemExit as leaving:  # argparse has printed help or an error
        from reader.cli import output
        from reader.cli.exit_codes import FAILURE

        code = leaving.code if isinstance(leaving.code, int) else FAILURE
        output.flush()
        return code
    return _run_command(arguments)


def _run_command(arguments: Arguments) -> int:
    from reader.cli import commands, output

    code = commands.COMMANDS[arguments.command](arguments)
    output.flush()
    return code
