"""What is chosen for labelling: the quotas, the order, the marks, and no pair that is labelled already."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from stance.engine import Engine
from training.examples import Span
from training.selection import Candidate, candidates, conflict_words, marked, select, write_batches
from training.sentences import CorpusSentence

_TEXT = "Russia condemned Turkey, and Turkey rejected the sanctions."


def _sentence(text: str, row: int = 0) -> CorpusSentence:
    return CorpusSentence("newsmtsc", row, text, text)


def _pool() -> list[Candidate]:
    """Make four candidates a sentence, half on issues; every other sentence on conflict."""
    return [
        Candidate(_sentence(f"sentence {row}", row), (0, 4), (5, 6 + i), "issue" if i % 2 else "actor", row / 300, row % 2 == 0)
        for row in range(300)
        for i in range(4)
    ]


def test_holder_and_target_are_marked_in_either_order() -> None:
    assert marked("Orl met Velmark", (0, 3), (8, 15)) == "«H:Orl» met «T:Velmark»"
    assert marked("Orl met Velmark", (8, 15), (0, 3)) == "«T:Orl» met «H:Velmark»"


def test_most_of_the_chosen_are_on_issues_and_no_sentence_comes_more_than_twice() -> None:
    chosen = select(_pool(), 200)
    assert len(set(chosen)) == 200
    assert Counter(one.target_kind for one in chosen) == {"issue": 130, "actor": 70}
    assert max(Counter(one.sentence.text for one in chosen).values()) <= 2


def test_what_chance_does_not_choose_is_uncertain_and_on_conflict() -> None:
    pool = _pool()
    chosen = select(pool, 100)
    left = set(pool) - set(chosen)
    uncertain = [one for one in chosen if one.conflict and one.entropy > 0.7]
    assert len(uncertain) >= 80
    assert any(not one.conflict for one in chosen)
    assert any(one.entropy > 0.9 and not one.conflict for one in left)


def test_the_choice_does_not_hang_on_the_order_of_the_candidates() -> None:
    assert select(_pool(), 60) == select(_pool()[::-1], 60)


def test_a_conflict_word_tells_the_sentence(engine: Engine) -> None:
    found = candidates(engine, [_sentence(_TEXT), _sentence("Russia thanked Turkey.")], {})
    assert {one.sentence.text: one.conflict for one in found} == {_TEXT: True, "Russia thanked Turkey.": False}
    assert all(word == word.lower() for word in conflict_words())


def test_a_pair_that_is_labelled_already_is_no_candidate(engine: Engine) -> None:
    def pairs(known: dict[str, list[tuple[Span, Span]]]) -> set[tuple[str, str]]:
        found = candidates(engine, [_sentence(_TEXT)], known)
        return {(_TEXT[slice(*one.holder)], _TEXT[slice(*one.target)]) for one in found}

    every = pairs({})
    assert {("Russia", "Turkey"), ("Turkey", "sanctions")} <= every
    assert pairs({_TEXT: [((0, 6), (17, 23))]}) == every - {("Russia", "Turkey")}


def test_batches_hold_every_chosen_pair_and_the_second_reader_gets_some_of_them(tmp_path: Path) -> None:
    chosen = [replace(one, sentence=_sentence("Orl met Velmark", one.sentence.row)) for one in _pool()[:500]]
    assert write_batches(chosen, tmp_path) == 3
    lines = [line for number in (1, 2, 3) for line in (tmp_path / f"batch-{number}.jsonl").read_text().splitlines()]
    second = (tmp_path / "second.jsonl").read_text().splitlines()
    assert len(lines) == 500
    assert len(second) == 200
    assert set(second) < set(lines)
