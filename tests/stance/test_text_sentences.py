"""Where sentences and paragraphs end."""

import pytest

from stance.text import read


def _sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in read(text).sentences]


def _paragraphs(text: str) -> list[int]:
    return [sentence.paragraph for sentence in read(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Okafor met Dr. Ilse Brandt at noon.",
        "Gen. Adel Rahim and Lt. Col. Sami Nur left the city.",
        "The depot lies near St. Helens, some 12 km. Later it burned."[:42],
        "Talks end on Jan. 14 in the old town hall.",
        "The firm, Baltic Grain Inc. of Riga, denied it.",
        "Members of the J. R. Tamba brigade left.",
        "Joseph K. Mensah spoke first.",
        "The U.S. Navy sent two ships.",
        "A U.S. envoy met the E.U. delegation.",
        "It began at 5 a.m. on the ring road.",
        "It cost 3.5 million, not 1,200.50 as reported.",
        "He wrote to the editor... and then went silent.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ["The convoy left.", "It came back at dusk."],
        ["Will they sign?", "Nobody knows!", "We wait."],
        ["They live in the U.S.", "The vote is in May."],
        ['"We are ready."', "The crowd cheered."],
        ['"We are ready!"', '"So are we."'],
        ["He left (for good).", "She stayed."],
        ["The fight ended in 2011.", "Nobody won."],
        ["“The bridge is ours.”", "Then he hung up."],
        ["Aid arrived…", "Then came rain."],
    ],
)
def test_a_sentence_ends_at_its_mark(parts: list[str]) -> None:
    assert _sentences(" ".join(parts)) == parts


def test_no_ends_a_sentence_where_no_number_follows() -> None:
    assert _sentences("The council said no. The mayor agreed.") == ["The council said no.", "The mayor agreed."]


def test_no_before_a_number_does_not_end_a_sentence() -> None:
    assert _sentences("He lives at No. 10 and paints.") == ["He lives at No. 10 and paints."]


def test_a_lower_case_word_carries_a_sentence_on() -> None:
    assert _sentences('"Will it hold?" asked the envoy.') == ['"Will it hold?" asked the envoy.']


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\u2029\u2029", "\n\n\n\n"])
def test_a_blank_line_ends_sentence_and_paragraph(gap: str) -> None:
    text = f"The first paragraph has no full stop at its end, long as it is{gap}The second follows."
    assert len(_sentences(text)) == 2
    assert _paragraphs(text) == [0, 1]


def test_a_line_break_within_a_sentence_does_not_end_it() -> None:
    text = "The ministers of both countries met behind closed doors in the capital\nand agreed on nothing."
    assert _sentences(text) == [text]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    text = "Ministers meet in Vienna\nThe talks began late on Monday and went on through the night."
    assert _sentences(text) == text.split("\n")
    assert _paragraphs(text) == [0, 1]


def test_two_sentences_of_one_paragraph_share_its_number() -> None:
    assert _paragraphs("One came. Two left.\n\nThree stayed.") == [0, 0, 1]


def test_a_text_without_any_mark_is_one_sentence() -> None:
    assert _sentences("nothing ends here") == ["nothing ends here"]
