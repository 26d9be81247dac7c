"""Sources: the noun phrases that speak, however they are built, and the actors they name or belong to."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument
from stance.nounphrases import Phrases
from stance.text import read

ReadText = Callable[..., ReadDocument]


def _source(found: ReadDocument) -> str:
    """Give the words of the one source."""
    (source,) = {one.source for one in found.attributions}
    assert source is not None
    return " ".join(found.document.words[slice(*source)])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A spokeswoman for the ministry said that the bridge was closed.", "A spokeswoman for the ministry"),
        (
            "Two senior officials with knowledge of the talks said it was over.",
            "Two senior officials with knowledge of the talks",
        ),
        ("One of the miners who left said it was over.", "One of the miners who left"),
        ("Ann Lee, a baker in Leeds, said that the bridge was closed.", "Ann Lee , a baker in Leeds"),
        ("Ann Lee, 42, a baker, said that the bridge was closed.", "Ann Lee , 42 , a baker"),
        ("Rep. Ann Lee (D-Ohio) said that the bridge was closed.", "Rep . Ann Lee ( D - Ohio )"),
        ("Police investigating the fire said that the bridge was closed.", "Police investigating the fire"),
        ("Ann A. Lee said that the bridge was closed.", "Ann A . Lee"),
        ("On Monday Ann Lee said that the bridge was closed.", "Ann Lee"),
        ("Ann Lee on Monday said that the bridge was closed.", "Ann Lee"),
        ("The bridge is closed, according to a report by the harbour police.", "a report by the harbour police"),
        ("The bridge is closed, said Ann Lee, a baker.", "Ann Lee"),
        ("Forty percent of the voters said they were tired.", "Forty percent of the voters"),
        ("Others said that the bridge was closed.", "Others"),
        ("Miners and bakers said that the bridge was closed.", "Miners and bakers"),
    ],
)
def test_a_source_is_a_whole_noun_phrase(read_text: ReadText, text: str, source: str) -> None:
    assert _source(read_text(text)) == source


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A spokesman for Vladimir Putin said that the truce was over.", "vladimir-putin"),
        ("Vladimir Putin's spokesman said that the truce was over.", "vladimir-putin"),
        ("The truce is over, according to an aide to Vladimir Putin.", "vladimir-putin"),
        ("The president of the country, Vladimir Putin, said that the truce was over.", "vladimir-putin"),
        ("Vladimir Putin himself said that the truce was over.", "vladimir-putin"),
        ("Critics of Vladimir Putin said that the truce was over.", None),
        ("Vladimir Putin supporters said that the truce was over.", "vladimir-putin-supporters"),
    ],
)
def test_a_description_speaks_for_the_actor_it_belongs_to(read_text: ReadText, text: str, actor: str | None) -> None:
    assert {one.actor for one in read_text(text).attributions} == {actor}


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin met Angela Merkel and later said that the truce was over.",
        "Vladimir Putin, who met Angela Merkel, who is the chancellor, said that the truce was over.",
        "Vladimir Putin left early, saying that the truce was over.",
        "In a letter to Angela Merkel, Vladimir Putin said that the truce was over.",
    ],
)
def test_a_verb_belongs_to_its_subject_across_what_stands_between(read_text: ReadText, text: str) -> None:
    assert {one.actor for one in read_text(text).attributions} == {"vladimir-putin"}


@pytest.mark.parametrize("text", ["Turkey is expected to leave the talks.", "Turkey seems to want the talks to fail."])
def test_what_nobody_says_has_no_source(read_text: ReadText, text: str) -> None:
    found = read_text(text)
    assert found.attributions
    assert found.attributions[0].source is None
    assert found.attributions[0].actor is None


def test_the_agent_of_a_passive_is_its_source(read_text: ReadText) -> None:
    (one,) = read_text("The plan was criticised by Vladimir Putin.").attributions
    assert one.actor == "vladimir-putin"


def test_whoever_is_spoken_to_is_no_source(read_text: ReadText) -> None:
    assert "vladimir-putin" not in {
        one.actor for one in read_text("Vladimir Putin was told that the truce was over.").attributions
    }


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("the head of the bureau", -1, "the head of the bureau"),
        ("they met the new head", -1, "the new head"),
        ("and he", -1, "he"),
        ("of", -1, None),
        ("Lee's lawyer", -1, "Lee 's lawyer"),
    ],
)
def test_phrases_grow_backwards_from_their_last_word(text: str, at: int, expected: str | None) -> None:
    document = read(text)
    phrase = Phrases(document, {"met"}, ()).ending(len(document.words) + at, 0)
    assert (phrase and " ".join(document.words[slice(*phrase.span)])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the head of the bureau said no", "the head of the bureau"),
        ("Lee met Roy", "Lee"),
        ("spokeswoman Ann Lee in Leeds", "spokeswoman Ann Lee"),
        ("in Leeds", None),
        ("", None),
    ],
)
def test_phrases_grow_forwards_from_their_first_word(text: str, expected: str | None) -> None:
    document = read(text)
    phrase = Phrases(document, {"said"}, ()).starting(0, len(document.words))
    assert (phrase and " ".join(document.words[slice(*phrase.span)])) == expected
