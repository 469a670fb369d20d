"""Writing people as vCards, one after another in one file, for the address books of telephones and computers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from liaison.exchange.cards.card import ADDRESS_PARTS, NUMBER_UID, CardVersion
from liaison.exchange.cards.lines import written
from liaison.exchange.cards.reading import MAKER
from liaison.exchange.sheets import ADDRESS
from liaison.people.fields import Channel, Consent, PersonStatus
from liaison.people.models import Address, ChannelConsent, Representative
from liaison.store.tables import table_of
from liaison.text.countries import country_name
from liaison.text.names import split_name
from liaison.text.phones import JOINER, phone_digits

CHUNK = 500
ID_UID = "liaison-id-"
_BY_CHANNEL: Mapping[Channel, tuple[str, ...]] = {
    Channel.POST: tuple(ADDRESS + part for part in ADDRESS_PARTS),
    Channel.PHONE: ("phone",),
    Channel.MESSAGE: ("wechat",),
    Channel.EMAIL: ("email",),
}


@dataclass(frozen=True)
class CardsWritten:
    """Whose cards were written, and how many of the chosen people were left out."""

    people: tuple[int, ...]
    left_out: int


def write_cards(
    session: Session, path: Path, people: Sequence[int] | None = None, version: CardVersion = CardVersion.NEWER
) -> CardsWritten:
    """Write the cards of people, of all unless some are chosen.

    Left out are those who are not to be contacted, have died or are archived; and of the others what belongs to a
    channel by which they do not want to be reached.
    """
    chosen = list(session.scalars(select(col(Representative.id)).order_by(col(Representative.id))))
    ids = [row_id for row_id in (chosen if people is None else people) if row_id is not None]
    done: list[int] = []
    with path.open("wb") as file:
        for values in _people(session, ids):
            file.write(card_of(values, version))
            done.append(values["id"])
    return CardsWritten(tuple(done), len(ids) - len(done))


def card_of(values: Mapping[str, Any], version: CardVersion) -> bytes:
    """One card; ``values`` are those of the columns of the sheet of representatives, and the ``id``."""
    lines = [b"BEGIN:VCARD\r\n", written("VERSION", version), written("PRODID", f"-//{MAKER}//{MAKER}//ZH")]
    number = values.get("number")
    lines.append(written("UID", f"{NUMBER_UID}{number}" if number else f"{ID_UID}{values['id']}"))
    lines += _who(values)
    lines += _reach(values, version)
    lines += _address(values)
    lines += _birthday(values, version)
    if version is CardVersion.NEWER and values.get("language"):
        lines.append(written("LANG", values["language"]))
    return b"".join([*lines, b"END:VCARD\r\n"])


def _who(values: Mapping[str, Any]) -> Iterator[bytes]:
    family, given = split_name(values["name"])
    if not given:
        family, given = "", values["name"]
    yield written("N", family, given, "", "", values.get("honorific", ""))
    yield written("FN", values["name"])
    if values.get("unit"):
        yield written("ORG", values["unit"])
    if values.get("post"):
        yield written("TITLE", values["post"])


def _reach(values: Mapping[str, Any], version: CardVersion) -> Iterator[bytes]:
    for number in filter(None, values.get("phone", "").split(JOINER)):
        digits = phone_digits(number)
        kind = "cell" if len(digits) == 11 and digits.startswith("1") else "voice"
        yield written("TEL", number, TYPE=kind.upper() if version is CardVersion.OLDER else kind)
    if values.get("email"):
        yield written("EMAIL", values["email"], **({"TYPE": "INTERNET"} if version is CardVersion.OLDER else {}))
    if values.get("wechat"):
        yield written("X-WECHAT", values["wechat"])


def _address(values: Mapping[str, Any]) -> Iterator[bytes]:
    region, city, district, lines, postcode, country = (values.get(ADDRESS + part, "") for part in ADDRESS_PARTS)
    if not any((region, city, district, lines, postcode)):
        return
    params = {"X_DISTRICT": district} if district else {}
    if country:
        params["CC"] = country
    name = country_name(country, "zh") if country else ""
    yield written("ADR", "", "", f"{district}{lines}", city, region, postcode, name, **params)


def _birthday(values: Mapping[str, Any], version: CardVersion) -> Iterator[bytes]:
    """A birthday by the solar calendar; the older version has no days without a year, so it says so as Apple does."""
    month, day = values.get("birth_month"), values.get("birth_day")
    if not month or not day or values.get("birth_lunar"):
        return
    if version is CardVersion.NEWER:
        yield written("BDAY", f"--{month:02d}{day:02d}")
    else:
        yield written("BDAY", f"1604-{month:02d}-{day:02d}", X_APPLE_OMIT_YEAR="1604")


def _people(session: Session, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    table = table_of(Representative)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        found = {
            row["id"]: dict(row)
            for row in session.connection().execute(select(table).where(table.c.id.in_(part))).mappings()
        }
        addresses = _addresses(session, part)
        silent = _silent(session, part)
        for row_id in part:
            values = found.get(row_id)
            if values is None or values["status"] != PersonStatus.ACTIVE:
                continue
            values |= {ADDRESS + name: text for name, text in addresses.get(row_id, {}).items()}
            for channel in silent.get(row_id, ()):
                values |= dict.fromkeys(_BY_CHANNEL[channel], "")
            yield values


def _addresses(session: Session, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
    """The first address of each person that post has not come back from."""
    table = table_of(Address)
    query = select(table).where(table.c.representative_id.in_(ids), table.c.returned_on.is_(None))
    rows = session.connection().execute(query.order_by(table.c.id.desc())).mappings()
    return {row["representative_id"]: {name: row[name] for name in ADDRESS_PARTS} for row in rows}


def _silent(session: Session, ids: Sequence[int]) -> dict[int, list[Channel]]:
    query = select(col(ChannelConsent.representative_id), col(ChannelConsent.channel)).where(
        col(ChannelConsent.representative_id).in_(ids), col(ChannelConsent.consent) == Consent.WITHDRAWN
    )
    found: dict[int, list[Channel]] = {}
    for person, channel in session.execute(query):
        found.setdefault(person, []).append(channel)
    return found
