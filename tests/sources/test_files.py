"""Finding text files and reading them with their translations."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.sources.files import (
    MAX_BYTES,
    Source,
    display_path,
    english_of,
    find_all_texts,
    find_texts,
    french_of,
    read_source,
    stem,
)
from reader.text.cleaning import is_clean
from reader.text.formats.manuscript import read_manuscript

not_as_root = pytest.mark.skipif(os.geteuid() == 0, reason="root can read everything")


def _write(folder: Path, *names: str, text: str = "Un.\n\nDeux.\n") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _names(folder: Path, paths: list[Path]) -> list[str]:
    return [str(path.relative_to(folder)) for path in paths]


def _error(path: Path, english: Path | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(path, english)
    return str(caught.value)


# -- finding ----------------------------------------------------------------------------------


def test_folder_is_searched_in_order(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a/z.md", "a/y.MARKDOWN", "c.TXT", "a.pdf", "noending", "a.txt.bak", "d.html")
    assert _names(tmp_path, find_texts(tmp_path)) == ["a/y.MARKDOWN", "a/z.md", "b.txt", "c.TXT"]


def test_hidden_files_and_folders_are_skipped(tmp_path: Path) -> None:
    _write(tmp_path, ".a.txt", ".git/b.txt", "c/.d/e.txt", "f.txt", ".txt")
    assert _names(tmp_path, find_texts(tmp_path)) == ["f.txt"]


def test_hidden_folder_given_by_name_is_searched(tmp_path: Path) -> None:
    _write(tmp_path, ".mine/b.txt")
    assert _names(tmp_path, find_texts(tmp_path / ".mine")) == [".mine/b.txt"]


def test_translation_files_are_skipped(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "a.en.txt", "b.md", "b.en.txt", "alone.en.txt", "C.TXT", "C.EN.TXT", "en.txt")
    assert _names(tmp_path, find_texts(tmp_path)) == ["C.TXT", "a.txt", "alone.en.txt", "b.md", "en.txt"]


def test_link_cycle_is_followed_once(tmp_path: Path) -> None:
    _write(tmp_path, "a/b/one.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "self.txt").symlink_to("self.txt")
    found = find_texts(tmp_path)
    assert len([path for path in found if path.name == "one.txt"]) == 1
    assert "self.txt” could not be read" in _error(tmp_path / "a" / "self.txt")


def test_file_or_missing_path_is_returned(tmp_path: Path) -> None:
    for name in ("a.pdf", "gone.txt", "x" * 300 + ".txt"):
        assert find_texts(tmp_path / name) == [tmp_path / name]


@not_as_root
def test_unreadable_folder_is_reported(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        found = find_texts(tmp_path)
        assert _names(tmp_path, found) == ["a.txt", "closed"]
        assert "Change its permissions" in _error(tmp_path / "closed")
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_duplicates_are_removed(tmp_path: Path) -> None:
    _write(tmp_path, "b.txt", "a.txt", "a.en.txt")
    given = [tmp_path / "b.txt", tmp_path / "a.en.txt", tmp_path / "a.txt", tmp_path, tmp_path / "." / "b.txt"]
    assert _names(tmp_path, find_all_texts(given)) == ["b.txt", "a.txt"]


def test_lone_translation_file_is_returned(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "a.en.txt")
    assert find_all_texts([tmp_path / "a.en.txt"]) == [tmp_path / "a.en.txt"]


# -- translations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "french", "english"),
    [
        (["a.txt", "a.en.txt"], "a.txt", "a.en.txt"),
        (["a.md", "a.en.md"], "a.md", "a.en.md"),
        (["a.md", "a.en.txt"], "a.md", "a.en.txt"),
        (["A.TXT", "A.EN.TXT"], "A.TXT", "A.EN.TXT"),
        (["a.txt", "a.md", "a.en.txt"], "a.txt", "a.en.txt"),
        (["a.txt", "a.md", "a.en.txt"], "a.md", None),
        (["a.txt", "b.en.txt"], "a.txt", None),
        (["a.b.txt", "a.b.en.txt"], "a.b.txt", "a.b.en.txt"),
        (["a", "a.en.txt"], "a", None),
    ],
)
def test_translation_of_a_text(tmp_path: Path, names: list[str], french: str, english: str | None) -> None:
    _write(tmp_path, *names)
    found = english_of(tmp_path / french)
    assert (found.name if found else None) == english
    if english:
        back = french_of(tmp_path / english)
        assert back is not None
        assert back.name == french


def test_file_named_en_is_a_text(tmp_path: Path) -> None:
    _write(tmp_path, ".txt", ".en.txt", "en.txt")
    assert french_of(tmp_path / ".en.txt") is None
    assert french_of(tmp_path / "en.txt") is None


@given(st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), max_size=12))
def test_stem_removes_known_suffixes_only(name: str) -> None:
    for ending in (".txt", ".md", ".markdown", ".MD"):
        if name:
            assert stem(name + ending) == name
    assert name.startswith(stem(name))


# -- reading ----------------------------------------------------------------------------------


def test_text_with_translation(tmp_path: Path) -> None:
    _write(tmp_path, "été.txt", text="---\ntitle: L’été\ndate: 2023-07\n---\nUn\nseul.\n\nDeux.\n")
    _write(tmp_path, "été.en.txt", text="One\nonly.\r\n\r\nTwo.")
    source = read_source(tmp_path / "été.txt")
    assert source.manuscript.title == "L’été"
    assert source.manuscript.paragraphs == ("Un seul.", "Deux.")
    assert source.english == ("One only.", "Two.")
    assert source.name == "été"
    assert source.path == tmp_path / "été.txt"


def test_given_translation_has_priority(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "a.en.txt")
    _write(tmp_path, "mine", text="One!\n\nTwo!")
    assert read_source(tmp_path / "a.txt", tmp_path / "mine").english == ("One!", "Two!")


def test_no_translation(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    assert read_source(tmp_path / "a.txt").english is None


def test_mismatch_names_the_first_differing_paragraph(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", text="Un chien.\n\nDeux chats noirs dorment sous la grande table ronde.\n\nTrois.")
    _write(tmp_path, "a.en.txt", text="A dog.\n\nThree.")
    message = _error(tmp_path / "a.txt")
    assert "has 3 paragraphs" in message
    assert "has 2 paragraphs" in message
    assert "paragraph 2: “Deux chats noirs dorment sous la …” faces “Three.”" in message
    assert message.endswith("Fix this and add it again.")


def test_missing_last_paragraph(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", text="Un.\n\nDeux.")
    _write(tmp_path, "a.en.txt", text="One.")
    message = _error(tmp_path / "a.txt")
    assert "1 paragraph." in message
    assert "faces" in message


@given(
    french=st.lists(
        st.sampled_from(["Un.", "Deux mots.", "Une phrase plus longue que les autres."]), min_size=1, max_size=6
    ),
    english=st.lists(
        st.sampled_from(["One.", "Two words.", "A sentence longer than the others."]), min_size=1, max_size=6
    ),
)
def test_any_two_counts_give_a_source_or_an_error(
    french: list[str], english: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pair")
    _write(folder, "a.txt", text="\n\n".join(french))
    _write(folder, "b", text="\n\n".join(english))
    if len(french) == len(english):
        assert read_source(folder / "a.txt", folder / "b").english == tuple(english)
    else:
        message = _error(folder / "a.txt", folder / "b")
        assert "They stop matching at paragraph" in message


def test_translation_file_is_refused_with_the_name_of_its_text(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", "a.en.txt")
    assert "is the translation of" in _error(tmp_path / "a.en.txt")


def test_broken_translation_file_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "a.en.txt").write_bytes(b"")
    assert "a.en.txt” is empty" in _error(tmp_path / "a.txt")
    assert "gone” does not exist" in _error(tmp_path / "a.txt", tmp_path / "gone")


def test_file_with_only_a_header_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", text="---\ntitle: Rien\n---\n")
    message = _error(tmp_path / "a.txt")
    assert "a.txt”: There is no text." in message


def test_unreadable_paths_are_reported(tmp_path: Path) -> None:
    assert "does not exist. Check the name." in _error(tmp_path / "gone.txt")
    assert "could not be read" in _error(tmp_path / ("x" * 300 + ".txt"))
    _write(tmp_path, "a.txt")
    assert "could not be read" in _error(tmp_path / "a.txt" / "b.txt")
    assert "is a folder" in _error(tmp_path)
    assert "could not be read" in _error(Path("a\x00b.txt"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_socket_and_device_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a pipe or device" in _error(tmp_path / "pipe.txt")
    assert find_texts(tmp_path) == [tmp_path / "pipe.txt"]
    assert "is a pipe or device" in _error(Path(os.devnull))
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert "is a pipe or device" in _error(tmp_path / "s")


def test_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: no disk is used
    assert "larger than 64 MB" in _error(tmp_path / "huge.txt")


@not_as_root
def test_unreadable_file_is_reported(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0)
    assert "You do not have permission to read" in _error(tmp_path / "a.txt")


def test_hostile_names_are_sanitized(tmp_path: Path) -> None:
    names = [
        b"[b]x[/b].txt",
        b"\x1b]52;c;aGk=\x07.txt",
        b"\xff\xfe.txt",
        b"a\nb.txt",
        "\u202eabc.txt".encode(),
        b"e\xcc\x81.txt",
    ]
    for raw in names:
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
        try:
            path.write_text("Un.", encoding="utf-8")
        except OSError:
            continue  # the file system refuses this name
        source = read_source(path)
        assert is_clean(source.name)
        assert "\n" not in source.name
        source.name.encode()
        path.write_bytes(b"")
        message = _error(path)
        assert is_clean(message)
        message.encode()


def test_hostile_text_is_sanitized(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Un\x00 \x1b]52;c;aGk=\x07 deux \xe2\x80\xae trois.\r\n\r\ne\xcc\x81 [b]x[/b]")
    manuscript = read_source(tmp_path / "a.txt").manuscript
    assert is_clean(manuscript.text)
    assert manuscript.paragraphs[0].startswith("Un\ufffd \ufffd]52")
    assert manuscript.paragraphs[1] == "é [b]x[/b]"


def test_source_checks_the_paragraph_count() -> None:
    with pytest.raises(ValueError):
        Source(read_manuscript("Un.\n\nDeux."), ("One.",), "a", Path("a.txt"))


def test_a_path_without_a_name_is_shown() -> None:
    assert display_path(Path("/")) == "/"
    assert display_path(Path("/a/b.txt"), full=False) == "b.txt"
