"""The whole way of a text, from its characters to a report."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.engine import Engine
from stance.report import CustomActor, CustomIssue, DocumentReport, Options, Span, TextInput

ARTICLE = """Iran condemns raids

TEHRAN - Iran, a longtime ally of Syria, condemned the air strikes on Monday. “We reject these attacks,” Iranian President
Hassan Rouhani said. "Turkey must answer for them."

According to John Kerry, Russia would back the peace talks. The Syrian rebels, he said, had not yet decided.
The opposition refused to go to the peace talks unless Assad’s forces left Homs. Angela Merkel praised the ceasefire — and
Turkey’s part in it.
"""
WORDS = [
    *("Iran", "Russia", "Vladimir Putin", "Putin", "he", "They", "said", "said that", "according to", "told", "who", "condemned"),
    *('"', "“", "”", ",", ".", ":", "?", "\n\n", "’s", "(SNC)", "Syrian National Coalition", "and", "the rebels", "peace talks"),
    *("Syrian", "officials", "-backed", "WHO", "U.S.", "not", "ceasefire", "Mr.", "Salma Kareem", "—", "the government", "in"),
    *("\0", "😀", "İ", "e\u0301", "\r\n", "\u2028", "\u202e", "ﷺ"),
]  # fmt: skip
ANY_TEXT = st.lists(st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=5)), max_size=40)


def _analyse(engine: Engine, text: str, published: str | None = "2013-05-25", **options: Any) -> DocumentReport:
    return engine.analyse(TextInput(text, "doc", None, published), Options(**options))


def _check(text: str, report: DocumentReport) -> None:
    """Check what must hold of any report."""

    def selects(start: int, end: int, words: str) -> None:
        assert words
        assert text[start:end] == words

    issues = {issue.id for issue in report.issues}
    assert len({actor.id for actor in report.actors}) == len(report.actors)
    for actor in report.actors:
        assert actor.mentions
        assert sum(actor.sentiment.probabilities.values()) == pytest.approx(1, abs=1e-9)
        spans: list[Any] = [*actor.mentions, *actor.sentiment.evidence]
        for one in spans:
            selects(one.start, one.end, one.text)
    for stance in report.stances:
        assert sum(stance.probabilities.values()) == pytest.approx(1, abs=1e-9)
        assert stance.evidence
        assert stance.target.kind == "actor" or stance.target.id in issues
        assert (stance.target.kind, stance.target.id) != ("actor", stance.holder)
        for one in stance.evidence:
            selects(one.start, one.end, one.text)
            parts: list[Span] = [part for part in (one.source, one.cue, one.content) if part is not None]
            for part in parts:
                selects(part.start, part.end, part.text)


def test_an_article_gives_a_report_that_holds_together(engine: Engine) -> None:
    report = _analyse(engine, ARTICLE)
    _check(ARTICLE, report)
    assert {"iran-government", "hassan-rouhani", "john-kerry", "syria-rebels", "angela-merkel"} <= {a.id for a in report.actors}
    assert report.stances


@settings(max_examples=60)
@given(ANY_TEXT)
def test_any_text_gives_a_report_that_holds_together(engine: Engine, pieces: list[str]) -> None:
    text = " ".join(pieces)
    _check(text, _analyse(engine, text))


@pytest.mark.parametrize("text", ["", " ", "\n", "\0", "." * 500, "😀" * 100, '"', "(((", "\ufeff"])
def test_a_text_that_says_nothing_gives_an_empty_report(engine: Engine, text: str) -> None:
    assert _analyse(engine, text) == DocumentReport("doc")


def test_the_same_text_gives_the_same_report(engine: Engine) -> None:
    first = _analyse(engine, ARTICLE, explain=True)
    assert _analyse(engine, ARTICLE, explain=True) == first
    assert _analyse(Engine(engine.model), ARTICLE, explain=True) == first


@pytest.mark.parametrize(
    ("text", "holder", "target", "label"),
    [
        ('"We reject the peace talks," Iran said.', "iran-government", "peace-talks", "against"),
        ('"We fully support the peace talks," Iran said.', "iran-government", "peace-talks", "favor"),
        ("Iran rejected the peace talks.", "iran-government", "peace-talks", "against"),
        ("Iran welcomed the ceasefire.", "iran-government", "ceasefire", "favor"),
        ("Turkey condemned Iran over the brutal attacks.", "turkey-government", "iran-government", "against"),
        ("Iran strongly supports Turkey and praised its leadership.", "iran-government", "turkey-government", "favor"),
    ],
)
def test_a_plain_stance_is_read_the_right_way_round(engine: Engine, text: str, holder: str, target: str, label: str) -> None:
    found = {(one.holder, one.target.id): one.label for one in _analyse(engine, text).stances}
    assert found[holder, target] == label


def test_the_evidence_of_a_direct_quote_says_quote(engine: Engine) -> None:
    (stance,) = _analyse(engine, 'Iran said: "We reject the peace talks."').stances
    assert stance.evidence[0].kind == "quote"


def test_evidence_names_source_and_cue(engine: Engine) -> None:
    (stance,) = _analyse(engine, "Iran said that it rejected the peace talks.").stances
    one = stance.evidence[0]
    assert one.source is not None
    assert one.cue is not None
    assert (one.source.text, one.cue.text) == ("Iran", "said")


def test_evidence_names_the_words_said(engine: Engine) -> None:
    (stance,) = _analyse(engine, "Iran said that it rejected the peace talks.").stances
    content = stance.evidence[0].content
    assert content is not None
    assert content.text.rstrip(".").endswith("it rejected the peace talks")


def test_of_words_that_run_on_evidence_names_those_of_its_sentence(engine: Engine) -> None:
    text = 'Iran said: "We have seen enough of it. We reject the peace talks. We want to go home."'
    (one,) = next(stance.evidence for stance in _analyse(engine, text).stances if stance.target.name == "peace talks")
    assert one.content is not None
    assert one.content.text == one.text == "We reject the peace talks."
    assert one.source is not None
    assert one.source.end < one.start


def test_what_the_text_tells_itself_has_neither_source_nor_content(engine: Engine) -> None:
    (stance,) = _analyse(engine, "Iran rejected the peace talks.").stances
    (one,) = stance.evidence
    assert (one.source, one.cue, one.content) == (None, None, None)


def test_nothing_is_clear_where_full_confidence_is_asked_for(engine: Engine) -> None:
    report = _analyse(engine, ARTICLE, min_confidence=1.0)
    assert {actor.sentiment.label for actor in report.actors} == {"unclear"}
    assert {stance.label for stance in report.stances} == {"unclear"}
    assert {stance.reason for stance in report.stances} <= {"low_confidence", "conflicting_evidence"}


def test_everything_is_clear_where_no_confidence_is_asked_for(engine: Engine) -> None:
    report = _analyse(engine, ARTICLE, min_confidence=0.0)
    labels = {stance.label for stance in report.stances} | {actor.sentiment.label for actor in report.actors}
    assert "unclear" not in labels


@settings(max_examples=15)
@given(st.floats(0, 1))
def test_a_label_is_clear_exactly_from_the_threshold_on(engine: Engine, threshold: float) -> None:
    for stance in _analyse(engine, ARTICLE, min_confidence=threshold).stances:
        assert (stance.label == "unclear") == (stance.confidence < threshold)
        assert (stance.reason is not None) == (stance.label == "unclear")


# Actors and issues ---------------------------------------------------------------------------------------------------


def test_an_issue_that_nobody_speaks_of_is_absent(engine: Engine) -> None:
    report = _analyse(engine, "Iran praised Turkey.", only_issues=frozenset({"peace-talks", "ceasefire"}))
    assert report.issues == ()
    assert {stance.target.kind for stance in report.stances} == {"actor"}


def test_an_issue_named_without_any_holder_is_absent(engine: Engine) -> None:
    report = _analyse(engine, "The peace talks were long.")
    assert report.stances == ()


def test_issues_can_be_restricted(engine: Engine) -> None:
    report = _analyse(engine, ARTICLE, only_issues=frozenset({"ceasefire"}))
    assert {stance.target.id for stance in report.stances if stance.target.kind == "issue"} == {"ceasefire"}


def test_a_restricted_answer_says_the_same_of_what_is_left(engine: Engine) -> None:
    def about(report: DocumentReport) -> list[Any]:
        return [stance for stance in report.stances if stance.target.id == "ceasefire"]

    assert about(_analyse(engine, ARTICLE, only_issues=frozenset({"ceasefire"}))) == about(_analyse(engine, ARTICLE))


def test_an_issue_of_the_caller_is_answered(engine: Engine) -> None:
    issue = CustomIssue("harbour-toll", "the harbour toll", ("toll on the quays",))
    report = _analyse(engine, "Turkey rejected the toll on the quays.", issues=(issue,), only_issues=frozenset())
    (stance,) = report.stances
    assert (stance.holder, stance.target.kind, stance.target.id) == ("turkey-government", "issue", "harbour-toll")


def test_actors_can_be_restricted(engine: Engine) -> None:
    report = _analyse(engine, ARTICLE, only_actors=frozenset({"iran-government", "turkey-government"}))
    assert {actor.id for actor in report.actors} == {"iran-government", "turkey-government"}
    assert {stance.holder for stance in report.stances} <= {"iran-government", "turkey-government"}


def test_an_actor_of_the_caller_is_answered_and_marked(engine: Engine) -> None:
    report = _analyse(engine, "The Blue Quay Club condemned Turkey.", actors=(CustomActor("club", "Blue Quay Club"),))
    (club,) = [actor for actor in report.actors if actor.id == "club"]
    assert (club.name, club.origin) == ("Blue Quay Club", "request")
    assert ("club", "turkey-government") in {(stance.holder, stance.target.id) for stance in report.stances}


@pytest.mark.parametrize("name", ["C++ (Front)", ".*", "a\nb", "İ", "  ", "😀 Party", "(", "\\"])
def test_any_name_of_the_caller_is_taken_as_it_stands(engine: Engine, name: str) -> None:
    text = f"Yesterday {name} condemned Turkey."
    _check(text, _analyse(engine, text, actors=(CustomActor("own", name, (name,)),)))


@pytest.mark.parametrize(
    ("identifier", "known"),
    [("hezbollah", True), ("iran-government", True), ("peru-rebels", True), ("nobody-at-all", False), ("", False)],
)
def test_the_engine_says_which_actors_it_knows(engine: Engine, identifier: str, known: bool) -> None:  # noqa: FBT001
    assert engine.knows_actor(identifier) is known


@pytest.mark.parametrize("identifier", ["iran-qwerty", "peru-", "oman-xyz-1"])
def test_an_id_that_only_begins_like_a_state_is_not_known(engine: Engine, identifier: str) -> None:
    assert not engine.knows_actor(identifier)


def test_the_engine_says_which_issues_it_knows(engine: Engine) -> None:
    assert engine.knows_issue("peace-talks")
    assert not engine.knows_issue("nothing-of-the-kind")


def test_the_self_test_passes_with_the_shipped_artifact(engine: Engine) -> None:
    engine.self_test()


# Explanations and plain data -----------------------------------------------------------------------------------------


def test_an_explanation_is_given_only_where_asked_for(engine: Engine) -> None:
    with_reasons, without = (_analyse(engine, ARTICLE, explain=wish) for wish in (True, False))
    assert all(stance.explanation for stance in with_reasons.stances)
    assert all(actor.sentiment.explanation for actor in with_reasons.actors)
    assert all(stance.explanation is None for stance in without.stances)
    assert "explanation" not in str(without.as_dict())


def test_an_explanation_names_nobody(engine: Engine) -> None:
    parts = [
        part
        for stance in _analyse(engine, "Zorblax condemned Turkey.", explain=True).stances
        for part in stance.explanation or ()
    ]
    assert not [part for part in parts if re.search(r"zorblax|turkey", part.feature, re.IGNORECASE)]


def test_a_report_as_data_keeps_what_it_says(engine: Engine) -> None:
    report = _analyse(engine, ARTICLE)
    data = report.as_dict()
    assert data["id"] == "doc"
    assert [stance["holder"] for stance in data["stances"]] == [stance.holder for stance in report.stances]
    assert data["actors"][0]["mentions"][0]["text"] == report.actors[0].mentions[0].text
