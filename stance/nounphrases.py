"""Noun phrases found without a parser: what ends before a verb, and what begins after it.

A phrase grows word by word from the end that is known, over what can stand in a noun phrase, and stops at what cannot: function
words, punctuation and verbs that the cue table knows. That is enough for the subjects of speech verbs, which are short.
"""

from collections.abc import Collection

from stance.records import record
from stance.text import Document

DETERMINERS = frozenset(
    "the a an this that these those some any many most several few all both each every no another other such one two three four "
    "five six seven eight nine ten dozens hundreds thousands half his her its their our my your".split()
)
# Words that are a whole phrase where nothing follows them: "Others said", "Some believe".
_ALONE = frozenset(
    "he she it they we i you who everyone everybody someone somebody nobody anyone others some many most all both few several "
    "one neither none another two three four five six seven eight nine ten dozens hundreds thousands half".split()
)
PRONOUNS = frozenset("he she it they we i you who".split())
_LINKS = frozenset("of for at in from with on to behind about against by among near between".split())
_FORWARD_LINKS = frozenset("of for at with from to on in by".split())
_AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would can could may might must shall should 've 'd "
    "'ll 're 'm n't not wo ca".split()
)
_CLOSED = (
    frozenset(
        "and or but nor yet while whereas because although though if unless until when where since so that whether as than then "
        "there here now also however meanwhile still even just only too once again later earlier soon already never always often "
        "sometimes perhaps indeed instead moreover thus hence therefore which whose whom what how why us them him me himself "
        "herself themselves itself after before during through into across toward towards within without amid per like including "
        "despite around beyond outside inside over under upon via except besides along away up out off down back".split()
    )
    | _LINKS
    | _AUXILIARIES
    | PRONOUNS
)
TEMPORAL = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december today yesterday tonight tomorrow week month year morning afternoon evening night weekend "
    "weeks months years days hours minutes moments".split()
)
_TEMPORAL_BEFORE = frozenset("on in last this next late early that the earlier later every one since during".split())
_JOINS = frozenset(("-", "/", "&", "–"))
_REACH = 16
_BRACKET_REACH = 12
_EXTENSIONS = 4
_LONGEST_TITLE = 5

Span = tuple[int, int]


@record
class Phrase:
    """A noun phrase, as token spans with the end exclusive: `span` the whole, `head` the part before what is attached to it."""

    span: Span
    head: Span


class Phrases:
    """The noun phrases of one text, each found when it is asked for."""

    def __init__(self, document: Document, verbs: Collection[str], titles: Collection[str]) -> None:
        """
        Take the text.

        :param document: The text.
        :param verbs: Words that are verbs and nothing else, lower case.
        :param titles: Words of titles and offices, lower case, which can stand before a name.
        """
        self._document = document
        self._verbs = verbs
        self._titles = titles

    def is_pronoun(self, token: int) -> bool:
        """
        Tell a pronoun from an acronym that spells one, such as "WHO".

        :param token: A token.
        :return: Whether it is a pronoun.
        """
        word = self._document.words[token]
        return self._document.lowers[token] in PRONOUNS and (len(word) == 1 or not word.isupper())

    def _nominal(self, token: int) -> bool:
        """Tell whether a token can stand in a noun phrase as noun, name, number or adjective."""
        word, lower = self._document.words[token], self._document.lowers[token]
        if not (word[0].isalnum() or word in {"%", "$"}):
            return False
        if lower in _CLOSED and lower not in PRONOUNS:
            return self._initial(token)
        if lower in PRONOUNS and self.is_pronoun(token):
            return False
        return lower not in self._verbs or word[0].isupper()

    def _initial(self, token: int) -> bool:
        """Tell the letter of a name: "Jock A. Finlayson"."""
        words = self._document.words
        return len(words[token]) == 1 and words[token].isupper() and words[token + 1 : token + 2] == (".",)

    # Backwards -------------------------------------------------------------------------------------------------------

    def before_times(self, at: int, floor: int) -> int:
        """
        Step back over "on Monday", "last week", "this year" and the like.

        :param at: The token to begin at.
        :param floor: The first token of the clause.
        :return: The last token that is not part of a time.
        """
        lowers = self._document.lowers
        while at > floor and (lowers[at] in TEMPORAL or (lowers[at].isdigit() and lowers[at - 1] in TEMPORAL)):
            step = at - 1
            while step > floor and (lowers[step] in _TEMPORAL_BEFORE or lowers[step] in TEMPORAL):
                step -= 1
            if lowers[step] in _TEMPORAL_BEFORE:
                return floor - 1
            at = step
        return at

    def ending(self, at: int, floor: int, *, alone: bool = False) -> Phrase | None:
        """
        Find the noun phrase that ends with a token, with what it is attached to: "a spokeswoman for the ministry".

        :param at: The phrase's last token.
        :param floor: The first token that it may hold.
        :param alone: Whether to leave out what it is attached to.
        :return: The phrase, or None where no noun phrase ends there.
        """
        lowers = self._document.lowers
        first = self._chunk_before(at, floor)
        if first is None:
            return None
        head = (first, at + 1)
        for _ in range(0 if alone else _EXTENSIONS):
            link = head[0] - 1
            if link <= floor or lowers[link] not in _LINKS or self.is_pronoun(at):
                break
            before = link - 1
            if lowers[link] == "by" and lowers[before] in self._verbs and before > floor:
                # "the survey conducted by …": the participle belongs to what stands before it.
                before -= 1
            start = self._chunk_before(before, floor)
            if start is None or self.is_pronoun(before):
                break
            head = (start, before + 1)
        return Phrase((head[0], at + 1), head)

    def _chunk_before(self, at: int, floor: int) -> int | None:
        """Find where the noun phrase without attachments begins that ends with a token."""
        lowers, words = self._document.lowers, self._document.words
        if at < floor:
            return None
        if lowers[at] in _ALONE and (lowers[at] not in PRONOUNS or self.is_pronoun(at)):
            return at
        first: int | None = None
        i = at
        while i >= floor and at - i < _REACH:
            lower = lowers[i]
            if lower in DETERMINERS and not self._initial(i):
                first = i
                if i == floor or lowers[i - 1] not in DETERMINERS:
                    break
            elif self._nominal(i):
                first = i
            elif lower == ")":
                i = self._opening_bracket(i, floor)
            elif not self._joins_before(i, first, floor):
                break
            i -= 1
        while first is not None and first < at and words[first].islower() and lowers[first].endswith("ly"):
            first += 1
        while first is not None and first < at and lowers[first] in TEMPORAL and lowers[first + 1] not in {"'s", "-"}:
            first += 1
        if first is None or (first == at and lowers[at] in DETERMINERS) or not self._nominal_or_bracket(at):
            return None
        return first

    def _nominal_or_bracket(self, at: int) -> bool:
        return self._document.lowers[at] in {")", "'"} or self._nominal(at)

    def _opening_bracket(self, at: int, floor: int) -> int:
        for i in range(at - 1, max(floor, at - _BRACKET_REACH) - 1, -1):
            if self._document.words[i] == "(":
                return i
        return floor - 1

    def _joins_before(self, i: int, first: int | None, floor: int) -> bool:
        """Tell a mark or word between two parts of one noun phrase."""
        words, lowers = self._document.words, self._document.lowers
        if i == floor:
            return False
        lower = lowers[i]
        if lower in {"'s", "'"} or lower in _JOINS:
            return self._nominal(i - 1) or lowers[i - 1] == "."
        if first is None:
            return False
        if lower == ".":
            return words[i - 1][0].isupper() and len(words[i - 1]) <= _LONGEST_TITLE and words[i + 1][0].isupper()
        if lower in {"and", "or"}:
            # "Lee and Roy", "police and prosecutors", but not "… in Ohio and officials said".
            return self._nominal(i - 1) and (i - 1 == floor or words[i - 1][0].isupper() == words[first][0].isupper())
        return False

    # Forwards --------------------------------------------------------------------------------------------------------

    def starting(self, at: int, ceiling: int) -> Phrase | None:
        """
        Find the noun phrase that begins with a token.

        :param at: The phrase's first token.
        :param ceiling: The first token that it may not hold.
        :return: The phrase, or None where no noun phrase begins there.
        """
        lowers, words = self._document.lowers, self._document.words
        if at >= ceiling:
            return None
        if self.is_pronoun(at):
            return Phrase((at, at + 1), (at, at + 1))
        i, end, head_end = at, at, 0
        while i < ceiling and i - at < _REACH:
            lower = lowers[i]
            if lower in DETERMINERS and not self._initial(i):
                if i > at and end == i and lowers[i - 1] not in DETERMINERS and lowers[i - 1] not in _FORWARD_LINKS:
                    break
                end = i + 1 if lower in _ALONE else end
            elif self._nominal(i):
                if end == i and i > at and self._verb_after_name(i, ceiling):
                    break
                end = i + 1
            elif lower == "(":
                i = self._closing_bracket(i, ceiling)
                if i >= ceiling:
                    break
                end = i + 1
            elif lower in _FORWARD_LINKS and end == i and i > at and (lower == "of" or words[i - 1].islower()):
                head_end = head_end or i
            elif not self._joins_after(i, ceiling):
                break
            i += 1
        if end <= at:
            return None
        return Phrase((at, end), (at, min(end, head_end or end)))

    def _verb_after_name(self, i: int, ceiling: int) -> bool:
        """Tell an unknown verb between a name and what it takes: "Lee met Roy", but not "Lee campaign manager Roy"."""
        words, lowers = self._document.words, self._document.lowers
        if i + 1 >= ceiling or not (words[i - 1][0].isupper() and words[i].islower()) or lowers[i] in self._titles:
            return False
        return words[i + 1][0].isupper() or lowers[i + 1] in DETERMINERS

    def _closing_bracket(self, at: int, ceiling: int) -> int:
        for i in range(at + 1, min(ceiling, at + _BRACKET_REACH)):
            if self._document.words[i] == ")":
                return i
        return ceiling

    def _joins_after(self, i: int, ceiling: int) -> bool:
        words, lowers = self._document.words, self._document.lowers
        if i + 1 >= ceiling:
            return False
        lower = lowers[i]
        if lower in {"'s", "'"} or lower in _JOINS:
            return self._nominal(i + 1) or lowers[i + 1] in _JOINS
        if lower == ".":
            return words[i - 1][0].isupper() and len(words[i - 1]) <= _LONGEST_TITLE and words[i + 1][0].isupper()
        if lower in {"and", "or"}:
            return self._nominal(i + 1) and words[i - 1][0].isupper() == words[i + 1][0].isupper()
        return False
