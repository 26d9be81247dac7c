"""Who says what: direct quotes, indirect speech, "according to", and speakers who stand elsewhere."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument

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


def test_both_halves_of_a_split_quote_are_one_attribution_of_its_speaker(read_text: ReadText) -> None:
    found = read_text('"The ceasefire is dead," Vladimir Putin said, "and Turkey has killed it."')
    (one,) = found.attributions
    assert (one.kind, one.actor) == ("quote", "vladimir-putin")
    assert one.gap is not None
    assert found.document.words[slice(*one.gap)] == ("Vladimir", "Putin", "said", ",", '"')


def test_what_stands_between_the_halves_of_a_quote_is_not_said(read_text: ReadText) -> None:
    found = read_text('"The ceasefire is dead," Vladimir Putin told reporters from Iran. "Turkey has killed it."')
    spoken = {one.target.id for one in found.statements if one.spoken and one.holder == "vladimir-putin"}
    assert "turkey-government" in spoken
    assert "iran-government" not in spoken


def test_a_quote_carries_on_in_the_next_sentence_of_the_paragraph(read_text: ReadText) -> None:
    ((words, speaker),) = _speech(read_text('"The ceasefire is dead," Vladimir Putin said. "Turkey has killed it."'), "quote")
    assert words.endswith('"Turkey has killed it."')
    assert speaker == "vladimir-putin"


def test_a_quote_left_open_carries_on_in_the_next_paragraph(read_text: ReadText) -> None:
    text = 'Vladimir Putin said: "The ceasefire is dead.\n\n"Turkey has killed it on purpose.\n\n"There is no way back."'
    ((words, speaker),) = _speech(read_text(text), "quote")
    assert words.endswith('no way back."')
    assert speaker == "vladimir-putin"


def test_a_paragraph_that_is_a_quote_belongs_to_who_was_quoted_before_it(read_text: ReadText) -> None:
    text = 'Vladimir Putin said: "The ceasefire is dead."\n\n"Turkey has killed it on purpose."\n\nNight fell.'
    ((words, speaker),) = _speech(read_text(text), "quote")
    assert "on purpose" in words
    assert speaker == "vladimir-putin"


def test_a_quote_far_from_any_speaker_belongs_to_nobody(read_text: ReadText) -> None:
    text = 'Vladimir Putin said: "The ceasefire is dead."\n\nNight fell.\n\n"Turkey has killed it on purpose."'
    assert len(_speech(read_text(text), "quote")) == 1


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
