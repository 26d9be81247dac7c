"""Names that are a part of another name, or tell what somebody is: "Miss America", "Democrat Ann Lee"."""

from collections.abc import Collection

from stance.capitals import CALENDAR, is_heading
from stance.composed import RoleUse
from stance.mentions import Draft, Span
from stance.registry import Alias
from stance.text import Document, Sentence

_LONGEST_NAME = 5
_OFFICE_ADJECTIVES = frozenset(
    "presidential vice vice-presidential congressional senatorial gubernatorial mayoral senate house".split()
)
_RUNNING = frozenset(
    "nominee candidate hopeful contender presidential frontrunner front-runner senator congressman congresswoman governor "
    "lawmaker strategist operative donor rival challenger incumbent legislator representative mayor".split()
)
# "Shi'ite Iran", "Communist China" is the country still.
_ADJECTIVE_ENDINGS = ("ite", "ni", "ist", "ian", "ish", "ic", "ern", "ant", "ese")


def _sentence(document: Document, token: int) -> Sentence:
    return document.sentences[document.sentence_at[token]]


def within_name(draft: Draft, span: Span, alias: Alias, common: Collection[str]) -> bool:
    """
    Tell a country's name that is a part of another name: "Miss America", "African-American".

    :param draft: The reading so far.
    :param span: The country's name, end exclusive.
    :param alias: Its alias.
    :param common: Words that are written in lower case.
    :return: Whether it is.
    """
    document = draft.document
    before, first = span[0] - 1, _sentence(document, span[0]).first
    if before < first:
        return False
    if document.lowers[before] == "-":
        # "Sino-Russian" is a pair's adjective, "pro-Iran" is Iran.
        return not alias.place and before > first and document.words[before - 1][0].isupper()
    word = document.words[before]
    # A word in capitals that opens a sentence is a name, too: "SAVE Norway".
    opens = before == first and not (word.isupper() and len(word) > 2)
    return (
        alias.place
        and not opens
        and word[0].isupper()
        and len(word) > 1
        and before not in draft.taken
        and (document.lowers[before] not in common or (word.isupper() and len(word) > 2))
        and document.lowers[before] not in CALENDAR
        and not document.lowers[before].endswith(_ADJECTIVE_ENDINGS)
        and not is_heading(document, _sentence(document, before))
    )


def is_party_of(document: Document, span: Span, bodies: Collection[str]) -> bool:
    """
    Tell a party's word that says what somebody is: "Democrat Ann Lee", "Republican nominee".

    :param document: The text.
    :param span: The party's name, end exclusive.
    :param bodies: Words that make a capitalised phrase a body.
    :return: Whether it does.
    """
    after = span[1]
    if span[1] - span[0] > 1 or document.words[span[0]][-1] == "s" or after >= _sentence(document, span[0]).last:
        return False
    word = document.lowers[after]
    if word in _OFFICE_ADJECTIVES and after + 1 < _sentence(document, span[0]).last:
        word = document.lowers[after + 1]
    if word in _RUNNING:
        # "Republican presidential nominee": what somebody is, not the party.
        return True
    return document.words[after][0].isupper() and word not in bodies and not is_heading(document, _sentence(document, after))


def is_title(draft: Draft, use: RoleUse, titles: Collection[str]) -> bool:
    """
    Tell a role noun that belongs to the person's name after it.

    :param draft: The reading so far.
    :param use: The role noun.
    :param titles: Last words of titles and offices.
    :return: Whether it does.
    """
    document = draft.document
    sentence = _sentence(document, use.first)
    after = use.last
    if after + 1 < sentence.last and document.lowers[after] == ".":
        after += 1
    if after < sentence.last and document.words[use.first][0].isupper() and document.lowers[after] in titles:
        # "White House Press Secretary": the noun is part of an office's name.
        return True
    if after >= sentence.last or not use.singular:
        return False
    if document.words[after] == "," and _apposed(draft, after + 1, sentence):
        return True
    return document.words[after][0].isupper() and len(document.words[after]) > 1


def _apposed(draft: Draft, first: int, sentence: Sentence) -> bool:
    """Tell a name of two to four words between commas: "Iceland's prime minister, Einar Jonsson, said"."""
    words = draft.document.words
    at = first
    while at < min(sentence.last, first + _LONGEST_NAME) and (words[at][0].isupper() or words[at] in {"-", "'"}):
        at += 1
    named = at - first >= 2 and at < sentence.last and words[at] in {",", ".", "-", ")"}
    return named and not any(token in draft.taken for token in range(first, at))
