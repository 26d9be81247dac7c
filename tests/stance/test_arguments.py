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
        ("Iran met Paris and Rome but attacked Kenya.", "Iran", "Kenya"),
        ('Iran attacked the "neutral" envoys of Kenya.', "Iran", "envoys"),
        ('Iran attacked the "calm and cheap" vote.', "Iran", "vote"),
        ('Iran\'s "fire" brigade attacked Kenya.', "brigade", "Kenya"),
    ],
)
def test_subject_and_object_are_agent_and_theme(text: str, agent: str, theme: str) -> None:
    agents, themes = _parts(text, "attacked", _ATTACK)
    assert theme in themes
    assert agent in agents


def test_a_list_before_but_is_no_subject() -> None:
    assert _parts("Iran met Paris and Rome but attacked Kenya.", "attacked", _ATTACK)[0] == {"Iran"}


def test_what_a_closed_quotation_is_said_by_is_no_theme() -> None:
    themes = _parts('"We attacked Kenya" officials said.', "attacked", _ATTACK)[1]
    assert themes == {"Kenya"}


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("He attacked Kenya.", {"He"}),
        ("Iran failed on Monday to stop those it attacked.", {"it"}),
        ("Iran, which met Paris, attacked Kenya.", {"Iran"}),
        ("Iran met Paris last week and attacked Kenya.", {"Iran"}),
        ("One of the men attacked Kenya.", {"One", "men"}),
        ("Officials living in Paris attacked Kenya.", {"Officials", "Paris"}),
        ("They met Paris, and the rebels attacked Kenya.", {"rebels"}),
        ("They saw the Paris office of Iran, who earlier this week attacked Kenya.", {"Iran", "office", "Paris"}),
    ],
)
def test_verbs_times_and_asides_are_no_part_of_the_subject(text: str, agents: set[str]) -> None:
    assert _parts(text, "attacked", _ATTACK)[0] == agents


@pytest.mark.parametrize(
    ("text", "word", "agents"),
    [
        ("Iran failed to attack Kenya.", "attack", {"Iran"}),
        ("Iran failed on Monday to attack Kenya.", "attack", {"Iran"}),
        ("Iran urged Paris to attack Kenya.", "attack", {"Paris"}),
        ("Iran tightened the borders to attack Kenya.", "attack", {"Iran"}),
        ("They heard of Iran's decision to attack Kenya.", "attack", {"Iran"}),
        ("They saw rebels attacking Kenya.", "attacking", {"rebels"}),
        ("Iran is attacking Kenya.", "attacking", {"Iran"}),
        ("Iran has met Paris before attacking Kenya.", "attacking", {"Iran"}),
    ],
)
def test_infinitives_and_participles_have_the_subject_of_what_they_hang_on(text: str, word: str, agents: set[str]) -> None:
    assert _parts(text, word, _ATTACK)[0] == agents


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Iran attacked him.", {"him"}),
        ("Iran attacked her on Monday.", {"her"}),
        ("Iran attacked Kenya Thursday.", {"Kenya"}),
        ("The state that Iran attacked is calm.", {"state"}),
        ("The state he attacked is calm.", {"state"}),
        ("Iran attacked Kenya and Paris condemned it.", {"Kenya"}),
        ("Iran attacked Kenya and burning cities.", {"Kenya"}),
    ],
)
def test_objects_are_pronouns_too_and_end_before_what_another_verb_does(text: str, themes: set[str]) -> None:
    assert _parts(text, "attacked", _ATTACK)[1] == themes


def test_a_participle_before_a_noun_has_no_subject_to_its_left() -> None:
    assert _parts("Iran praised the attacked cities.", "attacked", _ATTACK) == (set(), {"cities"})
    assert _parts("Iran praised the attacking troops.", "attacking", _ATTACK) == ({"troops"}, set())


def test_what_stands_before_a_possessor_is_not_its_own() -> None:
    agents, _ = _parts("A period for Iran's criticism of Kenya began.", "criticism", _CRITICISM)
    assert agents == {"Iran"}


def test_a_possessive_pronoun_owns_a_deed() -> None:
    assert _parts("They heard his criticism of Kenya.", "criticism", _CRITICISM)[0] == {"his"}


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
