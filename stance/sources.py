"""Who a cue's words belong to: the noun phrase or pronoun that is its source, and the actor it names."""

from collections.abc import Sequence

from stance.appositions import SHARES_SUBJECT, apposition
from stance.cues import CueUse
from stance.mentions import Mention
from stance.nounphrases import PRONOUNS, TEMPORAL, Phrase, Phrases
from stance.sourceless import gives_name, is_between
from stance.speakers import Source, Speakers
from stance.text import Document, Sentence

_BE = frozenset("is are was were be been being am 're 'm get gets got getting".split())
_SKIP_BEFORE_CUE = frozenset(
    "has have had also later earlier then now already again still publicly privately reportedly n't not never always often even "
    "would will could should may might must can 've 'd 'll do does did just once long further too instead ever first both all "
    "himself herself itself themselves soon simply next is are was were be been being am 're 'm get gets got getting".split()
)
_CLOSES_SOURCE = frozenset((".", ",", ";", ":", "who", "in", "on", "after", "at", "during"))
_RELATIVE = frozenset(("who", "which", "that"))
_AFTER_PASSIVE = frozenset(("to", "that", "as", "if", "whether", "about", "of", "with"))
_ADDRESSING = frozenset("tell tells told telling ask asks asked asking inform informed assure assured remind reminded".split())
_TOWARDS = frozenset(("to", "with", "for", "on", "in", "at"))
_ASKING = frozenset(("ask", "asks", "asked"))
_APPOSITION_REACH = 30
_LONGEST_INVERTED = 9
_LONGEST_RANK = 4

Span = tuple[int, int]


class Sources:
    """Finds the sources of one text's cues."""

    def __init__(self, document: Document, speakers: Speakers, phrases: Phrases, in_quote: bytearray) -> None:
        """
        Take the text.

        :param document: The text.
        :param speakers: Its actors.
        :param phrases: Its noun phrases.
        :param in_quote: For each token, whether it stands in a quotation.
        """
        self._document = document
        self._speakers = speakers
        self._phrases = phrases
        self._in_quote = in_quote

    def find(self, use: CueUse, sentence: Sentence, earlier: Sequence[Source]) -> Source | None:
        """
        Find the source of a cue: its subject before it, or after it where the cue comes first ("said X").

        :param use: The cue.
        :param sentence: Its sentence.
        :param earlier: The sources of the sentence's cues before it.
        :return: The source, or None where none is found and the cue tells nothing.
        """
        cue = use.cue
        if cue.preposition:
            return self.after(use.last, sentence)
        if cue.noun:
            return self._possessor(use, sentence)
        if cue.adverb:
            return Source(None, begins=sentence.first)
        if self._document.lowers[use.first].endswith("ed") and is_between(self._document, use.last, sentence):
            # "a truce agreed last year between Kenya and Chad": the truce agrees to nothing.
            return None
        inverted = self._inverted(use, sentence)
        return inverted if inverted is not None else self._subject(use, sentence, earlier)

    # After the cue ---------------------------------------------------------------------------------------------------

    def after(self, at: int, sentence: Sentence) -> Source | None:
        """
        Find the source that begins with a token.

        :param at: The token.
        :param sentence: Its sentence.
        :return: The source, or None.
        """
        phrase = self._phrases.starting(at, sentence.last)
        return self._starting(phrase, sentence) if phrase is not None else None

    def _starting(self, phrase: Phrase, sentence: Sentence) -> Source:
        """Give a phrase after a cue as source; "wrote the emir, Faisal bin Rashid," names the person after the comma."""
        named = self._speakers.named(phrase)
        end = phrase.span[1]
        described = self._described(phrase, end, sentence.last)
        return named if described is None else Source(named.span, described)

    def _inverted(self, use: CueUse, sentence: Sentence) -> Source | None:
        """Find the source of ", said X", where the words come first."""
        words, lowers, first = self._document.words, self._document.lowers, use.first
        after_quote = first > 0 and words[first - 1] == '"'
        after_comma = first > sentence.first and words[first - 1] == ","
        if not (after_quote or after_comma or first == sentence.first) or not use.cue.quote:
            return None
        asked = lowers[use.last - 1] in _ASKING and after_quote and first > 1 and words[first - 2] == "?"
        if (lowers[use.last - 1] in _ADDRESSING and not asked) or lowers[use.last - 1].endswith("ing"):
            return None
        phrase = self._phrases.starting(use.last, sentence.last)
        if phrase is None or lowers[use.last] in TEMPORAL:
            return None
        end = phrase.span[1]
        if not after_quote and (end - phrase.span[0] > _LONGEST_INVERTED or "to" in lowers[phrase.span[0] : end]):
            return None
        if not after_quote and not use.cue.that:
            # "The group, a consortium, hailed the vote": what is hailed does not speak.
            return None
        # ", said Putin." is turned round; ", said Turkey had lied" is not.
        closed = end >= sentence.last or words[end] in _CLOSES_SOURCE
        if after_comma and not after_quote and self._closes_apposition(first - 1, sentence):
            # "Lee, who has represented the family, says Amari, 24, is ready": the subject comes first.
            return None
        return self._starting(phrase, sentence) if after_quote or closed else None

    def _closes_apposition(self, comma: int, sentence: Sentence) -> bool:
        """Tell whether a comma closes what describes the noun phrase that opens a sentence."""
        opening = apposition(self._document, comma, sentence)
        if opening is None or self._document.lowers[opening + 1 : opening + 2] in {("and",), ("but",), ("or",)}:
            return False
        phrase = self._phrases.ending(opening - 1, sentence.first)
        return phrase is not None and phrase.span[0] == sentence.first and self._speakers.named(phrase).actor is not None

    def _possessor(self, use: CueUse, sentence: Sentence) -> Source | None:
        """Find whose claim it is: "Turkey's claim", "his claim"."""
        lowers = self._document.lowers
        at = use.first - 1
        while at > sentence.first and lowers[at] not in {"'s", "'"} and lowers[at].isalpha() and use.first - at < 4:
            if lowers[at] in {"his", "her", "their", "its"}:
                break
            at -= 1
        if at < sentence.first:
            return None
        if lowers[at] in {"his", "her", "their", "its"}:
            return Source((at, at + 1), self._speakers.named_in((at, at + 1)))
        if lowers[at] in {"'s", "'"} and at > sentence.first:
            phrase = self._phrases.ending(at - 1, sentence.first, alone=True)
            return self._speakers.named(phrase) if phrase is not None else None
        return None

    # Before the cue --------------------------------------------------------------------------------------------------

    def _subject(self, use: CueUse, sentence: Sentence, earlier: Sequence[Source]) -> Source | None:
        """Find the noun phrase or pronoun before a cue."""
        lowers, words = self._document.lowers, self._document.words
        at = use.first - 1
        being = False
        while at >= sentence.first and (
            lowers[at] in _SKIP_BEFORE_CUE or (words[at].islower() and lowers[at].endswith("ly") and lowers[at] not in PRONOUNS)
        ):
            being = being or lowers[at] in _BE
            at -= 1
        continuous = lowers[use.first].endswith("ing")
        if at >= sentence.first and lowers[at] == "'s" and continuous:
            at -= 1
        if being and not continuous:
            return self._passive(use, at, sentence)
        if use.cue.object and use.last < sentence.last and lowers[use.last] == "by" and not continuous:
            return self._agent(use.last, at, sentence)
        if use.cue.raising:
            return self._without_source(at, sentence)
        if at < sentence.first:
            return None
        if lowers[at] in SHARES_SUBJECT or (lowers[at] == "," and continuous):
            return self._shared(at, sentence, earlier)
        if lowers[at] == "to":
            return None if earlier else self._clause_subject(sentence, at)
        source = self._before(at, sentence)
        begins = source.span[0] if source is not None and source.span is not None else sentence.first
        if continuous and begins > sentence.first and lowers[begins - 1] in _TOWARDS:
            # "wrote to the committee saying": not the committee's words.
            return self._shared(begins - 1, sentence, earlier)
        named = source is not None and source.span is not None and lowers[source.span[0]] in {"a", "an", "one"}
        return None if named and gives_name(self._document, use, sentence) else source

    def _before(self, at: int, sentence: Sentence) -> Source | None:
        """Find the phrase before a verb, over times, relative pronouns, brackets and appositions."""
        lowers = self._document.lowers
        end = 0
        if lowers[at] in _RELATIVE and at > sentence.first and not self._document.words[at].isupper():
            end = at + 1
            at -= 1 + (lowers[at - 1] == ",")
        elif lowers[at] in {",", "-"}:
            comma = apposition(self._document, at, sentence)
            if comma is None:
                return None
            if lowers[sentence.first].endswith("ing"):
                # "Speaking to the paper, Lee, said": whoever speaks stands between the commas.
                within = self._speakers.beginning(comma + 1)
                if within is not None and within.last == at:
                    return Source((within.first, within.last), within.id)
            end = at
            at = comma - 1
        at = self._phrases.before_times(at, sentence.first)
        if at < sentence.first or self._in_quote[at]:
            return None
        phrase = self._phrases.ending(at, sentence.first)
        if phrase is None:
            return None
        phrase = self._before_relative(phrase, sentence) or self._before_participle(phrase, sentence) or phrase
        apposed = self._apposed(phrase, sentence)
        if apposed is not None:
            return Source((apposed.first, max(end, phrase.span[1])), apposed.id)
        named = self._speakers.named(phrase)
        return Source((phrase.span[0], max(end, phrase.span[1])), self._described(phrase, at + 1, sentence.last) or named.actor)

    def _apposed(self, phrase: Phrase, sentence: Sentence) -> Mention | None:
        """Find the person whom a description without a closing comma is about: "Ann Lee, an adviser to the court said"."""
        comma = phrase.span[0] - 1
        if comma <= sentence.first or self._document.words[comma] != "," or self._document.lowers[comma + 1] not in {"a", "an"}:
            return None
        return self._speakers.person_ending(comma)

    def _before_participle(self, phrase: Phrase, sentence: Sentence) -> Phrase | None:
        """Find whom a participle describes: "police investigating the attack said", "the party backing Lee said"."""
        lowers = self._document.lowers
        at = phrase.span[0] - 1
        if at <= sentence.first or not lowers[at].endswith("ing") or self._document.words[at][0].isupper():
            return None
        before = self._phrases.ending(at - 1, sentence.first)
        if before is None or self._phrases.is_pronoun(at - 1) or lowers[at - 1] in TEMPORAL:
            return None
        return Phrase((before.span[0], phrase.span[1]), before.head)

    def _before_relative(self, phrase: Phrase, sentence: Sentence) -> Phrase | None:
        """Find whom a relative clause is about: "officials who spoke with the paper"."""
        lowers = self._document.lowers
        at = phrase.span[0] - 1
        while at > sentence.first and lowers[at] in _SKIP_BEFORE_CUE:
            at -= 1
        if at <= sentence.first or lowers[at] != "who":
            return None
        before = self._phrases.ending(at - 1 - (lowers[at - 1] == ","), sentence.first)
        return Phrase((before.span[0], phrase.span[1]), before.head) if before is not None else None

    def _described(self, phrase: Phrase, comma: int, end: int) -> str | None:
        """Give the person whose name follows the description: "the campaign's manager, Col. Dana Lee, said"."""
        words = self._document.words
        if comma >= end or words[comma] != "," or not words[phrase.head[1] - 1].islower():
            return None
        for token in range(comma + 1, min(end, comma + 1 + _LONGEST_RANK)):
            found = self._speakers.beginning(token)
            if found is not None:
                # "her parents, Ann and Bo Lee, said": several are named, and the description is them all.
                return None if found.last < end and self._document.lowers[found.last] == "and" else found.id
            if not words[token][0].isupper() and words[token] != ".":
                break
        return None

    def _passive(self, use: CueUse, at: int, sentence: Sentence) -> Source | None:
        """Find the agent of "was criticised by X", or none of "is expected to"."""
        lowers = self._document.lowers
        for token in range(use.last, min(sentence.last, use.last + 3)):
            if lowers[token] == "by":
                return self._agent(token, at, sentence)
        told = use.last < sentence.last and lowers[use.last] in _AFTER_PASSIVE
        return self._without_source(at, sentence) if use.cue.passive and (told or " " in use.cue.lemma) else None

    def _agent(self, by: int, at: int, sentence: Sentence) -> Source | None:
        phrase = self._phrases.starting(by + 1, sentence.last)
        if phrase is None or self._document.lowers[by + 1].endswith("ing"):
            return None
        named = self._speakers.named(phrase)
        begins = self._without_source(at, sentence).begins
        return Source(named.span, named.actor, begins)

    def _without_source(self, at: int, sentence: Sentence) -> Source:
        phrase = self._phrases.ending(at, sentence.first) if at >= sentence.first else None
        return Source(None, None, phrase.span[0] if phrase is not None else max(at, sentence.first))

    def _shared(self, at: int, sentence: Sentence, earlier: Sequence[Source]) -> Source | None:
        """Find the subject of "X met Y and later said": the one of the verb before, else of the sentence."""
        for source in reversed(earlier):
            if source.span is not None and source.begins is None:
                return source
        return self._clause_subject(sentence, at)

    def _clause_subject(self, sentence: Sentence, at: int) -> Source | None:
        """Find the noun phrase that opens a sentence, after what stands before its first comma if that is no phrase."""
        lowers = self._document.lowers
        start = sentence.first
        while start < at and lowers[start] in {"but", "and", "so", "yet", "still", '"'}:
            start += 1
        phrase = self._phrases.starting(start, at)
        if phrase is not None and lowers[phrase.span[1] - 1] in TEMPORAL:
            start = phrase.span[1]
            while start < at and lowers[start] in {"later", "ago", "earlier", ",", "before", "after"}:
                start += 1
            phrase = self._phrases.starting(start, at)
        if phrase is None:
            comma = next((i for i in range(start, min(at, start + _APPOSITION_REACH)) if lowers[i] == ","), at)
            phrase = self._phrases.starting(comma + 1, at)
        if phrase is None or self._in_quote[phrase.span[0]]:
            return None
        return self._speakers.named(phrase)
