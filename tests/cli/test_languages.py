"""Other source and target languages than French and English, and the origins of translations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.storage.store import Store
from reader.text.model.translations import Piece
from tests.translation.fault_server import FaultServer, fake_translation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Shell

GERMAN = "Die schwarze Katze schläft.\n\nSie träumt vom Sommer.\n"


def language_of(enregard: Shell, name: str) -> str:
    return str(next(entry["language"] for entry in enregard("list", "--json").json if entry["name"] == name))


@pytest.fixture
def german(tmp_path: Path) -> Path:
    path = tmp_path / "katze.txt"
    path.write_text(GERMAN, encoding="utf-8")
    return path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    with FaultServer() as server:
        monkeypatch.setenv("ENREGARD_LIBRETRANSLATE_URL", server.url)
        yield server


def test_language_from_option_or_header_or_french(enregard: Shell, german: Path, tmp_path: Path) -> None:
    (tmp_path / "head.txt").write_text("---\nlanguage: de-AT\n---\nEin Hund.\n", encoding="utf-8")
    (tmp_path / "wrong.txt").write_text("---\nlanguage: 7\n---\nUn chien.\n", encoding="utf-8")
    (tmp_path / "both.txt").write_text("---\nlanguage: de\n---\n犬。\n", encoding="utf-8")
    assert enregard("add", str(german), "--language", "de").code == 0
    enregard("add", str(tmp_path / "head.txt"), str(tmp_path / "wrong.txt"))
    enregard("add", str(tmp_path / "both.txt"), "--language", "ja")
    found = [language_of(enregard, name) for name in ("katze", "head", "wrong", "both")]
    assert found == ["de", "de", "fr", "ja"]


def test_changed_language_keeps_the_articles_translation(enregard: Shell, german: Path) -> None:
    german.with_name("katze.en.txt").write_text("The black cat sleeps.\n\nIt dreams.\n", encoding="utf-8")
    enregard("add", str(german))
    assert language_of(enregard, "katze") == "fr"
    enregard("add", str(german), "--language", "de")
    assert language_of(enregard, "katze") == "de"
    assert "The black cat sleeps." in enregard("show", "katze", "--english").out


def test_translate_between_the_right_languages(enregard: Shell, german: Path, server: FaultServer) -> None:
    enregard("add", str(german), "--language", "de")
    result = enregard("translate", "katze", "--engine", "libretranslate", "--to", "es")
    assert (result.code, len(server.seen)) == (0, 2)
    assert {(json.loads(one.body)["source"], json.loads(one.body)["target"]) for one in server.seen} == {("de", "es")}
    assert enregard("show", "katze", "--english").code == 1, "nothing of it is English"
    assert fake_translation("Sie träumt vom Sommer.") in enregard("show", "katze", "--english", "--to", "es").out
    counts = enregard("translations", "--json").json
    assert ("de", "es", 2) in {(one["source_language"], one["target_language"], one["paragraphs"]) for one in counts}
    assert "no translation into “it”" in enregard("show", "katze", "--both", "--to", "it").err


def test_engine_from_settings_or_program(enregard: Shell, german: Path, server: FaultServer) -> None:
    enregard("add", str(german), "--language", "de")
    with Store.open(enregard.home / "library.db", now=lambda: "2024-05-06T07:08:09Z", new_id=lambda: "x") as store:
        store.set_preference("engine", "libretranslate")
    assert enregard("translate", "katze").code == 0
    assert len(server.seen) == 2
    (enregard.home / "settings.toml").write_text('engine = "babel"\n', encoding="utf-8")
    assert "Unknown engine “babel”" in enregard("translate", "katze").err


@pytest.mark.parametrize("code", ["", "DE", "deutsch", "d", "d3"])
def test_invalid_language_is_wrong_usage(enregard: Shell, german: Path, code: str) -> None:
    result = enregard("add", str(german), "--language", code)
    assert result.code == 2
    assert "is not a language code" in result.err


def test_show_labels_translation_origins(enregard: Shell, tmp_path: Path) -> None:
    path = tmp_path / "un.txt"
    path.write_text("Un.\n\nDeux.\n\nTrois.\n\nQuatre.\n\nCinq.\n", encoding="utf-8")
    enregard("add", str(path))
    with Store.open(enregard.home / "library.db", now=lambda: "2024-05-06T07:08:09Z", new_id=lambda: "x") as store:
        article = store.article(next(entry.id for entry in store.entries() if entry.name == "un"))
        store.save_file_translation(article.id, ["One.", "", "", "", "Five."])
        for words, engine in (("Deux.", "deepl"), ("Trois.", "deepl"), ("Quatre.", "apertium")):
            store.save_engine_translation(
                words, [Piece(f"{words} in English", (0,))], source="fr", target="en", engine=engine, version="v"
            )
        store.save_own_translation(article, 2, "Three.")
    lines = enregard("show", "un", "--both").out.splitlines()
    assert [line for line in lines if line.startswith("  [")] == [
        "  [from deepl]", "  [your translation]", "  [from apertium (rough)]", "  [article’s translation]",
    ]  # fmt: skip
    assert lines[lines.index("  [from deepl]") + 1] == "  Deux. in English"
    assert "[" not in enregard("show", "un").out
    paragraphs = enregard("show", "un", "--json").json["paragraphs"]
    assert [(one["origin"], one["engine"]) for one in paragraphs] == [
        ("file", None), ("engine", "deepl"), ("reader", None), ("engine", "apertium"), ("file", None),
    ]  # fmt: skip
    assert paragraphs[1]["created"] == "2024-05-06T07:08:09Z"
    assert paragraphs[2]["english"] == "Three."
