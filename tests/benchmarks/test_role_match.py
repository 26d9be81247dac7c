"""How roles are compared."""

import pytest

from benchmarks.rolematch import Counts, agree, heads_of, roles_of, verdict
from stance.arguments import Arguments
from stance.lexicon import Frame

_GOLD = (frozenset({2}), frozenset({5, 6}))


def test_the_last_token_of_each_phrase_is_its_head_and_what_is_tied_to_it_none() -> None:
    assert heads_of({0: "1", 1: "1", 3: "q", 5: "1", 7: "p", 8: "2"}) == [1, 5, 8]


def test_what_of_ties_to_a_deed_is_its_agent_where_nothing_else_is() -> None:
    deed = Frame("attack", "n", -1, 0, 0)
    assert roles_of(Arguments({4: "o"}, {}), deed)["agent"] == [4]
    assert roles_of(Arguments({1: "1", 4: "o"}, {}), deed)["agent"] == [1]
    assert roles_of(Arguments({4: "o"}, {}), Frame("attack", "v", -1, 0, 0))["agent"] == []


def test_precision_goes_by_what_was_found_and_recall_by_what_was_to_be_found() -> None:
    counts = Counts()
    counts.add([2, 9, 10], _GOLD)
    counts.add([], (frozenset({1}),))
    assert (counts.precision, counts.recall) == pytest.approx((1 / 3, 1 / 3))
    assert counts.f1 == pytest.approx(1 / 3)


def test_two_heads_of_one_phrase_are_both_right_and_found_once() -> None:
    counts = Counts()
    counts.add([5, 6], _GOLD)
    assert (counts.precision, counts.recall) == (1.0, 0.5)


def test_nothing_counted_is_nought() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


def test_sides_agree_where_nothing_is_missed_or_in_excess() -> None:
    assert agree([2, 6], _GOLD)
    assert agree([], ())
    assert not agree([2], _GOLD)
    assert not agree([2, 6, 9], _GOLD)


@pytest.mark.parametrize(
    ("ours", "parsed", "expected"),
    [([2, 5], _GOLD, "both"), ([2, 5], (frozenset({2}),), "ours"), ([2], _GOLD, "parse"), ([], (), "neither")],
)
def test_a_judged_predicate_speaks_for_whoever_has_its_heads(
    ours: list[int], parsed: tuple[frozenset[int], ...], expected: str
) -> None:
    assert verdict(ours, parsed, _GOLD) == expected
