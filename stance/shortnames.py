"""The short forms by which a text names again whom it has named in full: acronyms in brackets, surnames, first names."""

from stance.capitals import PARTICLES
from stance.mentions import Draft, Span
from stance.text import Document

OPENERS = frozenset(
    "the a an in on at as but and for from when while after before with by if this that these those he she they it his her "
    "their some many most no not since because although though meanwhile however yet so then there here what why how who "
    "earlier later last both all other former new one two three senior".split()
)


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


def learn(draft: Draft, span: Span, identifier: str, short: dict[tuple[str, ...], str], *, by_first_name: bool) -> None:
    """
    Remember the acronym that a bracket introduces, and the surname of a person named in full.

    :param draft: The reading so far; the acronym in brackets is marked.
    :param span: The full name's first and last token, end exclusive.
    :param identifier: Whose name it is.
    :param short: The short forms, by their words in lower case; what one already names stays.
    :param by_first_name: Whether the first word alone may name the person again.
    """
    document = draft.document
    actor = draft.reading.actors[identifier]
    acronym = None
    if span[1] < len(document.words) and document.words[span[1]] == "(":
        acronym = acronym_after(document, span[1], document.sentences[document.sentence_at[span[0]]].last)
    if acronym is not None and acronym[0] not in draft.taken:
        short.setdefault((acronym[1].lower(),), identifier)
        draft.add_actor((acronym[0], acronym[0] + 1), actor, "acronym")
    words = document.lowers[span[0] : span[1]]
    if actor.kind == "person" and len(words) > 1:
        surname = surname_of(words)
        short.setdefault(surname, identifier)
        if surname[0] in {"al", "el"}:
            short.setdefault(surname[2:] if surname[1:2] == ("-",) else surname[1:], identifier)
        # "Ban told Kerry", "Jessica said": the first word alone, once the full name has been given.
        if by_first_name and words[0] not in OPENERS:
            short.setdefault(words[:1], identifier)
    if len(words) > 1 or actor.kind == "person":
        short.setdefault(words, identifier)
