"""An aside between dashes is read as one between commas."""

import pytest

from stance.text import read


@pytest.mark.parametrize("dash", ["—", " — ", " – ", " - "])
def test_an_aside_between_dashes_is_read_as_between_commas(dash: str) -> None:
    text = f"The mayor{dash}who knew the miners well{dash}left the hall."
    document = read(text)
    assert document.words == read("The mayor, who knew the miners well, left the hall.").words
    assert [text[start:end] for start, end in zip(document.starts, document.ends, strict=True)].count(dash.strip()) == 2


@pytest.mark.parametrize(
    "text",
    [
        "LONDON - The mayor left the hall - and nobody saw it.",
        "A long-term, Iran-backed plan was well-known.",
        "The mayor left - nobody saw it.",
        "He knew - as did she; they left - both of them.",
        "“The hall is shut” — Ann Lee",
    ],
)
def test_any_other_dash_stays(text: str) -> None:
    assert read(text).words.count("-") == sum(text.count(dash) for dash in "-—")
