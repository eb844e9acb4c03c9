"""Build a model file with random weights: real except for its translations."""

from __future__ import annotations

import importlib
import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LINES = (
    "Notre porte est toujours ouverte, même la nuit.",
    "Le boulanger se lève à trois heures et pétrit la pâte.",
    "La Loire traîne ses sables jusqu’à la mer.",
    "Combien de temps reste-t-il avant la fin du jour ?",
    "Our door is always open, even at night.",
    "The baker gets up at three and kneads the dough.",
    "The Loire drags its sands to the sea.",
    "How much time is left before the end of the day?",
)


def build(path: Path, *, positions: int = 256, seed: int = 7, size: int = 32, layers: int = 1, **said: object) -> Path:
    """Write an ``.argosmodel`` for French to English; ``metadata`` adds to or replaces its metadata.

    A larger model takes longer for a sentence.
    """
    metadata = {"from_code": "fr", "to_code": "en", "package_version": "1.0", "target_prefix": "", **said}
    with TemporaryDirectory() as folder:
        pieces, words = _pieces(LINES)
        _weights(Path(folder), words, positions, seed, (size, layers))
        members = {"metadata.json": json.dumps(metadata).encode(), "sentencepiece.model": pieces}
        members |= {f"model/{file.name}": file.read_bytes() for file in sorted(Path(folder).iterdir())}
    return pack(path, members)


def pack(path: Path, members: dict[str, bytes], folder: str = "translate-fr_en-1_0") -> Path:
    """Write a model file with these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{folder}/{name}", content)
    return path


def members_of(path: Path) -> dict[str, bytes]:
    """Return the members of a model file, without their folder."""
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def _pieces(lines: Iterable[str]) -> tuple[bytes, list[str]]:
    sentencepiece: Any = importlib.import_module("sentencepiece")
    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=written, vocab_size=90, hard_vocab_limit=False, minloglevel=2
    )
    processor = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    words = [processor.id_to_piece(index) for index in range(processor.get_piece_size())]
    return written.getvalue(), ["<blank>", "<s>", "</s>", *(word for word in words if not word.startswith("<"))]


def _weights(folder: Path, words: list[str], positions: int, seed: int, shape: tuple[int, int]) -> None:
    numpy: Any = importlib.import_module("numpy")
    specs: Any = importlib.import_module("ctranslate2.specs")
    chance = numpy.random.default_rng(seed)
    size, layers = shape
    inner, heads = 2 * size, 4
    spec = specs.TransformerSpec.from_config((layers, layers), heads, with_relative_position=False)

    def some(*shape: int) -> Any:
        return chance.normal(0, 0.4, shape).astype(numpy.float32)

    def norm(part: Any) -> None:
        part.gamma, part.beta = numpy.ones(size, numpy.float32), numpy.zeros(size, numpy.float32)

    def linear(part: Any, out: int, into: int) -> None:
        part.weight, part.bias = some(out, into), some(out)

    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = some(len(words), size)
        side.position_encodings.encodings = some(positions, size)
        norm(side.layer_norm)
        for layer in side.layer:
            linear(layer.ffn.linear_0, inner, size)
            linear(layer.ffn.linear_1, size, inner)
            norm(layer.ffn.layer_norm)
            norm(layer.self_attention.layer_norm)
            linear(layer.self_attention.linear[0], 3 * size, size)
            linear(layer.self_attention.linear[1], size, size)
            if hasattr(layer, "attention"):
                norm(layer.attention.layer_norm)
                linear(layer.attention.linear[0], size, size)
                linear(layer.attention.linear[1], 2 * size, size)
                linear(layer.attention.linear[2], size, size)
    linear(spec.decoder.projection, len(words), size)
    # On every machine it answers something, of a length that an answer may have, and never with an L of its own.
    for index, word in enumerate(words):
        if not word.strip("▁") or len(word) > 2 or "L" in word:
            spec.decoder.projection.bias[index] = -1_000
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    spec.validate()
    spec.save(str(folder))
