"""Sending a file out of the store: which kind its ending says, who is in it, and the note that it was given out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from liaison.errors import InvalidInputError
from liaison.exchange.check import Progress
from liaison.exchange.export import SHEET_ENDINGS, export_sheets, sheet_to_write
from liaison.exchange.sheets import ADDRESS, CADRES, PEOPLE, RULES, SEGMENTS, SETTINGS, TRIPS, Sheet
from liaison.segments.language import show_query
from liaison.segments.queries import read_segment, segment_ids
from liaison.stewardship.disclosures import Given, Handout
from liaison.stewardship.giving_out import give_out
from liaison.store.store import Store
from liaison.text.words import _, current_language, listed

CARD_ENDINGS = (".vcf",)
CALENDAR_ENDINGS = (".ics",)
ENDINGS = (*SHEET_ENDINGS, *CARD_ENDINGS, *CALENDAR_ENDINGS)
_ABOUT_NOBODY = frozenset({CADRES, RULES, TRIPS, SEGMENTS, SETTINGS})
CALENDAR_FIELDS = ("name", "birth_month", "birth_day", "happened_on", "kind", "place", "summary")


@dataclass(frozen=True)
class Errand:
    """What is to go out, to whom and why.

    ``segment`` is a query or the name of a saved one; without it, everybody. ``version`` is that of vCard, such as
    ``3.0``. ``sheet`` is the one that a CSV file holds. A calendar can be that of one cadre.
    """

    today: date
    recipient: str = ""
    purpose: str = ""
    segment: str = ""
    sheet: str | None = None
    version: str = "4.0"
    cadre_id: int | None = None


@dataclass(frozen=True)
class Sent:
    """What went out: the number of its disclosure, and how many of those chosen are not in it."""

    disclosure: int
    left_out: int = 0


def send_out(store: Store, path: Path, errand: Errand, progress: Progress | None = None) -> Sent:
    """Write a file of the kind that its ending says, and note that it was given out.

    Raises:
        InvalidInputError: for another ending, a wish that this kind of file cannot fulfil, or a file that cannot be
            written.
        NotFoundError: when the folder does not exist.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        sentence = _("{path}: a file to write to ends in one of: {endings}.")
        raise InvalidInputError(sentence.format(path=path, endings=listed(ENDINGS)))
    sheet = sheet_to_write(errand.sheet, ending)
    if errand.segment and sheet is not PEOPLE:
        raise InvalidInputError(_("Only people can be chosen by a segment: leave the sheet out."), field="segment")
    if errand.cadre_id is not None and ending not in CALENDAR_ENDINGS:
        raise InvalidInputError(_("Only a calendar (.ics) can be that of one cadre."), field="cadre")
    people, scope = _chosen(store, errand)
    handout = Handout(
        Given.OFFICE,
        ending.removeprefix("."),
        errand.today,
        people=people,
        scope=scope,
        recipient=errand.recipient,
        purpose=errand.purpose,
    )
    if ending in CARD_ENDINGS:
        return _send_cards(store, path, errand, handout, people)
    if ending in CALENDAR_ENDINGS:
        return _send_calendar(store, path, errand, handout, people)
    handout = _of_sheets(handout, sheet, people)
    return Sent(
        give_out(
            store,
            path,
            handout,
            lambda place: export_sheets(store, place, sheet=errand.sheet, people=people, progress=progress),
        )
    )


def _chosen(store: Store, errand: Errand) -> tuple[Sequence[int] | None, str]:
    """The people of the segment, None without one, and how it is called."""
    if not errand.segment:
        return None, ""
    query = store.read(read_segment, errand.segment)
    return store.read(segment_ids, query, errand.today), show_query(query, current_language())


def _of_sheets(handout: Handout, sheet: Sheet, people: Sequence[int] | None) -> Handout:
    """What the disclosure of a workbook, a JSON file or one sheet says."""
    if people is None and handout.form != "csv":
        return handout
    if sheet is PEOPLE:
        fields = tuple(dict.fromkeys(column.name.removeprefix(ADDRESS) for column in sheet.columns))
        return replace(handout, what=Given.PEOPLE, fields=fields)
    named = () if sheet in _ABOUT_NOBODY else None
    return replace(handout, what=Given.SHEET, people=named, scope=sheet.name)


def _send_cards(store: Store, path: Path, errand: Errand, handout: Handout, people: Sequence[int] | None) -> Sent:
    from liaison.exchange.cards.card import GIVEN_OUT, CardVersion  # noqa: PLC0415 - loads what only cards need
    from liaison.exchange.cards.writing import write_cards  # noqa: PLC0415 - as above

    if errand.version not in set(CardVersion):
        sentence = _("vCards are written in version {versions}, not {version}.")
        known = listed(CardVersion)
        raise InvalidInputError(sentence.format(versions=known, version=errand.version), field="version")
    left_out = 0

    def write(place: Path) -> Handout:
        nonlocal left_out
        done = store.read(write_cards, place, people, CardVersion(errand.version))
        left_out = done.left_out
        return replace(handout, people=done.people if people is not None or done.left_out else None)

    fields = tuple(name.removeprefix(ADDRESS) for name in GIVEN_OUT)
    handout = replace(handout, what=Given.CARDS, fields=fields)
    return Sent(give_out(store, path, handout, write), left_out)


def _send_calendar(store: Store, path: Path, errand: Errand, handout: Handout, people: Sequence[int] | None) -> Sent:
    from liaison.exchange.diary import write_calendar  # noqa: PLC0415 - loads what only calendars need

    def write(place: Path) -> Handout:
        named = store.read(write_calendar, place, errand.today, people=people, cadre_id=errand.cadre_id)
        return replace(handout, people=named)

    handout = replace(handout, what=Given.CALENDAR, fields=CALENDAR_FIELDS)
    return Sent(give_out(store, path, handout, write))
