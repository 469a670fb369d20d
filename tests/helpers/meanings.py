"""What a store means, without its row ids: for comparing two stores that were filled in different ways."""

from dataclasses import fields
from typing import Any

from sqlmodel import Session

from liaison.exchange.letter_records import address_places, read_letters
from liaison.exchange.records import Records, read_records, read_visits
from liaison.store.settings import all_settings

_DERIVED = frozenset({"id", "search_text", "due_clause"})
_LINKS = {
    "representative_id": "people",
    "cadre_id": "cadres",
    "rule_id": "rules",
    "household_id": "households",
    "trip_id": "trips",
    "pairing_id": "pairings",
    "visit_id": "visits",
}


def meaning(session: Session) -> dict[str, Any]:
    """Every record, with each id as the place of its row among those of its table; contacts go by day."""
    held = read_records(session)
    visits = list(read_visits(session, by_day=True))
    places = {
        "visits": {visit.id: place for place, visit in enumerate(visits)},
        **{
            name: {row_id: place for place, row_id in enumerate(sorted(getattr(held, name)))}
            for name in ("people", "cadres", "rules", "households", "trips", "pairings")
        },
    }

    def plain(row: Any) -> dict[str, Any]:
        return {
            name: places[_LINKS[name]][value] if name in _LINKS and value is not None else value
            for name, value in row.items()
            if name not in _DERIVED
        }

    tables = {
        name: [plain(row) for row in getattr(held, name).values()]
        for name in ("cadres", "people", "households", "pairings", "trips", "segments")
    }
    told = {row_id: plain(row) for row_id, row in held.follow_ups.items()}
    steps = [(repr(told[row["follow_up_id"]]), plain({**row, "follow_up_id": None})) for row in held.steps.values()]
    loose = {
        name: sorted((plain(row) for row in getattr(held, name).values()), key=repr)
        for name in ("consents", "pauses", "follow_ups")
    }
    return {
        **tables,
        "letters": _letters(session, held, places),
        **loose,
        "steps": sorted(steps, key=repr),
        "addresses": {places["people"][p]: [plain(a) for a in rows] for p, rows in held.addresses.items()},
        "travellers": {
            places["trips"][trip]: {places["cadres"][cadre] for cadre in cadres}
            for trip, cadres in held.travellers.items()
        },
        "rules": [(r.name, r.scope, r.scope_value, r.clauses) for r in held.rules.values()],
        "visits": [
            (
                *(v.happened_on, v.kind, v.state, v.direction, v.place, v.summary),
                None if v.trip_id is None else places["trips"][v.trip_id],
                {places["cadres"][cadre] for cadre in v.cadre_ids},
                {places["people"][person] for person in v.representative_ids},
            )
            for v in visits
        ],
        "settings": all_settings(session),
    }


_LETTER_LINKS = {
    "sender_id": "senders",
    "campaign_id": "campaigns",
    "piece_id": "pieces",
    "disclosure_id": "disclosures",
    "first_id": "people",
    "second_id": "people",
    "address_id": "addresses",
}


def _letters(session: Session, held: Records, places: dict[str, dict[int, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Letters, who is kept apart, what was given out; what points to a record that is gone points to nothing."""
    letters = read_letters(session)
    tables = {each.name: getattr(letters, each.name) for each in fields(letters)}
    known = {
        **places,
        **{name: {row_id: place for place, row_id in enumerate(sorted(rows))} for name, rows in tables.items()},
        "addresses": {
            row_id: (places["people"][person], place) for row_id, (person, place) in address_places(held).items()
        },
    }
    links = {**_LINKS, **_LETTER_LINKS}
    return {
        name: [
            {n: known[links[n]].get(v) if n in links else v for n, v in row.items() if n != "id"}
            for row in rows.values()
        ]
        for name, rows in tables.items()
    }
