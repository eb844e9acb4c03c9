"""Evaluate sentence links, paragraph alignment and engine errors.

Usage: `python tools/evaluate.py`. "Marked" is the share of sentences of both languages with a named
counterpart; precision is the share of those that match the hand-made links. Next to it are the
results by lengths alone. No constant was tuned on `further`. Below: each engine's message for each
fault.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print the tables; return 1 if a target is missed."""
    sys.path.insert(0, str(ROOT))  # for the tests' pairs
    from reader.text.alignment.lattice import DEFAULT_MODEL
    from reader.text.alignment.sentence_alignment import CONFIDENT, align_sentences
    from tests.text.links.gold import ARTICLES, CONSTRUCTED, Pair, Tally, evaluate, read

    astray = alignment()
    lengths = replace(DEFAULT_MODEL, token_weight=0.0)
    print(f"{'':<18}{'sentences':>9}{'marked':>9}{'precision':>11}   lengths alone:{'marked':>8}{'precision':>11}")
    texts = {name: read(name) for name in (*ARTICLES, *CONSTRUCTED)}

    def row(name: str, pairs: tuple[Pair, ...]) -> Tally:
        ours, bare = evaluate(pairs), evaluate(pairs, lengths)
        figures = f"{ours.sentences:>9}{ours.share:>9.1%}{ours.precision:>11.2%}"
        print(f"{name:<18}{figures}{'':>17}{bare.share:>8.1%}{bare.precision:>11.2%}")
        return ours

    for name, pairs in texts.items():
        row(name, pairs)
    row("articles", tuple(pair for name in ARTICLES for pair in texts[name]))
    row("extra and further", tuple(pair for name in CONSTRUCTED for pair in texts[name]))
    everything = tuple(pair for pairs in texts.values() for pair in pairs)
    total = row("total", everything)

    kinds = Counter(group.kind for pair in everything for group in pair.groups)
    free = sum(group.free for pair in everything for group in pair.groups)
    print(f"\ngroups: {', '.join(f'{kind} {count}' for kind, count in kinds.most_common())}; freely reworded {free}")
    print(f"shown from a confidence of {CONFIDENT}")
    typical = [pair for pair in everything if len(pair.french) == len(pair.english) == 5]
    quickest = []
    for pair in typical:
        times = []
        for _ in range(30):
            began = perf_counter()
            align_sentences(pair.french, pair.english)
            times.append(perf_counter() - began)
        quickest.append(min(times))
    print(f"{1e6 * sum(quickest) / len(quickest):.0f} µs for a pair of five sentences each")
    giants()
    extents()
    unsaid = faults()
    return int(total.share < 0.85 or total.precision < 0.98 or unsaid > 0 or astray > 0)


def giants() -> None:
    """Print results for a megabyte in one paragraph, around a caret."""
    from tests.text.links.long_paragraphs import evaluate_long_paragraph, long_paragraph

    print("in one paragraph of a megabyte, the pairs shuffled, around a caret:")
    for name, whole in {
        "as they are": long_paragraph(),
        "a tenth without English": long_paragraph(0.1),
        "and a tenth without French": long_paragraph(0.1, 0.1),
    }.items():
        found = evaluate_long_paragraph(whole, every=8)
        print(
            f"{name:<27}{found.sentences:>6} French sentences{found.share:>8.1%} marked{found.precision:>9.2%} of them right"
        )


def extents() -> None:
    """Print recall and precision of underlined words for highlights."""
    from tests.text.links.phrases import evaluate, gold_phrases

    found = evaluate(gold_phrases())
    print(
        f"words that answer a highlight: {found.recall:.1%} are underlined; {found.precision:.1%} of those underlined answer it"
        f" ({found.sentence_precision:.0%} if whole sentences were)"
    )


def alignment() -> int:
    """Print how many paragraphs of the bundled articles match; return how many do not.

    The hand-made pairs give the right translation of each paragraph.
    """
    import tempfile

    from reader import resources
    from reader.reading.library import Library
    from reader.storage.store import Store
    from tests.storage.builders import Clock, numbered_ids
    from tests.text.links.gold import ARTICLES, read

    found: dict[str, tuple[int, int]] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "library.db", now=Clock(), new_id=numbered_ids()) as store,
    ):
        Library(store).add_bundled(resources.seeds())
        for entry in store.entries():
            pairs, english = read(entry.name[:3]), store.translation_texts(store.article(entry.id))
            right = sum(
                all(sentence in facing for sentence in pair.english)
                for pair, facing in zip(pairs, english, strict=True)
            )
            found[entry.name[:3]] = right, len(pairs)
    print("paragraphs that face their own English, in the library:")
    for name in ARTICLES:
        right, of = found[name]
        print(f"{name:<18}{right}/{of}")
    right, of = (sum(column) for column in zip(*found.values(), strict=True))
    print(f"{'all':<18}{'all right' if right == of else f'{right}/{of}'}\n")
    return int(of - right)


def faults() -> int:
    """Print each engine's message for each fault; return how many are not messages."""
    from tests.translation.fault_outcomes import table

    lines, count, unsaid = table()
    print("\n" + "\n".join(lines))
    print(f"{count} engines × faults; not a sentence: {unsaid}")
    return unsaid


if __name__ == "__main__":
    sys.exit(main())
