"""The three tables of the roster: whole, consistent, and without a name that means two actors.

A term runs from its first day up to the day of the handover, which may be the first day of
the next term.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import components.actors

Row = dict[str, str]

FOLDER = Path(components.actors.__file__).parent
KINDS = set(
    "country government legislature agency military alliance organisation party company "
    "armed-group person outlet".split()
)
# Offices that several people hold at once.
SHARED_OFFICES = {
    "ambassador",
    "intelligence-director",
    "kremlin-deputy-chief-of-staff",
    "ru-deputy-foreign-minister",
    "ru-presidential-aide",
    "secretary",
    "speaker",
    "us-senator",
    "us-special-envoy",
}


def read(name: str) -> list[Row]:
    with FOLDER.joinpath(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROSTER, OFFICES, TERMS = read("roster.csv"), read("offices.csv"), read("terms.csv")
ACTORS = {row["id"]: row for row in ROSTER}
PERSONS = [row for row in ROSTER if row["kind"] == "person"]
COUNTRIES = {row["id"] for row in ROSTER if row["kind"] == "country"}


def parts(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def forms(row: Row) -> list[str]:
    """Every form that means this actor wherever it stands."""
    alone = [row["surname"]] if row["surname_alone"] == "yes" else []
    return [row["name"], *alone, *parts(row["aliases"])]


def twice(items: Iterator[str]) -> list[str]:
    return [item for item, n in Counter(items).items() if n > 1]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("roster.csv", "id,name,kind,side,pronoun,surname,surname_alone,aliases,adjectives"),
        ("offices.csv", "id,country,titles,bare,serves"),
        ("terms.csv", "office,holder,from,to"),
    ],
)
def test_each_table_has_its_columns_and_no_stray_cell_or_space(name: str, columns: str) -> None:
    with FOLDER.joinpath(name).open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert ",".join(head) == columns
    for row in rows:
        assert len(row) == len(head), row
        for cell in row:
            assert all(part and part == part.strip() for part in parts(cell)), row


def test_the_roster_is_large_enough() -> None:
    assert len(ROSTER) >= 260
    assert len(OFFICES) >= 40


@pytest.mark.parametrize("rows", [ROSTER, OFFICES], ids=["roster", "offices"])
def test_ids_are_unique_slugs(rows: list[Row]) -> None:
    assert not twice(row["id"] for row in rows)
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", row["id"]) for row in rows)


def test_kinds_sides_and_pronouns_are_known() -> None:
    for row in ROSTER:
        assert row["kind"] in KINDS, row
        assert re.fullmatch(r"(?:[A-Z]{2,4})?", row["side"]), row
        assert row["pronoun"] in {"he", "she", "it", "they"}, row
        assert row["name"], row


def test_persons_have_a_pronoun_and_a_surname_and_nobody_else_has() -> None:
    for row in ROSTER:
        if row["kind"] == "person":
            assert row["pronoun"] in {"he", "she", "they"}, row
            assert row["surname"] and row["surname"] in row["name"], row
            assert row["surname_alone"] in {"yes", "no"}, row
        else:
            assert row["pronoun"] in {"it", "they"}, row
            assert not row["surname"] and not row["surname_alone"], row


def test_only_countries_have_adjectives_and_every_country_has() -> None:
    for row in ROSTER:
        assert bool(row["adjectives"]) == (row["kind"] == "country"), row


def test_the_first_country_of_a_side_is_the_one_that_the_side_means() -> None:
    first: dict[str, str] = {}
    for row in ROSTER:
        if row["kind"] == "country":
            assert row["side"], row
            first.setdefault(row["side"], row["id"])
    assert first["US"] == "united-states"
    assert first["RU"] == "russia"
    assert {row["id"] for row in ROSTER if row["kind"] == "country"} - set(first.values()) == {
        "soviet-union"
    }


def test_no_form_belongs_to_two_actors() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in ROSTER:
        for form in [*forms(row), *parts(row["adjectives"])]:
            owners[form].add(row["id"])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_no_alias_is_listed_twice_or_repeats_the_name() -> None:
    for row in ROSTER:
        assert not twice(iter(forms(row))), row["id"]


def test_a_shared_surname_never_stands_alone() -> None:
    bearers: dict[str, list[Row]] = defaultdict(list)
    for row in PERSONS:
        bearers[row["surname"]].append(row)
    for surname, rows in bearers.items():
        if len(rows) > 1:
            assert all(row["surname_alone"] == "no" for row in rows), surname


def test_no_form_of_one_actor_is_the_surname_of_another() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in PERSONS:
        bearers[row["surname"]].add(row["id"])
    for row in ROSTER:
        for form in [*forms(row), *parts(row["adjectives"])]:
            # A country and a person may share a name: the person never stands by it alone.
            if row["kind"] != "country" or form != row["name"]:
                assert bearers[form] <= {row["id"]}, (row["id"], form)
    named = {row["name"] for row in ROSTER if row["kind"] == "country"}
    assert all(row["surname_alone"] == "no" for row in PERSONS if row["surname"] in named)


def test_aliases_have_no_possessive_at_their_end() -> None:
    for row in ROSTER:
        assert not any(re.search(r"['’]s?$", form) for form in forms(row)), row["id"]


def test_common_words_and_common_surnames_never_stand_alone() -> None:
    alone = {form for row in ROSTER for form in forms(row)}
    ambiguous = (
        "Baker Bush Brown Burns Austin Carter Clinton Collins Cook Cooper Ford Gates Graham Harris "
        "Holder House Hunt Ivanov Johnson Jones Kelly Kennedy Major May Miller Page Paul Perry "
        "Powell Power Price Reed Rice Smith State Straw Sullivan Wallace West us"
    )
    assert alone.isdisjoint(ambiguous.split())


def test_offices_name_known_countries_and_bosses() -> None:
    ids = {row["id"] for row in OFFICES}
    for row in OFFICES:
        assert row["titles"] or row["bare"], row
        assert not row["country"] or row["country"] in COUNTRIES, row
        assert not row["serves"] or row["serves"] in ids - {row["id"]}, row
        # Country, bare title or boss: without one of them only “the senator” could be read.
        assert (
            row["country"] or row["bare"] or row["serves"] or row["id"] in SHARED_OFFICES | {"pope"}
        ), row


def test_no_title_means_two_offices() -> None:
    by_country: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_boss: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in OFFICES:
        for title in parts(row["titles"]):
            if row["country"]:
                by_country[row["country"], title.lower()].append(row["id"])
            if row["serves"]:
                by_boss[row["serves"], title.lower()].append(row["id"])
    assert {key: ids for key, ids in by_country.items() if len(ids) > 1} == {}
    assert {key: ids for key, ids in by_boss.items() if len(ids) > 1} == {}
    assert not twice(title for row in OFFICES for title in parts(row["bare"]))


def test_no_title_is_the_name_of_an_actor() -> None:
    names = {form for row in ROSTER for form in [*forms(row), row["surname"]]}
    assert names.isdisjoint(title for row in OFFICES for title in parts(row["bare"]))


def test_terms_name_an_office_and_a_person_that_exist() -> None:
    offices, persons = {row["id"] for row in OFFICES}, {row["id"] for row in PERSONS}
    for row in TERMS:
        assert row["office"] in offices, row
        assert row["holder"] in persons, row
    assert offices == {row["office"] for row in TERMS}


def test_dates_are_iso_and_in_order() -> None:
    for row in TERMS:
        start = date.fromisoformat(row["from"])
        assert date(1917, 1, 1) < start, row
        assert not row["to"] or start < date.fromisoformat(row["to"]), row


def test_the_terms_of_one_office_do_not_overlap() -> None:
    held: dict[str, list[Row]] = defaultdict(list)
    for row in TERMS:
        if row["office"] not in SHARED_OFFICES:
            held[row["office"]].append(row)
    for rows in held.values():
        rows.sort(key=lambda row: row["from"])
        for earlier, later in pairwise(rows):
            assert earlier["to"] and earlier["to"] <= later["from"], (earlier, later)


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in TERMS:
        held[row["office"], row["holder"]].append(row)
    for (office, _), rows in held.items():
        rows.sort(key=lambda row: row["from"])
        for earlier, later in pairwise(rows):
            one_after_another = earlier["to"] and earlier["to"] <= later["from"]
            assert one_after_another or office in SHARED_OFFICES, (earlier, later)


def holder(office: str, day: str) -> set[str]:
    return {
        row["holder"]
        for row in TERMS
        if row["office"] == office and row["from"] <= day and (not row["to"] or day < row["to"])
    }


@pytest.mark.parametrize(
    ("office", "day", "who"),
    [
        ("us-president", "1962-10-27", "john-f-kennedy"),
        ("us-president", "2016-12-29", "barack-obama"),
        ("us-president", "2024-11-06", "joe-biden"),
        ("us-secretary-of-state", "2009-03-06", "hillary-clinton"),
        ("us-national-security-adviser", "2005-01-10", "condoleezza-rice"),
        ("us-national-security-adviser", "2014-03-18", "susan-rice"),
        ("us-secretary-of-war", "2025-10-01", "pete-hegseth"),
        ("us-ambassador-to-russia", "2007-06-01", "william-burns"),
        ("us-ambassador-to-russia", "2021-06-16", "john-sullivan"),
        ("us-house-speaker", "2024-04-20", "mike-johnson"),
        ("ru-president", "2010-04-08", "dmitry-medvedev"),
        ("ru-prime-minister", "2010-04-08", "vladimir-putin"),
        ("ru-foreign-minister", "2001-06-16", "igor-ivanov"),
        ("ru-defence-minister", "2002-05-24", "sergei-ivanov"),
        ("ru-defence-minister", "2025-02-18", "andrei-belousov"),
        ("kremlin-spokesman", "2024-11-06", "dmitry-peskov"),
        ("ru-pm-spokesman", "2010-04-08", "dmitry-peskov"),
        ("ru-federation-council-speaker", "2024-11-06", "valentina-matviyenko"),
        ("ru-ambassador-to-the-us", "2016-09-08", "sergey-kislyak"),
        ("soviet-leader", "1987-12-08", "mikhail-gorbachev"),
        ("soviet-foreign-minister", "1987-12-08", "eduard-shevardnadze"),
        ("ua-president", "2024-11-06", "volodymyr-zelenskyy"),
        ("nato-secretary-general", "2008-08-12", "jaap-de-hoop-scheffer"),
        ("un-secretary-general", "2003-03-20", "kofi-annan"),
        ("gb-prime-minister", "2018-03-12", "theresa-may"),
        ("de-chancellor", "2015-02-12", "angela-merkel"),
    ],
)
def test_well_known_holders_on_well_known_days(office: str, day: str, who: str) -> None:
    assert holder(office, day) == {who}


def test_leading_offices_have_no_gap_while_their_state_exists() -> None:
    for office in ("us-president", "ru-president", "soviet-general-secretary", "de-chancellor"):
        rows = sorted((r for r in TERMS if r["office"] == office), key=lambda row: row["from"])
        for earlier, later in pairwise(rows):
            gap = date.fromisoformat(later["from"]) - date.fromisoformat(earlier["to"])
            # A party or a parliament may take some weeks or months to choose.
            limit = 0 if office.endswith("president") else 200
            assert gap.days <= limit, (earlier, later)
