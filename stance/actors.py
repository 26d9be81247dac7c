"""The second step: every mention of every actor and issue, known or told of by this text alone."""

from datetime import UTC, datetime
from operator import attrgetter

from stance.coreference import Coreference
from stance.finder import Finder
from stance.knownnames import KnownNames
from stance.localnames import LocalNames
from stance.mentions import Draft, Mention, Reading, token_span
from stance.othernames import OtherNames
from stance.registry import Registry
from stance.seeds import Seeds
from stance.selfsame import SelfDescriptions
from stance.text import Document
from stance.textissues import TextIssues

_PLACE = attrgetter("first")

__all__ = ["ActorFinder", "Mention", "Reading"]


class ActorFinder:
    """Finds the mentions of a text; built once, shared by all threads."""

    def __init__(self, registry: Registry, seeds: Seeds) -> None:
        """
        Compile the registry's names.

        :param registry: The known actors and issues.
        :param seeds: The loaded tables.
        """
        self._known = KnownNames(registry, seeds)
        self._local = LocalNames(registry, seeds, self._known.roles)
        self._selfsame = SelfDescriptions(seeds)
        self._again = Coreference(seeds)
        self._issues = TextIssues(registry, seeds)
        self._others = OtherNames(seeds)

    def read(self, document: Document, request: Registry, published: str | None = None, title: Document | None = None) -> Reading:
        """
        Find every mention.

        :param document: The text.
        :param request: What the caller adds; its names come before the known ones.
        :param published: The text's date as ISO date; today where None.
        :param title: The text's title, read; it names nothing by itself but helps to tell what country the text is about.
        :return: The mentions, without overlap, in order of place, and the names that do not act.
        """
        draft = Draft(document, published or datetime.now(UTC).date().isoformat())
        for match in Finder(request.aliases).find(document) if request.aliases else ():
            alias = match.aliases[0]
            span = token_span(document, match)
            if alias.what == "issue":
                draft.add_issue(span, alias.id, request.issues[alias.id], "name")
            else:
                draft.add_actor(span, request.actors[alias.id], "name")
        self._known.mark(draft, title)
        self._local.mark(draft)
        self._selfsame.mark(draft)
        self._again.mark(draft)
        self._issues.mark(draft, request)
        self._again.mark_possessives(draft)
        self._others.mark(draft)
        draft.reading.names.sort(key=_PLACE)
        draft.reading.mentions.sort(key=_PLACE)
        return draft.reading
