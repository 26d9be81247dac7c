"""Who a noun phrase or pronoun is: the actor that it names, or that the person it describes belongs to."""

from stance.actors import Mention, Reading
from stance.antecedents import Antecedents
from stance.nounphrases import Phrase, Phrases
from stance.records import record
from stance.text import Document

# Who is against somebody, votes for him or is one of many who like him does not speak in his name.
_NOT_HIS = frozenset(
    "critics critic opponents opponent rivals rival foes foe enemies enemy challenger challengers voters voter supporters "
    "supporter fans fan backers victims victim poll polls survey surveys debate ad detractors protesters people".split()
)
_BELONGS = frozenset("of for to at with from".split())

Span = tuple[int, int]


@record
class Source:
    """
    The tokens that name who speaks, end exclusive, and the id of the actor they name or belong to.

    `span` is None where the text names nobody ("is believed to"); `begins` is where the phrase begins that a passive or "seems"
    has for its subject, which is part of what is said.
    """

    span: Span | None
    actor: str | None = None
    begins: int | None = None


class Speakers:
    """The actors of one text as those who speak in it."""

    def __init__(self, document: Document, reading: Reading, phrases: Phrases) -> None:
        """
        Index the actors' mentions.

        :param document: The text.
        :param reading: Its mentions.
        :param phrases: Its noun phrases.
        """
        self._document = document
        self._phrases = phrases
        self._antecedents = Antecedents(document, reading)
        actors = [found for found in reading.mentions if found.kind == "actor"]
        self._kinds = {identifier: actor.kind for identifier, actor in reading.actors.items()}
        self._starts = {found.first: found for found in actors}
        self._at: dict[int, Mention] = {}
        for found in actors:
            for token in range(found.first, found.last):
                self._at[token] = found

    def note(self, token: int, source: Source) -> None:
        """
        Remember that somebody spoke.

        :param token: The cue's first token.
        :param source: Who spoke.
        """
        self._antecedents.note(token, source.actor)

    def beginning(self, token: int) -> Mention | None:
        """
        Give the actor whose name begins with a token.

        :param token: The token.
        :return: The mention, or None.
        """
        return self._starts.get(token)

    def person_ending(self, token: int) -> Mention | None:
        """
        Give the person whose name ends before a token.

        :param token: The token.
        :return: The mention, or None.
        """
        found = self._at.get(token - 1)
        return found if found is not None and found.last == token and self._kinds.get(found.id) == "person" else None

    def named_in(self, span: Span) -> str | None:
        """
        Give the actor that tokens name.

        :param span: The tokens, end exclusive.
        :return: The id of the last that they name, or None.
        """
        return next((self._at[token].id for token in range(span[1] - 1, span[0] - 1, -1) if token in self._at), None)

    def named(self, phrase: Phrase) -> Source:
        """
        Give a phrase as source.

        :param phrase: The phrase.
        :return: The source, with the actor that the phrase's head names or that it belongs to.
        """
        return Source(phrase.span, self._actor(phrase))

    def _actor(self, phrase: Phrase) -> str | None:
        lowers = self._document.lowers
        first, last = phrase.head
        if last - first == 1 and self._phrases.is_pronoun(first):
            return self._antecedents.find(first)
        head = last - 1
        if lowers[head] == ")":
            head = next((i for i in range(head, first, -1) if lowers[i] == "("), head + 1) - 1
        if head in self._at:
            return self._at[head].id
        if lowers[head] in _NOT_HIS:
            return None
        for token in range(head, first - 1, -1):
            if token in self._at:
                # "Putin's spokesman", "a Reuters survey": the phrase belongs to the actor it names.
                return self._at[token].id
        if last < phrase.span[1] and lowers[last] in _BELONGS:
            return next((self._at[token].id for token in range(last, phrase.span[1]) if token in self._at), None)
        return None
