"""The last step: from many statements to one answer an actor and one a (holder, target) pair, with evidence and confidence.

Stance. Each sentence i gives probabilities a_i (against), n_i (neutral), f_i (favor), by its strongest statement: evidence of
one sentence counts once. A holder who is told of in five neutral ways and one hostile one is hostile, so sentences are not
averaged. With the claim c_i = 1 - n_i that there is a stance, the pair's claim is `C = max(max_i c_i, 1 - prod_i (1 - c_i^2))`,
a noisy-or over the sentences that are not neutral, whose square keeps many weak hints from adding up to a stance. It is shared
between against and favor as `sum_i w_i a_i^3` to `sum_i w_i f_i^3`: clear sentences, such as those with an explicit verb,
outweigh vague ones, what the holder says itself (w = 3 quoted, 2 reported) outweighs what is told of it (w = 1), and a holder
who is quoted for and against is visibly split. The weights count where sentences disagree; one sentence alone is taken as it
is.

Sentiment. An actor's portrayal is the mean of its sentences' probabilities, each weighed by how far it is from neutral, so that
plain sentences do not drown the ones that judge. Corpora of sentiment are drawn from sentences that judge, whole articles mostly
tell: the mean's neutral share is raised by the factor between the two priors (Saerens, Latinne and Decaestecker, 2002), chosen on
development articles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stance.actors import Mention
from stance.report import (
    Contribution,
    Sentiment,
    SentimentEvidence,
    Span,
    StanceEvidence,
    StanceReport,
    Target,
)
from stance.statements import Statement
from stance.text import Document

SENTIMENT_LABELS = ("negative", "neutral", "positive")
STANCE_LABELS = ("against", "neutral", "favor")
_MOST_EVIDENCE = 5
_JUDGEMENT_FLOOR = 0.15
_NEUTRAL_IN_ARTICLES = 1.9
_CONFLICT = 0.35
_SHARPNESS = 3
# Words of the holder's own by how they are given; all else weighs 1.
_OWN_WORDS = {"quote": 3.0, "reported": 2.0}
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with its probabilities in the order of `STANCE_LABELS`."""

    statement: Statement
    probabilities: tuple[float, float, float]

    @property
    def label(self) -> str:
        """The likeliest label."""
        return STANCE_LABELS[max(range(3), key=self.probabilities.__getitem__)]


def sentence_span(document: Document, sentence: int) -> Span:
    """
    Give a sentence as a span of the text.

    :param document: The text.
    :param sentence: Its index.
    :return: Character offsets, end exclusive, and the text between them.
    """
    start, end = document.sentences[sentence].start, document.sentences[sentence].end
    return Span(start, end, document.text[start:end])


def token_span(document: Document, span: tuple[int, int] | None) -> Span | None:
    """
    Give tokens as a span of the text.

    :param document: The text.
    :param span: First and last token, end exclusive, or None.
    :return: Character offsets, end exclusive, and the text between them; None for None or no tokens.
    """
    if span is None or span[1] <= span[0]:
        return None
    start, end = document.starts[span[0]], document.ends[span[1] - 1]
    return Span(start, end, document.text[start:end])


def _within(document: Document, sentence: int, span: tuple[int, int]) -> tuple[int, int]:
    """Cut tokens to those of a sentence: words that run over a page would otherwise come again with each piece of evidence."""
    held = document.sentences[sentence]
    return max(span[0], held.first), min(span[1], held.last)


def _weight(statement: Statement) -> float:
    """Weigh a statement against those that say the opposite of the same pair."""
    return _OWN_WORDS.get(statement.kind, 1.0) if statement.spoken else 1.0


def pool_stance(judged: Sequence[Judged]) -> tuple[float, float, float]:
    """
    Pool one pair's statements.

    :param judged: The pair's statements, at least one.
    :return: Probabilities of against, neutral and favor for the pair; they sum to 1.
    """
    strongest: dict[int, Judged] = {}
    for one in judged:
        known = strongest.get(one.statement.sentence)
        if known is None or one.probabilities[1] < known.probabilities[1]:
            strongest[one.statement.sentence] = one
    if len(strongest) == 1:
        return next(iter(strongest.values())).probabilities
    claims = [1 - one.probabilities[1] for one in strongest.values()]
    silent = 1.0
    for claim, one in zip(claims, strongest.values(), strict=True):
        # Sentences that are neutral each for itself do not add up to a stance.
        silent *= 1 if one.label == "neutral" else 1 - claim**2
    claimed = max(*claims, 1 - silent)
    against = sum((_weight(one.statement) * one.probabilities[0] ** _SHARPNESS for one in strongest.values()), 0.0)
    favor = sum((_weight(one.statement) * one.probabilities[2] ** _SHARPNESS for one in strongest.values()), 0.0)
    share = against / (against + favor) if against + favor else 0.5
    return claimed * share, 1 - claimed, claimed * (1 - share)


def _rounded(labels: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    """Round so that the published figures still sum to 1."""
    rounded = [round(value, _DIGITS) for value in values]
    top = max(range(len(values)), key=values.__getitem__)
    rounded[top] = round(1 - sum(rounded[:top], 0.0) - sum(rounded[top + 1 :], 0.0), _DIGITS)
    return dict(zip(labels, rounded, strict=True))


def _decide(labels: Sequence[str], values: Sequence[float], threshold: float) -> tuple[str, float, str | None]:
    published = _rounded(labels, values)
    top = max(range(len(values)), key=values.__getitem__)
    confidence = published[labels[top]]
    if confidence >= threshold:
        return labels[top], confidence, None
    split = values[0] >= _CONFLICT and values[2] >= _CONFLICT
    return "unclear", confidence, "conflicting_evidence" if split else "low_confidence"


def stance_report(
    document: Document,
    target: Target,
    judged: Sequence[Judged],
    threshold: float,
    explanation: tuple[Contribution, ...] | None = None,
) -> StanceReport:
    """
    Answer one pair.

    :param document: The text.
    :param target: On whom or what.
    :param judged: The pair's statements, at least one.
    :param threshold: Confidence under which the answer is `unclear`.
    :param explanation: What weighed most in the clearest statement, if asked for.
    :return: The report, its evidence strongest first.
    """
    values = pool_stance(judged)
    label, confidence, reason = _decide(STANCE_LABELS, values, threshold)
    best: dict[tuple[int, str], Judged] = {}
    for one in judged:
        key = (one.statement.sentence, one.label)
        if key not in best or max(one.probabilities) > max(best[key].probabilities):
            best[key] = one
    counts = {name: sum(one.label == name for one in best.values()) for name in STANCE_LABELS}
    leading = label if label != "unclear" else STANCE_LABELS[0 if values[0] >= values[2] else 2]
    index = STANCE_LABELS.index(leading)
    ranked = sorted(best.values(), key=lambda one: (-one.probabilities[index], one.statement.sentence))
    evidence = []
    for one in ranked[:_MOST_EVIDENCE]:
        statement = one.statement
        where = sentence_span(document, statement.sentence)
        said = statement.attribution
        evidence.append(
            StanceEvidence(
                where.start,
                where.end,
                where.text,
                statement.kind,
                one.label,
                round(max(one.probabilities), _DIGITS),
                token_span(document, said.source) if said else None,
                token_span(document, said.cue) if said else None,
                token_span(document, _within(document, statement.sentence, said.content)) if said else None,
            )
        )
    return StanceReport(
        judged[0].statement.holder,
        target,
        label,
        _rounded(STANCE_LABELS, values),
        confidence,
        counts,
        tuple(evidence),
        reason,
        explanation,
    )


def pool_sentiment(probabilities: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """
    Pool one actor's sentences.

    :param probabilities: For each sentence, negative, neutral and positive; at least one.
    :return: The weighed mean; sums to 1.
    """
    weights = [_JUDGEMENT_FLOOR + 1 - row[1] for row in probabilities]
    total = sum(weights, 0.0)
    mean = [sum((w * row[c] for w, row in zip(weights, probabilities, strict=True)), 0.0) / total for c in range(3)]
    mean[1] *= _NEUTRAL_IN_ARTICLES
    whole = sum(mean, 0.0)
    return mean[0] / whole, mean[1] / whole, mean[2] / whole


def sentiment(
    document: Document,
    scored: Sequence[tuple[Mention, Sequence[float]]],
    threshold: float,
    explanation: tuple[Contribution, ...] | None = None,
) -> Sentiment:
    """
    Answer how a text portrays one actor.

    :param document: The text.
    :param scored: The actor's mentions with their probabilities in the order of `SENTIMENT_LABELS`; may be empty.
    :param threshold: Confidence under which the answer is `unclear`.
    :param explanation: What weighed most, if asked for.
    :return: The sentiment, its evidence strongest first; `too_little_text` where nothing could be scored.
    """
    strongest: dict[int, Sequence[float]] = {}
    for found, row in scored:
        index = document.sentence_of(found.first)
        if index not in strongest or row[1] < strongest[index][1]:
            strongest[index] = row
    if not strongest:
        even = _rounded(SENTIMENT_LABELS, (0.0, 1.0, 0.0))
        return Sentiment("unclear", even, 0.0, (), "too_little_text", explanation)
    values = pool_sentiment(list(strongest.values()))
    label, confidence, reason = _decide(SENTIMENT_LABELS, values, threshold)
    index = max(range(3), key=values.__getitem__)
    ranked = sorted(strongest.items(), key=lambda item: (-item[1][index], item[0]))
    evidence = tuple(
        SentimentEvidence(
            span.start, span.end, span.text, SENTIMENT_LABELS[max(range(3), key=row.__getitem__)], round(max(row), _DIGITS)
        )
        for span, row in ((sentence_span(document, sentence), row) for sentence, row in ranked[:_MOST_EVIDENCE])
    )
    return Sentiment(label, _rounded(SENTIMENT_LABELS, values), confidence, evidence, reason, explanation)


def by_pair(judged: Sequence[Judged]) -> Mapping[tuple[str, str, str], list[Judged]]:
    """
    Group statements by holder, target kind and target.

    :param judged: All statements of a text.
    :return: The groups in order of first appearance.
    """
    groups: dict[tuple[str, str, str], list[Judged]] = {}
    for one in judged:
        key = (one.statement.holder, one.statement.target.kind, one.statement.target.id)
        groups.setdefault(key, []).append(one)
    return groups
