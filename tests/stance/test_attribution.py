"""Who says what: direct quotes, indirect speech, "according to", and speakers who stand elsewhere."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument
from stance.quotations import quotes
from stance.text import read

ReadText = Callable[..., ReadDocument]


def _speech(found: ReadDocument, kind: str) -> list[tuple[str, str | None]]:
    """List the words said and who said them."""
    document = found.document
    return [
        (document.text[document.starts[one.content[0]] : document.ends[one.content[1] - 1]], one.actor)
        for one in found.attributions
        if one.kind == kind
    ]


def _speakers(found: ReadDocument) -> set[str | None]:
    return {one.actor for one in found.attributions}


# Direct quotes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '"The ceasefire is dead," Vladimir Putin said.',
        '"The ceasefire is dead," said Vladimir Putin.',
        '"The ceasefire is dead", Vladimir Putin told reporters.',
        'Vladimir Putin said: "The ceasefire is dead."',
        'Vladimir Putin said, "The ceasefire is dead."',
        '"The ceasefire is dead," Vladimir Putin, the Russian president, said.',
        "“The ceasefire is dead,” Vladimir Putin said.",
        "«The ceasefire is dead», Vladimir Putin said.",
    ],
)
def test_a_quote_belongs_to_the_speaker_beside_it(read_text: ReadText, text: str) -> None:
    ((words, speaker),) = _speech(read_text(text), "quote")
    assert "The ceasefire is dead" in words
    assert speaker == "vladimir-putin"


def test_both_halves_of_a_split_quote_belong_to_its_speaker(read_text: ReadText) -> None:
    found = _speech(read_text('"The ceasefire is dead," Vladimir Putin said, "and Turkey has killed it."'), "quote")
    assert found == [('"The ceasefire is dead,"', "vladimir-putin"), ('"and Turkey has killed it."', "vladimir-putin")]


def test_a_quote_carries_on_in_the_next_sentence_of_the_paragraph(read_text: ReadText) -> None:
    found = _speech(read_text('"The ceasefire is dead," Vladimir Putin said. "Turkey has killed it."'), "quote")
    assert found[1] == ('"Turkey has killed it."', "vladimir-putin")


def test_a_quote_left_open_carries_on_in_the_next_paragraph(read_text: ReadText) -> None:
    text = 'Vladimir Putin said: "The ceasefire is dead.\n\n"Turkey has killed it on purpose.\n\n"There is no way back."'
    assert [speaker for _, speaker in _speech(read_text(text), "quote")] == ["vladimir-putin"] * 3


def test_a_closed_quote_does_not_carry_on_in_the_next_paragraph(read_text: ReadText) -> None:
    text = 'Vladimir Putin said: "The ceasefire is dead."\n\n"Turkey has killed it on purpose."\n\nNight fell.'
    assert [speaker for _, speaker in _speech(read_text(text), "quote")] == ["vladimir-putin", None]


def test_two_speakers_keep_their_own_quotes(read_text: ReadText) -> None:
    text = '"We are winning this war," Vladimir Putin said.\n\n"They are losing this war," Angela Merkel said.'
    assert [speaker for _, speaker in _speech(read_text(text), "quote")] == ["vladimir-putin", "angela-merkel"]


def test_a_verb_inside_a_quote_does_not_make_its_subject_the_speaker(read_text: ReadText) -> None:
    found = read_text('"Turkey said it would leave, and then it stayed," Angela Merkel said.')
    assert _speakers(found) == {"angela-merkel"}


def test_a_word_in_quotation_marks_is_not_speech(read_text: ReadText) -> None:
    assert _speech(read_text('Iran joined the "quiet war" of the spring.'), "quote") == []


def test_a_quote_of_an_unknown_speaker_has_no_actor(read_text: ReadText) -> None:
    ((_, speaker),) = _speech(read_text('"The bridge is closed tonight," a fisherman said.'), "quote")
    assert speaker is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no marks at all", []),
        ('"one" and "two"', ['"one"', '"two"']),
        ('"left open', ['"left open']),
        ('"Left open.\n\nNot quoted any more.', ['"Left open.']),
    ],
)
def test_quotes_end_with_their_mark_or_their_paragraph(text: str, expected: list[str]) -> None:
    document = read(text)
    assert [text[document.starts[first] : document.ends[last - 1]] for first, last in quotes(document)] == expected


# Reported speech -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "According to Iran, Turkey broke the truce.",
        "Turkey broke the truce, according to Iran.",
        "Iran said that Turkey broke the truce.",
        "Iran has repeatedly said Turkey broke the truce.",
        "Turkey broke the truce, Iran said.",
    ],
)
def test_reported_speech_belongs_to_its_source(read_text: ReadText, text: str) -> None:
    ((words, speaker),) = _speech(read_text(text), "reported")
    assert "Turkey broke the truce" in words
    assert speaker == "iran-government"


def test_reported_speech_before_an_inverted_verb_belongs_to_its_source(read_text: ReadText) -> None:
    ((words, speaker),) = _speech(read_text("Turkey broke the truce, said Vladimir Putin."), "reported")
    assert "Turkey broke the truce" in words
    assert speaker == "vladimir-putin"


def test_a_relative_clause_does_not_part_a_speaker_from_the_verb(read_text: ReadText) -> None:
    found = read_text("Vladimir Putin, who met Angela Merkel, said Turkey had lied.")
    assert _speakers(found) == {"vladimir-putin"}


def test_an_apposition_does_not_part_a_speaker_from_the_verb(read_text: ReadText) -> None:
    found = read_text("Vladimir Putin, the president of Russia, said that the truce was over.")
    assert _speakers(found) == {"vladimir-putin"}


def test_an_acronym_that_spells_a_pronoun_can_speak(read_text: ReadText) -> None:
    assert _speakers(read_text("The WHO said that the truce was over.")) == {"world-health-organization"}


def test_a_denial_is_told_from_a_report(read_text: ReadText) -> None:
    (denial,) = read_text("Iran denied that Turkey had left.").attributions
    (report,) = read_text("Iran said that Turkey had left.").attributions
    assert (denial.tells, report.tells) == ("denial", "report")


def test_a_text_without_speech_has_no_attribution(read_text: ReadText) -> None:
    assert read_text("Iran met Turkey. It rained.").attributions == ()


# Pronouns ------------------------------------------------------------------------------------------------------------


def test_he_is_the_person_who_spoke_before(read_text: ReadText) -> None:
    found = read_text("Vladimir Putin said that the truce was over. He said that Turkey had lied.")
    assert [one.actor for one in found.attributions] == ["vladimir-putin", "vladimir-putin"]


def test_he_is_the_one_person_of_the_sentence_before(read_text: ReadText) -> None:
    found = read_text("Vladimir Putin came to Sochi. He said that Turkey had lied.")
    assert _speakers(found) == {"vladimir-putin"}


def test_he_is_never_a_government(read_text: ReadText) -> None:
    assert "iran-government" not in _speakers(read_text("Iran fell silent. He said that Turkey had lied."))


def test_he_is_nobody_where_nobody_was_named(read_text: ReadText) -> None:
    assert _speakers(read_text("He said that Turkey had lied.")) == {None}


# Spans ---------------------------------------------------------------------------------------------------------------


def test_source_and_cue_select_their_words(read_text: ReadText) -> None:
    found = read_text("On Monday Vladimir Putin angrily said that Turkey had lied.")
    (one,) = found.attributions
    assert one.source is not None
    assert one.cue is not None
    words = found.document.words
    assert words[slice(*one.source)] == ("Vladimir", "Putin")
    assert words[slice(*one.cue)] == ("said",)
