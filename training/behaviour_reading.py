"""
Look up in an answer what a case of the behavioural suite names in words.

An actor is named by its id, by its name, or by words that the text uses for it ("the rebels"); a person also by the last of these
words ("Haddad"). A target that begins with # is an issue, named by content words: one side's words must all be among the other's,
so that "#ban on night fishing" finds the issue "ban", and the other way round. Alternatives are parted by `|`.
"""

import re
from collections.abc import Iterator

from stance.folding import fold
from stance.report import DocumentReport, StanceReport

_EMPTY = frozenset("the a an of on in to for with from and by at its his her their any all".split())
_SIDES = ("against", "favor")


def _bare(name: str) -> str:
    return fold(name).removeprefix("the ").removesuffix("'s").strip()


def _content(phrase: str) -> frozenset[str]:
    # Six letters are enough of a word to tell it, and let "withdrawal" and "withdraw" meet.
    return frozenset(word[:6] for word in re.findall(r"[a-z0-9]+", fold(phrase)) if word not in _EMPTY and len(word) > 1)


class Answer:
    """An answer that can be asked in the words of a case."""

    def __init__(self, report: DocumentReport) -> None:
        """
        Note all forms of each actor's name.

        :param report: The answer.
        """
        self._report = report
        self._forms: dict[str, set[str]] = {}
        self._persons = {actor.id for actor in report.actors if actor.kind == "person"}
        for actor in report.actors:
            self._forms[actor.id] = {actor.id, _bare(actor.name), *(_bare(span.text) for span in actor.mentions)}

    def actors(self, reference: str) -> set[str]:
        """
        Find actors.

        :param reference: A name, as the module says.
        :return: The ids of the actors that bear it.
        """
        wanted = [_bare(one) for one in reference.split("|")]
        return {
            identifier
            for identifier, forms in self._forms.items()
            for one in wanted
            if one in forms or (identifier in self._persons and any(form.endswith(f" {one}") for form in forms))
        }

    def _pairs(self, holder: str, target: str) -> Iterator[StanceReport]:
        holders = self.actors(holder)
        issue = target.startswith("#")
        wanted = [_content(one) for one in target.removeprefix("#").split("|")] if issue else []
        targets = set() if issue else self.actors(target)
        for one in self._report.stances:
            if one.holder not in holders or one.holder == one.target.id:
                continue
            if issue and one.target.kind == "issue":
                known = (_content(one.target.name), _content(one.target.id))
                if any(words <= some or some <= words for words in wanted for some in known if some):
                    yield one
            elif one.target.kind == "actor" and one.target.id in targets:
                yield one

    def stance(self, holder: str, target: str) -> str:
        """
        Say where a holder stands.

        :param holder: An actor.
        :param target: An actor or issue.
        :return: `against` or `favor`, `both` where several pairs answer to the words and disagree, `unclear`, or `none` (neutral
            or absent, which are the same to a reader).
        """
        labels = {one.label for one in self._pairs(holder, target)}
        sides = [side for side in _SIDES if side in labels]
        if len(sides) == 2:
            return "both"
        return sides[0] if sides else "unclear" if "unclear" in labels else "none"

    def sentiment(self, reference: str) -> str:
        """
        Say how the text portrays an actor.

        :param reference: An actor.
        :return: The label, or `none` if nobody bears the name.
        """
        found = self.actors(reference)
        return next((actor.sentiment.label for actor in self._report.actors if actor.id in found), "none")

    def evidence(self, holder: str, target: str, source: str | None) -> set[tuple[str, bool]]:
        """
        List the kinds of evidence for a pair.

        :param holder: An actor.
        :param target: An actor or issue.
        :param source: Who must be the source, or None for nobody.
        :return: Each kind, and whether it has the source wanted (True, too, where nobody is wanted and nobody is there).
        """
        forms = {form for one in self.actors(source or "") for form in self._forms[one]}
        wanted = {_bare(one) for one in (source or "").split("|")} | forms
        return {
            (one.kind, _bare(one.source.text) in wanted if one.source else source is None)
            for pair in self._pairs(holder, target)
            for one in pair.evidence
        }

    def probability(self, holder: str, target: str | None, label: str) -> float:
        """
        Give a label's probability.

        :param holder: The holder, or the actor portrayed.
        :param target: The target; None to ask for the portrayal.
        :param label: The label.
        :return: The highest of the pairs or actors that answer to the words; where there is none, 1 for neutral, 0 for others.
        """
        if target is None:
            found = self.actors(holder)
            given = [actor.sentiment.probabilities[label] for actor in self._report.actors if actor.id in found]
        else:
            given = [one.probabilities[label] for one in self._pairs(holder, target)]
        return max(given, default=1.0 if label == "neutral" else 0.0)
