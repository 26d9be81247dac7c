"""Which (holder, target) pairs a text offers."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument

ReadText = Callable[..., ReadDocument]


def _pairs(found: ReadDocument) -> set[tuple[str, str]]:
    return {(one.holder, one.target.id) for one in found.statements}


def test_a_speaker_is_paired_with_what_the_words_name(read_text: ReadText) -> None:
    found = read_text('"The ceasefire is dead," Vladimir Putin said.')
    assert _pairs(found) == {("vladimir-putin", "ceasefire")}


def test_a_speaker_elsewhere_is_paired_without_a_place_of_its_own(read_text: ReadText) -> None:
    found = read_text('"It is over for good," Vladimir Putin said. "Turkey has lied to us."')
    (one,) = [one for one in found.statements if one.target.id == "turkey-government"]
    assert (one.holder, one.holder_span, one.sentence, one.kind) == ("vladimir-putin", None, 1, "quote")


@pytest.mark.parametrize("verb", ["attacked", "has attacked", "often attacks"])
def test_two_actors_of_a_clause_are_paired_both_ways(read_text: ReadText, verb: str) -> None:
    found = read_text(f"Iran {verb} Turkey.")
    assert _pairs(found) == {("iran-government", "turkey-government"), ("turkey-government", "iran-government")}


@pytest.mark.parametrize("verb", ["met", "struck", "hit", "fought", "overran", "will attack"])
def test_a_verb_in_any_form_is_no_title(read_text: ReadText, verb: str) -> None:
    assert _pairs(read_text(f"Iran {verb} Turkey.")) != set()


def test_an_issue_holds_nothing(read_text: ReadText) -> None:
    found = read_text("Iran pressed for the ceasefire.")
    assert _pairs(found) == {("iran-government", "ceasefire")}


def test_actors_of_different_sentences_are_not_paired(read_text: ReadText) -> None:
    assert _pairs(read_text("Iran slept. Turkey woke.")) == set()


def test_nobody_is_paired_with_itself(read_text: ReadText) -> None:
    assert _pairs(read_text("Iran praised Tehran, and Iran said that Tehran was right.")) == set()


def test_what_is_told_of_a_third_party_keeps_its_source(read_text: ReadText) -> None:
    found = read_text("John Kerry said that Russia had pressed Turkey.")
    (one,) = [one for one in found.statements if (one.holder, one.target.id) == ("russia-government", "turkey-government")]
    assert one.kind == "reported"
    assert one.attribution is not None
    assert one.attribution.actor == "john-kerry"


def test_words_are_not_put_into_the_mouth_of_the_object_before_the_verb(read_text: ReadText) -> None:
    found = read_text("Vladimir Putin met Angela Merkel and later said that Turkey had lied.")
    assert ("angela-merkel", "turkey-government") not in _pairs(found)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran attacked Turkey.", "narrated"),
        ("Iran said that Turkey was weak.", "reported"),
        ('"Turkey is weak now," Iran said.', "quote"),
    ],
)
def test_a_statement_tells_how_it_was_said(read_text: ReadText, text: str, kind: str) -> None:
    kinds = {one.kind for one in read_text(text).statements if one.holder == "iran-government"}
    assert kind in kinds


@pytest.mark.parametrize("text", ['"Turkey is weak now," Iran said.', 'Iran said: "Turkey is weak now."'])
def test_a_direct_quote_is_not_reported_speech_as_well(read_text: ReadText, text: str) -> None:
    assert [one.kind for one in read_text(text).statements] == ["quote"]


def test_statements_name_only_actors_and_issues_that_were_read(read_text: ReadText) -> None:
    found = read_text('Iran and Turkey met. "The ceasefire is dead," Vladimir Putin said.')
    known = {*found.reading.actors, *found.reading.issues}
    assert all(one.holder in known and one.target.id in known for one in found.statements)


@pytest.mark.parametrize("deed", ["had denounced", "praises", "had called", "condemned"])
def test_what_somebody_is_reported_to_hold_is_not_the_speakers(read_text: ReadText, deed: str) -> None:
    found = _pairs(read_text(f"Angela Merkel said that Iran {deed} Turkey a danger."))
    assert ("angela-merkel", "iran-government") in found
    assert ("iran-government", "turkey-government") in found
    assert ("angela-merkel", "turkey-government") not in found


def test_whoever_speaks_of_a_deed_himself_keeps_its_target(read_text: ReadText) -> None:
    found = _pairs(read_text("Angela Merkel said that she had denounced Turkey."))
    assert ("angela-merkel", "turkey-government") in found


def test_the_subject_and_not_the_owner_is_shown_as_holder(read_text: ReadText) -> None:
    found = read_text("Vladimir Putin condemned his own air force.")
    (one,) = [one for one in found.statements if one.holder == "vladimir-putin" and one.target.kind == "actor"]
    assert one.holder_span == (0, 2)
