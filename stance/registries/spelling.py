"""Names from dictionaries that write them in capitals with underscores, spelled as a text spells them."""

import re

from stance.registries.known import Known

# Words that a name holds in lower case, in the languages that dictionaries transcribe names from.
_SMALL = frozenset(
    "a al an and as at bin by da das de del della der des di do dos du e el en et for from ibn in la las le los of on ou the to "
    "und van von vor with y zu".split()
)
_ARTICLES = frozenset(("al", "ad", "an", "ar", "as", "at", "az", "el", "ul", "ur"))
_WORDS = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"^([^()]*[^()\s])\s*\(([^()]+)\)\s*$")
_ACRONYM = 4
_SURE_ACRONYM = 3
_LONGEST = 200


class Speller:
    """Spells the names of a dictionary."""

    def __init__(self, known: Known) -> None:
        """
        Take the words that the seeds write already.

        :param known: The seeds.
        """
        self._known = known

    def names(self, raw: str) -> tuple[str, ...]:
        """
        Spell a dictionary's entry.

        Each word but the small ones gets a capital, since the finder then asks for that one alone; a single short word, or one
        that is a common noun too, keeps all its capitals.

        :param raw: The entry, such as `BASHAR_AL-ASSAD` or `ANIMAL_LIBERATION_FRONT_(ALF)_`.
        :return: The name, then its other spellings.
        """
        text = " ".join(raw.replace("_", " ").split())
        bracketed = _BRACKETED.match(text)
        if bracketed:
            return (*self.names(bracketed[1]), *self.names(bracketed[2]))
        if text[:4].upper() == "THE " and len(text) > 5:
            text = text[4:]
        spelled = self._spell(text)
        other = _joined_article(spelled)
        return (spelled,) if other == spelled else (spelled, other)

    def _spell(self, text: str) -> str:
        if not text.isupper():
            return text
        words = _WORDS.findall(text)
        if len(words) == 1:
            return _WORDS.sub(self._alone, text)
        spelled = _WORDS.sub(self._in_a_name, text)
        # The first letter is a capital though the word be small: "De Gaulle"; but "al-Nusra" goes by its second word.
        first = words[0].lower()
        return spelled if first in _ARTICLES and len(words) > 1 else spelled[:1].upper() + spelled[1:]

    def _alone(self, word: re.Match[str]) -> str:
        lower = word[0].lower()
        if lower in self._known.common:
            return word[0]
        spelled = self._known.spelling.get(lower)
        return spelled or (word[0] if len(lower) <= _ACRONYM else lower.capitalize())

    def _in_a_name(self, word: re.Match[str]) -> str:
        lower = word[0].lower()
        if lower in _SMALL or lower in _ARTICLES or (lower == "s" and word.string[word.start() - 1 : word.start()] == "'"):
            return lower
        spelled = self._known.spelling.get(lower) or lower.capitalize()
        # Among other words an acronym need not have all its capitals to be told: "Cancer Care" is not CARE.
        return lower.capitalize() if spelled.isupper() and len(spelled) > _SURE_ACRONYM else spelled


def _joined_article(name: str) -> str:
    """Join an Arabic article to its noun as newswire does: "Bashar al Assad" is "Bashar al-Assad"."""
    words = name.split(" ")
    joined: list[str] = []
    for word in words:
        if joined and joined[-1].rsplit("-", 1)[-1] in _ARTICLES and joined[-1] not in {"as", "at", "an"} and word[:1].isupper():
            joined[-1] = f"{joined[-1]}-{word}"
        else:
            joined.append(word)
    return " ".join(joined)


def unusable(raw: str) -> str | None:
    """
    Tell why a dictionary's entry cannot be a name.

    :param raw: The entry.
    :return: The reason, or None where it can.
    """
    if not raw.replace("\t", " ").isprintable() or "\N{REPLACEMENT CHARACTER}" in raw:
        return "unreadable character"
    letters = _WORDS.findall(raw)
    if not letters:
        return "no letters"
    if len(letters) == 1 and len(letters[0]) == 1:
        return "one letter"
    if len(raw) > _LONGEST:
        return "longer than 200 characters"
    return None
