"""The fourth step: candidate statements, one (holder, target) pair in one stretch of text with how it was said.

| case | example | holder and target |
| --- | --- | --- |
| speaker and what the words name | "The vote is a farce," the union said. | union on the vote |
| speaker elsewhere, words run on | X spoke first. "The truce is dead. The army broke it." | X on truce, X on army |
| speaker among those named | "Paris lied to us," X said. | Paris on X |
| two actors of one clause | Troops shelled the rebels. | both directions |
| what befalls an actor | Paris wants X to step down. | Paris on X, turned round for the stepping down |
| an actor and an issue | Moscow pressed for a ceasefire. | Moscow on the ceasefire |
| third party reports | Kerry said Russia would back the talks. | Russia on the talks, source Kerry |
| agent of another's clause | X backs Y against rebels armed by Z. | Z on the rebels, not on X or Y |
| inside the words and outside | X, who met Y, said Z had lied. | not Y on Z: the words are not Y's |
| the one who is told | X told Y that Z had lied. | not Y: listening is no stance |
| a title and its bearer | Party spokesman X resigned. | not X on the party: that is who X is |
| a clause that interrupts | X, who met Y, attacked Z. | neither Y on Z nor Z on Y |
| a speaker's post | "…," said X, head of the council. | not X on the council |
| two of a list | Police held X, Y and Z. | not X on Y: they are only named together, unless "X and Y clashed" |
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise

from stance.actors import Mention, Reading
from stance.asides import asides, interrupted
from stance.attribution import Attribution
from stance.records import record
from stance.text import Document
from stance.unpaired import bears, lists, mutual, relative_themes

_MENTIONS_BETWEEN = 4
_TOKENS_BETWEEN = 40
_TITLE_LENGTH = 3
_SPEAKERS = 2
_FIRST_PERSON = frozenset(("us", "me"))
_BELONGING = frozenset(("of", "at", "for", "in", "with"))
_BINDING = frozenset(("to", "'s", "must", "should"))
_OWNERS = frozenset(("his", "her", "its", "their"))
_TOLD = frozenset("told tells telling tell informed assured".split())

Span = tuple[int, int]


@record
class Statement:
    """
    A candidate: what `holder` may hold on `target`, as sentence `sentence` tells it.

    `holder_span` is None where the holder speaks from another sentence; spans are token spans, end exclusive. `kind` is `quote`,
    `reported` or `narrated`; `attribution` is the speech the sentence belongs to, if any; `spoken` tells that the holder is its
    speaker and the target named in its words; `bearer` is the actor whom an issue such as stepping down befalls here: the stance
    on the issue is the stance on him, turned round.
    """

    holder: str
    target: Mention
    holder_span: Span | None
    sentence: int
    kind: str
    attribution: Attribution | None = None
    spoken: bool = False
    bearer: Mention | None = None

    @property
    def shown(self) -> Mention:
        """The mention that the model is shown as the target: whom the issue befalls, where it befalls somebody."""
        return self.bearer or self.target


def _covering(attributions: Sequence[Attribution], token: int) -> Attribution | None:
    """Find the innermost attribution whose content holds a token."""
    inside = [a for a in attributions if a.content[0] <= token < a.content[1]]
    return min(inside, key=lambda a: a.content[1] - a.content[0]) if inside else None


def _spoken(
    document: Document,
    sentence: int,
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    titles: Collection[str],
    within: Sequence[Attribution] = (),
) -> Iterator[Statement]:
    """Pair each speaker with what its words name in a sentence, but not with what they give to somebody else (`within`)."""
    known = [(attribution, attribution.frame) for attribution in attributions if attribution.actor is not None]
    if not known:
        return
    # Speech within speech within speech: the innermost speakers are heard first.
    known.sort(key=lambda item: item[0].content[1] - item[0].content[0])
    first, last = document.sentences[sentence].first, document.sentences[sentence].last
    for found in mentions:
        covering = [item for item in known if item[0].content[0] <= found.first < item[0].content[1]]
        for attribution, (begin, end) in covering[:_SPEAKERS]:
            source = attribution.source
            if source is None or attribution.actor is None or any(_tells_of(attribution, one, found) for one in within):
                continue
            inside = found.last <= attribution.content[1] and not _is_post(document, attribution, found, titles)
            if inside and found.id != attribution.actor and (found.first >= end or found.last <= begin):
                span = source if first <= source[0] and source[1] <= last else None
                yield Statement(attribution.actor, found, span, sentence, attribution.kind, attribution, spoken=True)


def _is_post(document: Document, said: Attribution, found: Mention, titles: Collection[str]) -> bool:
    """Tell what the speaker is from what he says: "…, said Lee, co-chair of the council"."""
    lowers, source, cue = document.lowers, said.source, said.cue
    turned = source is not None and cue is not None and cue[1] <= source[0] and source[1] < found.first
    if source is None or not turned or lowers[source[1]] != ",":
        return False
    between = lowers[source[1] + 1 : found.first]
    return "," not in between and any(word in _BELONGING for word in between) and any(word in titles for word in between)


def _tells_of(speech: Attribution, other: Attribution, target: Mention) -> bool:
    """Tell what the words of one give to another: in "X said Y had denounced Z", Z is denounced by Y."""
    # Whoever writes or speaks at length tells of others to make a point.
    if speech.kind == "quote" or speech.cue is None or other.actor == speech.actor or other.frame[1] > target.first:
        return False
    return speech.content[0] <= other.frame[0] and other.content[0] <= target.first < other.content[1] <= speech.content[1]


def _together(
    document: Document,
    sentence: int,
    mentions: Sequence[Mention],
    covers: Sequence[Attribution | None],
    titles: Collection[str],
    reciprocals: frozenset[str],
) -> Iterator[Statement]:
    """Pair the actors of a sentence with each other and with its issues, where the same words hold both."""
    if len(mentions) < 2:
        return
    nearest: dict[tuple[str, str], tuple[int, Mention, Mention, Attribution | None]] = {}
    span = document.sentences[sentence]
    words = document.lowers[span.first : span.last]
    dealing = not reciprocals.isdisjoint(words) and mutual(document, span, mentions, reciprocals)
    listed = {} if dealing else lists(document, mentions, titles)
    themes = relative_themes(document, mentions) if "by" in words else {}
    breaks = asides(document, span)
    # A name counts as one token, however long it is.
    longer = [0, *accumulate(found.last - found.first - 1 for found in mentions)]
    for i, one in enumerate(mentions):
        cover = covers[i]
        for j in range(i + 1, min(len(mentions), i + 2 + _MENTIONS_BETWEEN)):
            other = mentions[j]
            gap = other.first - one.last - (longer[j] - longer[i + 1])
            if one.id == other.id or gap > _TOKENS_BETWEEN or cover is not covers[j]:
                continue
            if gap <= _TITLE_LENGTH and bears(document, one, other, titles):
                continue
            if (themes and themes.get(other, one) is not one) or (breaks and interrupted(breaks, one.first, other.first)):
                continue
            if listed and listed.get(one, -1) == listed.get(other, -2):
                continue
            for holder, target in ((one, other), (other, one)):
                # `_spoken` pairs a speaker with what it names, unless the words name the speaker again ("it will").
                if holder.kind != "actor" or (
                    target.kind == "actor" and cover is not None and cover.actor in {holder.id, target.id}
                ):
                    continue
                key = (holder.id, target.id)
                if key in nearest and document.lowers[holder.first] in _OWNERS and 0 <= target.first - holder.last <= 1:
                    # "X denounced his own army": it is not as its owner that X denounces it.
                    continue
                if key not in nearest or gap < nearest[key][0]:
                    nearest[key] = (gap, holder, target, cover)
    for _, holder, target, said in nearest.values():
        kind = "narrated" if said is None else "reported"
        yield Statement(holder.id, target, (holder.first, holder.last), sentence, kind, said)


def _on_speaker(
    document: Document, sentence: int, mentions: Sequence[Mention], speech: Sequence[Attribution]
) -> Iterator[Statement]:
    """Pair those whom a speaker's words name with the speaker, where the words say "us" or "me": "They lied to us," X said."""
    span = document.sentences[sentence]
    spoken_of = [token for token in range(span.first, span.last) if document.lowers[token] in _FIRST_PERSON] if speech else ()
    for said in speech if spoken_of else ():
        if said.actor is None or not said.speech:
            continue
        first, last = max(span.first, said.content[0]), min(span.last, said.content[1])
        for token in spoken_of:
            if not first <= token < last or document.words[token] == "US":
                continue
            spoken_to = Mention(token, token + 1, document.starts[token], document.ends[token], "actor", said.actor, "pronoun")
            for one in mentions:
                near = first <= one.first and one.last <= token and token - one.last <= _TOKENS_BETWEEN // 2
                if near and one.kind == "actor" and one.id != said.actor:
                    yield Statement(one.id, spoken_to, (one.first, one.last), sentence, "reported", said)
            break


def _bearers(document: Document, mentions: Sequence[Mention], departures: Collection[str]) -> dict[Mention, Mention]:
    """Find for each departure the actor whom it befalls: "X to step down", "X's resignation"."""
    found: dict[Mention, Mention] = {}
    for one, other in pairwise(mentions):
        between = document.lowers[one.last : other.first]
        if one.id in departures and other.kind == "actor" and between == ("of",):
            found[one] = other
        elif one.kind == "actor" and other.id in departures and len(between) <= 1 and all(word in _BINDING for word in between):
            found[other] = one
    return found


def _can_show(statement: Statement, bearer: Mention) -> bool:
    """Tell whether a bearer stands where the target may: apart from the holder, and inside the words that a speaker says."""
    span, said = statement.holder_span, statement.attribution
    apart = span is None or bearer.last <= span[0] or bearer.first >= span[1]
    if not statement.spoken or said is None:
        return apart
    begin, end = said.frame
    inside = said.content[0] <= bearer.first and bearer.last <= said.content[1]
    return apart and inside and (bearer.first >= end or bearer.last <= begin)


def _listeners(document: Document, attributions: Sequence[Attribution]) -> frozenset[int]:
    """Find the tokens after which somebody is told: "told", "said to"."""
    tells = (a.cue for a in attributions if a.cue is not None)
    return frozenset(cue[1] for cue in tells if document.lowers[cue[1] - 1] in _TOLD)


def candidates(
    document: Document,
    reading: Reading,
    attributions: Sequence[Attribution],
    titles: Collection[str] = (),
    departures: frozenset[str] = frozenset(),
    reciprocals: frozenset[str] = frozenset(),
) -> list[Statement]:
    """
    Make the candidate statements of a text.

    :param document: The text.
    :param reading: Its mentions.
    :param attributions: Who says what.
    :param titles: Words of titles and offices, lower case, which tie a body's name to the person who bears the title.
    :param departures: Ids of issues that befall somebody.
    :param reciprocals: Words by which two actors of a list hold something on each other.
    :return: The candidates, sentence by sentence; their number grows linearly with the number of mentions.
    """
    by_sentence: dict[int, list[Mention]] = {}
    sentence_at = document.sentence_at
    for found in reading.mentions:
        by_sentence.setdefault(sentence_at[found.first], []).append(found)
    spoken: dict[int, list[Attribution]] = {}
    within: dict[int, list[Attribution]] = {}
    for attribution in (one for one in attributions if one.actor is not None and one.cue is not None):
        within.setdefault(document.sentence_of(attribution.content[0]), []).append(attribution)
    # What somebody endorses or seeks he tells by doing so: the sentence is read as it stands.
    for attribution in (one for one in attributions if one.speech):
        begin, end = document.sentence_of(attribution.content[0]), document.sentence_of(attribution.content[1] - 1)
        for sentence in range(begin, end + 1):
            spoken.setdefault(sentence, []).append(attribution)
    listening = _listeners(document, attributions)
    departing = not (departures.isdisjoint(reading.issues) and departures.isdisjoint(reading.actors))
    found_statements: list[Statement] = []
    for sentence, named in by_sentence.items():
        speech = spoken.get(sentence, [])
        mentions = [m for m in named if m.first not in listening and not (m.first - 1 in listening and m.first)]
        covers = [_covering(speech, found.first) for found in mentions] if speech else [None] * len(mentions)
        bearers = _bearers(document, mentions, departures) if departing and any(m.id in departures for m in mentions) else {}
        for statement in chain(
            _spoken(document, sentence, mentions, speech, titles, within.get(sentence, ())),
            _on_speaker(document, sentence, mentions, speech),
            _together(document, sentence, mentions, covers, titles, reciprocals),
        ):
            bearer = bearers.get(statement.target) if bearers else None
            if bearer is None:
                found_statements.append(statement)
            elif bearer.id != statement.holder:
                found_statements.append(replace(statement, bearer=bearer) if _can_show(statement, bearer) else statement)
    return found_statements
