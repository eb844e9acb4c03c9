"""Hold sentence linking against the pairs linked by hand, and engines against faults: `python tools/evaluate.py`.

Marked is the share of the sentences of both sides (those that answer nothing included) for which a counterpart is named; precision
is the share of those whose counterpart is exactly the one seen by a person. Beside it, what lengths alone would do. `further` was kept
apart: no constant was chosen by it. Below it, what each engine says to each fault of a service: all must be sentences.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Print the table; 1 when the total misses its targets."""
    sys.path.insert(0, str(ROOT))  # the pairs belong to the tests
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
    """Print how the sentences of a megabyte in one paragraph are linked around a caret."""
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
    """Print how many words of highlighted passages are underlined in the English, and how many others."""
    from tests.text.links.phrases import evaluate, gold_phrases

    found = evaluate(gold_phrases())
    print(
        f"words that answer a highlight: {found.recall:.1%} are underlined; {found.precision:.1%} of those underlined answer it"
        f" ({found.sentence_precision:.0%} if whole sentences were)"
    )


def alignment() -> int:
    """Print how many paragraphs of the bundled articles face their own English in a library; return how many do not.

    Which English is a paragraph's own was seen by a person: in the pairs linked by hand each sentence begins as written there.
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
    """Print what each engine makes of each fault that it can meet; return how many outcomes are no sentence for the reader."""
    from tests.translation.fault_outcomes import table

    lines, count, unsaid = table()
    print("\n" + "\n".join(lines))
    print(f"{count} engines × faults; not a sentence: {unsaid}")
    return unsaid


if __name__ == "__main__":
    sys.exit(main())
