"""Issues that nobody listed: what a stance cue takes as its object becomes an issue of this text.

| cue takes | example | issue |
| --- | --- | --- |
| a phrase | rejected any cut in fuel subsidies | cut in fuel subsidies |
| a deed as a noun | is against sending troops | sending troops |
| "to" and a deed | refused to repay its debt; the plan to widen the canal | repaying the debt; widening the canal |
| somebody to do a deed | urged Kenya to reopen the wells | reopening the wells |
| a deed that ought to be | must release the crew; should be prosecuted | releasing the crew; prosecution |

What clauses tell of without such a cue is in `issueclauses`. A phrase with the head and the modifiers of an earlier one, or some
of them, names the same issue, as does "the plan" after one: see `namedissues`.
"""

from stance.chunks import PREPOSITIONS, singular
from stance.folding import fold
from stance.issueclauses import COPULAS, VERDICT_REACH, WILL, IssueClauses, wherefore, whom
from stance.mentions import Draft, Span, Stated
from stance.namedissues import FoundIssues, Listed, NamedIssue
from stance.phrases import Phrase, Phrases
from stance.registry import Registry
from stance.seeds import IssueCue, Seeds
from stance.text import Document, Sentence, read

_BEFORE_NOUNS = frozenset("the a an his her its their my our your 's of in for no this that these those any some".split())
# What may stand between a cue and "to": "pledged on Monday to", "vowed this week to".
_WHEN = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today again once repeatedly also "
    "january february march april june july august september october november december".split()
)
_JOINTS = frozenset((",", "and", "or", "not", "to"))
# What such a cue is about is no plan or demand that could be pointed back to.
_CLAUSAL = frozenset(("verdict", "promise"))
_LIST = 3


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
        self._verdicts = frozenset(
            word for word, uses in self._cues.items() if all(cue.takes[0] == "verdict" for _, cue in uses) and word not in nouns
        )
        self._clauses = IssueClauses(self._phrases, frozenset(said), asked)
        self._openers = self._phrases.gerunds | WILL
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
                named = NamedIssue(phrase.modifiers, alias.id, registry.issues[alias.id])
                listed.setdefault(phrase.head, []).append(named)
        return {head: sorted(found, key=lambda one: -len(one.modifiers)) for head, found in listed.items()}

    def mark(self, draft: Draft, request: Registry) -> None:
        """
        Mark the issues.

        :param draft: The reading so far; what is marked already stays.
        :param request: What the caller adds; its issues come before the listed ones.
        """
        document = draft.document
        lowers, sentences, sentence_at = document.lowers, document.sentences, document.sentence_at
        found = FoundIssues(draft, (self._by_head(request), self._listed))
        heads = found.heads
        for at in document.where(self._triggers):
            word = lowers[at]
            if word in heads:
                found.point_back(at, sentences[sentence_at[at]])
            uses = self._cues.get(word)
            if word in self._verdicts and COPULAS.isdisjoint(lowers[max(0, at - VERDICT_REACH) : at]):
                continue
            if uses is not None and self._use(found, uses, at, sentences[sentence_at[at]]):
                continue
            if word in self._openers or (word in self._deeds and self._deeds[word] in heads):
                self._told(found, word, at, sentences[sentence_at[at]])

    def _told(self, found: FoundIssues, word: str, at: int, sentence: Sentence) -> None:
        """Read what a clause is about though no cue takes it, and a deed that has been named before."""
        document = found.draft.document
        clauses = self._clauses
        told = clauses.subject(document, at, sentence) if word in WILL else clauses.opening(document, at, sentence)
        if told is None and self._deeds.get(word) in found.heads:
            again = self._phrases.deed(document, at, sentence.last)
            told = again if again is not None and found.is_named(again) else None
        if told is not None:
            found.add(told, None)

    def _use(self, found: FoundIssues, uses: list[tuple[tuple[str, ...], IssueCue]], at: int, sentence: Sentence) -> bool:
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
            if cue.takes[0] == "phrase" and not cue.noun and lowers[end] == "it" and end not in found.draft.taken:
                found.add_it(end, Stated(at, end, cue.stance, cue.takes[0], cue.noun))
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

    def _more_deeds(self, found: FoundIssues, phrase: Phrase, stated: Stated, sentence: Sentence) -> None:
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
