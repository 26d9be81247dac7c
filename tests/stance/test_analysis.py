"""From many statements to one answer: probabilities, evidence, disagreement."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.actors import Mention
from stance.analysis import STANCE_LABELS, Judged, by_pair, pool_sentiment, pool_stance, sentiment, stance_report
from stance.report import StanceReport, Target
from stance.statements import Statement
from stance.text import read

Row = tuple[float, float, float]
PEACE = Target("issue", "peace-talks", "Peace talks")
TEXT = "One came. Two left. Three stayed. Four slept. Five woke. Six ran. Seven hid. Eight sang."
DOCUMENT = read(TEXT)


def _row(weights: tuple[float, float, float]) -> Row:
    total = sum(weights)
    return weights[0] / total, weights[1] / total, weights[2] / total


ROWS = st.tuples(st.floats(0.0, 1.0), st.floats(0.001, 1.0), st.floats(0.0, 1.0)).map(_row)
KINDS = st.sampled_from(["quote", "reported", "narrated"])


def _judged(sentence: int, row: Row, kind: str = "narrated", *, spoken: bool = False) -> Judged:
    place = DOCUMENT.sentences[sentence].first
    target = Mention(place, place + 1, DOCUMENT.starts[place], DOCUMENT.ends[place], "issue", "peace-talks", "name")
    return Judged(Statement("iran-government", target, None, sentence, kind, spoken=spoken), row)


def _report(rows: Sequence[tuple[int, Row]], threshold: float = 0.5) -> StanceReport:
    return stance_report(DOCUMENT, PEACE, [_judged(sentence, row) for sentence, row in rows], threshold)


@given(st.lists(st.tuples(st.integers(0, 7), ROWS, KINDS), min_size=1, max_size=20))
def test_pooled_stance_is_a_distribution(given_rows: list[tuple[int, Row, str]]) -> None:
    pooled = pool_stance([_judged(*one) for one in given_rows])
    assert sum(pooled) == pytest.approx(1)
    assert all(-1e-12 <= value <= 1 + 1e-12 for value in pooled)


@given(st.lists(ROWS, min_size=1, max_size=20))
def test_pooled_sentiment_is_a_distribution(rows: list[Row]) -> None:
    pooled = pool_sentiment(rows)
    assert sum(pooled) == pytest.approx(1)
    assert all(0 <= value <= 1 + 1e-12 for value in pooled)


@given(st.lists(st.tuples(st.integers(0, 7), ROWS), min_size=1, max_size=12), st.floats(0, 1))
def test_published_figures_sum_to_one_and_their_top_is_the_confidence(rows: list[tuple[int, Row]], threshold: float) -> None:
    report = _report(rows, threshold)
    assert sum(report.probabilities.values()) == pytest.approx(1, abs=1e-9)
    assert max(report.probabilities.values()) == pytest.approx(report.confidence, abs=2e-4)


@given(ROWS)
def test_one_sentence_is_taken_at_its_word(row: Row) -> None:
    assert pool_stance([_judged(0, row)]) == row


@given(ROWS, st.integers(2, 6))
def test_a_sentence_counts_once_however_many_statements_it_holds(row: Row, times: int) -> None:
    assert pool_stance([_judged(0, row)] * times) == pool_stance([_judged(0, row)])


def test_of_one_sentence_the_strongest_statement_counts() -> None:
    weak, strong = (0.2, 0.7, 0.1), (0.8, 0.1, 0.1)
    assert pool_stance([_judged(0, weak), _judged(0, strong)]) == strong


@given(st.permutations([(0, (0.6, 0.3, 0.1)), (1, (0.1, 0.8, 0.1)), (2, (0.2, 0.2, 0.6)), (3, (0.3, 0.3, 0.4))]))
def test_the_order_of_the_sentences_does_not_matter(rows: list[tuple[int, Row]]) -> None:
    straight = pool_stance([_judged(*row) for row in sorted(rows)])
    assert pool_stance([_judged(*row) for row in rows]) == pytest.approx(straight)


def test_one_hostile_sentence_among_plain_ones_is_hostile() -> None:
    plain = [(sentence, (0.05, 0.9, 0.05)) for sentence in range(5)]
    report = _report([*plain, (5, (0.9, 0.08, 0.02))])
    assert report.label == "against"


def test_many_weak_hints_do_not_add_up_to_a_claim() -> None:
    assert _report([(sentence, (0.1, 0.85, 0.05)) for sentence in range(8)]).label == "neutral"


def test_agreeing_sentences_make_the_answer_surer() -> None:
    once, twice = pool_stance([_judged(0, (0.7, 0.2, 0.1))]), pool_stance([_judged(i, (0.7, 0.2, 0.1)) for i in range(2)])
    assert twice[0] > once[0]


@pytest.mark.parametrize("kind", ["quote", "reported"])
def test_the_holder_s_own_words_outweigh_what_is_told_of_it(kind: str) -> None:
    told = _judged(0, (0.8, 0.1, 0.1))
    pooled = pool_stance([told, _judged(1, (0.1, 0.1, 0.8), kind, spoken=True)])
    assert pooled[2] > pooled[0] > 0.1
    even = pool_stance([told, _judged(1, (0.1, 0.1, 0.8), kind)])
    assert even[2] == pytest.approx(even[0])


def test_a_quotation_outweighs_reported_words() -> None:
    quoted, reported = _judged(0, (0.8, 0.1, 0.1), "quote", spoken=True), _judged(1, (0.1, 0.1, 0.8), "reported", spoken=True)
    pooled = pool_stance([quoted, reported])
    assert pooled[0] > pooled[2]


def test_disagreement_stays_visible() -> None:
    report = _report([(0, (0.9, 0.05, 0.05)), (1, (0.05, 0.05, 0.9))], threshold=0.6)
    assert (report.label, report.reason) == ("unclear", "conflicting_evidence")
    assert report.counts == {"against": 1, "neutral": 0, "favor": 1}
    assert {one.label for one in report.evidence} == {"against", "favor"}


def test_low_confidence_is_unclear_with_its_reason() -> None:
    report = _report([(0, (0.45, 0.5, 0.05))], threshold=0.8)
    assert (report.label, report.reason) == ("unclear", "low_confidence")


def test_a_label_at_the_threshold_stands() -> None:
    report = _report([(0, (0.8, 0.1, 0.1))], threshold=0.8)
    assert (report.label, report.reason) == ("against", None)


def test_evidence_is_the_sentence_it_stands_in() -> None:
    report = _report([(2, (0.9, 0.05, 0.05)), (4, (0.8, 0.1, 0.1))])
    assert [one.text for one in report.evidence] == ["Three stayed.", "Five woke."]
    assert all(TEXT[one.start : one.end] == one.text for one in report.evidence)


@given(st.lists(st.tuples(st.integers(0, 7), ROWS), min_size=1, max_size=20))
def test_evidence_is_bounded_and_no_sentence_speaks_twice_for_one_label(rows: list[tuple[int, Row]]) -> None:
    evidence = _report(rows).evidence
    assert 1 <= len(evidence) <= 5
    assert len({(one.start, one.label) for one in evidence}) == len(evidence)


def test_the_first_evidence_speaks_for_the_label() -> None:
    report = _report([(0, (0.02, 0.96, 0.02)), (1, (0.05, 0.15, 0.8)), (2, (0.3, 0.5, 0.2))])
    assert report.label == "favor"
    assert report.evidence[0].label == "favor"


def test_statements_are_grouped_by_holder_and_target() -> None:
    groups = by_pair([_judged(0, (1, 0, 0)), _judged(1, (0, 1, 0))])
    assert list(groups) == [("iran-government", "issue", "peace-talks")]
    assert [len(group) for group in groups.values()] == [2]


def test_a_judged_statement_is_labelled_by_its_likeliest_label() -> None:
    labels = [_judged(0, row).label for row in ((0.6, 0.3, 0.1), (0.3, 0.6, 0.1), (0.1, 0.3, 0.6))]
    assert labels == list(STANCE_LABELS)


# Sentiment -----------------------------------------------------------------------------------------------------------


def _scored(rows: Sequence[tuple[int, Row]]) -> list[tuple[Mention, Row]]:
    return [(_judged(sentence, row).statement.target, row) for sentence, row in rows]


def test_plain_sentences_do_not_drown_the_one_that_judges() -> None:
    plain = [(sentence, (0.02, 0.96, 0.02)) for sentence in range(4)]
    pooled = pool_sentiment([row for _, row in [*plain, (4, (0.9, 0.05, 0.05))]])
    assert pooled[0] > sum(row[0] for _, row in [*plain, (4, (0.9, 0.05, 0.05))]) / 5


def test_a_sentence_that_names_an_actor_twice_counts_once() -> None:
    rows: list[tuple[int, Row]] = [(0, (0.8, 0.1, 0.1)), (1, (0.1, 0.2, 0.7))]
    once, twice = sentiment(DOCUMENT, _scored(rows), 0.5), sentiment(DOCUMENT, _scored([rows[0], *rows]), 0.5)
    assert once == twice


def test_sentiment_evidence_selects_its_sentence() -> None:
    answer = sentiment(DOCUMENT, _scored([(3, (0.9, 0.05, 0.05))]), 0.5)
    (one,) = answer.evidence
    assert (one.text, TEXT[one.start : one.end], one.label) == ("Four slept.", "Four slept.", "negative")


def test_an_actor_without_anything_to_score_is_unclear() -> None:
    answer = sentiment(DOCUMENT, [], 0.5)
    assert (answer.label, answer.reason, answer.evidence) == ("unclear", "too_little_text", ())
    assert sum(answer.probabilities.values()) == pytest.approx(1)
