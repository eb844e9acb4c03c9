"""Check the line breaker against UAX #14 and measure it: `python tools/evaluate_breaks.py`.

Sets all bundled and some generated paragraphs at widths 14 to 100. Each break must be one of
`uniseg`'s, a soft hyphen, or have a reason. Counts the refused breaks of `uniseg` by rule. Last,
the time per byte: the minimum of several runs.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 0.5
"""Maximum time per byte in microseconds."""
WIDTHS = range(14, 101)
EVERY_NTH = 4
"""Step of the widths with hyphenation, which takes ten times as long."""
RUNS = 7


def main() -> int:
    """Print counts and times; return 1 if a limit is broken. A wrong break raises."""
    sys.path.insert(0, str(ROOT))  # for the tests' oracle and texts
    from tests.ui.spread.strategies import SEEDS, english_seeds, paragraphs_of
    from tests.ui.spread.unicode_oracle import typed_seeds

    first = paragraphs_of([SEEDS / "000_3058addbbcf4618e.txt"])
    french, generated = [*first, *typed_seeds()], [_generated_paragraph(number) for number in range(12)]
    print(f"{'breaks, by their kind':<34}{'taken':>9}{'gave way':>10}{'folded':>8}{'divided':>9}")
    _judge("bundled French", french)
    _judge("the same, words divided", french, hyphenated=True)
    _judge("bundled English", english_seeds(), english=True)
    _judge("generated French", generated)
    _judge("the same, words divided", generated, hyphenated=True)
    _refusals({"bundled": french, "generated": generated})
    return _cost("\n\n".join(french).split("\n\n"), "\n\n".join(english_seeds()).split("\n\n"))


def _generated_paragraph(number: int) -> str:
    """Return a generated paragraph with usual and unusual punctuation."""
    from tests.ui.spread.strategies import GAPS, MARKS, WORDS

    random = Random(number)
    gaps = (" ",) * 40 + MARKS + GAPS
    return "".join(random.choice(WORDS) + random.choice(gaps) for _ in range(120)).strip()


def _judge(name: str, texts: list[str], *, english: bool = False, hyphenated: bool = False) -> None:
    from tests.ui.spread.unicode_oracle import judge

    kinds: Counter[str] = Counter()
    for text in texts:
        for width in WIDTHS[:: EVERY_NTH if hyphenated else 1]:
            kinds += judge(text, width, english=english, hyphenated=hyphenated)
    print(f"{name:<34}{kinds['taken']:>9}{kinds['gave way']:>10}{kinds['folded']:>8}{kinds['divided']:>9}")


def _refusals(groups: dict[str, list[str]]) -> None:
    """Print how many breaks of UAX #14 are taken, and which rules refuse the others."""
    from reader.ui.spread.break_rules import Rule, forbidding_rule
    from tests.ui.spread.unicode_oracle import unicode_breaks

    counted: dict[str, Counter[Rule | None]] = {name: Counter() for name in groups}
    for name, texts in groups.items():
        for text in texts:
            counted[name].update(forbidding_rule(text, offset) for offset in unicode_breaks(text) - {len(text)})
    print(f"\n{'of the breaks of UAX #14':<58}" + "".join(f"{name:>14}" for name in groups))
    for rule in (None, *Rule):
        if any(counter[rule] for counter in counted.values()):
            label = "taken" if rule is None else f"refused by {rule.value.split(' (')[0]}"
            print(f"{label:<58.57}" + "".join(f"{counter[rule]:>14}" for counter in counted.values()))


def _cost(french: list[str], english: list[str]) -> int:
    """Print the time per byte at some widths; return 1 if it exceeds the limit."""
    from reader.ui.spread.line_breaking import break_lines, hyphenate_lines

    hyphenate_lines("anticonstitutionnellement", 12)  # load the patterns before measuring
    print(f"\n{'microseconds a byte':<34}{'36 cells':>10}{'52':>8}{'66':>8}")
    worst = 0.0
    for name, texts, run in (
        ("French", french, break_lines),
        ("English", english, lambda text, width: break_lines(text, width, english=True)),
        ("French, words divided", french, hyphenate_lines),
    ):
        size = sum(len(text.encode()) for text in texts)
        costs = []
        for width in (36, 52, 66):
            times = []
            for _ in range(RUNS):
                start = perf_counter()
                for text in texts:
                    run(text, width)
                times.append(perf_counter() - start)
            costs.append(1e6 * min(times) / size)
        print(f"{name:<34}" + "".join(f"{cost:>{10 if at == 0 else 8}.2f}" for at, cost in enumerate(costs)))
        if run is not hyphenate_lines:
            worst = max(worst, *costs)
    print(f"the limit is {LIMIT}, where no words are divided")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
