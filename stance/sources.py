"""Who a cue's words belong to: the noun phrase or pronoun that is its source, and the actor it names."""

from collections.abc import Collection

from stance.actors import Mention, Reading
from stance.cues import CueUse
from stance.text import Document, Sentence

_SKIP_BEFORE_CUE = frozenset(
    "has have had also later earlier then now already repeatedly recently still again publicly privately reportedly n't not "
    "never always often even would will could should may might is are was were be been being 's 've 'd 'll to do does did".split()
)
_CLOSES_SOURCE = frozenset((".", ",", ";", '"', "who", "in", "on", "after", "at"))
_HE_SHE = frozenset(("he", "she"))
_THEY_IT = frozenset(("they", "it", "we", "i"))
_RELATIVE = frozenset(("who", "which", "that"))
_NP_BREAK = frozenset('. ; : ! ? ( ) " but while although because if when after before'.split())
_APPOSITION_REACH = 30
_PHRASE_REACH = 8
_WITHIN_PHRASES = frozenset("of for at from in on with to".split())
_LONGEST_TITLE = 5
_DETERMINERS = frozenset(
    "the a an one some many most several two three four few both no another other his her its their our each every".split()
)
_FUNCTION_WORDS = frozenset(
    "of in on for with to from by against at into over about under between among through as than that which who and or but is "
    "are was were be been has have had do does did will would can could may might must it he she they we i you while although "
    "because if when after before despite though so then there not".split()
)
_BACKWARD_SENTENCES = 3

Span = tuple[int, int]
# The tokens that name the source, end exclusive, and the id of the actor it names or belongs to, if any.
Source = tuple[Span, str | None]


class Sources:
    """Finds the sources of one text's cues, and remembers who has spoken, for the pronouns that come after."""

    def __init__(self, document: Document, reading: Reading, titles: Collection[str], in_quote: bytearray) -> None:
        """
        Index the actors' mentions.

        :param document: The text.
        :param reading: Its mentions.
        :param titles: Words of titles and offices, lower case.
        :param in_quote: For each token, whether it stands in a quotation.
        """
        self._document = document
        self._reading = reading
        self._titles = titles
        self._in_quote = in_quote
        actors = [found for found in reading.mentions if found.kind == "actor"]
        self._ends = {found.last: found for found in actors}
        self._starts = {found.first: found for found in actors}
        self._by_sentence: dict[int, list[Mention]] = {}
        for found in actors:
            self._by_sentence.setdefault(document.sentence_of(found.first), []).append(found)
        self._speakers: list[tuple[int, str | None]] = []

    def note(self, use: CueUse, actor: str | None) -> None:
        """
        Remember that somebody spoke.

        :param use: The cue.
        :param actor: The speaker's id, None for one without a name.
        """
        self._speakers.append((use.first, actor))

    def opening(self, sentence: Sentence) -> Mention | None:
        """
        Give the actor whose name opens a sentence.

        :param sentence: The sentence.
        :return: The mention, or None.
        """
        return self._starts.get(sentence.first)

    def find(self, use: CueUse, sentence: Sentence) -> Source | None:
        """
        Find the source of a cue: its subject before it, or after it where the cue comes first ("said X").

        :param use: The cue.
        :param sentence: Its sentence.
        :return: The source, or None where no noun phrase or pronoun is one.
        """
        words = self._document.words
        after_quote = use.first > 0 and words[use.first - 1] == '"'
        after_comma = use.first > 0 and words[use.first - 1] == ","
        if after_quote or after_comma or use.first == sentence.first:
            inverted = self.after(use.last, sentence)
            # ", said Putin." is turned round; ", said Turkey had lied" is not.
            closed = inverted is not None and (inverted[0][1] >= sentence.last or words[inverted[0][1]] in _CLOSES_SOURCE)
            quoted = after_quote or (after_comma and use.first > 1 and words[use.first - 2] == '"')
            if inverted is not None and self._bears_only_titles(use.last, inverted[0][0]) and (closed or quoted):
                return inverted
        subject = self._subject(use, sentence)
        if subject is not None:
            return subject
        return self.after(use.last, sentence) if after_quote else None

    def _bears_only_titles(self, first: int, last: int) -> bool:
        """Tell whether nothing but a title stands between "said" and the name: "said the Rev. X"."""
        between = self._document.lowers[first:last]
        return len(between) <= _LONGEST_TITLE and all(word in self._titles or word in {".", "the"} for word in between)

    def _subject(self, use: CueUse, sentence: Sentence) -> Source | None:
        """Find the noun phrase or pronoun before a cue."""
        lowers = self._document.lowers
        at = use.first - 1
        words = self._document.words
        while at >= sentence.first and words[at].islower() and (lowers[at] in _SKIP_BEFORE_CUE or lowers[at].endswith("ly")):
            at -= 1
        if at >= sentence.first and lowers[at] in {"and", "but", "then"}:
            return self._clause_subject(at, sentence)
        if at >= sentence.first and lowers[at] in _RELATIVE and at + 1 not in self._ends:
            at -= 1
            if at >= sentence.first and lowers[at] == ",":
                at -= 1
        elif at >= sentence.first and lowers[at] == ",":
            at = self._before_apposition(at, sentence)
        if at < sentence.first or self._in_quote[at]:
            return None
        if lowers[at] in _HE_SHE or lowers[at] in _THEY_IT:
            return (at, at + 1), self._antecedent(at)
        return self._phrase_ending(at, sentence)

    def _clause_subject(self, at: int, sentence: Sentence) -> Source | None:
        """Find the subject of "X met Y and later said": the actor that opens the sentence."""
        for token in range(sentence.first, min(at, sentence.first + 4)):
            if token in self._starts:
                found = self._starts[token]
                return (found.first, found.last), found.id
        return None

    def _before_apposition(self, comma: int, sentence: Sentence) -> int:
        """Jump over ", the director of the centre," to the name it describes."""
        lowers = self._document.lowers
        for at in range(comma - 1, max(sentence.first, comma - _APPOSITION_REACH) - 1, -1):
            if lowers[at] == ",":
                return at - 1
            if lowers[at] in _NP_BREAK and lowers[at] not in {"(", ")"}:
                break
        return sentence.first - 1

    def _phrase_ending(self, at: int, sentence: Sentence) -> Source | None:
        """Find the noun phrase that ends at a token, and the actor it names or belongs to; None where none ends there."""
        lowers = self._document.lowers
        if at + 1 in self._ends:
            found = self._ends[at + 1]
            return (found.first, found.last), found.id
        if not lowers[at].isalpha() or lowers[at] in _FUNCTION_WORDS:
            return None
        first = at
        while first > sentence.first and at - first < _PHRASE_REACH:
            if first in self._ends:
                # "Putin's spokesman", "a Reuters survey": the phrase belongs to the actor it names.
                found = self._ends[first]
                return (found.first, at + 1), found.id
            word = lowers[first - 1]
            if word in _DETERMINERS:
                return (first - 1, at + 1), None
            if not (word.isalpha() or word in {"'s", "-"}) or (word in _FUNCTION_WORDS and word not in _WITHIN_PHRASES):
                break
            first -= 1
        # "diplomats said", "police in the capital said": a bare plural or a known role, else no source.
        bare = at - first < _PHRASE_REACH and lowers[first] not in _FUNCTION_WORDS
        known = any(lowers[i].endswith("s") or lowers[i] in self._titles for i in range(first, at + 1))
        return ((first, at + 1), None) if bare and known else None

    def after(self, at: int, sentence: Sentence) -> Source | None:
        """
        Find the source that begins within a few tokens.

        :param at: The token to begin at.
        :param sentence: Its sentence.
        :return: The source, or None.
        """
        lowers = self._document.lowers
        for token in range(at, min(sentence.last, at + 6)):
            if token in self._starts:
                found = self._starts[token]
                return (found.first, found.last), found.id
            if lowers[token] in _HE_SHE and token == at:
                return (token, token + 1), self._antecedent(token)
            if lowers[token] in _NP_BREAK or lowers[token] == ",":
                break
        if at < sentence.last and lowers[at] in {"a", "an", "one", "the", "some", "several", "two", "his", "her", "their"}:
            end = at + 1
            while end < sentence.last and end - at < 6 and lowers[end] not in _NP_BREAK | {",", "who", "in", "at", "of"}:
                end += 1
            return (at, end), None
        return None

    def _subject_before(self, index: int) -> Mention | None:
        """Give the person who opens the sentence before, if an actor opens it and is a person."""
        named = self._by_sentence.get(index - 1, ()) if index else ()
        first = named[0] if named else None
        return first if first is not None and self._reading.actors[first.id].kind == "person" else None

    def _antecedent(self, token: int) -> str | None:
        """Find whom a pronoun means: the last speaker, else the last person that opened a sentence; None where unsure."""
        document = self._document
        person = document.lowers[token] in _HE_SHE
        index = document.sentence_of(token)
        floor = document.sentences[max(0, index - _BACKWARD_SENTENCES)].first
        actors = self._reading.actors
        subject = self._subject_before(index) if person else None
        for cue, speaker in reversed(self._speakers):
            if cue < floor:
                break
            if cue >= token:
                continue
            if subject is not None and subject.first > cue:
                # Somebody else has become the one whom the text is about since that speaker spoke.
                return subject.id
            if speaker is None:
                # "the sources said … they said": nobody with a name.
                if not person:
                    return None
                continue
            if (actors[speaker].kind == "person") == person:
                return speaker
        for before in range(index, max(-1, index - 2), -1):
            named = [found.id for found in self._by_sentence.get(before, ()) if found.first < token]
            fitting = list(dict.fromkeys(m for m in named if (actors[m].kind == "person") == person))
            if len(fitting) == 1 or (fitting and before < index):
                return fitting[0]
            if fitting:
                return None
        return None
