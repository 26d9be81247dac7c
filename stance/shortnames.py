"""The short forms by which a text names again whom it has named in full: acronyms in brackets, surnames, first names."""

from stance.capitals import PARTICLES
from stance.mentions import Draft, Span
from stance.text import Document

OPENERS = frozenset(
    "the a an in on at as but and for from when while after before with by if this that these those he she they it his her "
    "their some many most no not since because although though meanwhile however yet so then there here what why how who "
    "earlier later last both all other former one two three senior".split()
)

_MOST_BEARERS = 8


def acronym_after(document: Document, last: int, end: int) -> tuple[int, str] | None:
    """
    Find an acronym in brackets after a name: "Syrian National Coalition (SNC)".

    :param document: The text.
    :param last: The token after the name.
    :param end: Where the sentence ends.
    :return: The acronym's token and text, or None.
    """
    if last + 2 < end and document.words[last] == "(" and document.words[last + 2] == ")":
        word = document.words[last + 1]
        if len(word) > 1 and word.isupper() and word.isalpha():
            return last + 1, word
    return None


def surname_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """
    Give the last name of a full name's tokens, with a particle such as "al-" before it.

    :param words: Tokens, lower case.
    :return: The tokens of the last name.
    """
    at = len(words) - 1
    while at > 1 and (words[at - 1] == "-" or words[at - 1] in PARTICLES):
        at -= 1
    return words[at:]


class ShortNames:
    """Short forms by their words in lower case, each with those who bear it and where they are named in full."""

    def __init__(self) -> None:
        """Start with none."""
        self._bearers: dict[tuple[str, ...], list[tuple[int, str]]] = {}

    def __contains__(self, words: tuple[str, ...]) -> bool:
        """Tell whether somebody goes by these words."""
        return words in self._bearers

    def add(self, words: tuple[str, ...], at: int, identifier: str) -> None:
        """
        Remember a short form.

        :param words: Its words, lower case.
        :param at: The token where its bearer is named in full.
        :param identifier: Its bearer.
        """
        bearers = self._bearers.setdefault(words, [])
        if all(identifier != known for _, known in bearers) and len(bearers) < _MOST_BEARERS:
            bearers.append((at, identifier))

    def get(self, words: tuple[str, ...], at: int) -> str | None:
        """
        Give who is meant: of several the one who was named in full last, else the one who is first.

        :param words: A short form's words, lower case.
        :param at: The token where it stands.
        :return: The bearer's id, or None where there is none.
        """
        bearers = self._bearers.get(words)
        if bearers is None:
            return None
        before = [one for one in bearers if one[0] <= at]
        return max(before)[1] if before else min(bearers)[1]


def learn(draft: Draft, span: Span, identifier: str, short: ShortNames, *, by_first_name: bool) -> None:
    """
    Remember the acronym that a bracket introduces, and the surname of a person named in full.

    :param draft: The reading so far; the acronym in brackets is marked.
    :param span: The full name's first and last token, end exclusive.
    :param identifier: Whose name it is.
    :param short: The short forms so far.
    :param by_first_name: Whether the first word alone may name the person again.
    """
    document = draft.document
    actor = draft.reading.actors[identifier]
    acronym = None
    if span[1] < len(document.words) and document.words[span[1]] == "(":
        acronym = acronym_after(document, span[1], document.sentences[document.sentence_at[span[0]]].last)
    if acronym is not None and acronym[0] not in draft.taken:
        short.add((acronym[1].lower(),), span[0], identifier)
        draft.add_actor((acronym[0], acronym[0] + 1), actor, "acronym")
    words = document.lowers[span[0] : span[1]]
    if actor.kind == "person" and len(words) > 1:
        surname = surname_of(words)
        short.add(surname, span[0], identifier)
        if surname[0] in {"al", "el"}:
            short.add(surname[2:] if surname[1:2] == ("-",) else surname[1:], span[0], identifier)
        # "Ban told Kerry", "Jessica said": the first word alone, once the full name has been given.
        if by_first_name and words[0] not in OPENERS:
            short.add(words[:1], span[0], identifier)
    if len(words) > 1 or actor.kind == "person":
        short.add(words, span[0], identifier)
