"""Preferences: stored as text, read leniently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.reading.preferences import MEASURES, Preferences
from reader.text.model.highlights import Color

any_preferences = st.builds(
    Preferences,
    measure=st.sampled_from(MEASURES),
    sidebar=st.booleans(),
    theme=st.text(max_size=10),
    color=st.sampled_from([color.value for color in Color]),
    hyphenated=st.booleans(),
    justified=st.booleans(),
)


def test_measures() -> None:
    assert (MEASURES[0], MEASURES[-1], MEASURES.step) == (40, 90, 2)
    assert Preferences().measure == 66


@given(any_preferences, any_preferences)
def test_only_changes_are_stored_and_round_trip(one: Preferences, other: Preferences) -> None:
    stored = dict.fromkeys(("measure", "sidebar", "theme", "color", "hyphenated", "justified"), "")
    stored.update(one.changed_from(Preferences()))
    changes = other.changed_from(one)
    assert set(changes) == {name for name in stored if getattr(one, name) != getattr(other, name)}
    everything = {**one.changed_from(_opposite(one)), **changes}
    assert Preferences.from_stored(everything) == other


def _opposite(one: Preferences) -> Preferences:
    """Return preferences that differ from the given ones in every field."""
    return Preferences(
        measure=40 if one.measure != 40 else 42,
        sidebar=not one.sidebar,
        theme=one.theme + "!",
        color="blue" if one.color != "blue" else "pink",
        hyphenated=not one.hyphenated,
        justified=not one.justified,
    )


@given(
    st.dictionaries(
        st.sampled_from(["measure", "sidebar", "theme", "color", "hyphenated", "justified", "other"]),
        st.text(max_size=12),
    )
)
def test_invalid_values_take_the_default(stored: dict[str, str]) -> None:
    found = Preferences.from_stored(stored)
    assert found.measure in MEASURES
    assert found.color in {color.value for color in Color}


@pytest.mark.parametrize("measure", ["38", "92", "67", "-66", "6 6", "", "sixty", "٦٦", "²", "9" * 5000])
def test_invalid_measure_takes_the_default(measure: str) -> None:
    assert Preferences.from_stored({"measure": measure}).measure == 66


@pytest.mark.parametrize("wrong", [{"measure": 41}, {"measure": 92}, {"color": "red"}, {"color": ""}])
def test_invalid_preferences_are_rejected(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"measure|Color"):
        Preferences(**wrong)  # type: ignore[arg-type]  # wrong on purpose
