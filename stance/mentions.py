"""Mentions: spans of a text that name an actor or an issue, and the draft in which the steps of the finder collect them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from stance.finder import Match
from stance.records import record
from stance.registry import Actor, Alias, covers
from stance.seeds import slug
from stance.text import Document

Span = tuple[int, int]


@record
class Mention:
    """
    A span that names an actor or an issue, or holds a name that does not act.

    `first`/`last` are token indices, `start`/`end` character offsets, each end exclusive; `kind` is `actor`, `issue` or `name`.
    `form` tells how an actor or issue was found: `name`, `composed`, `role`, `acronym`, `local`, `surname`, `head`, `pronoun`,
    `text`; and why a name does not act: `place`, `adjective`, `credit`, `title`, or `unknown` where nothing tells who it is.
    A name's `id` is that of the known actor whose name it is, else the slug of its words.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    id: str
    form: str


@record
class Stated:
    """A cue at tokens `first` to `last`, end exclusive, that says what its bearer thinks of an issue: `form` is what it takes."""

    first: int
    last: int
    stance: str
    form: str
    noun: bool


@dataclass
class Reading:
    """
    The mentions of a text in order of place, and the actors and issues they name, by id.

    `names` are the names that neither hold nor receive anything, in order of place; no name overlaps an actor's mention.
    `stated` gives for an issue's mention, by its first token, the cue that has it for its object; `sexes` gives `f` or `m` for
    those persons of whom a title or the given name tells it.
    """

    mentions: list[Mention] = field(default_factory=list)
    names: list[Mention] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    issues: dict[str, str] = field(default_factory=dict)
    stated: dict[int, Stated] = field(default_factory=dict)
    sexes: dict[str, str] = field(default_factory=dict)


class Draft:
    """A reading in the making; a token belongs to one mention at most, and to none where it names a place or describes."""

    def __init__(self, document: Document, published: str) -> None:
        """
        Start without mentions.

        :param document: The text.
        :param published: Its date as ISO date.
        """
        self.document = document
        self.published = published
        self.reading = Reading()
        self.taken: set[int] = set()
        self.issues: set[int] = set()

    def free(self, span: Span) -> bool:
        """
        Tell whether tokens belong to nothing yet.

        :param span: First and last token, end exclusive.
        :return: Whether all of them are free.
        """
        return self.taken.isdisjoint(range(*span))

    def add_name(self, span: Span, identifier: str, form: str) -> None:
        """
        Keep tokens that name a place, or describe, from being read as anybody who acts.

        :param span: First and last token, end exclusive.
        :param identifier: The known actor's id, or an empty text for the slug of the words.
        :param form: Why it does not act.
        """
        document = self.document
        sentence_at = document.sentence_at
        if sentence_at[span[0]] == sentence_at[span[1] - 1] and self.free(span):
            self.note_name(span, identifier, form)
        self.taken.update(range(*span))

    def note_name(self, span: Span, identifier: str, form: str) -> None:
        """
        Record a name that does not act without keeping its tokens from anything; they may be an issue's.

        :param span: First and last token, end exclusive, within one sentence and no actor's.
        :param identifier: The known actor's id, or an empty text for the slug of the words.
        :param form: Why it does not act.
        """
        start, end = self.document.starts[span[0]], self.document.ends[span[1] - 1]
        identifier = identifier or slug(self.document.text[start:end])
        if identifier:
            self.reading.names.append(Mention(span[0], span[1], start, end, "name", identifier, form))

    def _add(self, span: Span, kind: str, identifier: str, form: str) -> bool:
        document, (first, last) = self.document, span
        tokens = range(first, last)
        if not tokens or not self.taken.isdisjoint(tokens):
            return False
        sentence_at = document.sentence_at
        if sentence_at[first] != sentence_at[last - 1]:
            return False
        self.reading.mentions.append(
            Mention(first, last, document.starts[first], document.ends[last - 1], kind, identifier, form)
        )
        self.taken.update(tokens)
        return True

    def add_actor(self, span: Span, actor: Actor, form: str) -> None:
        """
        Add the mention of an actor, unless its tokens are taken or cross a sentence's border.

        :param span: First and last token, end exclusive.
        :param actor: Who is named.
        :param form: How it was found.
        """
        if self._add(span, "actor", actor.id, form):
            self.reading.actors.setdefault(actor.id, actor)

    def add_issue(self, span: Span, identifier: str, name: str, form: str) -> None:
        """
        Add the mention of an issue, unless its tokens are taken or cross a sentence's border.

        :param span: First and last token, end exclusive.
        :param identifier: The issue's id.
        :param name: Its name.
        :param form: How it was found.
        """
        if self._add(span, "issue", identifier, form):
            self.issues.update(range(*span))
            self.reading.issues.setdefault(identifier, name)


def in_office(actor: Actor, published: str) -> bool:
    """
    Tell whether a person was in office when a text was published.

    :param actor: The person.
    :param published: An ISO date.
    :return: Whether the time in office covers the date; always true for an actor without one.
    """
    return covers(actor, published)


def choose(
    aliases: Collection[Alias], actors: Mapping[str, Actor], named_in_full: Collection[str], published: str
) -> Alias | None:
    """
    Choose who is meant where several actors share a name.

    :param aliases: The aliases that fit.
    :param actors: All known actors.
    :param named_in_full: Ids of the actors that the text names in full somewhere.
    :param published: The text's date.
    :return: The one alias that fits best, or None where it would be a guess.
    """
    candidates = list(aliases)
    if len(candidates) == 1 or len({alias.id for alias in candidates}) == 1:
        return candidates[0]
    full = [alias for alias in candidates if not alias.short]
    if len({alias.id for alias in full}) == 1:
        return full[0]
    for pool in (
        [alias for alias in candidates if alias.id in named_in_full],
        [alias for alias in candidates if alias.id in actors and actors[alias.id].end and in_office(actors[alias.id], published)],
        [alias for alias in candidates if alias.id in actors and in_office(actors[alias.id], published)],
        full,
    ):
        if len({alias.id for alias in pool}) == 1:
            return pool[0]
    # Names that are really shared, such as a body's two listings, go to the first; shared surnames to nobody.
    return full[0] if full else None


def token_span(document: Document, match: Match) -> tuple[int, int]:
    """
    Give the tokens that a match covers.

    :param document: The text.
    :param match: A match in it.
    :return: First and last token, end exclusive.
    """
    return document.tokens_between(match.start, match.end)
