"""`enregard translations`: list, export, import and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.storage.store import Store
from reader.text.model.translations import Piece

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandResult, Shell

TEXT = "# Le chat\n\nUn chat noir dort.\n\nIl rêve d’été.\n\nUn chat noir dort.\n\nFin & « fin ».\n"


def library(enregard: Shell) -> Store:
    return Store.open(enregard.home / "library.db", now=lambda: "2024-05-06T07:08:09Z", new_id=lambda: "x")


@pytest.fixture
def text(enregard: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "minet.txt"
    path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "bref.txt").write_text("Une autre histoire.\n", encoding="utf-8")
    (tmp_path / "bref.en.txt").write_text("Another story.\n", encoding="utf-8")
    assert enregard("add", str(path), str(tmp_path / "bref.txt")).code == 0
    return path


@pytest.fixture
def saved_translations(enregard: Shell, text: Path) -> None:
    """Engine translations, an own one for the second of two equal paragraphs, and an article's own."""
    with library(enregard) as store:
        article = store.article(next(entry.id for entry in store.entries() if entry.name == text.stem))
        store.save_engine_translation(
            "Il rêve d’été.", [Piece("It dreams", (0,)), Piece("of summer.", (0,))],
            source="fr", target="en", engine="deepl", version="v2",
        )  # fmt: skip
        store.save_engine_translation(
            "Fin & « fin ».", [Piece("Ende.", (0,))], source="fr", target="de", engine="babel", version=""
        )
        store.save_engine_translation(
            "Nulle part.", [Piece("Nowhere.", (0,))], source="fr", target="en", engine="deepl", version="v2"
        )
        store.save_own_translation(article, 2, "A black <cat> sleeps.")


def rows(enregard: Shell) -> set[tuple[object, ...]]:
    """Return the memory of the library, but for the ids of its articles."""
    with library(enregard) as store:
        return set(
            store._database.fetch_all(
                "SELECT paragraph_hash, occurrence, source_language, target_language, engine, engine_version, origin,"
                " ifnull((SELECT hash FROM texts x JOIN articles a ON a.text_id = x.id WHERE a.id = t.article_id), ''),"
                " text, ifnull(segments, ''), created FROM translations t"
            )
        )


def delete_all(enregard: Shell) -> None:
    with library(enregard) as store, store._database.transaction() as connection:
        connection.execute("DELETE FROM translations")
        connection.execute("DELETE FROM wordings")


@pytest.mark.usefixtures("saved_translations")
@pytest.mark.parametrize("form", ["tmx", "text"])
def test_export_and_import_round_trip(enregard: Shell, tmp_path: Path, form: str) -> None:
    before = rows(enregard)
    path = tmp_path / "memory"
    result = enregard("translations", "export", "--format", form, "-o", str(path))
    assert result.code == 0
    assert "paragraphs exported" in result.err
    assert "Skipped" not in result.err
    assert not [one for one in tmp_path.iterdir() if "draft" in one.name]
    piped = enregard("translations", "export", "--format", form)
    assert piped.out == path.read_text(encoding="utf-8")
    delete_all(enregard)
    assert enregard("translations", "import", str(path)).code == 0
    assert rows(enregard) == before, "that of no text too"
    with library(enregard) as store:
        article = store.article(next(entry.id for entry in store.entries() if entry.name == "minet"))
        assert [own_translation.text for own_translation in store.own_translation_history(article, 2)] == [
            "A black <cat> sleeps."
        ]
    again = enregard("translations", "import", str(path))
    assert "0 paragraphs imported" in again.out
    assert "already saved" in again.out


@pytest.mark.usefixtures("saved_translations")
def test_translations_without_source_are_skipped_and_reported(enregard: Shell) -> None:
    with library(enregard) as store, store._database.transaction() as connection:
        connection.execute("DELETE FROM sources")  # older versions saved only the hash
    result = enregard("translations", "export")
    assert "Skipped 1 paragraph whose article is no longer in the library." in result.err
    assert "Nowhere." not in result.out


@pytest.mark.usefixtures("text")
def test_imported_file_is_exported_unchanged(enregard: Shell, tmp_path: Path) -> None:
    path = write_tmx(tmp_path / "old.tmx", "Une phrase sans texte !", "A sentence from elsewhere!")
    enregard("translations", "import", str(path))
    assert (
        "fr: Une phrase sans texte !\nen: A sentence from elsewhere!"
        in enregard("translations", "export", "--format", "text").out
    )
    enregard("translations", "forget", "--engine", "old.tmx")
    assert "sans texte" not in enregard("translations", "export").out
    with library(enregard) as store:
        assert store._database.fetch_all("SELECT * FROM sources") == [], "nothing of it stays"


@pytest.mark.usefixtures("saved_translations")
def test_import_before_adding_the_text(enregard: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.tmx"
    enregard("translations", "export", "-o", str(path))
    monkeypatch.setenv("ENREGARD_HOME", str(tmp_path / "other"))
    enregard("translations", "import", str(path))
    enregard("add", str(tmp_path / "minet.txt"))
    shown = enregard("show", "minet", "--english").out
    assert "A black <cat> sleeps." in shown
    assert "It dreams of summer." in shown


def write_tmx(path: Path, french: str, english: str) -> Path:
    path.write_text(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="fr-FR"/><body><tu>'
        f'<tuv xml:lang="fr-FR"><seg>{french}</seg></tuv><tuv xml:lang="en-GB"><seg>{english}</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    return path


@pytest.mark.usefixtures("saved_translations")
def test_imported_translation_has_its_file_as_origin(enregard: Shell, tmp_path: Path) -> None:
    result = enregard("translations", "import", str(write_tmx(tmp_path / "old.tmx", "Un chat noir dort.", "Old cat.")))
    assert result.out == "“old.tmx”: 1 paragraph imported.\n"
    shown = enregard("show", "minet", "--english").out
    assert shown.count("Old cat.") == 1, "the user's translation of the other one stays"
    assert "A black <cat> sleeps." in shown
    counted = {(one["origin"], one["engine"]): one["paragraphs"] for one in enregard("translations", "--json").json}
    assert counted["engine", "old.tmx"] == 1
    assert counted["engine", "deepl"] == 2
    assert counted["reader", ""] == 1
    lines = enregard("translations").out
    assert "your translation" in lines
    assert "fr–de" in lines


@pytest.mark.usefixtures("text")
def test_truncated_file_is_imported_partly(enregard: Shell, tmp_path: Path) -> None:
    path = write_tmx(tmp_path / "old.tmx", "Un chat noir dort.", "Old cat.")
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", "<tu>"), encoding="utf-8")
    good = write_tmx(tmp_path / "good.tmx", "Il rêve d’été.", "Dreams.")
    result = enregard("translations", "import", str(path), str(tmp_path / "none.tmx"), str(good))
    assert result.code == 1
    assert "“old.tmx”: 1 paragraph imported." in result.out
    assert "“good.tmx”: 1 paragraph imported." in result.out
    assert "could not be read completely" in result.err
    assert "does not exist" in result.err


@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("bad", ["folder", "bomb", "nothing", "german"])
def test_invalid_file_is_reported(enregard: Shell, tmp_path: Path, bad: str) -> None:
    path = tmp_path / "bad"
    if bad == "folder":
        path.mkdir()
    elif bad == "german":
        write_tmx(path, "Oui.", "Yes.")
    else:
        path.write_text('<!DOCTYPE tmx [<!ENTITY a "a">]><tmx>&a;</tmx>' if bad == "bomb" else "")
    result = enregard("translations", "import", str(path), *(("--to", "de") if bad == "german" else ()))
    assert result.code == 1
    assert result.err.startswith("enregard: “")
    assert "Traceback" not in result.err


@pytest.mark.usefixtures("saved_translations")
@pytest.mark.parametrize("where", ["no/memory.tmx", ".", "/"])
def test_unwritable_export_is_reported(enregard: Shell, tmp_path: Path, where: str) -> None:
    result = enregard("translations", "export", "-o", str(tmp_path / where))
    assert result.code == 1
    assert "could not be written" in result.err


def deleted_count(result: CommandResult) -> str:
    assert result.code == 0
    return result.out.partition(" deleted")[0]


@pytest.mark.usefixtures("saved_translations")
def test_only_engine_translations_are_deleted(enregard: Shell) -> None:
    assert enregard("translations", "forget").code == 1
    assert deleted_count(enregard("translations", "forget", "--engine", "none")) == "0 paragraphs"
    assert deleted_count(enregard("translations", "forget", "--engine", "deepl", "--article", "bref")) == "0 paragraphs"
    assert deleted_count(enregard("translations", "forget", "--engine", "deepl", "--article", "minet")) == "1 paragraph"
    assert deleted_count(enregard("translations", "forget", "--older-than", "999999999")) == "0 paragraphs"
    assert deleted_count(enregard("translations", "forget", "--older-than", "1")) == "2 paragraphs"
    assert {row[6] for row in rows(enregard)} == {"reader", "file"}


@pytest.mark.usefixtures("saved_translations")
def test_size_limit_deletes_least_recently_opened(enregard: Shell) -> None:
    with library(enregard) as store:
        names = {entry.name: entry.id for entry in store.entries()}
        for paragraph in ("Une autre histoire.", "Il rêve d’été."):
            store.save_engine_translation(
                paragraph, [Piece("X" * 20_000, (0,))], source="fr", target="en", engine="e", version=""
            )
        store.mark_opened(names["minet"])
        store.mark_opened(names["bref"])
        size = sum(one.size for one in store.translation_memory.counts())
        assert store.translation_memory.shrink_to(size) == 0
        assert store.translation_memory.shrink_to(size - 1) >= 1
        left = {(one.origin.value, one.engine): one.count for one in store.translation_memory.counts()}
        assert ("engine", "e") in left
        assert "Nowhere." not in {row[8] for row in rows(enregard)}, "what no text has goes first"
        result = {
            name: {found.engine for index in (0, 1) for found in store.alternatives(store.article(names[name]), index)}
            for name in ("minet",)
        }
        result["bref"] = {found.engine for found in store.alternatives(store.article(names["bref"]), 0)}
        assert "e" in result["bref"], "opened last"
        assert "e" not in result["minet"], "opened before"
        store.translation_memory.shrink_to(1)
        assert {row[6] for row in rows(enregard)} == {"reader", "file"}
