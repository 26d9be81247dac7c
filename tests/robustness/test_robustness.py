"""What the robustness suite measures, on a part of it: swapped names, changed texts, neutral frames."""

import json
from pathlib import Path

import pytest

from stance.engine import Engine
from training import bias
from training.nameswaps import Marked, put
from training.perturbations import Changed, changed, perturbations
from training.robustness import Tally, own_texts, perturbed, swapped
from training.robustness_rows import frames, names, wordings

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def tallies(engine: Engine) -> dict[str, Tally]:
    """Change a part of the texts in every way."""
    return perturbed(engine, own_texts(0)[:60], number=20)


def test_there_are_a_hundred_names_and_seventy_frames() -> None:
    kinds = [frame.kind for frame in frames()]
    assert len({one.name for one in names()}) == 100
    assert (kinds.count("sentiment"), kinds.count("stance")) == (50, 20)
    assert {row.kind for row in wordings()} == {"opening", "clause", "sentence", "spelling"}


def test_a_swapped_name_changes_no_view(engine: Engine) -> None:
    counts = swapped(engine, 1000)
    assert counts["swaps"] == 1000
    assert {name: counts[name] for name in FLOORS["swaps"]} == FLOORS["swaps"]
    # Else nothing would have been compared.
    assert counts["pairs"] <= 10


@pytest.mark.parametrize("name", sorted(FLOORS["flips"]))
def test_a_change_that_changes_nothing_flips_few_decisions(tallies: dict[str, Tally], name: str) -> None:
    tally = tallies[name]
    assert tally.decisions
    assert tally.flips <= FLOORS["flips"][name] * tally.decisions


def test_a_name_alone_does_not_judge(engine: Engine) -> None:
    report = bias.measure(engine, names()[::4], [frame for i, frame in enumerate(frames()) if i % 7 == 0])
    assert {what: one["spread"] for what, one in report.items() if one["spread"] > FLOORS["bias"]} == {}


def test_a_name_takes_the_place_of_another_and_leaves_the_article() -> None:
    marked = Marked("Chad thanked the African Union twice.", {"a1": (0, 4), "a2": (13, 30)})
    after = put(marked, "a2", "Red Cross")
    assert after.text == "Chad thanked the Red Cross twice."
    assert after.text[slice(*after.spans["a2"])] == "the Red Cross"


def test_a_character_is_found_again_in_a_changed_text() -> None:
    change = changed("one two three", [(0, 3, "zero one"), (8, 13, "3")])
    assert isinstance(change, Changed)
    assert change.text == "zero one two 3"
    assert change.text[change.moved(4) :].startswith("two")
    assert changed("one", [(0, 3, "one")]) is None


def test_a_name_that_opened_a_text_is_found_behind_the_adverb_before_it() -> None:
    put_before = perturbations(wordings(), lambda _: frozenset((0,)))["adverb before"]
    change = put_before("Chad thanked Togo.")
    assert change is not None
    assert change.text[change.moved(0) :] == "Chad thanked Togo."
    assert change.text != "Chad thanked Togo."
