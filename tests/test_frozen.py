"""`frozen_dataclass` behaves like a frozen dataclass with slots."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Callable


def declare(decorator: Callable[..., Any]) -> Any:
    """Declare the same class with either decorator."""

    @decorator(frozen=True, slots=True, order=True)
    class Value:
        first: int
        second: str = "two"
        third: tuple[int, ...] = field(default_factory=tuple)
        hidden: int = field(default=4, repr=False, compare=False)
        doubled: int = field(init=False, repr=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "doubled", 2 * self.first)

    return Value


STANDARD, OURS = declare(dataclass), declare(frozen_dataclass)
ARGUMENTS = st.tuples(
    st.lists(st.sampled_from((0, 1, "a", (1, 2))), max_size=5).map(tuple),
    st.dictionaries(st.sampled_from(("first", "second", "third", "hidden", "other")), st.integers(0, 2), max_size=3),
)


def outcome(make: Callable[[], Any]) -> Any:
    """Return the fields of the value, or TypeError."""
    try:
        value = make()
    except TypeError:
        return TypeError
    return repr(value), value.hidden, value.doubled


@given(ARGUMENTS)
def test_accepts_the_same_arguments(given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    values, named = given
    assert outcome(lambda: OURS(*values, **named)) == outcome(lambda: STANDARD(*values, **named))


PARTS = st.tuples(
    st.integers(0, 2), st.sampled_from("ab"), st.integers(0, 1).map(lambda one: (one,)), st.integers(0, 1)
)


@given(PARTS, PARTS)
def test_same_comparison_and_hash(left: tuple[Any, ...], right: tuple[Any, ...]) -> None:
    ours, standard = (OURS(*left), OURS(*right)), (STANDARD(*left), STANDARD(*right))
    assert (ours[0] == ours[1]) == (standard[0] == standard[1])
    assert (ours[0] < ours[1]) == (standard[0] < standard[1])
    assert (ours[0] >= ours[1]) == (standard[0] >= standard[1])
    assert hash(ours[0]) != hash(ours[1]) or ours[0] == ours[1]


def test_each_class_compiles_its_own_init() -> None:
    one, other = declare(frozen_dataclass), declare(frozen_dataclass)
    assert one(1) != other(1)
    assert [value.doubled for value in (one(1), one(2), other(3))] == [2, 4, 6]
    assert one(1).third is not None


def test_replace_fields_and_slots() -> None:
    value = OURS(1)
    assert replace(value, second="b") == OURS(1, "b")
    assert [one.name for one in fields(value)] == ["first", "second", "third", "hidden", "doubled"]
    assert not hasattr(value, "__dict__")


def test_subclass() -> None:
    @frozen_dataclass(frozen=True, slots=True)
    class Base:
        one: int

    @frozen_dataclass(frozen=True, slots=True)
    class More(Base):
        two: int = 2

    assert (Base(1).one, More(1).two, More(3, 4).one) == (1, 2, 3)


def test_frozen_and_slots_are_required() -> None:
    with pytest.raises(TypeError):
        frozen_dataclass(frozen=False, slots=True)
    with pytest.raises(FrozenInstanceError):
        STANDARD(1).first = 2  # the type checker enforces this for ours
