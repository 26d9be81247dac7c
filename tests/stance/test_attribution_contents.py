"""Contents: what a cue takes, where it begins and where it ends."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.attribution import Attribution
from stance.engine import ReadDocument

ReadText = Callable[..., ReadDocument]


def _contents(found: ReadDocument) -> list[tuple[str | None, str]]:
    words = found.document.words
    return [(one.actor, " ".join(words[slice(*one.content)]).rstrip(" .")) for one in found.attributions]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Iran called for a new round of talks.", "a new round of talks"),
        ("Iran urged Turkey to reopen the border.", "Turkey to reopen the border"),
        ("Iran accused Turkey of breaking the truce.", "Turkey of breaking the truce"),
        ("Iran refused to reopen the border.", "to reopen the border"),
        ("Iran praised the Turkish offer.", "the Turkish offer"),
        ("Iran asked whether Turkey had lied.", "whether Turkey had lied"),
        ("Iran believes Turkey broke the truce.", "Turkey broke the truce"),
        ("Iran's claim that Turkey broke the truce shocked nobody.", "that Turkey broke the truce shocked nobody"),
        ("The truce is over, Iran said on Monday.", "The truce is over"),
        ("The truce, Iran said, is over.", "The truce , Iran said , is over"),
        ("The truce is over, according to Iran.", "The truce is over"),
    ],
)
def test_a_cue_has_what_it_takes_for_content(read_text: ReadText, text: str, content: str) -> None:
    assert _contents(read_text(text)) == [("iran-government", content)]


@pytest.mark.parametrize(
    "text",
    [
        "The state of Iran is old.",
        "Iran's claims were old.",
        "Iran tried to reopen the border.",
        "The other states voting today are small.",
        "Iran thinks.",
        "Iran felt the cold.",
    ],
)
def test_what_only_looks_like_a_cue_reports_nothing(read_text: ReadText, text: str) -> None:
    assert read_text(text).attributions == ()


def test_a_content_ends_where_the_next_cue_has_a_clause_of_its_own(read_text: ReadText) -> None:
    found = _contents(read_text("Iran said the truce was over, but Turkey insisted that it would hold."))
    assert found == [("iran-government", "the truce was over"), ("turkey-government", "that it would hold")]


def test_a_relative_clause_keeps_its_words_from_the_verb_after_it(read_text: ReadText) -> None:
    found = _contents(read_text("One diplomat, who asked to stay unnamed, said that Iran would attend."))
    assert (None, "that Iran would attend") in found


def test_what_it_is_reported_begins_after_the_verb(read_text: ReadText) -> None:
    assert _contents(read_text("It was reported that Iran had left.")) == [(None, "that Iran had left")]


def test_a_company_called_by_its_name_calls_nobody_anything(read_text: ReadText) -> None:
    assert read_text("A company called Harbour Works builds boats.").attributions == ()
    assert len(read_text("A baker called Ann Lee a liar.").attributions) == 1


def test_a_content_ends_at_a_semicolon(read_text: ReadText) -> None:
    assert _contents(read_text("Iran said the truce was over; nobody heard it.")) == [("iran-government", "the truce was over")]


def test_speech_within_speech_belongs_to_both(read_text: ReadText) -> None:
    found = _contents(read_text("John Kerry said Iran believes that Turkey broke the truce."))
    assert found[0] == ("john-kerry", "Iran believes that Turkey broke the truce")
    assert found[1] == ("iran-government", "that Turkey broke the truce")


def test_a_quotation_inside_reported_words_is_part_of_them(read_text: ReadText) -> None:
    (one,) = read_text('Iran said the truce was a "bad joke" and would not last.').attributions
    assert one.kind == "reported"


def test_words_before_a_quotation_are_part_of_what_is_said(read_text: ReadText) -> None:
    ((speaker, words),) = _contents(read_text('The truce is "a bad joke," Vladimir Putin said.'))
    assert speaker == "vladimir-putin"
    assert words.startswith("The truce is")


def test_what_is_endorsed_is_no_speech_but_what_is_said_is(read_text: ReadText) -> None:
    def one(text: str) -> Attribution:
        (found,) = read_text(text).attributions
        return found

    assert one("Iran said that Turkey had lied.").speech
    assert one('Iran praised "the long road home".').speech
    assert not one("Iran praised the Turkish offer.").speech


def test_what_is_endorsed_is_read_as_it_stands(read_text: ReadText) -> None:
    (one,) = [one for one in read_text("Iran praised Turkey.").statements if one.holder == "iran-government"]
    assert (one.kind, one.spoken) == ("narrated", False)


PIECES = (
    "\" '' “ ” , . ; : - ― ( ) said says Iran Putin he who which claim claims 's ' of for the a was by to that and but called "
    "plans reportedly Monday PUTIN: It expected told it asked"
).split()


@given(words=st.lists(st.sampled_from([*PIECES, "according to", "\n\n"]), max_size=24))
def test_spans_hold_tokens_of_the_text_whatever_it_is(read_text: ReadText, words: list[str]) -> None:
    found = read_text(" ".join(words))
    for one in found.attributions:
        for span in (one.content, one.source, one.cue, one.gap):
            assert span is None or 0 <= span[0] < span[1] <= len(found.document.words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('Vladimir Putin was curt. "The harbour will stay shut until spring."', "vladimir-putin"),
        ('Asked why, Vladimir Putin winked: "The harbour will stay shut until spring."', "vladimir-putin"),
        ('Vladimir Putin met Angela Merkel. "The harbour will stay shut until spring."', None),
        ('Vladimir Putin was curt.\\n\\n"The harbour will stay shut until spring."', None),
        ('Vladimir Putin was curt about "Old Harbour".', None),
    ],
)
def test_a_short_sentence_about_one_person_leads_up_to_a_quotation(read_text: ReadText, text: str, source: str | None) -> None:
    found = read_text(text).attributions
    assert [one.actor for one in found if one.kind == "quote"] == ([] if source is None else [source])
