"""Names that point back: "the coalition", "the conference", "he", each only where one antecedent fits."""

from stance.composed import HANGERS_ON
from stance.mentions import Draft, Mention
from stance.pronouns import POINTERS, Pronouns
from stance.registry import Actor
from stance.seeds import Seeds
from stance.text import Document

_POINTING = frozenset("the this that these those such of any".split())
_POINTING_AT_BODIES = frozenset("the this that".split())
# "the times" and "the nations" seldom are a newspaper's or an alliance's.
_NO_BODY = frozenset(("media", "alliance", "civilians", "person"))
_FOR = frozenset("lawyer lawyers attorney attorneys".split())
_APPOSED = frozenset(((",", "a"), (",", "an"), (",", "the")))
_HIS = frozenset(("his", "her"))
_PREPOSITIONS = frozenset("of in on for with to by from against over at between".split())


def _head(document: Document, found: Mention) -> str | None:
    """Give the head noun of a phrase of several words: "peace talks in Geneva" -> "talks"."""
    last = found.last
    for token in range(found.first + 1, found.last):
        if document.lowers[token] in _PREPOSITIONS:
            last = token
            break
    if last - found.first < 2:
        return None
    word = document.lowers[last - 1]
    return word if word.isalpha() and len(word) > 3 else None


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


class Coreference:
    """Marks names that point back to an actor or issue of the same text; built once, shared by all threads."""

    def __init__(self, seeds: Seeds) -> None:
        """
        Take the head nouns of bodies.

        :param seeds: The loaded tables.
        """
        self._bodies = frozenset(_singular(word) for word in seeds.bodies)
        kin = [role for role in seeds.roles if role.kind == "family" or (role.kind == "movement" and role.noun in HANGERS_ON)]
        self._kin = {noun: role.kind for role in kin for noun in (role.noun, role.singular) if noun and " " not in noun}
        self._kin = {noun: kind for noun, kind in self._kin.items() if kind == "family" or noun in HANGERS_ON}
        self._sexes = seeds.sexes
        self._triggers = POINTERS | {"'s"} | frozenset(self._kin)

    def mark(self, draft: Draft) -> None:
        """
        Mark head nouns, then pronouns.

        :param draft: The reading so far; issues that a definite head noun names more exactly are renamed.
        """
        self._heads(draft)
        self._pronouns(draft)

    def _heads(self, draft: Draft) -> None:
        document, reading = draft.document, draft.reading
        by_first = {found.first: i for i, found in enumerate(reading.mentions)}
        bodies: dict[str, str] = {}
        issues: dict[str, str] = {}
        lowers = document.lowers
        last = len(lowers) - 1
        pointed = {token + 1 for token in document.where(_POINTING) if token < last}
        for token in sorted(pointed.union(by_first)):
            lower = lowers[token]
            at = by_first.get(token)
            found = reading.mentions[at] if at is not None else None
            if found is not None and found.last - found.first > 1:
                head = _head(document, found)
                if head is None:
                    continue
                if found.kind == "issue":
                    issues[_singular(head)] = found.id
                elif (
                    _singular(head) in self._bodies
                    and found.form in {"name", "local"}
                    and reading.actors[found.id].kind not in _NO_BODY
                ):
                    bodies[head] = found.id
                continue
            if token not in pointed:
                continue
            head = _singular(lower)
            if found is not None and found.kind == "issue" and head in issues and at is not None:
                # "the talks" after "the Geneva peace talks" are those talks, not talks as such.
                reading.mentions[at] = Mention(found.first, found.last, found.start, found.end, "issue", issues[head], "head")
            elif found is None and token not in draft.taken:
                if head in issues:
                    draft.add_issue((token, token + 1), issues[head], reading.issues[issues[head]], "head")
                elif lower in bodies and document.lowers[token - 1] in _POINTING_AT_BODIES:
                    draft.add_actor((token, token + 1), reading.actors[bodies[lower]], "head")

    def _pronouns(self, draft: Draft) -> None:
        """Mark kin, then the pronouns that stand for somebody by themselves."""
        document = draft.document
        pronouns = Pronouns(draft, self._sexes)
        # What is marked on the way begins before any owner that is still to come.
        owners = {one.first: one for one in draft.reading.mentions if one.kind == "actor"}
        for token in document.where(self._triggers):
            lower = document.lowers[token]
            if lower in self._kin:
                after = document.lowers[token + 1 : token + 2]
                if after == ("of",) or (after == ("for",) and lower in _FOR):
                    self._add_kin_of(draft, token, owners.get(token + 2))
                continue
            if token in draft.taken:
                continue
            if lower == "'s" or lower in _HIS:
                self._add_kin(draft, pronouns, token)
            if lower in POINTERS and not pronouns.is_possessive(token):
                pronouns.mark(token)

    def mark_possessives(self, draft: Draft) -> None:
        """
        Mark "his" and "her" before what is somebody's, where no issue's name holds them.

        :param draft: The reading, its issues included.
        """
        tokens = draft.document.where(_HIS)
        if tokens:
            pronouns = Pronouns(draft, self._sexes)
            for token in tokens:
                if pronouns.is_possessive(token):
                    pronouns.mark(token)

    def _add_kin(self, draft: Draft, pronouns: Pronouns, token: int) -> None:
        """Mark "his parents" and "Zimin's parents", an actor of its own beside the person."""
        document, actors = draft.document, draft.reading.actors
        index = document.sentence_at[token]
        noun = document.lowers[token + 1] if token + 1 < document.sentences[index].last else ""
        if noun not in self._kin or token + 1 in draft.taken:
            return
        if document.lowers[token] == "'s":
            owner = next((found.id for found in pronouns.by_sentence.get(index, ()) if found.last == token), None)
            span = (token + 1, token + 2)
        else:
            owner = pronouns.antecedent(token)
            span = (token, token + 2)
        if owner is not None and actors[owner].kind == "person":
            name = f"{actors[owner].name}'s {noun}"
            draft.add_actor(span, Actor(f"{owner}-{noun}", name, self._kin[noun], owner, "text"), "composed")

    def _add_kin_of(self, draft: Draft, token: int, owner: Mention | None) -> None:
        """Mark "supporters of Imran Khan" and "the lawyer for Imran Khan"."""
        if owner is None or token in draft.taken or draft.reading.actors[owner.id].kind != "person":
            return
        if draft.document.lowers[max(0, token - 2) : token] in _APPOSED:
            # "Ann Lee, a lawyer for Bo Ruiz": she has a name.
            return
        noun = draft.document.lowers[token]
        known = draft.reading.actors[owner.id]
        draft.add_actor(
            (token, token + 1),
            Actor(f"{owner.id}-{noun}", f"{known.name}'s {noun}", self._kin[noun], owner.id, "text"),
            "composed",
        )
