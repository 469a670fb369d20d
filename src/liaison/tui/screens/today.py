"""The Today room: who is overdue, who will be, what is planned, what was raised, who has no cadre."""

from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Container

from liaison.errors import LiaisonError
from liaison.pairing.queries import LATE, due_rows
from liaison.pairing.service import snooze
from liaison.people.queries import count_people
from liaison.people.rules import SNOOZE_LIMIT_DAYS, check_pause
from liaison.text.dates import parse_day
from liaison.text.words import _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, TextPromptScreen
from liaison.tui.room import Room
from liaison.tui.screens.contact_form import ContactForm, drafts_left, few_names
from liaison.tui.screens.today_keys import TODAY_COMMANDS
from liaison.tui.screens.today_letters import LettersSection
from liaison.tui.screens.today_messages import all_texts, reminders, write_reminders
from liaison.tui.screens.today_sections import SECTIONS, FollowUpSection, PlannedSection, Section, Whom
from liaison.tui.screens.today_tabs import SectionTabs, Tab
from liaison.tui.screens.welcome import First, WelcomeScreen
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.virtual_table import VirtualTable
from liaison.visits.fields import ContactState
from liaison.visits.queries import visit_row
from liaison.visits.service import mark_done, mark_many_done

_PAIRED_ONLY = frozenset({"snooze"})
_PLANNED_ONLY = frozenset({"done"})


class TodayRoom(Room):
    """The Today room: one list in front; on a wide screen the others beside it."""

    ROOM: ClassVar[str] = "today"
    COMMAND_SET = TODAY_COMMANDS
    AUTO_FOCUS = "#overdue-rows"
    DEFAULT_CSS = """
    TodayRoom > #sections { height: 1fr; }
    TodayRoom Section { display: none; }
    TodayRoom Section.-active { display: block; }
    TodayRoom Section > .-title { display: none; }
    TodayRoom.-wide Section { display: block; height: 1fr; }
    TodayRoom.-wide Section > .-title { display: block; }
    TodayRoom.-wide Section.-active { dock: left; width: 66%; height: 100%; border-right: tall $panel; }
    TodayRoom.-wide Section.-active > .-title { color: $foreground; }
    TodayRoom > #reason {
        height: auto; min-height: 2; max-height: 4; padding: 0 1; background: $surface; color: $foreground;
    }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        kinds: list[tuple[str, type[Section]]] = [*SECTIONS, ("letters", LettersSection)]
        self.sections = [kind(desk, section_id) for section_id, kind in kinds]
        self._active = 0
        self._greeted = False

    def body(self) -> ComposeResult:
        """The counts, the lists, and why the row under the cursor is there."""
        yield SectionTabs()
        yield Container(*self.sections, id="sections")
        yield Paragraph(id="reason")

    def on_mount(self) -> None:
        """Begin with who is overdue."""
        self._bring_to_front(0)
        super().on_mount()

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Today")

    @property
    def active(self) -> Section:
        """The list in front."""
        return self.sections[self._active]

    # Reading.

    @work(exclusive=True, group="today")
    async def refresh_data(self) -> None:
        """Read every list anew, the one in front first."""
        for section in sorted(self.sections, key=lambda section: section is not self.active):
            try:
                await section.bring_up_to_date()
            except LiaisonError as error:
                self.notify(error.sentence, severity="error", markup=False)
            self._show_counts()
        if not self._greeted:
            self._greeted = True
            self._greet()

    def _show_counts(self) -> None:
        active = self.active
        self.query_one(SectionTabs).tabs = [
            Tab(section.id or "", section.words(), section.total, section is active) for section in self.sections
        ]
        self.query_one("#reason", Paragraph).say(active.reason())

    @on(VirtualTable.RowHighlighted)
    def _highlighted(self) -> None:
        self._show_counts()

    # Going from list to list.

    def _bring_to_front(self, index: int) -> None:
        self._active = index % len(self.sections)
        for section in self.sections:
            section.set_class(section is self.active, "-active")
        self._show_counts()
        self.refresh_bindings()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The list that has the focus is in front."""
        for index, section in enumerate(self.sections):
            if section is not self.active and section in event.widget.ancestors:
                self._bring_to_front(index)

    @on(SectionTabs.Chosen)
    def _tab_chosen(self, event: SectionTabs.Chosen) -> None:
        self._go_to(next(index for index, section in enumerate(self.sections) if section.id == event.section_id))

    def action_section(self, step: int) -> None:
        """Go to the next list or the one before."""
        self._go_to(self._active + step)

    def _go_to(self, index: int) -> None:
        self._bring_to_front(index)
        # The list must be laid out before it can take the focus.
        self.call_after_refresh(self.active.table.focus)

    # Deeds.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only pairings can be snoozed; what is planned is marked done or edited, not recorded once more."""
        if action in _PAIRED_ONLY:
            return self.active.PAIRED
        if action in _PLANNED_ONLY:
            return isinstance(self.active, PlannedSection)
        if (action, parameters) == ("log", (False,)):
            return not isinstance(self.active, PlannedSection)
        return super().check_action(action, parameters)

    @work
    async def action_log(self, planned: bool) -> None:
        """Log or plan one contact with the people of the marked rows, else of this one."""
        section = self.active
        whom = await section.whom(section.table.targets)
        form = ContactForm(
            self.desk,
            representatives=whom.representatives,
            cadres=whom.cadres,
            kind=whom.kind.value,
            planned=planned,
        )
        visit_id = await self.app.push_screen_wait(form)
        if visit_id is not None:
            section.table.clear_marks()
            await self._warn_of_those_still_due(whom, visit_id)

    async def _warn_of_those_still_due(self, whom: Whom, visit_id: int) -> None:
        """A contact that was done but does not count leaves its row where it was; say why."""
        visit = await self.desk.ask(visit_row, visit_id)
        if visit.state is not ContactState.DONE or not whom.pairings:
            return
        found = await self.desk.ask(due_rows, whom.pairings, self.desk.today())
        late = [row for row in found if row.standing.status in LATE]
        if late:
            sentence = _("Still overdue: {people}. {reason}")
            people = few_names([row.representative for row in late])
            text = sentence.format(people=people, reason=late[0].reason)
            self.notify(text, severity="warning", timeout=12, markup=False)

    @work
    async def action_done(self) -> None:
        """Say that the marked planned contacts, else this one, took place."""
        table = self.active.table
        targets, today = table.targets, self.desk.today()
        if not targets:
            return
        try:
            if len(targets) == 1:
                await self.desk.do(mark_done, targets[0], today=today)
            else:
                await self.desk.do(mark_many_done, targets, today=today)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        done = n_("{count} contact is done now.", "{count} contacts are done now.", len(targets))
        self._tell(done.format(count=len(targets)))

    @work
    async def action_snooze(self) -> None:
        """Leave the marked pairings, else this one, in peace up to a day."""
        table, today = self.active.table, self.desk.today()
        targets = table.targets
        if not targets:
            return
        hint = _("Up to and including which day, at most {limit} days on? For example +14, 下周五 or 12-31.")
        prompt = TextPromptScreen(
            _("Snooze"), "+14", parse=lambda typed: _snooze_day(typed, today), hint=hint.format(limit=SNOOZE_LIMIT_DAYS)
        )
        until = await self.app.push_screen_wait(prompt)
        if until is None:
            return
        try:
            await self.desk.do(snooze, targets, until=until, today=today)
        except LiaisonError as error:
            self.notify(error.sentence, severity="error", markup=False)
            return
        said = n_("{count} pairing snoozed up to {day}.", "{count} pairings snoozed up to {day}.", len(targets))
        self._tell(said.format(count=len(targets), day=until))

    def _tell(self, done: str) -> None:
        self.active.table.clear_marks()
        self.notify(_("{done} Ctrl+Z takes it back.").format(done=done), markup=False)
        self.bring_up_to_date()

    @work
    async def action_copy(self) -> None:
        """Copy a reminder for each cadre, and write it into a file, since not every terminal has a clipboard."""
        today = self.desk.today()
        overdue = self.sections[0].table
        messages = await self.desk.ask(reminders, today, tuple(overdue.marked))
        if not messages:
            self.notify(_("Nobody is overdue, so there is nobody to remind."), markup=False)
            return
        text = all_texts(messages)
        self.app.copy_to_clipboard(text)
        said = n_("Reminder for {count} cadre copied.", "Reminders for {count} cadres copied.", len(messages))
        said = said.format(count=len(messages))
        try:
            file = write_reminders(text, today)
            said += " " + _("They also stand in {file}").format(file=file)
        except OSError as error:
            said += " " + _("They could not be written into a file: {detail}").format(detail=error)
        self.notify(said, timeout=10, markup=False)

    # Leaving for elsewhere.

    @on(VirtualTable.RowSelected)
    @work
    async def _open(self, event: VirtualTable.RowSelected) -> None:
        section = next(section for section in self.sections if section.table is event.table)
        if isinstance(section, PlannedSection):
            await self.app.push_screen_wait(ContactForm(self.desk, visit_id=event.row.key))
            return
        if isinstance(section, FollowUpSection):
            from liaison.tui.screens.follow_ups import ledger_of  # noqa: PLC0415 - not needed to show the room

            self.app.push_screen(ledger_of(self.desk, follow_up_id=event.row.key))
            return
        if isinstance(section, LettersSection) and event.row.key < 0:
            await self._open_letters(section.campaign(event.row.key))
            return
        from liaison.tui.screens.card import CardScreen  # noqa: PLC0415 - not needed to show the room

        whom = await section.whom([event.row.key])
        if whom.representatives:
            self.app.push_screen(CardScreen(self.desk, whom.representatives[0].id))

    async def _open_letters(self, campaign_id: int | None) -> None:
        """Go to the campaign of a festival, in the room of letters; begin one where there is none."""
        from liaison.tui.screens.letters_campaign import CampaignScreen  # noqa: PLC0415 - not needed to show the room

        await self.app.switch_mode("letters")
        if campaign_id is None:
            await self.app.run_action("add", self.app.screen)
        else:
            self.app.push_screen(CampaignScreen(self.desk, campaign_id))

    async def action_search(self) -> None:
        """Go to the search of People."""
        await self.app.switch_mode("people")
        await self.app.run_action("search", self.app.screen)

    # The first moments.

    @work
    async def _greet(self) -> None:
        """Say where to begin with an empty store; offer what a crash left half-written."""
        while not any(await self.desk.ask(count_people)):
            if not await self._begin(await self.app.push_screen_wait(WelcomeScreen(self.desk))):
                return
        for kind, people in list(drafts_left(self.desk.drafts)):
            question = _("The contact record with {people} was not finished. Go on with it?").format(people=people)
            answers = [("on", _("Go on with it")), ("away", _("Throw it away")), ("later", _("Ask again next time"))]
            answer = await self.app.push_screen_wait(ChoiceScreen(question, answers))
            if answer == "on":
                await self.app.push_screen_wait(ContactForm(self.desk, draft=kind))
            elif answer == "away":
                self.desk.drafts.discard(kind)

    async def _begin(self, first: First | None) -> bool:
        """Begin in the way that was chosen; say whether to ask again when the store is still empty."""
        if first is First.IMPORT:
            from liaison.tui.screens.import_flow import ImportScreen  # noqa: PLC0415 - its readers take long to load

            await self.app.push_screen_wait(ImportScreen(self.desk))
            return True
        if first is First.SAMPLE:
            await self.app.run_action("sample")
        elif first is First.PERSON:
            await self.app.switch_mode("people")
            await self.app.run_action("add", self.app.screen)
        return False


def _snooze_day(typed: str, today: date) -> date:
    day = parse_day(typed, today, future=True)
    check_pause(today, day, today, snooze=True)
    return day
