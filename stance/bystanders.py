"""People without a name of their own, such as residents and families: more often spoken of than stood against.

What befalls them portrays them badly, though nobody who tells of it is against them; and in whole articles far fewer pairs with
them hold a stance than in the sentences that a model learns from. So how they are portrayed tells nothing of the speaker, and the
neutral share is raised by a factor between the two priors (Saerens, Latinne and Decaestecker, 2002), chosen on development
articles.
"""

from collections.abc import Mapping

from stance.registry import Actor
from stance.statements import Statement

_KINDS = frozenset(("civilians", "family"))
_NEUTRAL_IN_ARTICLES = 3.0

Row = tuple[float, float, float]


def is_bystander(statement: Statement, actors: Mapping[str, Actor]) -> bool:
    """
    Tell whether a statement's target is people without a name.

    :param statement: A candidate.
    :param actors: The text's actors by id.
    :return: Whether it is.
    """
    return statement.target.kind == "actor" and actors[statement.target.id].kind in _KINDS


def in_articles(row: Row) -> Row:
    """
    Raise the neutral share of a stance on bystanders.

    :param row: Probabilities of against, neutral and favor.
    :return: The same after the change of priors; sums to 1.
    """
    against, neutral, favor = row[0], row[1] * _NEUTRAL_IN_ARTICLES, row[2]
    total = against + neutral + favor
    return against / total, neutral / total, favor / total
