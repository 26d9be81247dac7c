"""The behavioural suite: its data, and that no capability falls below its floor with the shipped artifact."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from stance.engine import Engine
from stance.model import read_manifest
from training.behaviour import Outcome, read_cases, run
from training.behaviour_cases import Capability, Case, Invariance

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Read the suite; a row that is no case fails here."""
    return read_cases()


@pytest.fixture(scope="module")
def manifest(models_dir: Path) -> dict[str, Any]:
    """Read the shipped artifact's manifest."""
    return read_manifest(models_dir)


@pytest.fixture(scope="module")
def outcomes(engine: Engine, cases: list[Case]) -> list[Outcome]:
    """Put the whole suite to the shipped artifact."""
    return run(engine, cases)


def _texts(case: Case) -> list[str]:
    variants = [one.text for one in case.test.variants] if isinstance(case.test, Invariance) else []
    return [case.test.text, *variants]


def test_there_are_enough_cases_of_each_capability(cases: list[Case]) -> None:
    counts = Counter(case.capability for case in cases)
    assert len(cases) >= 260
    assert {capability for capability in get_args(Capability) if counts[capability] < 8} == set()


def test_all_three_types_of_test_are_there(cases: list[Case]) -> None:
    counts = Counter(case.test.type for case in cases)
    assert min(counts[name] for name in ("MFT", "INV", "DIR")) >= 25


def test_no_text_stands_in_two_cases(cases: list[Case]) -> None:
    counts = Counter(text for case in cases for text in {*_texts(case)})
    assert [text for text, times in counts.items() if times > 1] == []


def test_cases_are_no_copies_of_what_the_model_learnt_from(cases: list[Case]) -> None:
    from training.statements import read_scenes, read_statements  # noqa: PLC0415  # reading the seeds is slow

    learnt = {example.text for example in [*read_statements(), *read_scenes()]}
    assert [case.id for case in cases if case.test.text in learnt] == []


def test_every_capability_has_a_floor(cases: list[Case]) -> None:
    assert set(FLOORS["capabilities"]) == {case.capability for case in cases}


def test_the_manifest_s_figures_are_of_this_suite(manifest: dict[str, Any], cases: list[Case]) -> None:
    told = manifest["metrics"]["behaviour"]
    counts = Counter(case.capability for case in cases)
    assert told["overall"]["cases"] == len(cases)
    assert {name: one["cases"] for name, one in told["capabilities"].items()} == counts


def test_no_floor_is_far_under_what_the_shipped_artifact_passes(manifest: dict[str, Any]) -> None:
    told = manifest["metrics"]["behaviour"]
    passed = {"overall": told["overall"]["passed"]} | {name: one["passed"] for name, one in told["capabilities"].items()}
    floors = {"overall": FLOORS["overall"], **FLOORS["capabilities"]}
    assert {name: (floors[name], count) for name, count in passed.items() if floors[name] < count - 3} == {}


@pytest.mark.parametrize("capability", sorted(FLOORS["capabilities"]))
def test_a_capability_does_not_fall_below_its_floor(outcomes: list[Outcome], capability: str) -> None:
    own = [one for one in outcomes if one.case.capability == capability]
    failed = [one.case.id for one in own if one.faults]
    assert len(own) - len(failed) >= FLOORS["capabilities"][capability], f"failed: {', '.join(failed)}"


def test_the_suite_as_a_whole_does_not_fall_below_its_floor(outcomes: list[Outcome]) -> None:
    assert sum(not one.faults for one in outcomes) >= FLOORS["overall"]
