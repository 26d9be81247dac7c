"""What stands between quotation marks, and speech that layout gives to a speaker."""

from collections.abc import Callable

import pytest

from stance.engine import ReadDocument
from stance.quotations import quotes
from stance.text import read
from stance.transcripts import byline, turns

ReadText = Callable[..., ReadDocument]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no marks at all", []),
        ('"one" and "two"', ['"one"', '"two"']),
        ('"left open', ['"left open']),
        ('"Left open.\n\nNot quoted any more.', ['"Left open.']),
        ("He said ''one'' and ''two''.", ["''one''", "''two''"]),
        ("‘Gone,’ he said. ‘All gone.’", ["‘Gone,’", "‘All gone.’"]),
        ("The workers’ pay and the ‘quiet’ war", ["‘quiet’"]),
        ("'Gone,' he said. 'All gone.'", ["'Gone,'", "'All gone.'"]),
        ("The workers' pay and the 'quiet' war", ["'quiet'"]),
        ("'The workers' pay is low,' she said.", ["'The workers' pay is low,'"]),
        ("The 'generals' fled, and the workers' pay rose.", ["'generals'"]),
        ("'It isn't Assad's,' he said.", ["'It isn't Assad's,'"]),
        ("In the '90s the farmers' pay fell by half.", []),
        ("Get 'em, said the miners' union's chairman, and don't wait.", []),
        ("The workers ' pay and the farmers ' hope", []),
        ("He said: 'Left open.\n\nIt's the end of it,' she said.", []),
        ("He said: 'Left open.\r\n\r\nIt's the end of it,' she said.", []),
        ("\"The 'quiet,' war\"", ["\"The 'quiet,' war\""]),
        ("“The ‘quiet,’ war”", ["“The ‘quiet,’ war”"]),
        ('A 19" shelf holds "one" box.', ['"one"']),
    ],
)
def test_quotes_end_with_their_mark_or_their_paragraph(text: str, expected: list[str]) -> None:
    document = read(text)
    assert [text[document.starts[first] : document.ends[last - 1]] for first, last in quotes(document)] == expected


def test_two_apostrophes_quote_a_speaker(read_text: ReadText) -> None:
    (one,) = read_text("''The ceasefire is dead,'' Vladimir Putin said.").attributions
    assert (one.kind, one.actor) == ("quote", "vladimir-putin")


def test_single_straight_marks_quote_a_speaker(read_text: ReadText) -> None:
    (one,) = read_text("'The truce won't hold,' Vladimir Putin said.").attributions
    assert (one.kind, one.actor) == ("quote", "vladimir-putin")


def test_a_question_is_parted_from_its_speaker_by_its_mark_alone(read_text: ReadText) -> None:
    (one,) = read_text('"Who killed the ceasefire?" Vladimir Putin asked.').attributions
    assert (one.kind, one.actor) == ("quote", "vladimir-putin")


def test_words_in_a_paragraph_of_their_own_belong_to_the_colon_before_it(read_text: ReadText) -> None:
    (one,) = read_text('Vladimir Putin said:\n\n"The ceasefire is dead for good."').attributions
    assert (one.kind, one.actor) == ("quote", "vladimir-putin")


def test_a_turn_of_a_transcript_ends_with_its_paragraph() -> None:
    document = read("PUTIN: The truce is dead. It is over.\n\nKERRY: It is not.\n\nNight fell.")
    said = [
        (document.words[slice(*name)], document.text[document.starts[content[0]] : document.ends[content[1] - 1]])
        for name, content in turns(document)
    ]
    assert said == [(("PUTIN",), "The truce is dead. It is over."), (("KERRY",), "It is not.")]


def test_a_heading_with_a_colon_is_no_turn() -> None:
    assert list(turns(read("What we know: the truce is dead."))) == []


def test_a_name_after_a_dash_signs_the_quotation_before_it() -> None:
    document = read('"The truce is dead and gone." ― Ann Lee')
    (quote,) = quotes(document)
    name = byline(document, quote)
    assert name is not None
    assert document.words[slice(*name)] == ("Ann", "Lee")


def test_a_clause_after_a_dash_signs_nothing() -> None:
    document = read('"The truce is dead" - Russia has broken it again.')
    (quote,) = quotes(document)
    assert byline(document, quote) is None
