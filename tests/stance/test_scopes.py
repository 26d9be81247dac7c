"""How far operators reach: which predicates are turned round, and which a condition, a hedge or a denial covers."""

from copy import copy
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.lexicon import BACKWARD, FORWARD, Entry, Lexicon
from stance.scopes import COVERS
from stance.text import read
from stance.views import Stretch, pair_views, spelled, stretch
from training.lexicon import compile_lexicon

_SMALL = frozenset("although however if it neither no not support that the they without an".split())
_FILLERS = {"stay", "leave", "sent", "meet"}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return _lexicon()


@cache
def _lexicon() -> Lexicon:
    return compile_lexicon(_SMALL)


def _read(text: str) -> Stretch:
    document = read(text)
    return stretch(document.words, document.lowers, _lexicon())


def _negated(text: str) -> set[str]:
    """Give the predicates of a text that are turned round, but for the verbs that only hold a sentence together."""
    annotated = _read(text)
    return {annotated.lowers[use.first] for use in annotated.uses if use.negated} - _FILLERS


def _covers(text: str) -> dict[str, str]:
    """Give the predicates of a text that something covers, each with the letters of what does."""
    annotated = _read(text)
    return {annotated.lowers[use.first]: use.cover for use in annotated.uses if use.cover}


# Where a forward scope ends -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Dorland did not attack Farland.", {"attack"}),
        ("Dorland declined to condemn Farland.", {"condemn"}),
        ("Dorland no longer supports Farland.", {"supports"}),
        ("Dorland was barred from attacking Farland.", {"attacking"}),
        ("Dorland did not leave; it supports Farland.", set()),
        ("Dorland did not leave — it supports Farland.", set()),
        ("Dorland did not stay, it condemned Farland.", set()),
        ("Dorland did not stay but condemned Farland.", set()),
        ("Dorland did not stay because it hates Farland.", set()),
        ("Dorland did not stay although it supports Farland.", set()),
        ("Dorland sent no money, which angered Farland.", set()),
        ("Dorland has no long-term support for Farland.", {"support"}),
        ('Dorland is not a "loyal" ally.', {"loyal", "ally"}),
        ('Dorland did not "attack Farland and burn its ports at will".', set()),
    ],
)
def test_a_scope_ends_with_its_clause(text: str, negated: set[str]) -> None:
    assert _negated(text) == negated


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Dorland did not support or arm the camp.", {"support", "arm"}),
        ("Dorland did not support, arm or train the camp.", {"support", "arm", "train"}),
        ("Dorland did not meet Farland and condemned Torland.", set()),
        ("Dorland did not meet and Farland condemned Torland.", set()),
        ("Dorland did not meet Farland, and Torland condemned it.", set()),
        ("Dorland did not, however, condemn Farland.", {"condemn"}),
        ("However, Dorland did not meet, he said, and condemned Farland.", set()),
    ],
)
def test_a_list_stays_covered_and_a_new_predicate_does_not(text: str, negated: set[str]) -> None:
    assert _negated(text) == negated


def test_a_name_counts_as_one_word() -> None:
    assert _negated("Dorland did not help President Anders Borg Lund condemn Farland.") >= {"condemn"}


# What looks like a negation, and what cancels one ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Dorland not only condemned but attacked Farland.",
        "Dorland no doubt supports Farland.",
        "A few backed Farland.",
        "Nothing but support for Farland came from Dorland.",
    ],
)
def test_a_fixed_phrase_with_a_negator_negates_nothing(text: str) -> None:
    assert not _negated(text)


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("Dorland did not fail to support Farland.", "support"),
        ("Dorland did not hesitate to condemn Farland.", "condemn"),
        ("Dorland refused to rule out attacking Farland.", "attacking"),
        ("Dorland will not leave without praising Farland.", "praising"),
        ("Dorland has never denied that it armed Farland.", "armed"),
    ],
)
def test_two_flips_cancel(text: str, turned: str) -> None:
    annotated = _read(text)
    (use,) = (use for use in annotated.uses if annotated.lowers[use.first] == turned)
    assert (use.negated, use.cover) == (False, "")


def test_a_cancelled_scope_ends_where_the_second_ends_however_short_the_first() -> None:
    annotated = _read("Dorland is not without the three or four friends.")
    assert not any(annotated.negated[annotated.lowers.index("without") + 1 :])


@pytest.mark.parametrize("text", ["Neither the camp nor the base supports Farland.", "It sent no aid or no support."])
def test_a_negator_repeated_in_a_list_does_not_cancel(text: str) -> None:
    assert _negated(text) & {"support", "supports"}


# Scopes that look back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Support for Farland is out of the question.", {"support"}),
        ("The claim that Dorland armed Farland proved false.", {"armed"}),
        ("The pact to arm Farland no longer applies.", {"arm"}),
        ("An attack on Farland was ruled out.", {"attack"}),
        ("An attack on Farland was not ruled out.", set()),
        ("Torland hates it, but an attack on Farland was ruled out.", {"attack"}),
    ],
)
def test_an_operator_turns_what_stands_before_it_round(text: str, negated: set[str]) -> None:
    assert _negated(text) & {"support", "armed", "arm", "attack", "hates"} == negated


@pytest.mark.parametrize(
    ("text", "covers"),
    [
        ("Dorland attacked Farland, according to Torland.", {"attacked": COVERS["hedge"]}),
        ("The claim that Dorland armed Farland is baseless.", {"armed": COVERS["reported-denial"]}),
        ("The claim that Dorland armed Farland isn't true.", {"armed": COVERS["reported-denial"]}),
    ],
)
def test_a_hedge_or_denial_covers_what_stands_before_it(text: str, covers: dict[str, str]) -> None:
    assert {word: letters for word, letters in _covers(text).items() if word in {"attacked", "armed"}} == covers


# What covers without turning round -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "covers"),
    [
        ("If Dorland attacks Farland, Torland will condemn it.", {"attacks": "c"}),
        ("Dorland may have armed Farland.", {"armed": "h"}),
        ("Dorland denied that it had armed or trained Farland.", {"armed": "d", "trained": "d"}),
        ("Although Dorland praised Farland, it armed Torland.", {"praised": "k"}),
        ("The former backer of Farland condemned it.", {"backer": "p"}),
        ("Dorland denied that it might have armed Farland.", {"armed": "dh"}),
        ("Dorland armed Farland.", {}),
    ],
)
def test_a_predicate_knows_what_covers_it(text: str, covers: dict[str, str]) -> None:
    assert _covers(text) == covers


def test_a_denial_turns_nothing_round() -> None:
    assert not _negated("Dorland denies arming Farland.")


@pytest.mark.parametrize("view", ["frames", "roles"])
def test_the_views_tell_a_denied_deed_from_a_told_one(lexicon: Lexicon, view: str) -> None:
    def shown(text: str) -> list[str]:
        document = read(text)
        holder, target = document.lowers.index("dorland"), document.lowers.index("farland")
        annotated = stretch(document.words, document.lowers, lexicon)
        return spelled(pair_views(annotated, (holder, holder + 1), (target, target + 1)))[view]

    marked = [feature for feature in shown("Torland denied that Dorland armed Farland.") if feature.endswith("^d")]
    assert marked
    assert not [feature for feature in shown("Torland noted that Dorland armed Farland.") if "^" in feature]


# Robustness ------------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from('not never denied if , " ( - ; and or nor but was ruled out no longer armed Dorland'.split())))
def test_any_run_of_tokens_is_read(words: list[str]) -> None:
    annotated = stretch(words, [word.lower() for word in words], _lexicon())
    assert len(annotated.negated) == len(words)
    assert all(set(use.cover) <= set(COVERS.values()) for use in annotated.uses)


def test_an_entry_of_an_older_artifact_looks_forward() -> None:
    older = Entry.__new__(Entry)
    older.__setstate__([("longer",), 0, "shifter", None, 0])
    assert older == Entry(("longer",), operator="shifter", scope=FORWARD)


def test_an_entry_keeps_its_scope_on_a_round_trip() -> None:
    entry = Entry(("false",), operator="shifter", scope=BACKWARD)
    assert copy(entry) == entry


@pytest.mark.parametrize("joint", ["- arm", "or", "Dorland"])
def test_a_scope_does_not_grow_with_what_counts_as_no_word(joint: str) -> None:
    reaches = {sum(_read("It did not " + f"{joint} " * count).negated) for count in (100, 1_000)}
    assert len(reaches) == 1
