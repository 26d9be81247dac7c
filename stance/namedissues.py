"""The issues that a text has named so far, and what names one of them again."""

from stance.chunks import DETERMINERS, PREPOSITIONS, is_content, singular
from stance.mentions import Draft, Mention, Span, Stated
from stance.phrases import Phrase
from stance.records import record
from stance.seeds import slug
from stance.text import Sentence

_POINTING = frozenset("the this that these those such".split())
_PARTAKING = frozenset("attend join resume hold continue restart relaunch host enter take".split())
# How far back, in tokens, "it" looks for what it means.
_IT_REACH = 60
_SAME_HEAD = 6


@record
class NamedIssue:
    """An issue that a text has named: its modifiers, its id and its name."""

    modifiers: frozenset[str]
    identifier: str
    name: str


Listed = dict[str, list[NamedIssue]]


class FoundIssues:
    """The issues found in one text so far."""

    def __init__(self, draft: Draft, listed: tuple[Listed, ...]) -> None:
        """
        Start without any.

        :param draft: The reading so far.
        :param listed: The issues that are known beforehand, the caller's first.
        """
        self.draft = draft
        self._listed = listed
        self.heads: dict[str, list[NamedIssue]] = {}
        self._issues: dict[int, Mention] = {}
        self._indexed = 0

    def add(self, phrase: Phrase, cue: Stated | None) -> None:
        """
        Mark a phrase, as an issue named before where one has its head and modifiers.

        :param phrase: The phrase.
        :param cue: What states a stance on it, if anything does.
        """
        draft = self.draft
        partaking = phrase.deed and draft.document.lowers[phrase.first] in _PARTAKING
        if not draft.issues.isdisjoint(range(phrase.first, phrase.last if partaking else phrase.core)):
            # "to attend the peace talks": what it is about has been found already.
            if cue is not None:
                self._state_listed(phrase, cue, partaking=partaking)
            return
        first, last = self._shown(phrase)
        identifier = slug(phrase.name)[:80].strip("-")
        if first == last or not identifier or identifier in draft.reading.actors:
            return
        known = self.heads.setdefault(phrase.head, [])
        same = [one for one in known if phrase.modifiers <= one.modifiers]
        named = same[0] if len(same) == 1 else self._known(phrase) or NamedIssue(phrase.modifiers, identifier, phrase.name)
        draft.add_issue((first, last), named.identifier, named.name, "text")
        if cue is not None:
            draft.reading.stated[first] = cue
        if not same and len(known) < _SAME_HEAD:
            known.append(named)
        if cue is not None and cue.noun:
            plans = self.heads.setdefault(singular(draft.document.lowers[cue.first]), [])
            if len(plans) < _SAME_HEAD and named not in plans:
                plans.append(named)

    def _state_listed(self, phrase: Phrase, cue: Stated, *, partaking: bool) -> None:
        """Note the cue of an issue marked before that is its object, or about taking part in it: "rejected the peace talks"."""
        reading = self.draft.reading
        self._index()
        last = phrase.last if partaking else phrase.core
        issue = next((self._issues[token] for token in range(phrase.first, last) if token in self._issues), None)
        if issue is None:
            return
        # "Closing the port would be a mistake": marked at its first word, judged at its last.
        judged = issue.form == "text" and issue.first == phrase.first
        if partaking or judged or (not phrase.deed and issue.last == last):
            reading.stated.setdefault(issue.first, cue)

    def _index(self) -> None:
        """Keep up with the issues that have been marked, by their first token."""
        mentions = self.draft.reading.mentions
        for one in mentions[self._indexed :]:
            if one.kind == "issue":
                self._issues[one.first] = one
        self._indexed = len(mentions)

    def _shown(self, phrase: Phrase) -> Span:
        """Choose the words of a phrase that mention the issue: those around its head, or its verb, that name no actor."""
        draft, lowers = self.draft, self.draft.document.lowers
        first, last = phrase.first, phrase.core
        taken = [token for token in range(first, last) if token in draft.taken]
        if taken and phrase.deed:
            last = taken[0]
        elif taken:
            while last > first and last - 1 in draft.taken:
                last -= 1
            first = max((token + 1 for token in taken if token < last), default=first)
        while first < last and not lowers[first][0].isalnum():
            first += 1
        while last > first and (lowers[last - 1] in DETERMINERS or not lowers[last - 1][0].isalnum()):
            last -= 1
        return first, last

    def _known(self, phrase: Phrase) -> NamedIssue | None:
        """Find the listed issue whose words a phrase with its head holds: "troop withdrawal" for "withdrawing US troops"."""
        for listed in self._listed:
            for one in listed.get(phrase.head, ()):
                if one.modifiers <= phrase.modifiers:
                    return NamedIssue(phrase.modifiers, one.identifier, one.name)
        return None

    def is_named(self, phrase: Phrase) -> bool:
        """
        Tell whether a phrase has the head of one issue named before and some of its other words.

        :param phrase: The phrase.
        :return: Whether it names that issue again.
        """
        same = [one for one in self.heads.get(phrase.head, ()) if phrase.modifiers and phrase.modifiers <= one.modifiers]
        return len(same) == 1

    def add_it(self, token: int, cue: Stated) -> None:
        """
        Mark "it" after a cue, where one issue alone is named before it in its sentence, or else in the sentence before.

        :param token: The pronoun.
        :param cue: What states a stance on it.
        """
        reading, document = self.draft.reading, self.draft.document
        index = document.sentence_at[token]
        self._index()
        here: set[str] = set()
        for sentence in reversed(document.sentences[max(0, index - 1) : index + 1]):
            span = range(max(sentence.first, token - _IT_REACH), min(sentence.last, token))
            here = {self._issues[at].id for at in span if at in self._issues}
            if here:
                break
        if len(here) == 1:
            (identifier,) = here
            self.draft.add_issue((token, token + 1), identifier, reading.issues[identifier], "head")
            reading.stated[token] = cue

    def point_back(self, token: int, sentence: Sentence) -> None:
        """
        Mark "the plan" where one issue with that head has been named, and "canal plan" where it is the canal's.

        :param token: A token that is such a head.
        :param sentence: Its sentence.
        """
        draft, lowers = self.draft, self.draft.document.lowers
        if token == sentence.first or token in draft.taken:
            return
        if lowers[token - 1] not in _POINTING:
            same = [one for one in self.heads[singular(lowers[token])] if singular(lowers[token - 1]) in one.modifiers]
            if len(same) == 1:
                first = token - 1
                while first - 2 >= sentence.first and lowers[first - 1] == "-" and is_content(lowers[first - 2]):
                    first -= 2
                draft.add_issue((first, token + 1), same[0].identifier, same[0].name, "text")
            return
        after = lowers[token + 1] if token + 1 < sentence.last else "."
        named = self.heads[singular(lowers[token])]
        if len(named) == 1 and after not in PREPOSITIONS and after not in {"-", "'s"} and token not in draft.taken:
            draft.add_issue((token, token + 1), named[0].identifier, named[0].name, "head")
