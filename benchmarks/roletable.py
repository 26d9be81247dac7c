"""The figures of `benchmarks.roles` as a table."""

from typing import Any

from benchmarks.parsedroles import CONSTRUCTIONS
from benchmarks.rolematch import VERDICTS


def print_table(document: dict[str, Any]) -> None:
    """
    Print what the benchmark found.

    :param document: What it would print as JSON.
    """
    print(f"{document['sentences']} sentences, {document['predicates']} predicates; {document['other']} more are of another word")
    print("class for spaCy and left out. spaCy's roles taken for gold:\n")
    print(f"{'':16} {'uses':>5}   {'agents':>6} {'P':>5} {'R':>5} {'F1':>5}   {'themes':>6} {'P':>5} {'R':>5} {'F1':>5}")
    for name in ("all", *CONSTRUCTIONS):
        print(f"{name:16} {document['uses'][name]:5}", end="")
        for role in ("agent", "theme"):
            one = document["roles"][role][name]
            print(f"   {one['gold']:6} {one['precision']:5.2f} {one['recall']:5.2f} {one['f1']:5.2f}", end="")
        print()
    cost = document["cost"]
    print(f"\nprocessor time a sentence: roles {cost['roles']:.0f} µs, with the lexicon and all else {cost['annotated']:.0f} µs,")
    print(f"spaCy's tagger and parser {cost['parse']:.0f} µs: {cost['parse'] / cost['roles']:.0f} times the roles")
    judged = document["judged"]
    print(
        f"\nof {sum(judged.values())} judged disagreements: "
        + ", ".join(f"{name} right {judged[name]}" for name in VERDICTS[:2]),
        end="",
    )
    print(f", both {judged['both']}, neither {judged['neither']}, gone {judged['gone']}")
