"""Sums by parent stand beside the stances: who is added to whom, and what is left as it is."""

import pytest

from stance.engine import Engine
from stance.registry import Actor
from stance.report import Options, RolledUp, StanceReport, Target, TextInput
from stance.rollup import roll_up

ACTORS = {
    actor.id: actor
    for actor in (
        Actor("army", "Army", "military", "state", "registry"),
        Actor("president", "President", "person", "state", "registry"),
        Actor("general", "General", "person", "army", "text"),
        Actor("guerrilla", "Guerrilla", "armed-group", "front", "registry"),
        Actor("union", "Union", "ngo", None, "text"),
    )
}
KNOWN = {**ACTORS, "state": Actor("state", "The State", "government", None, "registry")}


def _stance(holder: str, target: str, label: str = "against", kind: str = "actor") -> StanceReport:
    odds = {"against": 0.1, "neutral": 0.1, "favor": 0.1, label: 0.8}
    counts = {"against": 0, "neutral": 0, "favor": 0, label: 2}
    return StanceReport(holder, Target(kind, target, target.title()), label, odds, 0.8, counts, ())


def _sums(*stances: StanceReport) -> dict[tuple[str, str], RolledUp]:
    return {(one.holder, one.target.id): one for one in roll_up(stances, ACTORS, KNOWN)}


def _members(one: RolledUp) -> set[tuple[str, str]]:
    return {(member.holder, member.target) for member in one.members}


def test_stances_of_one_house_on_one_target_are_added_up() -> None:
    sums = _sums(_stance("army", "union"), _stance("president", "union", "favor"), _stance("state", "union"))
    assert set(sums) == {("state", "union")}
    one = sums["state", "union"]
    assert one.name == "The State"
    assert _members(one) == {("army", "union"), ("president", "union"), ("state", "union")}
    assert one.counts == {"against": 4, "neutral": 0, "favor": 2}
    assert one.claims == {"against": pytest.approx(1.7), "favor": pytest.approx(1.0)}


def test_targets_are_carried_up_as_holders_are() -> None:
    sums = _sums(_stance("guerrilla", "army"), _stance("guerrilla", "president"))
    assert _members(sums["guerrilla", "state"]) == {("guerrilla", "army"), ("guerrilla", "president")}
    assert _members(sums["front", "state"]) == {("guerrilla", "army"), ("guerrilla", "president")}
    assert _members(sums["front", "army"]) == {("guerrilla", "army")}


def test_an_issue_is_a_target_of_its_own() -> None:
    one = _sums(_stance("army", "truce", kind="issue"))["state", "truce"]
    assert (one.target.kind, one.target.name) == ("issue", "Truce")


def test_what_is_carried_goes_one_step_and_no_further() -> None:
    assert set(_sums(_stance("general", "union"))) == {("army", "union")}


def test_a_quarrel_in_the_house_is_nobody_else_s() -> None:
    assert _sums(_stance("army", "president"), _stance("general", "army"), _stance("army", "state")) == {}


def test_a_stance_that_nothing_is_added_to_is_no_sum() -> None:
    assert _sums(_stance("union", "truce", kind="issue")) == {}


def test_a_parent_that_nobody_knows_is_called_by_its_id() -> None:
    assert _sums(_stance("guerrilla", "union"))["front", "union"].name == "front"


def test_the_largest_claim_comes_first() -> None:
    sums = roll_up([_stance("army", "truce", "neutral", "issue"), _stance("president", "union")], ACTORS, KNOWN)
    assert [one.target.id for one in sums] == ["union", "truce"]


TEXT = "Bashar al-Assad condemned Turkey. The Syrian army praised Turkey. Iran condemned Turkey."


def test_sums_are_given_to_who_asks_and_change_no_stance(engine: Engine) -> None:
    plain = engine.analyse(TextInput(TEXT, published="2013-05-25"), Options())
    summed = engine.analyse(TextInput(TEXT, published="2013-05-25"), Options(roll_up="parent"))
    assert plain.rolled_up is None
    assert "rolled_up" not in plain.as_dict()
    assert summed.stances == plain.stances
    assert summed.rolled_up is not None
    (one,) = (row for row in summed.rolled_up if (row.holder, row.target.id) == ("syria-government", "turkey-government"))
    assert _members(one) == {("bashar-al-assad", "turkey-government"), ("syria-military", "turkey-government")}
    assert "iran-government" not in {row.holder for row in summed.rolled_up}
