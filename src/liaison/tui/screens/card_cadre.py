"""The card of a cadre: for whom he or she answers, how each stands, and the contacts of this year."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session
from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.pairing.queries import DueQuestion, DueRow, due_list
from liaison.pairing.terms import Status
from liaison.people.queries import CadreRow, cadre_card
from liaison.store.tables import Named
from liaison.text.dates import show_day
from liaison.text.display import printable
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.screens.cadre_form import CadreForm
from liaison.tui.screens.card_base import FactsScreen
from liaison.tui.screens.card_handover import open_handover
from liaison.tui.screens.card_head import standing_words
from liaison.tui.screens.card_log import log_for
from liaison.tui.screens.contacts_rows import contact_columns, contact_row
from liaison.tui.screens.pairing_form import pair_with_person
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.queries import VisitFilter, VisitRow, visit_ids, visit_rows

_PEOPLE_COLUMNS = (
    Column("name", lambda: _("Representative"), fraction=1, min_width=14),
    Column("standing", lambda: _("Standing"), width=24),
    Column("due", lambda: _("Due on"), width=10),
    Column("last", lambda: _("Last contact"), width=12, priority=2),
    Column("rule", lambda: _("Contact rule"), fraction=2, min_width=14, priority=3),
)
_STYLES = {Status.OVERDUE: "error", Status.NEVER: "error", Status.DUE_SOON: "warning", Status.OK: "success"}


@dataclass(frozen=True)
class _Facts:
    cadre: CadreRow
    people: tuple[DueRow, ...]
    contacts: tuple[VisitRow, ...]


class CadreScreen(FactsScreen[_Facts]):
    """Everything about one cadre."""

    COMMAND_SET = (
        Command("cadre.edit", "e", lambda: _("Edit"), lambda: _("Change this record."), "edit", show=True, rank=11),
        Command(
            "cadre.pair",
            "h",
            lambda: _("Pair"),
            lambda: _("Let this cadre answer for one more person."),
            "pair",
            show=True,
            rank=12,
        ),
        Command(
            "cadre.hand_over",
            "o",
            lambda: _("Hand over"),
            lambda: _("Hand this cadre's people over to others: a plan first."),
            "hand_over",
            show=True,
            rank=13,
        ),
        Command(
            "cadre.log",
            "l",
            lambda: _("Log a contact"),
            lambda: _("Record a contact with the marked people, else with this one."),
            "log",
            show=True,
            rank=10,
        ),
        Command(
            "cadre.next",
            "tab",
            lambda: _("Other list"),
            lambda: _("Go from the people to the contacts of this year and back."),
            "app.focus_next",
            show=True,
            rank=20,
            palette=False,
        ),
    )
    AUTO_FOCUS = "#answers-for"
    DEFAULT_CSS = """
    CadreScreen #head { height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self, desk: Desk, cadre_id: int) -> None:
        super().__init__(desk)
        self._cadre_id = cadre_id

    def body(self) -> ComposeResult:
        """The head, the people, the contacts."""
        yield Static("", id="head", markup=False)
        yield VirtualTable(_PEOPLE_COLUMNS, empty=lambda: _("This cadre answers for nobody."), id="answers-for")
        yield VirtualTable(contact_columns(), empty=lambda: _("No contact this year."), id="this-year", marks=False)

    def title_words(self) -> str:
        """The title: the name."""
        return self._facts.cadre.name if self._facts else ""

    async def read_facts(self, today: date) -> _Facts:
        """The cadre, the standings and the contacts."""
        return await self.desk.ask(_read, self._cadre_id, today)

    def show_facts(self, facts: _Facts, today: date) -> None:
        """The head and both lists."""
        self.query_one("#head", Static).update(_head(facts, today))
        self._people.refresh_rows(ListSource(map(_person_row, facts.people)))
        contacts = self.query_one("#this-year", VirtualTable)
        contacts.refresh_rows(ListSource(contact_row(row, today) for row in facts.contacts))

    @property
    def _people(self) -> VirtualTable:
        return self.query_one("#answers-for", VirtualTable)

    @property
    def _cadre(self) -> Named:
        return Named(self._cadre_id, self._facts.cadre.name if self._facts else "")

    @on(VirtualTable.RowSelected, "#answers-for")
    def _open_person(self, event: VirtualTable.RowSelected) -> None:
        from liaison.tui.screens.card import CardScreen  # noqa: PLC0415 - cards lead to cadres and back

        row = self._row(event.row.key)
        if row is not None:
            self.app.push_screen(CardScreen(self.desk, row.representative.id))

    @on(VirtualTable.RowSelected, "#this-year")
    @work
    async def _open_contact(self, event: VirtualTable.RowSelected) -> None:
        from liaison.tui.screens.contact_form import ContactForm  # noqa: PLC0415 - it leads back to cards

        await self.app.push_screen_wait(ContactForm(self.desk, visit_id=event.row.key))

    @work
    async def action_edit(self) -> None:
        """Change the cadre's record."""
        await self.app.push_screen_wait(CadreForm(self.desk, self._cadre_id))

    @work
    async def action_pair(self) -> None:
        """Answer for one more person."""
        await pair_with_person(self, self._cadre)

    @work
    async def action_hand_over(self) -> None:
        """Show the plan of a handover."""
        await open_handover(self.app, self.desk, self._cadre_id)

    @work
    async def action_log(self) -> None:
        """Record a contact of this cadre."""
        rows = [row for row in map(self._row, self._people.targets) if row is not None]
        if await log_for(self.app, self.desk, [row.representative for row in rows], [self._cadre]) is not None:
            self._people.clear_marks()

    def _row(self, pairing_id: int) -> DueRow | None:
        people = self._facts.people if self._facts else ()
        return next((row for row in people if row.pairing == pairing_id), None)


def _read(session: Session, cadre_id: int, today: date) -> _Facts:
    question = DueQuestion(today, today, cadre_id=cadre_id, everybody=True)
    year = VisitFilter(cadre_id=cadre_id, since=date(today.year, 1, 1), until=date(today.year, 12, 31))
    return _Facts(
        cadre_card(session, cadre_id),
        tuple(due_list(session, question)),
        tuple(visit_rows(session, visit_ids(session, year))),
    )


def _head(facts: _Facts, today: date) -> Content:
    cadre, count = facts.cadre, len(facts.people)
    stay = [
        _("joined on {day}").format(day=cadre.joined_on) if cadre.joined_on else "",
        _("left on {day}").format(day=cadre.left_on) if cadre.left_on else "",
    ]
    first = [part for part in (cadre.unit, cadre.post, cadre.phone, cadre.email, *stay) if part]
    late = sum(1 for row in facts.people if row.standing.days_late)
    counts = [
        n_("answers for {count} person", "answers for {count} people", count).format(count=count),
        n_("{count} of them is overdue", "{count} of them are overdue", late).format(count=late) if late else "",
        n_("{count} contact in {year}", "{count} contacts in {year}", len(facts.contacts)).format(
            count=len(facts.contacts), year=today.year
        ),
    ]
    lines = [" · ".join(first), " · ".join(part for part in counts if part)]
    return Content(printable("\n".join(line for line in lines if line), lines=True))


def _person_row(row: DueRow) -> Row:
    held = row.standing
    cells = (
        row.representative.name,
        standing_words(row),
        show_day(held.due_on) if held.due_on else "",
        show_day(held.last_contact_on) if held.last_contact_on else "–",
        held.rule.name if held.rule else "",
    )
    return Row(row.pairing, cells, (None, _STYLES.get(held.status)))
