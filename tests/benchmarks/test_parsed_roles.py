"""Who does what to whom, as read off trees written by hand."""

import pytest

from benchmarks.parsedroles import Tree, parsed_roles
from stance.lexicon import Frame

_VERB = Frame("attack", "v", -1, 0, 0, (), participle=True)
_DEED = Frame("attack", "n", -1, 0, 0, (("on", -1),))
_BEARER = Frame("ally", "n", 1, 0, 0, (("of", 1),), bearer=True)


Roles = tuple[set[frozenset[str]], set[frozenset[str]], str]


def _roles(rows: str, word: str, frame: Frame = _VERB) -> Roles | None:
    """Read a tree given as "word head label tag" a token, separated by semicolons; the head is a word, its own for the root."""
    tokens = [row.split() for row in rows.split(";")]
    words = [token[0] for token in tokens]
    tree = Tree([words.index(token[1]) for token in tokens], [t[2] for t in tokens], [t[3] for t in tokens], words)
    at = words.index(word)
    found = parsed_roles(tree, at, at + 1, frame)
    if found is None:
        return None
    agents, themes = ({frozenset(words[i] for i in group) for group in side} for side in (found.agents, found.themes))
    return agents, themes, found.construction


def _groups(*words: str) -> set[frozenset[str]]:
    return {frozenset({word}) for word in words}


@pytest.mark.parametrize(
    ("rows", "agents", "themes", "construction"),
    [
        (
            "iran attacked nsubj NNP; attacked attacked ROOT VBD; kenya attacked dobj NNP; and kenya cc CC; rome kenya conj NNP",
            ("iran",),
            ("kenya", "rome"),
            "active",
        ),
        (
            (
                "kenya attacked nsubjpass NNP; was attacked auxpass VBD; attacked attacked ROOT VBN; by attacked agent IN; "
                "iran by pobj NNP"
            ),
            ("iran",),
            ("kenya",),
            "passive",
        ),
        (
            "iran left nsubj NNP; which attacked nsubj WDT; attacked iran relcl VBD; kenya attacked dobj NNP; left left ROOT VBD",
            ("iran",),
            ("kenya",),
            "relative clause",
        ),
        (
            (
                "iran met nsubj NNP; met met ROOT VBD; paris met dobj NNP; and met cc CC; attacked met conj VBD; "
                "kenya attacked dobj NNP"
            ),
            ("iran",),
            ("kenya",),
            "coordination",
        ),
        (
            (
                "iran urged nsubj NNP; urged urged ROOT VBD; paris urged dobj NNP; to attack aux TO; attack urged xcomp VB; "
                "kenya attack dobj NNP"
            ),
            ("paris",),
            ("kenya",),
            "infinitive",
        ),
        (
            "men left nsubj NNS; attacking men acl VBG; kenya attacking dobj NNP; left left ROOT VBD",
            ("men",),
            ("kenya",),
            "participial",
        ),
        (
            "plan failed nsubj NN; he attacks nsubj PRP; attacks plan relcl VBZ; failed failed ROOT VBD",
            ("he",),
            ("plan",),
            "relative clause",
        ),
    ],
)
def test_a_verb_and_its_arguments(rows: str, agents: tuple[str, ...], themes: tuple[str, ...], construction: str) -> None:
    verb = next(word for word in ("attacked", "attacking", "attacks", "attack") if f"{word} " in rows)
    assert _roles(rows, verb) == (_groups(*agents), _groups(*themes), construction)


def test_a_deed_is_its_possessors_or_that_of_whom_by_introduces() -> None:
    owned = "iran attack poss NNP; 's iran case POS; attack attack ROOT NN; on attack prep IN; kenya on pobj NNP"
    assert _roles(owned, "attack", _DEED) == (_groups("iran"), _groups("kenya"), "noun: deed")
    by = "attack attack ROOT NN; on attack prep IN; kenya on pobj NNP; by attack prep IN; iran by pobj NNP"
    assert _roles(by, "attack", _DEED) == (_groups("iran"), _groups("kenya"), "noun: deed")


def test_a_bearer_is_whom_it_stands_in_apposition_to() -> None:
    rows = "kenya left nsubj NNP; ally kenya appos NN; of ally prep IN; iran of pobj NNP; left left ROOT VBD"
    found = _roles(rows, "ally", _BEARER)
    assert found == (_groups("kenya"), _groups("iran"), "noun: bearer")


def test_another_word_class_gives_no_roles() -> None:
    assert _roles("attack failed nsubj NN; failed failed ROOT VBD", "attack", _VERB) is None
    assert _roles("iran attacked nsubj NNP; attacked attacked ROOT VBD", "attacked", _DEED) is None
