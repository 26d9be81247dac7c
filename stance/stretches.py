"""The annotated sentences of one text, and what the models are shown of each mention and statement."""

from collections.abc import Sequence

from stance.attribution import Attribution
from stance.joining import Joined, join
from stance.lexicon import Lexicon
from stance.masking import Span
from stance.mentions import Mention
from stance.statements import Statement
from stance.text import Document
from stance.views import Stretch, Views, mention_views, pair_views, stretch


class Stretches:
    """The annotated sentences of one text, each made once, however many mentions and pairs share it."""

    def __init__(
        self, document: Document, lexicon: Lexicon, attributions: Sequence[Attribution], names: Sequence[Span] = ()
    ) -> None:
        """
        Start without any.

        :param document: The text.
        :param lexicon: The lexicon of the model that will score.
        :param attributions: Who says what, which tells where a sentence begins inside a quotation.
        :param names: The tokens of names, in order and without overlap, each within a sentence.
        """
        self._document = document
        self._lexicon = lexicon
        self._in_quote = bytearray(len(document.words) + 1)
        for attribution in attributions:
            if attribution.kind == "quote":
                first, last = attribution.content
                self._in_quote[first:last] = b"\x01" * (last - first)
        self._names: dict[int, list[Span]] = {}
        for name in names:
            self._names.setdefault(document.sentence_of(name[0]), []).append(name)
        self._plain: dict[int, tuple[Stretch, Joined]] = {}
        self._spoken: dict[tuple[int, tuple[int, int], tuple[int, int] | None], tuple[Stretch, dict[int, int]]] = {}

    def plain(self, sentence: int) -> tuple[Stretch, Joined]:
        """
        Give a sentence.

        :param sentence: Its index.
        :return: The stretch, and where each of its tokens stands in it.
        """
        span = self._document.sentences[sentence]
        if sentence not in self._plain:
            words, lowers = self._document.words[span.first : span.last], self._document.lowers[span.first : span.last]
            carried = bool(self._in_quote[span.first]) and words[0] != '"'
            joined = join(words, lowers, self._names_in(sentence, range(span.first, span.last)), span.first)
            self._plain[sentence] = stretch(joined.words, joined.lowers, self._lexicon, in_quote=carried), joined
        return self._plain[sentence]

    def spoken(self, sentence: int, said: Attribution) -> tuple[Stretch, dict[int, int]]:
        """
        Give what a speaker says in one sentence as "Somebody CUE: words", wherever speaker and cue stand in the text.

        :param sentence: A sentence that the words reach into.
        :param said: The attribution.
        :return: The stretch, whose token 0 is the speaker, and the place in it of each document token of the words.
        """
        key = (sentence, said.content, said.cue)
        if key not in self._spoken:
            span = self._document.sentences[sentence]
            first, last = max(span.first, said.content[0]), min(span.last, said.content[1])
            gap = _parenthesis(said, first, last)
            keep = [i for i in range(first, last) if not gap[0] <= i < gap[1]]
            cue = list(range(*said.cue)) if said.cue else []
            mark = '"' if said.kind == "quote" and (not keep or self._document.words[keep[0]] != '"') else ""
            head = ["Somebody", *(self._document.lowers[i] for i in cue), ":"] if cue else ["Somebody", "said", ":"]
            head += [mark] if mark else []
            words, lowers = [self._document.words[i] for i in keep], [self._document.lowers[i] for i in keep]
            joined = join(words, lowers, self._names_in(sentence, keep))
            where = {token: place + len(head) for token, place in zip(keep, joined.places, strict=True)}
            words, lowers = [*head, *joined.words], [*(word.lower() for word in head), *joined.lowers]
            self._spoken[key] = (stretch(words, lowers, self._lexicon), where)
        return self._spoken[key]

    def _names_in(self, sentence: int, tokens: Sequence[int]) -> list[Span]:
        """Find the names that stand whole among a sentence's tokens, by their places among these."""
        names = self._names.get(sentence)
        if not names:
            return []
        place = {token: i for i, token in enumerate(tokens)}
        return [(place[first], place[last - 1] + 1) for first, last in names if all(i in place for i in range(first, last))]


def _parenthesis(said: Attribution, first: int, last: int) -> tuple[int, int]:
    """Find the tokens of source and cue, with the comma before them, where they stand inside the words."""
    begin, end = said.frame
    return (begin - 1, min(end, last)) if first < begin < last else (last, last)


def statement_views(statement: Statement, stretches: Stretches) -> Views:
    """
    Show a statement: a speaker's words as spoken, a third party's cropped to them, anything else as it stands.

    :param statement: A candidate.
    :param stretches: The stretches of its text.
    :return: What the stance model scores.
    :raises ValueError: If the holder stands in no sentence with the target and speaks no words that hold it.
    """
    target, said = statement.shown, statement.attribution
    if statement.spoken and said is not None:
        annotated, where = stretches.spoken(statement.sentence, said)
        if target.first in where and target.last - 1 in where:
            return pair_views(annotated, (0, 1), (where[target.first], where[target.last - 1] + 1))
    annotated, joined = stretches.plain(statement.sentence)
    if statement.holder_span is None:
        msg = "a statement whose holder stands elsewhere has an attribution that covers its target"
        raise ValueError(msg)
    within = joined.span(*said.content) if said is not None else None
    return pair_views(annotated, joined.span(*statement.holder_span), joined.span(target.first, target.last), within)


def mention_in(one: Mention, document: Document, stretches: Stretches) -> Views:
    """
    Show a mention in its sentence.

    :param one: The mention.
    :param document: Its text.
    :param stretches: The stretches of the text.
    :return: What the sentiment model scores.
    """
    annotated, joined = stretches.plain(document.sentence_of(one.first))
    return mention_views(annotated, joined.span(one.first, one.last))


def spoken_mention(statement: Statement, stretches: Stretches) -> Views | None:
    """
    Show how a speaker's words portray the target.

    :param statement: A candidate.
    :param stretches: The stretches of its text.
    :return: What the sentiment model scores, or None where the holder is not the speaker of the words.
    """
    said, target = statement.attribution, statement.shown
    if said is None or not statement.spoken:
        return None
    annotated, where = stretches.spoken(statement.sentence, said)
    if target.first not in where or target.last - 1 not in where:
        return None
    return mention_views(annotated, (where[target.first], where[target.last - 1] + 1))
