"""Where clauses begin and which holds which."""

import pytest

from stance.clauses import ASIDE, MAIN, PARTICIPIAL, RELATIVE, SUBORDINATE, Clause, split
from stance.text import read


def _clause_of(text: str, word: str) -> tuple[Clause, bool]:
    """Give the clause of a word, and whether the sentence's first clause holds it at once."""
    document = read(text)
    names = [one in {"Iran", "Kenya", "Paris"} for one in document.words]
    found = split(document.words, document.lowers, names)
    clause = found.all[found.owner[document.words.index(word)]]
    return clause, clause.host == 0


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Iran, who attacked Kenya, left.", RELATIVE, False),
        ("Iran, whom Kenya attacked, left.", RELATIVE, True),
        ("Iran left, attacking Kenya.", PARTICIPIAL, False),
        ("Iran left while Kenya slept.", SUBORDINATE, True),
        ("Iran left after attacking Kenya.", SUBORDINATE, False),
        ("Iran left (Kenya stayed).", ASIDE, False),
        ("Iran left, and Kenya was glad.", MAIN, True),
    ],
)
def test_clauses_are_told_apart(text: str, kind: str, subject: object) -> None:
    clause, held = _clause_of(text, "Kenya")
    assert (clause.kind, clause.subject, held) == (kind, subject, True)


@pytest.mark.parametrize(
    "text", ["Iran attacked Kenya.", "Iran, who met Paris, attacked Kenya.", "Iran attacked Paris and Kenya."]
)
def test_a_comma_closes_a_dependent_clause_and_a_list_opens_none(text: str) -> None:
    clause, _ = _clause_of(text, "Kenya")
    assert (clause.kind, clause.host) == (MAIN, -1)


def test_a_relative_clause_knows_whom_it_describes() -> None:
    clause, _ = _clause_of("They met Iran, who attacked Kenya.", "Kenya")
    assert clause.antecedent == 2
