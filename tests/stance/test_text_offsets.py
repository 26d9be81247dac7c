"""Offsets into a text select what they claim to, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.folding import fold, straighten
from stance.text import Document, read

PIECES = [
    *"\"'.!?()[]-,:; \n\r\t\0",
    *("\r\n", "\u2028", "\x85", "\u3000", "\u200b", "\ufeff"),
    *("é", "e\u0301", "😀", "𝔘", "İ", "ß", "ﬁ", "ǅ", "½", "٣", "…", "“", "”", "’"),
    *("U.S.", "Mr. ", "n't", "'s", "The ", "Iran ", "a.m. ", "80,000", "...", "\n\n"),
]  # fmt: skip
ANY_TEXT = st.lists(st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), st.sampled_from(PIECES))).map(
    "".join
)


@given(ANY_TEXT)
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(straighten(text)) == len(fold(text)) == len(text)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert straighten(straighten(text)) == straighten(text)
    assert fold(straighten(text)) == fold(text)


@given(ANY_TEXT)
def test_tokens_are_the_words_at_their_offsets(text: str) -> None:
    document = read(text)
    for word, lower, start, end in zip(document.words, document.lowers, document.starts, document.ends, strict=True):
        if word == '"' and straighten(text)[start] == "'":
            # Apostrophes that quote are a quotation mark.
            assert set(straighten(text)[start:end]) == {"'"}
            continue
        assert straighten(text)[start:end] == word
        assert fold(text)[start:end] == lower
        assert word


@given(ANY_TEXT)
def test_tokens_cover_everything_but_white_space_once(text: str) -> None:
    document = read(text)
    covered = [place for start, end in zip(document.starts, document.ends, strict=True) for place in range(start, end)]
    assert covered == sorted(set(covered))
    assert [place for place, char in enumerate(text) if not char.isspace()] == covered


@given(ANY_TEXT)
def test_sentences_share_out_the_tokens_in_order(text: str) -> None:
    document = read(text)
    shared = [token for sentence in document.sentences for token in range(sentence.first, sentence.last)]
    assert shared == list(range(len(document.words)))


@given(ANY_TEXT)
def test_sentences_begin_and_end_with_their_tokens_and_do_not_overlap(text: str) -> None:
    document = read(text)
    reached = 0
    for sentence in document.sentences:
        assert sentence.start >= reached
        assert sentence.start == document.starts[sentence.first]
        assert sentence.end == document.ends[sentence.last - 1]
        reached = sentence.end


@given(ANY_TEXT)
def test_every_token_knows_its_sentence(text: str) -> None:
    document = read(text)
    for index, sentence in enumerate(document.sentences):
        assert {document.sentence_of(token) for token in range(sentence.first, sentence.last)} == {index}


@given(ANY_TEXT)
def test_tokens_are_found_by_their_words(text: str) -> None:
    document = read(text)
    wanted = frozenset(document.lowers[::2])
    assert document.where(wanted) == [token for token in range(len(document.words)) if document.lowers[token] in wanted]


@given(ANY_TEXT)
def test_quotation_marks_and_capitals_are_all_known(text: str) -> None:
    document = read(text)
    assert [token for token in range(len(document.words)) if document.words[token] == '"'] == list(document.marks)
    assert [token for token in range(len(document.words)) if document.words[token][0].isupper()] == list(document.capitals)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=4), st.sampled_from('.,;:!?)"'))
def test_a_mark_that_closes_a_word_is_a_token_of_its_own(word: str, mark: str) -> None:
    assert read(word + mark).words == (straighten(word), mark)


@given(ANY_TEXT)
def test_paragraph_numbers_never_go_back(text: str) -> None:
    numbers = [sentence.paragraph for sentence in read(text).sentences]
    assert numbers == sorted(numbers)


@given(ANY_TEXT, st.data())
def test_the_tokens_of_a_span_are_those_that_touch_it(text: str, data: st.DataObject) -> None:
    document = read(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    touching = [i for i in range(len(document.words)) if document.starts[i] < end and document.ends[i] > start]
    first, last = document.tokens_between(start, end)
    if start < end:
        assert list(range(first, last)) == touching
    assert first <= last


def _words(document: Document) -> list[str]:
    return list(document.words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't", ["do", "n't"]),
        ("Iran’s", ["Iran", "'s"]),
        ("they’ll", ["they", "'ll"]),
        ("U.S. envoys", ["U.S.", "envoys"]),
        ("80,000 and 3.5", ["80,000", "and", "3.5"]),
        ("Saudi-led", ["Saudi", "-", "led"]),
        ("“No”", ['"', "No", '"']),
        ("naïve", ["naive"]),
    ],
)
def test_words_are_cut_as_the_model_was_taught(text: str, words: list[str]) -> None:
    assert _words(read(text)) == words


def test_an_empty_text_has_no_sentences() -> None:
    assert read("").sentences == ()
    assert read(" \r\n\t ").sentences == ()
