"""What only a text tells of: peoples' bodies, signed letters, names that point back, whom a departure befalls."""

import pytest

from stance.engine import Engine
from stance.report import Options, TextInput


def _named(engine: Engine, text: str) -> list[tuple[str, str]]:
    reading = engine.read(TextInput(text), Options()).reading
    return [(text[one.start : one.end], one.id) for one in reading.mentions if one.kind == "actor"]


def test_a_people_s_bodies_are_known_by_its_adjective(engine: Engine) -> None:
    assert ("Kurdish fighters", "kurdish-armed-group") in _named(engine, "Then Kurdish fighters crossed the river.")


def test_a_signed_letter_speaks_for_who_signs_it(engine: Engine) -> None:
    text = (
        "The council has ruined our park. Its neglect of the pond is a disgrace to Leeds United. "
        "Nobody at Greenpeace would have let it happen. Peter Marsh Otley, Yorkshire"
    )
    report = engine.analyse(TextInput(text), Options(min_confidence=0))
    assert any(stance.holder == "peter-marsh" and stance.target.id == "greenpeace" for stance in report.stances)


def test_a_pronoun_points_back_to_the_one_actor_that_fits(engine: Engine) -> None:
    assert ("He", "emmanuel-macron") in _named(engine, "Emmanuel Macron arrived late. He left early.")


def test_a_pronoun_that_two_people_fit_points_to_nobody(engine: Engine) -> None:
    named = _named(engine, "At noon Emmanuel Macron and Olaf Scholz met, and then he left.")
    assert not [text for text, _ in named if text == "he"]


def test_a_head_noun_points_back_to_the_body_named_before(engine: Engine) -> None:
    text = "The Syrian National Coalition met in Cairo. The coalition chose nobody."
    assert ("coalition", "syrian-national-coalition") in _named(engine, text)


def test_a_bare_head_noun_points_back_to_the_talks_named_before(engine: Engine) -> None:
    text = "Delegates left the Geneva peace talks. The talks resume in May."
    reading = engine.read(TextInput(text), Options()).reading
    assert [one.id for one in reading.mentions if one.kind == "issue"] == ["geneva-peace-talks", "geneva-peace-talks"]


def test_a_title_tells_whose_government_is_meant(engine: Engine) -> None:
    def holders(title: str) -> set[str]:
        source = TextInput("Then the government praised Greenpeace.", title=title)
        return {one.id for one in engine.read(source, Options()).reading.mentions}

    assert "peru-government" in holders("Peru and Peru's lakes")
    assert "chad-government" in holders("Chad and Chad's lakes")


def test_to_be_for_somebody_s_departure_is_to_be_against_him(engine: Engine) -> None:
    report = engine.analyse(TextInput("Paris has called for Emmanuel Macron's resignation, and so did Greenpeace."), Options())
    pairs = {(s.holder, s.target.id): s.probabilities for s in report.stances}
    on_him, on_it = pairs["greenpeace", "emmanuel-macron"], pairs["greenpeace", "stepping-down"]
    assert on_him["against"] == on_it["favor"]
    assert on_him["favor"] == on_it["against"]


@pytest.mark.parametrize(
    "text",
    [
        'Macron\'s spokesman said: "To resign would be a mistake."',
        "Emmanuel Macron said he will not resign, his spokesman said.",
        'The demand that Emmanuel Macron resign, said Greenpeace, is "fair". "His resignation is due," it added.',
    ],
)
def test_a_departure_whose_bearer_stands_elsewhere_is_still_answered(engine: Engine, text: str) -> None:
    report = engine.analyse(TextInput(text), Options(min_confidence=0))
    assert report.actors
    evidence = [one for stance in report.stances for one in stance.evidence]
    assert evidence
    assert all(text[one.start : one.end] == one.text for one in evidence)
