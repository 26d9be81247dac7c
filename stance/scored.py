"""The scores of one text: all of its mentions in one batch, all of its statements in another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stance.bystanders import is_bystander
from stance.mentions import Mention
from stance.model import Model
from stance.registry import Actor
from stance.statements import Statement
from stance.stretches import Stretches, mention_in, spoken_mention, statement_views
from stance.text import Document
from stance.views import Views

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Scored:
    """
    What the models were shown of a text and what they say.

    `mentions` holds those mentions of each actor that were scored, `portrayals` the views and probabilities of each of these, and
    `shown` and `rows` the views and probabilities of each statement.
    """

    mentions: Mapping[str, Sequence[Mention]]
    portrayals: Mapping[Mention, tuple[Views, Row]]
    shown: Sequence[Views]
    rows: Sequence[Row]


def score(
    model: Model,
    document: Document,
    stretches: Stretches,
    mentions: Mapping[str, Sequence[Mention]],
    statements: Sequence[Statement],
    actors: Mapping[str, Actor],
) -> Scored:
    """
    Score mentions and statements.

    What somebody says of a target is a small text of its own, and how that portrays the target is where the speaker stands: there
    the two models' probabilities are joined by their geometric mean (a product of experts, Hinton 2002).

    :param model: The model.
    :param document: The text.
    :param stretches: Its stretches.
    :param mentions: The mentions of each actor whose portrayal is asked for.
    :param statements: The statements.
    :param actors: The actors by id.
    :return: The scores.
    """
    # One mention a sentence is scored: evidence of one sentence counts once.
    scored = {identifier: _one_a_sentence(document, group) for identifier, group in mentions.items()}
    flat = [one for group in scored.values() for one in group]
    told = [(i, spoken_mention(one, stretches)) for i, one in enumerate(statements) if not is_bystander(one, actors)]
    spoken = [(i, views) for i, views in told if views is not None]
    portrayed = [mention_in(one, document, stretches) for one in flat]
    shown = [statement_views(one, stretches) for one in statements]
    portrayals = model.sentiment.probabilities([*portrayed, *(views for _, views in spoken)]).tolist()
    rows = model.stance.probabilities(shown).tolist()
    for (i, _), portrayal in zip(spoken, portrayals[len(flat) :], strict=True):
        joint = [(one * other) ** 0.5 for one, other in zip(rows[i], portrayal, strict=True)]
        rows[i] = [value / sum(joint) for value in joint]
    return Scored(scored, dict(zip(flat, zip(portrayed, portrayals, strict=False), strict=True)), shown, rows)


def _one_a_sentence(document: Document, group: Sequence[Mention]) -> list[Mention]:
    """Keep the first mention in each sentence."""
    first: dict[int, Mention] = {}
    for one in group:
        first.setdefault(document.sentence_of(one.first), one)
    return list(first.values())
