"""Who does what to whom as a dependency parse tells it: the other side of `benchmarks.roles`.

Labels are those of spaCy's English pipelines (CLEAR style: Choi and Palmer, Guidelines for the CLEAR Style Constituent to
Dependency Conversion, 2012). Nothing here imports spaCy: a `Tree` may be written by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from stance.lexicon import Frame

Group = frozenset[int]
_RELATIVE_TAGS = frozenset(("WDT", "WP", "WP$"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_THEME_PREPOSITIONS = frozenset("against of on for".split())
_CONTROLLING = frozenset("of for from with into".split())
_COPULAS = frozenset("be is are was were been being am 's 're become became becomes remain remains remained".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december today yesterday tomorrow week month year years day days eve".split()
)
CONSTRUCTIONS = (
    "active",
    "passive",
    "relative clause",
    "participial",
    "coordination",
    "infinitive",
    "noun: deed",
    "noun: bearer",
)


@dataclass(frozen=True)
class Tree:
    """A parsed sentence: for each token the index of its head (its own for the root), its label, its fine tag, its lower form."""

    heads: Sequence[int]
    labels: Sequence[str]
    tags: Sequence[str]
    lowers: Sequence[str]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Each token's dependents, in order."""
        found: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                found[head].append(token)
        return tuple(tuple(one) for one in found)

    def under(self, token: int, *labels: str) -> Iterator[int]:
        """
        Give a token's dependents that bear one of some labels.

        :param token: The token.
        :param labels: The labels.
        :yield: Its dependents, in order.
        """
        return (child for child in self.children[token] if self.labels[child] in labels)

    def root_of(self, first: int, last: int) -> int:
        """
        Find the head of a run of tokens.

        :param first: Its first token.
        :param last: Its last, exclusive.
        :return: The first token of the run whose head stands outside it, or that has none.
        """
        return next(i for i in range(first, last) if self.heads[i] == i or not first <= self.heads[i] < last)


@dataclass(frozen=True)
class ParsedRoles:
    """
    What a parse says of one predicate.

    Each member of `agents` and `themes` holds the head of one phrase and the heads of what stands in apposition to it;
    `construction` is one of `CONSTRUCTIONS`.
    """

    agents: tuple[Group, ...]
    themes: tuple[Group, ...]
    construction: str


def parsed_roles(tree: Tree, first: int, last: int, frame: Frame) -> ParsedRoles | None:
    """
    Find a predicate's agents and themes in a parse.

    :param tree: The sentence.
    :param first: The predicate's first token.
    :param last: Its last, exclusive.
    :param frame: What it says.
    :return: The roles; None where the parse takes a verb for something else or the other way round.
    """
    at = tree.root_of(first, last)
    verbal = tree.tags[at].startswith("VB")
    if frame.pos == "n":
        return None if verbal else _Reading(tree, first, last).noun(at, frame)
    return _Reading(tree, first, last).verb(at) if verbal else None


class _Reading:
    """One predicate of one tree."""

    def __init__(self, tree: Tree, first: int, last: int) -> None:
        self.tree, self.first, self.last = tree, first, last

    def verb(self, at: int) -> ParsedRoles:
        if self._passive(at):
            agents = [pobj for by in self.tree.under(at, "agent") for pobj in self.tree.under(by, "pobj")]
            agents += self.tree.under(at, "npadvmod") if self.tree.labels[at] == "amod" else ()
            themes = self._subject(at)
        else:
            agents, themes = self._subject(at), self._object(at)
        return ParsedRoles(self._groups(agents), self._groups(themes), self._construction(at))

    def _groups(self, heads: Sequence[int]) -> tuple[Group, ...]:
        """Spread over coordination, and take in what is in apposition."""
        tree, found, open_ = self.tree, [], list(heads)
        while open_:
            head = open_.pop(0)
            if tree.tags[head] not in _RELATIVE_TAGS:
                apposed = (i for i in tree.under(head, "appos") if not self.first <= i < self.last)
                found.append(frozenset((head, *apposed)))
            open_ += tree.under(head, "conj")
        return tuple(dict.fromkeys(found))

    def _passive(self, at: int) -> bool:
        tree = self.tree
        if any(True for _ in tree.under(at, "nsubjpass", "auxpass", "agent")):
            return True
        if tree.tags[at] != "VBN":
            return False
        if tree.labels[at] in {"acl", "amod", "advcl"}:
            return not any(True for _ in tree.under(at, "aux"))
        shares = tree.labels[at] == "conj" and not any(True for _ in tree.under(at, "nsubj", "aux", "dobj"))
        return shares and self._passive(tree.heads[at])

    def _construction(self, at: int) -> str:
        tree, label = self.tree, self.tree.labels[at]
        own = any(True for _ in tree.under(at, *_SUBJECTS))
        if label == "relcl":
            return "relative clause"
        if label in {"acl", "amod", "pcomp"} or (label == "advcl" and not own and tree.tags[at] in {"VBG", "VBN"}):
            return "participial" if tree.tags[at] != "VB" else "infinitive"
        if label == "conj" and not own:
            return "coordination"
        if tree.tags[at] == "VB" and not own and any(tree.lowers[i] == "to" for i in tree.under(at, "aux")):
            return "infinitive"
        return "passive" if self._passive(at) else "active"

    def _subject(self, at: int) -> list[int]:
        """Find a verb's own subject, or the one that it shares with the verb or noun it hangs on."""
        tree = self.tree
        for _ in tree.heads:
            own = list(tree.under(at, *_SUBJECTS))
            if own:
                return self._antecedents(own, at)
            label, above = tree.labels[at], tree.heads[at]
            if label in {"relcl", "acl", "amod"}:
                return [above] if tree.tags[at] != "VB" else self._owner(above)
            if label == "pcomp":
                word, at_above = tree.lowers[above], tree.heads[above]
                controlled = list(tree.under(at_above, "dobj")) if word in _CONTROLLING else []
                if controlled or not tree.tags[at_above].startswith("VB"):
                    return controlled or self._owner(at_above)
                at = at_above
            elif label in {"xcomp", "ccomp"} and list(tree.under(above, "dobj")):
                return list(tree.under(above, "dobj"))
            elif label == "acomp" or (label in {"conj", "advcl", "xcomp", "ccomp"} and tree.tags[above].startswith(("VB", "JJ"))):
                at = above
            else:
                return []
        return []

    def _antecedents(self, subjects: Sequence[int], at: int) -> list[int]:
        """Put what a relative clause describes in the place of its pronoun."""
        tree = self.tree
        while tree.labels[at] == "conj":
            at = tree.heads[at]
        relative = tree.labels[at] == "relcl"
        return [tree.heads[at] if relative and tree.tags[one] in _RELATIVE_TAGS else one for one in subjects]

    def _owner(self, noun: int) -> list[int]:
        """Find whose attempt an attempt to do something is."""
        tree = self.tree
        poss = list(tree.under(noun, "poss"))
        above = tree.heads[noun]
        if poss or tree.labels[noun] != "dobj" or not tree.tags[above].startswith("VB"):
            return poss
        return self._subject(above)

    def _object(self, at: int) -> list[int]:
        tree = self.tree
        own = list(tree.under(at, "dobj"))
        if own:
            return self._antecedents(own, at)
        for clause in tree.under(at, "ccomp"):
            # "called him a liar", "wants them to leave": the clause has no finite verb of its own.
            if not list(tree.under(clause, "mark")) and tree.tags[clause] not in {"VBD", "VBZ", "VBP", "MD"}:
                modal = any(tree.tags[i] in {"MD", "VBD", "VBZ", "VBP"} for i in tree.under(clause, "aux", "auxpass"))
                return [] if modal else list(tree.under(clause, *_SUBJECTS))
        found = [
            pobj
            for preposition in tree.under(at, "prep", "prt", "dative")
            if tree.lowers[preposition] in _THEME_PREPOSITIONS or self.first <= preposition < self.last
            for pobj in tree.under(preposition, "pobj")
            if tree.lowers[pobj] not in _TIMES and tree.tags[pobj] != "CD"
        ]
        if found or tree.labels[at] != "relcl":
            return found
        pronoun_acts = any(tree.tags[i] in _RELATIVE_TAGS for i in tree.under(at, *_SUBJECTS))
        return [] if pronoun_acts or not list(tree.under(at, *_SUBJECTS)) else [tree.heads[at]]

    # Nouns -----------------------------------------------------------------------------------------------------------

    def noun(self, at: int, frame: Frame) -> ParsedRoles:
        openings = {word.split()[0] for word, _ in frame.prepositions}
        if frame.bearer:
            themes = self._after(at, openings | {"of", "to", "with", "for"}) or list(self.tree.under(at, "poss"))
            return ParsedRoles(self._groups(self._described(at)), self._groups(themes), "noun: bearer")
        themes = self._after(at, openings)
        agents = self._after(at, {"by"}) or list(self.tree.under(at, "poss"))
        agents = agents or (self._after(at, {"of"}) if "of" not in openings else [])
        agents = agents or [i for i in self.tree.under(at, "compound", "amod", "nmod") if self.tree.tags[i].startswith("NNP")]
        if not agents and themes:
            agents = self._supported(at)
        return ParsedRoles(self._groups(agents), self._groups(themes), "noun: deed")

    def _after(self, at: int, words: set[str]) -> list[int]:
        tree = self.tree
        return [
            pobj
            for preposition in tree.under(at, "prep", "agent")
            if tree.lowers[preposition] in words
            for pobj in tree.under(preposition, "pobj")
        ]

    def _described(self, at: int) -> list[int]:
        """Find whom a noun or adjective describes."""
        tree, label, above = self.tree, self.tree.labels[at], self.tree.heads[at]
        apposed = [i for i in tree.under(at, "appos", "compound", "nmod") if tree.tags[i].startswith("NNP")]
        if apposed:
            return apposed
        if label in {"appos", "amod", "compound", "nmod"}:
            return [above]
        if label in {"attr", "acomp", "oprd"} and tree.lowers[above] in _COPULAS:
            return self._subject(above)
        return []

    def _supported(self, at: int) -> list[int]:
        """Find whose attack it is in "launched an attack": the subject of the verb that the noun hangs on."""
        tree, above = self.tree, self.tree.heads[at]
        if tree.labels[at] == "pobj":
            above = tree.heads[above]
        return self._subject(above) if above != at and tree.tags[above].startswith("VB") else []
