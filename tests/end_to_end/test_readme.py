"""What else the README tells a reader to type or to look for, on a machine just installed: commands, files, folders, settings."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import ROOT
from tests.end_to_end.promises import PAGES, README, blocks, command, commands, paragraph, section
from tests.translation.fault_server import FaultServer, fake_translation

if TYPE_CHECKING:
    from tests.end_to_end.making import FreshHome

FRENCH = "Un premier paragraphe.\n\nUn deuxième.\n"
ENGLISH = "A first paragraph.\n\nA second one.\n"
DATA = "Where your data is"
READING, TRANSLATION, COMMAND_LINE = "docs/reading.md", "docs/translation.md", "docs/command-line.md"
SCREENLESS = "Without a screen"


def articles(home: FreshHome, words: str = "") -> list[dict[str, object]]:
    """Return the articles of a library as the command line lists them."""
    said = home.shell(f"enregard list --json {words}")
    assert said.returncode == 0, said.stderr
    return list(json.loads(said.stdout))


def mark(home: FreshHome, environ: dict[str, str] | None = None) -> None:
    """Open the reader, highlight the first word, and leave."""
    terminal = home.open_by("enregard", environ)
    terminal.press("v", "e", "1")
    terminal.wait_for("v Select")
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert terminal.is_restored()


@pytest.mark.smoke
def test_every_file_and_every_target_that_is_named_is_there() -> None:
    for page, text in PAGES.items():
        for name in re.findall(r"\]\(([^)#:]+)\)", text):
            assert ((ROOT / page).parent / name).exists(), name
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"(?:`| {4})make ([a-z]+)", README)
    assert len(named) > 4
    for name in named:
        assert name in targets, name


def test_a_text_of_ones_own_gets_its_english_by_name_and_by_being_named(fresh: FreshHome) -> None:
    read_one = command("Your own texts", "article.txt", without=("--english", "add"))
    add_folder = command("Your own texts", "add texts/")
    add_english = command("Your own texts", "add", "--english english.txt")
    (about,) = (block for block in blocks("Your own texts") if block.startswith("---"))
    fresh.file("article.txt", f"{about}\n\n{FRENCH}")
    terminal = fresh.open_by(read_one)
    terminal.wait_for("Un premier paragraphe.")
    assert "La boulangerie de nuit" in terminal.lines[1]
    assert "20 novembre 2026  ·  Enregard" in terminal.lines[2]
    terminal.press("q")
    assert terminal.exit_status() == 0
    (own,) = (found for found in articles(fresh) if found["name"] == "article")
    assert own["english"] is False

    fresh.file("english.txt", ENGLISH)
    said = fresh.shell(add_english)
    assert (said.returncode, said.stderr) == (0, "")
    shown = fresh.shell(f"enregard show {own['id']} --both").stdout
    assert shown.index("Un premier paragraphe.") < shown.index("A first paragraph.") < shown.index("Un deuxième.")
    assert len(articles(fresh)) == 6  # the same text twice is one article

    fresh.file("english.txt", "Only one paragraph.\n")
    said = fresh.shell(add_english)
    assert said.returncode == 1
    assert "paragraph" in said.stderr

    folder = fresh.folder / "texts" / "deeper"
    folder.mkdir(parents=True)
    (folder / "autre.txt").write_text("Autre chose.\n", encoding="utf-8")
    (folder / "autre.en.txt").write_text("Something else.\n", encoding="utf-8")
    (folder.parent / "notes.md").write_text("# Un titre\n\nDes notes.\n", encoding="utf-8")
    (folder.parent / "image.png").write_bytes(b"\x89PNG")
    said = fresh.shell(add_folder)
    assert (said.returncode, said.stderr) == (0, "")
    added = {found["name"]: found["english"] for found in articles(fresh)}
    assert (len(added), added["autre"], added["notes"]) == (8, True, False)


@pytest.mark.smoke
def test_without_a_screen(fresh: FreshHome) -> None:
    mark(fresh)
    shown = {}
    for line in commands(SCREENLESS, COMMAND_LINE):
        said = fresh.shell(line.replace("ARTICLE", "syene").replace("[", "").replace("]", ""))
        assert (said.returncode, said.stderr) == (0, ""), line
        shown[line] = said.stdout
    assert "Voyez Syéné" in shown[command(SCREENLESS, "list", page=COMMAND_LINE)]
    both = shown[command(SCREENLESS, "show", "--both", page=COMMAND_LINE)]
    assert both.index("haute Égypte") < both.index("Upper Egypt")
    assert "Voyez Syéné" in shown[command(SCREENLESS, "show", "--marks", page=COMMAND_LINE)]
    assert [
        found["quotation"] for found in json.loads(shown[command(SCREENLESS, "marks", "--json", page=COMMAND_LINE)])
    ] == ["Le"]
    for line in ("enregard", *commands(SCREENLESS, COMMAND_LINE)):
        words = " ".join(line.split()[:2])
        said = fresh.shell(f"{words} --help".replace(" --help --help", " --help"))
        assert said.returncode == 0
        assert "examples:" in said.stdout


def test_keys_of_ones_own_as_they_are_written_there(fresh: FreshHome) -> None:
    (keys,) = (block for block in blocks("Keys of your own", READING) if block.startswith("[keys]"))
    terminal = fresh.open_by("enregard")
    terminal.press(",")
    terminal.wait_for("Translation engine")
    label = terminal.find("Settings file")
    # they say where that file is
    said = "".join(line[label.x :].strip() for line in terminal.lines[label.y : terminal.find("Translation engine").y])
    assert said.startswith(f"Settings file{fresh.settings}")
    terminal.press("escape", "q")
    assert terminal.exit_status() == 0
    fresh.settings.parent.mkdir(parents=True, exist_ok=True)
    fresh.settings.write_text(keys, encoding="utf-8")
    terminal = fresh.open_by("enregard")
    first = terminal.lines[4]
    terminal.press("f")
    terminal.wait_for(lambda: terminal.lines[4] != first)
    terminal.press("V", "W")
    terminal.wait_for("Esc Save and close")
    terminal.press("escape", "q")
    assert terminal.exit_status() == 0

    # is told in a sentence when the program opens; it always opens
    fresh.settings.write_text('[keys]\n"move.pag" = "space"\n', encoding="utf-8")
    fresh.start_by("enregard").wait_for("move.pag")


def test_the_data_is_where_it_is_said_to_be_and_can_be_taken_away(fresh: FreshHome) -> None:
    mark(fresh)
    assert sorted(path.name for path in fresh.data.iterdir()) == ["firstpage", "library.db"]
    # which only you can read
    assert (fresh.data / "firstpage").stat().st_mode & 0o777 == 0o600
    # `first_page = false` in the settings keeps none
    fresh.settings.parent.mkdir(parents=True, exist_ok=True)
    fresh.settings.write_text("first_page = false\n", encoding="utf-8")
    terminal = fresh.open_by("enregard")
    terminal.press("q")
    assert terminal.exit_status() == 0
    assert not (fresh.data / "firstpage").exists()

    # copy `library.db` while the program is closed
    shutil.copy(fresh.data / "library.db", fresh.folder / "copy.db")
    # `--library FILE` uses another library
    said = fresh.shell("enregard marks --json --library copy.db")
    assert [found["quotation"] for found in json.loads(said.stdout)] == ["Le"]
    for line in re.findall(r"`(enregard [^`]* > [^`]*)`", section(DATA)):
        said = fresh.shell(line.replace("ARTICLE", "secret intelligence"))
        assert (said.returncode, said.stderr) == (0, ""), line
    assert json.loads((fresh.folder / "marks.json").read_text(encoding="utf-8"))
    assert "The head of the United Kingdom" in (fresh.folder / "article.txt").read_text(encoding="utf-8")

    # With `ENREGARD_HOME=DIR`, all of it is in that folder instead
    before = (fresh.data / "library.db").stat().st_mtime_ns
    mark(fresh, {"ENREGARD_HOME": "DIR"})
    assert {"firstpage", "library.db"} <= {path.name for path in (fresh.folder / "DIR").iterdir()}
    assert (fresh.data / "library.db").stat().st_mtime_ns == before


def test_archiving_destroys_nothing(fresh: FreshHome) -> None:
    mark(fresh)
    terminal = fresh.open_by("enregard")
    terminal.press("tab")
    terminal.wait_for("Enter Open")
    # Archiving (`x` in the list of articles) destroys nothing
    terminal.press("x")
    terminal.wait_for("Archived")
    assert len(articles(fresh)) == 4
    # `u` brings the article back with its marks
    terminal.press("u")
    terminal.wait_for("Undid")
    assert len(articles(fresh)) == 5
    assert len(json.loads(fresh.shell("enregard marks --json").stdout)) == 1


def test_an_engine_is_told_of_and_sent_nothing_before_one_agrees(fresh: FreshHome) -> None:
    line = command("Translation", "translate", "deepl")
    # The first time, the program names the host and what is sent, and sends nothing before you agree
    said = fresh.shell(line)
    assert said.returncode == 1
    assert "api.deepl.com" in said.stderr
    assert "Nothing was sent." in said.stderr
    # `--offline` refuses every engine that sends something
    said = fresh.shell(f"{line} --offline --agree", ENREGARD_DEEPL_KEY="a-key")
    assert said.returncode == 1
    assert "offline" in said.stderr


def test_engines_are_set_up_as_it_says_and_keys_kept_out_of_sight(fresh: FreshHome) -> None:
    (block,) = (block for block in blocks("Settings", TRANSLATION) if "[engines." in block)
    fresh.settings.parent.mkdir(parents=True, exist_ok=True)
    fresh.settings.write_text(block, encoding="utf-8")
    said = fresh.shell(command("Settings", "config", page=TRANSLATION, without=("key",)))
    assert (said.returncode, said.stderr) == (0, "")
    assert str(fresh.settings) in said.stdout
    assert 'url = "https://translate.example.org"' in said.stdout
    said = fresh.shell(f"echo a-secret | {command('Engines', 'config key', 'deepl', page=TRANSLATION)}")
    assert said.returncode == 0
    assert (fresh.settings.parent / "keys").stat().st_mode & 0o777 == 0o600
    assert "a-secret" not in said.stdout + said.stderr + fresh.shell("enregard config --json").stdout
    assert fresh.shell(command("Saved translations", "translations export", page=TRANSLATION)).returncode == 0
    said = fresh.shell("enregard translations import memory.tmx")
    assert said.returncode == 0
    assert "59 skipped" in said.stdout


def test_a_text_in_another_language_is_added_as_it_says(fresh: FreshHome) -> None:
    fresh.file("zeitung.txt", "Ein erster Absatz.\n")
    assert fresh.shell(command("Adding texts", "add", "--language", page=COMMAND_LINE)).returncode == 0
    assert {found["name"]: found["language"] for found in articles(fresh)}["zeitung"] == "de"


def test_an_engine_is_chosen_and_asked_in_the_reader(fresh: FreshHome) -> None:
    french = [f"La phrase numéro {number} du texte parle encore de la pluie." for number in range(60)]
    fresh.file("article.txt", "\n\n".join(french))
    with FaultServer() as server, paragraph("In the reader, `R` on an article", TRANSLATION) as says:
        home = {"ENREGARD_LIBRETRANSLATE_URL": server.url}
        terminal = fresh.open_by("enregard article.txt", home)
        says.press(terminal, "R")
        # lists the engines, each with what it is and what it still lacks
        terminal.wait_for("LibreTranslate")
        terminal.wait_for("not ready")
        assert not server.seen
        terminal.press("/")
        terminal.type("libretranslate")
        terminal.wait_until_gone("Google")
        terminal.press("enter")
        terminal.wait_for(fake_translation(french[0])[:20])
        # then for the window and the screen after it
        terminal.wait_for(lambda: "Translation: libretranslate" in terminal.lines[-1])
        assert len(server.seen) < len(french)
        says.press(terminal, "p")
        terminal.wait_for("Machine translation: libretranslate")
        says.press(terminal, "=")
        terminal.wait_for("Compare translations")
        terminal.press("escape")
        terminal.wait_until_gone("Compare translations")
        # "Translate the article" asks for the rest
        terminal.press(":")
        terminal.wait_for("Commands")
        terminal.type("translate article")
        terminal.wait_until_gone("Line down")
        terminal.press("enter")
        terminal.wait_for("The article is translated")
        assert len({seen.body for seen in server.seen}) == len(french)
        terminal.press("q")
        assert terminal.exit_status() == 0

        asked = len(server.seen)
        # The choice is kept, unless `engine` in the settings file says otherwise.
        says("engine")
        fresh.file("autre.txt", "Autre chose, qui n’a pas encore été lu.")
        terminal = fresh.open_by("enregard autre.txt", home)
        terminal.press("t")
        terminal.wait_for("English of")
        assert len(server.seen) == asked + 1
        terminal.press("q")
        assert terminal.exit_status() == 0

    said = fresh.shell(command("Saved translations", "translations export", ".tmx", page=TRANSLATION))
    assert said.returncode == 0, said.stderr
    assert "La phrase numéro 7 du texte" in (fresh.folder / "memory.tmx").read_text(encoding="utf-8")
