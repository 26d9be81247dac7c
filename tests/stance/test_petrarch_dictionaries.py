"""Dictionaries in PETRARCH format: names, codes and dates are understood, and every line is accounted for."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stance.engine import Engine
from stance.registries.known import Known
from stance.registries.merge import Merged, load
from stance.registries.petrarchactors import read_actors
from stance.registries.petrarchagents import read_agents
from stance.registries.petrarchissues import read_issues
from stance.registries.rows import RegistryError, Tally
from stance.registries.tables import read_csv, read_jsonl
from stance.registry import Actor, build
from stance.report import Options, TextInput
from stance.seeds import load as load_seeds

Read = Callable[..., Merged]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read dictionaries with these contents."""

    def make(*contents: str) -> Merged:
        paths = []
        for number, content in enumerate(contents):
            paths.append(tmp_path / f"{number}.txt")
            paths[-1].write_text(content, encoding="utf-8")
        return load(paths, load_seeds())

    return make


def _tally(merged: Merged, which: int = 0) -> Tally:
    tally = merged.contents.tallies[which][2]
    assert tally.accounted == tally.lines
    return tally


def _owners(merged: Merged, name: str) -> set[str]:
    return {alias.id for alias in merged.registry.aliases if alias.text == name and alias.own}


def _at(merged: Merged, identifier: str, published: str) -> Actor:
    return merged.registry.actor_at(identifier, published)


def _mentions(engine: Engine, path: Path, text: str) -> list[tuple[str, str]]:
    found = Engine(engine.model, registry=[path]).read(TextInput(text, published="2013-05-25"), Options())
    return [(text[one.start : one.end], one.id) for one in found.reading.mentions]


def test_names_in_capitals_are_spelled_as_texts_spell_them(read: Read) -> None:
    merged = read("ORUN_VAN_DER_VELDT_\n+O'TOOLE_OF_THE_MARSH_\n+UN_HARBOUR_OFFICE_\n\t[NOROPP]\n")
    for name in ("Orun van der Veldt", "O'Toole of the Marsh", "UN Harbour Office"):
        assert _owners(merged, name) == {"orun-van-der-veldt"}


def test_an_arabic_article_is_found_with_and_without_a_hyphen(read: Read) -> None:
    merged = read("SAMIR_AL_DARKOUSHI_\n\t[SYROPP]\n")
    assert _owners(merged, "Samir al-Darkoushi") == _owners(merged, "Samir al Darkoushi") == {"samir-al-darkoushi"}


def test_an_acronym_in_brackets_is_a_name_of_its_own(read: Read) -> None:
    merged = read("FJORD_DEFENCE_LEAGUE_(FDL)_\n\t[NORREB]\n")
    assert _owners(merged, "FDL") == _owners(merged, "Fjord Defence League") == {"fjord-defence-league"}


@pytest.mark.parametrize("name", ["WELCOME", "OAK", "TALKS"])
def test_a_short_name_that_is_a_common_word_keeps_its_capitals(engine: Engine, tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{name}_\n\t[NGONOR]\n", encoding="utf-8")
    text = f"{name.capitalize()} it may, but {name} condemned Iran, and {name.lower()} heard."
    assert [word for word, owner in _mentions(engine, path, text) if owner == name.lower()] == [name]


def test_a_name_that_the_seeds_know_stays_with_their_actor(read: Read, engine: Engine) -> None:
    merged = read("BASHAR_AL-ASSAD\n+DOCTOR_BASHAR\n\t[SYRGOV]\n")
    assert _owners(merged, "Doctor Bashar") == {"bashar-al-assad"}
    assert merged.registry.actors["bashar-al-assad"] == engine.registry.actors["bashar-al-assad"]
    assert _tally(merged).known == 1


def test_the_names_of_a_country_are_its_governments_and_may_be_places(read: Read) -> None:
    merged = read("NORWAY_ [NOR]\n+NORWAYE_\n+MOLDEFJORD_\n")
    added = [alias for alias in merged.registry.aliases if alias.text in {"Norwaye", "Moldefjord"}]
    assert {(alias.id, alias.place) for alias in added} == {("norway-government", True)}


def test_a_body_gets_its_kind_and_side_from_its_code(read: Read) -> None:
    merged = read("FROST_BRIGADE_\n\t[NORMIL]\nFIORD_FRONT_\n\t[NORREB]\nSKAGEN_SHIPPING_ [MNCDNK]\n")
    kinds = {one: (merged.registry.actors[one].kind, merged.registry.actors[one].parent) for one in merged.registry.actors}
    assert kinds["frost-brigade"] == ("military", "norway-government")
    assert kinds["fiord-front"] == ("rebels", None)
    assert kinds["skagen-shipping"] == ("business", None)


def test_codes_hold_between_their_dates(read: Read) -> None:
    merged = read("TOMA_VELLIK_\n\t[SYRGOV 990601-081130]\n\t[SYROPP >20090115]\n\t[SYRELI <990531]\n")
    parents = [_at(merged, "toma-vellik", date).parent for date in ("1998-01-01", "2004-07-01", "2008-12-24", "2013-05-25")]
    assert parents == [None, "syria-government", None, "syria-opposition"]
    assert merged.registry.actors["toma-vellik"].kind == "person"


def test_a_dated_code_comes_before_an_undated_one(read: Read) -> None:
    merged = read("TOMA_VELLIK_\n\t[NORELI]\n\t[NORGOV 19990601-20081130]\n")
    assert _at(merged, "toma-vellik", "2005-01-01").parent == "norway-government"
    assert _at(merged, "toma-vellik", "2015-01-01").parent is None


def test_a_texts_date_decides_in_a_reading(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("TOMA_VELLIK_\n\t[NORGOV 990601-081130]\n\t[NORELI]\n", encoding="utf-8")
    own = Engine(engine.model, registry=[path])
    parents = [
        own.read(TextInput("Toma Vellik condemned Iran.", published=date), Options()).reading.actors["toma-vellik"].parent
        for date in ("2005-01-01", "2012-01-01")
    ]
    assert parents == ["norway-government", None]


def test_two_digits_of_a_year_are_read_as_the_dictionaries_mean_them(read: Read) -> None:
    merged = read("OLD_TOMA_VELLIK_\n\t[NORGOV 320101-331108]\n")
    assert merged.registry.actors["old-toma-vellik"].start == "1932-01-01"


@pytest.mark.parametrize(
    ("lines", "reason", "numbers"),
    [
        ("TOMA_VELLIK_\nORUN_VELDT_ [NOR]\n", "no code", [1]),
        ("TOMA_VELLIK_\n\t[---]\n", "coded as nobody ([---])", [2, 1]),
        ("TOMA_VELLIK_\n\t[QQQ]\n", "code unknown", [2, 1]),
        ("TOMA_VELLIK_\n\t[NORGOV 17041975]\n", "date not understood", [2, 1]),
        ("TOMA_VELLIK_\n\t[NORGOV 050101-040101]\n", "date not understood", [2, 1]),
        ("TOMA_VELLIK_\n\t[NORGOV\nORUN_ [NOR]\n", "bracket not closed", [2, 1]),
        ("\t[NORGOV]\nORUN_ [NOR]\n", "code without a name", [1]),
        ("TOMA_VELLIK_\n+12_\n\t[NORGOV]\n", "no letters", [2]),
        ("TOMA_VELLIK_\n+T_\n\t[NORGOV]\n", "one letter", [2]),
        ("TOMA_VELLIK_\n+TOMA\x1aVELLIK\n\t[NORGOV]\n", "unreadable character", [2]),
        ("TOMA_VELLIK_\n+TOMA_VELLIK_\n\t[NORGOV]\n", "repeats a name of its entry", [2]),
        ("TOMA_VELLIK_\n+" + "TOMA_" * 50 + "\n\t[NORGOV]\n", "longer than 200 characters", [2]),
        ("12_\n\t[NORGOV]\n", "its names cannot be used", [2]),
    ],
)
def test_a_line_of_actors_that_cannot_be_used_is_counted_with_its_reason(
    read: Read, lines: str, reason: str, numbers: list[int]
) -> None:
    assert _tally(read(lines + "SIRI_HOLT_ [NORGOV]\n")).skipped[reason] == numbers


def test_comments_and_blank_lines_are_counted_apart(read: Read) -> None:
    merged = read("# a list\n\n<!-- TOMA_VELLIK_\n[NORGOV]\n-->\nORUN_ [NOR] ; the land # too\n; end\n")
    tally = _tally(merged)
    assert (tally.lines, tally.comments, tally.blank, tally.used) == (7, 5, 1, 1)


def test_one_name_in_two_countries_is_two_actors(read: Read) -> None:
    merged = read("TIDE_PARTY_\n\t[NORPTY]\nTIDE_PARTY_\n\t[DNKPTY]\n")
    assert _owners(merged, "Tide Party") == {"tide-party", "tide-party-dnk"}


def test_two_dictionaries_may_have_the_same_entries(read: Read) -> None:
    merged = read("TIDE_PARTY_\n\t[NORPTY]\n", "TIDE_PARTY_\n+TIDERS_\n\t[NORPTY]\nTIDE_PARTY_\n\t[DNKPTY]\n")
    assert _owners(merged, "Tide Party") == {"tide-party", "tide-party-dnk"}
    assert _owners(merged, "Tiders") == {"tide-party"}


def test_a_row_of_a_table_counts_more_than_a_code(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,name,kind,parent\ntide-party,Tide,ngo,syria-opposition\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("TIDE_PARTY_\n\t[NORPTY]\n", encoding="utf-8")
    actor = Engine(engine.model, registry=[tmp_path]).registry.actors["tide-party"]
    assert (actor.name, actor.kind, actor.parent) == ("Tide", "ngo", "syria-opposition")


def test_agents_become_role_nouns_with_their_plurals(read: Read) -> None:
    merged = read("CROFTER [~AGR]\nFERRYMAN [~BUS]\nQUAY_MASTER {MASTERS_OF_QUAYS} [~BUS]\nDYKE_POLICE {} [~COP]\n")
    roles = {(role.noun, role.singular, role.kind) for role in merged.seeds.roles}
    assert ("crofters", "crofter", "civilians") in roles
    assert ("ferrymen", "ferryman", "business") in roles
    assert ("masters of quays", "quay master", "business") in roles
    assert ("dyke police", None, "police") in roles


def test_a_set_of_words_is_written_out(read: Read) -> None:
    merged = read("!PERSON! = MAN, MEN, WOMAN, WOMEN\nLOCK!PERSON! [~LAB]\n")
    assert {role.noun for role in merged.seeds.roles} >= {"lockmen", "lockwomen"}
    assert _tally(merged).used == 2


def test_a_role_noun_that_the_seeds_know_stays_as_it_is(read: Read) -> None:
    merged = read("REBEL [~CVL]\nCROFTER [~AGR]\n")
    assert {role.kind for role in merged.seeds.roles if role.noun == "rebels"} == {"rebels"}
    assert _tally(merged).known == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("BURGLAR [~CRM]", "code that no kind of actor goes with (~CRM)"),
        ("TRUCE_WATCH [IGO~]", "code that stands before the actor's ([…~])"),
        ("ICE_WARDEN [~ENV}", "bracket not closed"),
        ("ICE_WARDEN", "no code"),
        ("X_ [~GOV]", "one letter"),
        ("ICE!BEAR! [~ENV]", "set of words that is not defined"),
        (
            f"!MANY! = {','.join(f'a{n}' for n in range(32))}\n!MANY!!MANY! [~ENV]",
            "sets of words that make more than 1,000 nouns",
        ),
    ],
)
def test_a_line_of_agents_that_cannot_be_used_is_counted_with_its_reason(read: Read, line: str, reason: str) -> None:
    assert _tally(read(f"CROFTER [~AGR]\n{line}\n")).skipped == {reason: [2 + line.count("\n")]}


ISSUES = '<ISSUE CATEGORY="FISHERIES" TYPE="ALL">\n'


def test_patterns_of_issues_are_written_out(read: Read) -> None:
    merged = read(ISSUES + "n:trawl n:ban [TRAWL_BAN]\nherring+quota [HERRING_QUOTA]\nhake bounty\n</ISSUE>\n")
    phrases = {alias.text: alias.id for alias in merged.registry.aliases if alias.own}
    assert phrases["trawls bans"] == phrases["trawl ban"] == "trawl-ban"
    assert phrases["herring quota"] == phrases["herring-quota"] == phrases["herringquota"] == "herring-quota"
    assert phrases["hake bounty"] == "fisheries"
    assert merged.registry.issues["trawl-ban"] == "Trawl ban"


def test_an_exempt_phrase_is_not_the_issue(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ISSUES + "herring levy [LEVY]\n~herring levy song\n</ISSUE>\n", encoding="utf-8")
    found = _mentions(engine, path, "Iran rejected the herring levy. Iran rejected the herring levy song.")
    assert [one for one in found if one[1] == "levy"] == [("herring levy", "levy")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("v:trawl [TRAWLING]", "pattern of a verb (v:)"),
        ("~~quota sampling", "phrase that rules a whole text out (~~)"),
        ("soldiers [ARMY]", "phrase that names actors"),
        ("hezbollah [GROUPS]", "phrase that names actors"),
        ("herring levy [OTHER]", "phrase given before"),
        ("<NOTE>", "markup not understood"),
        ("99 [NUMBERS]", "no letters"),
    ],
)
def test_a_line_of_issues_that_cannot_be_used_is_counted_with_its_reason(read: Read, line: str, reason: str) -> None:
    assert _tally(read(f"{ISSUES}herring levy [LEVY]\n{line}\n</ISSUE>\n")).skipped == {reason: [3]}


def test_an_issue_does_not_take_a_name_of_the_same_files_actors(read: Read) -> None:
    merged = read("TIDE_PARTY_\n\t[NORPTY]\n", ISSUES + "tide party [GROUPS]\n</ISSUE>\n</ISSUE>\n")
    assert _owners(merged, "Tide Party") == {"tide-party"}
    assert _tally(merged, 1).skipped == {"phrase that names actors": [2], "closes no category": [4]}


def test_ids_made_from_long_names_are_cut_to_what_a_request_may_ask_for(read: Read) -> None:
    merged = read("TERN_" * 30 + "\n\t[NORPTY]\n", '<ISSUE CATEGORY="' + "NET_" * 40 + '">\nnet levy\n</ISSUE>\n')
    made = [row.id for row in merged.contents.actors] + [row.id for row in merged.contents.issues]
    assert len(made) == 2
    assert all(90 <= len(one) <= 100 and not one.endswith("-") for one in made)


def test_a_line_of_issues_takes_time_in_proportion_to_its_length(known: Known) -> None:
    for piece in ("[a", "[a] ", '<ISSUE CATEGORY="'):
        started = process_time()
        read_issues("a", '<ISSUE CATEGORY="A">\n<ISSUE ' + piece * 100_000, known, ())
        read_issues("a", '<ISSUE CATEGORY="A">\n' + piece * 100_000, known, ())
        assert process_time() - started < 2, piece


def test_the_phoenix_dictionaries_load_whole(corpora_dir: Path) -> None:
    folder = corpora_dir / "phoenix"
    if not folder.is_dir():
        pytest.skip(f"needs the dictionaries of Phoenix: {folder} is not there")
    merged = load([folder], load_seeds())
    assert len(merged.contents.tallies) == 5
    for file, form, tally in merged.contents.tallies:
        text = Path(file).read_text(encoding="utf-8")
        assert tally.lines == text.count("\n"), form
        assert tally.accounted == tally.lines, form
        assert sum(map(len, tally.skipped.values())) < 0.3 * tally.lines, form
    lines = sum(tally.lines for _, _, tally in merged.contents.tallies)
    skipped = sum(len(numbers) for _, _, tally in merged.contents.tallies for numbers in tally.skipped.values())
    assert skipped < 0.02 * lines
    assert _at(merged, "kevin-rudd", "2008-06-01").parent == "australia-government"


def test_a_dictionary_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="neither"):
        load([path], load_seeds())


@pytest.fixture(scope="session")
def known() -> Known:
    seeds = load_seeds()
    return Known(build(seeds), seeds)


_MARKS = "[NORGOV @ 990101@-@>@]@+@_@~@!@{@}@<!--@-->@</ISSUE>@n:@v:@AL@Tide@;@#@(@)@ = @,@9@É@[---]@[~GOV]@\n@\t@\x00"
_PIECES = st.sampled_from([*_MARKS.split("@"), '<ISSUE CATEGORY="A">\n'])


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_every_line_of_any_dictionary_is_accounted_for(known: Known, text: str) -> None:
    parts = (read_actors("a", text, known, {}), read_agents("b", text, known), read_issues("c", text, known, ()))
    for _, form, tally in (part.tallies[0] for part in parts):
        assert tally.accounted == tally.lines == max(1, text.removesuffix("\n").count("\n") + 1), form
    for one in (name.text for part in parts for row in part.actors for name in row.names):
        assert one == one.strip()
        assert one


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=30).map("".join).map("name,kind\n".__add__)))
def test_no_table_is_too_broken_to_be_told_so(text: str) -> None:
    for contents in (read_csv("a", text), read_jsonl("b", text)):
        assert contents.faults or all(tally.accounted == tally.lines for _, _, tally in contents.tallies)
