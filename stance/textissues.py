"""Issues that nobody listed: what a stance cue takes as its object becomes an issue of this text.

| cue takes | example | issue |
| --- | --- | --- |
| a phrase | rejected any cut in fuel subsidies | cut in fuel subsidies |
| a deed as a noun | is against sending troops | sending troops |
| "to" and a deed | refused to repay its debt; the plan to widen the canal | repaying the debt; widening the canal |
| somebody to do a deed | urged Kenya to reopen the wells | reopening the wells |
| a deed that ought to be | must release the crew; should be prosecuted | releasing the crew; prosecution |

A phrase with the head and the modifiers of an earlier one, or some of them, names the same issue, as does "the plan" after one.
"""

from stance.chunks import DETERMINERS, PREPOSITIONS, is_content, singular
from stance.folding import fold
from stance.issueclauses import IssueClauses, wherefore, whom
from stance.mentions import Draft, Span, Stated
from stance.phrases import Phrase, Phrases
from stance.records import record
from stance.registry import Registry
from stance.seeds import IssueCue, Seeds, slug
from stance.text import Document, Sentence, read

_POINTING = frozenset("the this that these those such".split())
_BEFORE_NOUNS = frozenset("the a an his her its their my our your 's of in for no this that these those any some".split())
# What may stand between a cue and "to": "pledged on Monday to", "vowed this week to".
_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today again once repeatedly also "
    "january february march april june july august september october november december".split()
)
_JOINTS = frozenset((",", "and", "or", "not", "to"))
# What such a cue is about is no plan or demand that could be pointed back to.
_CLAUSAL = frozenset(("verdict", "promise"))
_WILL = frozenset(("will", "would"))
_LIST = 3
_PARTAKING = frozenset("attend join resume hold continue restart relaunch host enter take".split())
_SAME_HEAD = 6


@record
class _Named:
    """An issue that a text has named: its modifiers, its id and its name."""

    modifiers: frozenset[str]
    identifier: str
    name: str


Listed = dict[str, list[_Named]]


class TextIssues:
    """Marks the issues that only this text names; built once, shared by all threads."""

    def __init__(self, registry: Registry, seeds: Seeds) -> None:
        """
        Index the cues by their first word, longest first, and the listed issues by their head.

        :param registry: The known actors and issues.
        :param seeds: The loaded tables.
        """
        self._phrases = Phrases(seeds)
        index: dict[str, list[tuple[tuple[str, ...], IssueCue]]] = {}
        for cue in seeds.issue_cues:
            for form in cue.forms:
                words = read(form).lowers
                index.setdefault(words[0], []).append((words, cue))
        self._cues = {word: sorted(found, key=lambda entry: -len(entry[0])) for word, found in index.items()}
        nouns = {singular(noun) for deed in seeds.deeds for noun in (deed.noun, deed.verb) if noun}
        said = {fold(form) for cue in seeds.cues if cue.that for form in cue.forms if " " not in form}
        asked = {cue.lemma for cue in seeds.issue_cues if "person" in cue.takes}
        self._clauses = IssueClauses(self._phrases, frozenset(said), asked)
        self._openers = self._phrases.gerunds | {"to"}
        self._deeds = self._phrases.nouns_of_deeds
        self._triggers = frozenset(self._cues) | nouns | self._openers | frozenset(self._deeds)
        self._listed = self._by_head(registry)

    def _by_head(self, registry: Registry) -> Listed:
        """Index the issues of a registry by the head of each of their names that has modifiers, most words first."""
        listed: Listed = {}
        for alias in registry.aliases:
            if alias.what != "issue":
                continue
            document = read(alias.text)
            last = len(document.words)
            deed = bool(last) and document.lowers[0].endswith("ing") and document.lowers[1:2] != ("of",)
            phrase = (self._phrases.deed if deed else self._phrases.noun)(document, 0, last)
            if phrase is not None and phrase.last == last and phrase.modifiers:
                named = _Named(phrase.modifiers, alias.id, registry.issues[alias.id])
                listed.setdefault(phrase.head, []).append(named)
        return {head: sorted(found, key=lambda one: -len(one.modifiers)) for head, found in listed.items()}

    def mark(self, draft: Draft, request: Registry) -> None:
        """
        Mark the issues.

        :param draft: The reading so far; what is marked already stays.
        :param request: What the caller adds; its issues come before the listed ones.
        """
        document = draft.document
        found = _Found(draft, (self._by_head(request), self._listed))
        for at in document.where(self._triggers):
            word, sentence = document.lowers[at], document.sentences[document.sentence_at[at]]
            if word in found.heads:
                found.point_back(at, sentence)
            uses = self._cues.get(word)
            stated = uses is not None and self._use(found, uses, at, sentence)
            if stated:
                continue
            told = self._told(document, word, at, sentence)
            if told is not None:
                found.add(told, None)
            elif word in self._deeds and self._deeds[word] in found.heads:
                again = self._phrases.deed(document, at, sentence.last)
                if again is not None and found.is_named(again):
                    found.add(again, None)

    def _told(self, document: Document, word: str, at: int, sentence: Sentence) -> Phrase | None:
        """Read what a clause is about though no cue takes it."""
        if word in _WILL:
            return self._clauses.subject(document, at, sentence)
        return self._clauses.opening(document, at, sentence) if word in self._openers else None

    def _use(self, found: "_Found", uses: list[tuple[tuple[str, ...], IssueCue]], at: int, sentence: Sentence) -> bool:
        """Read what the cues at a token take; the longest cue that takes something wins. Tell whether one does."""
        document = found.draft.document
        lowers = document.lowers
        before = lowers[at - 1] if at > sentence.first else ""
        # "the demand", but "right in demanding".
        noun_here = before in _BEFORE_NOUNS and not (lowers[at].endswith("ing") and before in PREPOSITIONS)
        noun_here = noun_here or (bool(before) and document.words[at][0].isupper())
        for words, cue in uses:
            end = at + len(words)
            if end >= sentence.last or (noun_here and not cue.noun) or (len(words) > 1 and lowers[at:end] != words):
                continue
            phrase = self._taken(found.draft, cue, (at, end), sentence)
            if phrase is not None:
                form = cue.takes[0]
                stated = Stated(at, end, cue.stance, form, cue.noun and form not in _CLAUSAL)
                found.add(phrase, stated)
                if phrase.deed and phrase.first > at:
                    self._more_deeds(found, phrase, stated, sentence)
                return True
        return False

    def _taken(self, draft: Draft, cue: IssueCue, span: Span, sentence: Sentence) -> Phrase | None:
        """Read what a cue takes, in its own clause or in one that follows."""
        document, (at, end) = draft.document, span
        if cue.takes[0] == "verdict":
            return self._clauses.verdict(document, at, end, sentence)
        if cue.takes[0] == "promise":
            return self._clauses.promise(document, at, end, sentence)
        taken = self._object(draft, cue, end, sentence)
        return self._clauses.clause(document, end, sentence) if taken is None and "clause" in cue.takes else taken

    def _more_deeds(self, found: "_Found", phrase: Phrase, stated: Stated, sentence: Sentence) -> None:
        """Read the deeds that a list goes on with: "lift the ban and open the ports"."""
        document = found.draft.document
        for _ in range(_LIST):
            at = phrase.last
            while at < sentence.last - 1 and document.lowers[at] in _JOINTS:
                at += 1
            if at == phrase.last or not self._phrases.is_verb(document.lowers[at]):
                return
            after = self._phrases.deed(document, at, sentence.last)
            if after is None:
                return
            found.add(after, stated)
            phrase = after

    def _object(self, draft: Draft, cue: IssueCue, start: int, sentence: Sentence) -> Phrase | None:
        document, last = draft.document, sentence.last
        lowers, phrases = document.lowers, self._phrases
        if start < last - 2 and lowers[start] == "on" and lowers[start + 1] in _WHEN:
            start += 2
        while start < last - 1 and (lowers[start].endswith("ly") or lowers[start] in _WHEN):
            start += 1
        start += lowers[start : start + 2] == ("not", "to")
        if start >= last:
            return None
        if lowers[start] == "to":
            return phrases.deed(document, start + 1, last) if "infinitive" in cue.takes else None
        if "modal" in cue.takes:
            return phrases.deed(document, start + (lowers[start] == '"'), last)
        if "person" in cue.takes:
            asked = whom(document, start, sentence)
            if asked is not None:
                return phrases.deed(document, asked + 1, last)
        taken = self._phrase(document, start, last) if "phrase" in cue.takes else None
        if taken is None and "blame" in cue.takes:
            about = wherefore(document, start, sentence)
            taken = None if about is None else self._phrase(document, about, last)
        return taken

    def _phrase(self, document: Document, start: int, last: int) -> Phrase | None:
        """Read a deed as a noun, "sending troops", or a noun phrase."""
        lowers = document.lowers
        if start < last:
            if lowers[start].endswith("ing") and (start + 1 == last or lowers[start + 1] != "of"):
                deed = self._phrases.deed(document, start, last)
                if deed is not None:
                    return deed
            return self._phrases.noun(document, start, last)
        return None


class _Found:
    """The issues found in one text so far."""

    def __init__(self, draft: Draft, listed: tuple[Listed, ...]) -> None:
        self.draft = draft
        self._listed = listed
        self.heads: dict[str, list[_Named]] = {}

    def add(self, phrase: Phrase, cue: Stated | None) -> None:
        """Mark a phrase, as an issue named before where one has its head and modifiers."""
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
        named = same[0] if len(same) == 1 else self._known(phrase) or _Named(phrase.modifiers, identifier, phrase.name)
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
        """Note the cue of a listed issue that is its object, or that it is about taking part in: "rejected the peace talks"."""
        mentions = self.draft.reading.mentions
        last = phrase.last if partaking else phrase.core
        issue = next((one for one in mentions if one.kind == "issue" and phrase.first <= one.first < last), None)
        if issue is not None and (partaking or (not phrase.deed and issue.last == last)):
            self.draft.reading.stated.setdefault(issue.first, cue)

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

    def _known(self, phrase: Phrase) -> _Named | None:
        """Find the listed issue whose words a phrase with its head holds: "troop withdrawal" for "withdrawing US troops"."""
        for listed in self._listed:
            for one in listed.get(phrase.head, ()):
                if one.modifiers <= phrase.modifiers:
                    return _Named(phrase.modifiers, one.identifier, one.name)
        return None

    def is_named(self, phrase: Phrase) -> bool:
        """
        Tell whether a phrase has the head of one issue named before and some of its other words.

        :param phrase: The phrase.
        :return: Whether it names that issue again.
        """
        same = [one for one in self.heads.get(phrase.head, ()) if phrase.modifiers and phrase.modifiers <= one.modifiers]
        return len(same) == 1

    def point_back(self, token: int, sentence: Sentence) -> None:
        """Mark "the plan" where one issue with that head has been named, and "canal plan" where it is the canal's."""
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
