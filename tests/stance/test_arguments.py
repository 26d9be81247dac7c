"""Who does a predicate's deed, and to whom."""

import pytest

from stance.arguments import ArgumentFinder
from stance.clauses import split
from stance.lexicon import Frame
from stance.text import read

_ATTACK = Frame("attack", "v", -1, 0, 0, (), participle=True)
_CRITICISM = Frame("criticism", "n", -1, 0, 0, (("of", -1),))
_ALLY = Frame("ally", "n", 1, 0, 0, (("of", 1),), bearer=True)


def _parts(text: str, word: str, frame: Frame, *, passive: bool = False) -> tuple[set[str], set[str]]:
    document = read(text)
    entity = [(one[0].isupper() and i > 0) or one in {"Iran", "Kenya", "Paris"} for i, one in enumerate(document.words)]
    at = document.lowers.index(word)
    finder = ArgumentFinder(document.lowers, entity, split(document.words, document.lowers, entity), frozenset({at}))
    found = finder.find(at, at + 1, frame, passive=passive)
    return {document.words[i] for i in found.agents}, {document.words[i] for i in found.themes}


@pytest.mark.parametrize(
    ("text", "agent", "theme"),
    [
        ("Iran attacked Kenya.", "Iran", "Kenya"),
        ("Iran has repeatedly attacked Kenya.", "Iran", "Kenya"),
        ("Iran, a member of the bloc, attacked Kenya.", "Iran", "Kenya"),
        ("Iran, which attacked Kenya, is calm.", "Iran", "Kenya"),
        ("Iran met Paris and attacked Kenya.", "Iran", "Kenya"),
        ("Officials from Paris said Iran attacked Kenya.", "Iran", "Kenya"),
        ("Iran attacked Paris, Rome and Kenya.", "Iran", "Kenya"),
    ],
)
def test_subject_and_object_are_agent_and_theme(text: str, agent: str, theme: str) -> None:
    agents, themes = _parts(text, "attacked", _ATTACK)
    assert theme in themes
    assert agent in agents


def test_whose_deed_it_is_not_is_no_agent() -> None:
    agents, _ = _parts("Iran vowed to stop those who attacked Kenya.", "attacked", _ATTACK)
    assert "Iran" not in agents


def test_in_the_passive_they_change_places() -> None:
    agents, themes = _parts("Kenya was attacked by Iran.", "attacked", _ATTACK, passive=True)
    assert (agents, themes) == ({"Iran"}, {"Kenya"})


def test_an_object_before_another_verb_is_no_theme() -> None:
    _, themes = _parts("Iran attacked while Kenya slept.", "attacked", _ATTACK)
    assert "Kenya" not in themes


def test_a_deed_belongs_to_its_possessor_and_is_done_to_what_its_preposition_introduces() -> None:
    agents, themes = _parts("They heard Iran's criticism of Kenya.", "criticism", _CRITICISM)
    assert "Iran" in agents
    assert "Kenya" in themes


def test_a_noun_that_names_its_bearer_is_turned_round() -> None:
    agents, themes = _parts("They asked Kenya, an ally of Iran, for help.", "ally", _ALLY)
    assert "Kenya" in agents
    assert "Iran" in themes
    agents, themes = _parts("They asked Iran's ally Kenya for help.", "ally", _ALLY)
    assert "Kenya" in agents
    assert "Iran" in themes
