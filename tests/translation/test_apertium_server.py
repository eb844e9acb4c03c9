"""The bundled library through Apertium's real server, with the MyMemory client."""

import threading
from collections.abc import Iterator

import pytest

from reader.text.alignment.sentence_alignment import align_sentences
from reader.text.segmentation.sentences import sentences
from reader.translation.engine import EngineError, ErrorKind, Request, Segment
from reader.translation.engines.mymemory import MyMemory
from reader.translation.options import EngineOptions
from tests.text.links.gold import ARTICLES, read
from tests.translation import apertium_server
from tests.translation.installed_programs import apy as needs_apy

pytestmark = [needs_apy, pytest.mark.xdist_group("apy")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with apertium_server.apertium_server(tmp_path_factory.mktemp("apy")) as address:
        yield address


def engine(address: str) -> MyMemory:
    return MyMemory(EngineOptions(timeout=60), address, apertium_server.CODES)


def request(*french: str) -> Request:
    return Request(french, " ".join(french))


def test_bundled_library_by_paragraph(address: str) -> None:
    mine, right, linked, total = engine(address), 0, 0, 0
    paragraphs = [pair.french for name in ARTICLES for pair in read(name)]
    for french in paragraphs:
        answer = mine.translate(request(*french), threading.Event())
        # Every sentence is answered once, in order: nothing shifted, nothing left out.
        assert [index for segment in answer for index in segment.sentences] == list(range(len(french)))
        translations = " ".join(segment.text for segment in answer)
        theirs = tuple(span.of(translations) for span in sentences(translations))
        right += bool(theirs)
        links = align_sentences(french, theirs)
        linked += sum(len(found.french) for found in links)
        total += len(french)
    assert right == len(paragraphs)
    assert linked / total > 0.85


def test_known_answer(address: str) -> None:
    assert engine(address).translate(request("Notre porte est toujours ouverte."), threading.Event()) == (
        Segment("Our door is always open.", (0,)),
    )


def test_two_threads(address: str) -> None:
    texts = ["Notre porte est ouverte.", "Le chat dort.", "La mer est froide.", "Le pain est bon."]
    alone = [engine(address).translate(request(text), threading.Event()) for text in texts]
    shared, found = engine(address), {}

    def asking(text: str) -> None:
        found[text] = shared.translate(request(text), threading.Event())

    threads = [threading.Thread(target=asking, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [found[text] for text in texts] == alone
    assert len(set(alone)) == len(texts)


def test_unsupported_pair_is_reported(address: str) -> None:
    with pytest.raises(EngineError) as error:
        MyMemory(EngineOptions(timeout=60), address, ("fra", "deu")).translate(request("Oui."), threading.Event())
    assert error.value.kind in ErrorKind
    assert address not in str(error.value)
