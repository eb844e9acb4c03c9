"""The reader's own English in the real program: written, the program killed meanwhile, and nothing lost."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.end_to_end.making import Home

TEXT = "Un chat noir dort.\n\nIl rêve de l’été.\n\nLe matin vient.\n"


def test_what_one_writes_outlives_a_kill(home: Home) -> None:
    home.run("add", home.file("chat.txt", TEXT))
    terminal = home.open()
    terminal.press("}", "i")
    terminal.wait_for("Save and close")
    terminal.type("It dreams of")

    def drafts() -> list[str]:
        with home.library() as store:
            (article_id, *_) = store.articles_with_translation_drafts() or ("",)
            return [one.body for one in store.own_translation_drafts(store.article(article_id))] if article_id else []

    terminal.wait_for(lambda: drafts() == ["It dreams of"])
    terminal.kill(signal.SIGKILL)
    assert terminal.exit_status() == -signal.SIGKILL

    again = home.start()
    again.wait_for("Unfinished translation restored. Press i to open it.")
    again.press("i")
    again.wait_for("(unfinished)")
    again.wait_for("It dreams of")
    again.type(" summer.")
    again.press("escape")
    again.wait_for("Saved. t: show translation")
    again.press("t")
    again.wait_for("* It dreams of summer.")
    again.press("q")
    assert again.exit_status() == 0
    assert drafts() == []
    third = home.open()
    third.wait_for("It dreams of summer.")
    assert "nfinished" not in third.text


def test_the_readers_own_editor_takes_part(home: Home) -> None:
    home.run("add", home.file("chat.txt", TEXT))
    editor = home.script("editor", r'printf "A black \033[2J cat\nsleeps." > "$1"')
    terminal = home.open(EDITOR=str(editor))
    terminal.press("i")
    terminal.wait_for("Save and close")
    terminal.press("ctrl+g")
    terminal.wait_for("sleeps.")
    terminal.press("escape", "t")
    terminal.wait_for("A black \ufffd[2J cat sleeps.")
