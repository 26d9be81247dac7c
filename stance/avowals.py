"""Stances that a cue states outright: whoever "rejects the plan" is against it, whatever else the sentence holds.

| cue | whose stance | example |
| --- | --- | --- |
| a verb | its subject's: the actor named just before it | Oslo has firmly opposed the ban |
| a verb after ", who" or ", which" | the actor's before the comma | Oslo, which has called for a ban |
| one whose object befalls somebody | its subject's, on him, turned round | Oslo has called for X's resignation |
| a participle after a comma | the sentence's first actor's | X spoke to them, promising to lift the ban |
| one that introduces speech | the speaker's | He called for a ban, X said |
| a noun | its owner's, or the subject's | X's plan to lift the ban |
| any, after "I" or "we" | the speaker's | "We reject the ban," X said |
| "must", "should" | the speaker's | The ban must be lifted, X said |
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from stance.actors import Mention, Reading
from stance.chunks import PREPOSITIONS, is_adverb
from stance.mentions import Stated
from stance.nominals import POSSESSIVES
from stance.statements import Statement
from stance.text import Document

_REACH = 4
_BE = frozenset("is are was were be been being".split())
_FIRST_PERSON = frozenset(("i", "we"))
_RELATIVES = frozenset("who whom whose which".split())
_ANTECEDENT_BEFORE = frozenset(("who", "which"))
_HEDGES = frozenset("may might could would".split())
_UNREAL = frozenset("whether if unless".split())
_DOUBTING = frozenset(("denial", "doubt", "question"))
_NEGATORS = frozenset(
    "not n't never no without nor hardly barely scarcely refuse refuses refused refusing decline declines declined failed "
    "fails fail stop stopped".split()
)
# What may stand between a subject and its verb; adverbs may, too.
_AUXILIARIES = frozenset(
    "has have had is are was were be been being 's 've 'd 'm 're will would could can may might must should do does did not n't "
    "never no again also now still both all who to then repeatedly once "
    "on last this week month year monday tuesday wednesday thursday friday saturday sunday".split()
)
# Whatever else the words name: what must be done and what is wrong is so for the speaker.
_SPEAKERS_OWN = frozenset(("modal", "verdict"))
_PROMISE_REACH = 2
_CLAUSE_ENDS = frozenset(("that", "which", "because", "while", "whether", "if", ";", ":", '"', ",", "and", "or", "but"))
# How sure such a statement is: on development articles somewhat more than half of them are what readers take from the text.
_CLEAR, _NEUTRAL = 0.65, 0.25

Probabilities = tuple[float, float, float]


class Avowals:
    """The stances that the cues of one text state."""

    def __init__(self, document: Document, reading: Reading, statements: Sequence[Statement]) -> None:
        """
        Find the subject of every cue that has an issue for its object.

        :param document: The text.
        :param reading: Its mentions and cues.
        :param statements: Its candidates, which tell what befalls whom.
        """
        self._befalling = {one.bearer: one.target for one in statements if one.bearer is not None}
        self._document = document
        self._stated: Mapping[int, Stated] = reading.stated
        actors = {one.last: one for one in reading.mentions if one.kind == "actor"}
        openers: dict[int, Mention] = {}
        for one in sorted(actors.values(), key=lambda mention: mention.first):
            openers.setdefault(document.sentence_of(one.first), one)
        self._subjects = {cue.first: self._subject(cue, actors, openers) for cue in reading.stated.values()}

    def of(self, statement: Statement) -> Probabilities | None:
        """
        Tell the stance that a cue states.

        :param statement: A candidate statement.
        :return: Probabilities of against, neutral and favor; None where no cue states the holder's stance on the target.
        """
        befalling = self._befalling.get(statement.target)
        if befalling is not None:
            # To call for somebody's resignation is to be against him.
            turned = self.of(replace(statement, target=befalling))
            return turned and (turned[2], turned[1], turned[0])
        cue = self._stated.get(statement.target.first) if statement.target.kind == "issue" else None
        if cue is None or not self._holds(statement, cue):
            return None
        lowers = self._document.lowers
        subject = self._subjects[cue.first]
        begin = subject.last if subject is not None and subject.last <= cue.first else max(0, cue.first - _REACH)
        between = lowers[begin : cue.first]
        if self._open(statement, between, cue.form):
            return None
        negated = self._negated(between) or self._negated(lowers[cue.last : statement.target.first])
        rest = 1 - _CLEAR - _NEUTRAL
        if (cue.stance == "favor") != negated:
            return rest, _NEUTRAL, _CLEAR
        return _CLEAR, _NEUTRAL, rest

    def _open(self, statement: Statement, between: Sequence[str], form: str) -> bool:
        """Tell what is not stated outright: "may oppose", "whether it opposes", a question, what somebody denies or doubts."""
        document = self._document
        sentence = document.sentences[statement.sentence]
        said = statement.attribution
        head = document.lowers[sentence.first : statement.target.first]
        return (
            not (_HEDGES - {"would"} if form == "verdict" else _HEDGES).isdisjoint(between)
            or not _UNREAL.isdisjoint(head)
            or document.lowers[sentence.last - 1] == "?"
            or (said is not None and said.tells in _DOUBTING)
        )

    def _subject(self, cue: Stated, actors: Mapping[int, Mention], openers: Mapping[int, Mention]) -> Mention | None:
        """Find whose cue it is; a participle after a comma, "X spoke to them, promising to", is the sentence's subject's."""
        lowers = self._document.lowers
        if not cue.noun and cue.first and lowers[cue.first].endswith("ing") and lowers[cue.first - 1] == ",":
            opener = openers.get(self._document.sentence_of(cue.first))
            if opener is None or opener.last > cue.first:
                return None
            before = lowers[opener.first - 1] if opener.first else "."
            return None if before in PREPOSITIONS else opener
        return self._before(cue, actors)

    def _before(self, cue: Stated, actors: Mapping[int, Mention]) -> Mention | None:
        """Find the actor that ends just before a cue and is no object there: "X has firmly", "X's new"."""
        lowers = self._document.lowers
        for token in range(cue.first, max(-1, cue.first - _REACH - 1), -1):
            subject = actors.get(token)
            if subject is not None:
                before = lowers[max(0, subject.first - _REACH) : subject.first]
                # "a shop in Oslo opposed", "envoys who had angered Oslo have opposed": somebody else's cue.
                object_of = bool(before) and (before[-1] in PREPOSITIONS or not _RELATIVES.isdisjoint(before))
                owned = lowers[subject.last : subject.last + 1] == ("'s",) or lowers[subject.first] in POSSESSIVES
                return None if (object_of and not (cue.noun and owned)) or self._is_told(subject, cue) else subject
            word = lowers[token - 1] if token else "."
            if word in _ANTECEDENT_BEFORE and token > 1 and lowers[token - 2] == ",":
                return actors.get(token - 2)
            apposed = actors.get(token - 1) if word == "," else None
            if apposed is not None and apposed.first and lowers[apposed.first - 1] == ",":
                # "the minister, X, called for": the second comma closes what the first opened.
                return apposed
            if word in _CLAUSE_ENDS or (not cue.noun and word not in _AUXILIARIES and not is_adverb(word)):
                return None
        return None

    def _is_told(self, subject: Mention, cue: Stated) -> bool:
        """Tell whether somebody else wants an actor to do what the cue says: "urged Oslo not to lift"."""
        lowers = self._document.lowers
        opens = subject.first == self._document.sentences[self._document.sentence_of(subject.first)].first
        return not opens and not cue.noun and set(lowers[subject.last : cue.first]) - _NEGATORS == {"to"}

    def _holds(self, statement: Statement, cue: Stated) -> bool:
        lowers = self._document.lowers
        said = statement.attribution if statement.spoken else None
        if said is not None:
            if said.cue is not None and said.cue[0] < cue.last and cue.first < said.cue[1]:
                return True
            if said.content[0] <= cue.first < said.content[1]:
                first_person = not _FIRST_PERSON.isdisjoint(lowers[max(0, cue.first - _REACH) : cue.first])
                promised = cue.form == "promise" and said.cue is not None and 0 <= cue.first - said.cue[1] <= _PROMISE_REACH
                if cue.form in _SPEAKERS_OWN or promised or first_person:
                    return True
        if cue.form in _SPEAKERS_OWN or cue.form == "promise":
            return False
        subject = self._subjects[cue.first]
        passive = not cue.noun and cue.first > 0 and lowers[cue.first - 1] in _BE and lowers[cue.last - 1].endswith("ed")
        if subject is None or passive or statement.holder_span is None:
            return False
        # "Norway and Sweden oppose the ban": both do.
        joined = subject.last > statement.holder_span[1] and lowers[statement.holder_span[1] : subject.first] == ("and",)
        return joined or statement.holder_span == (subject.first, subject.last)

    @staticmethod
    def _negated(words: Sequence[str]) -> bool:
        return not _NEGATORS.isdisjoint(words)
