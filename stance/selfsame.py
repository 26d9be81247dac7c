"""Descriptions that follow a person's name and mean the person: "Ann Lee, the Danish journalist", "Bo Ruiz, a former soldier"."""

from stance.mentions import Draft, Mention
from stance.seeds import Seeds
from stance.text import Document

_ARTICLES = frozenset(("a", "an", "the"))
_FORMER = frozenset("former ex one-time then young leading prominent senior".split())


class SelfDescriptions:
    """Gives singular descriptions between commas to the person before them; built once, shared by all threads."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Take the nouns that stand for one person.

        :param seeds: The loaded tables.
        """
        self._one = frozenset(role.singular.split()[-1] for role in seeds.roles if role.singular)

    def mark(self, draft: Draft) -> None:
        """
        Rename the mentions of nationalities and roles that describe the person named just before.

        :param draft: The reading so far.
        """
        actors, lowers = draft.reading.actors, draft.document.lowers
        persons = {one.last: one for one in draft.reading.mentions if one.kind == "actor" and actors[one.id].kind == "person"}
        for at, found in enumerate(draft.reading.mentions):
            if found.form != "composed" or lowers[found.last - 1] not in self._one:
                continue
            person = persons.get(_comma_before(draft.document, found.first))
            if person is not None and person.id != found.id:
                draft.reading.mentions[at] = Mention(
                    found.first, found.last, found.start, found.end, "actor", person.id, "composed"
                )


def _comma_before(document: Document, first: int) -> int:
    """Give the comma before the article of a description, or -1 where none stands there."""
    at = first - 1
    while at > 0 and document.lowers[at] in _FORMER:
        at -= 1
    return at - 1 if at > 0 and document.lowers[at] in _ARTICLES and document.words[at - 1] == "," else -1
