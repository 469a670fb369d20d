"""The review of duplicates, pair by pair: both records side by side, to be merged or known as two people.

``app.push_screen(DuplicatesScreen(desk))``.
"""

from collections.abc import Mapping

from sqlmodel import Session
from textual import on, work
from textual.app import ComposeResult

from liaison.errors import LiaisonError
from liaison.stewardship.duplicates import DuplicatePair, duplicate_pairs, keep_apart
from liaison.stewardship.merge import merge
from liaison.stewardship.merge_plan import FieldChoice, MergePlan, likely_to_stay, merge_plan, winners
from liaison.stewardship.merge_rules import Side
from liaison.store.tables import Named
from liaison.text.display import cell_width
from liaison.text.words import _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ChoiceScreen, ConfirmScreen
from liaison.tui.screens.card import CardScreen
from liaison.tui.screens.duplicates_keys import DUPLICATES_COMMANDS
from liaison.tui.screens.duplicates_rows import plan_rows
from liaison.tui.subscreen import SubScreen
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.paragraph import Paragraph
from liaison.tui.widgets.rows import ListSource
from liaison.tui.widgets.virtual_table import VirtualTable

Pair = tuple[int, int]
_LONG = 24
"""So many cells fit into a column of values on a small screen."""


class DuplicatesScreen(SubScreen[None]):
    """The pairs of records that look like one person, one after the other; what is decided is gone."""

    COMMAND_SET = DUPLICATES_COMMANDS
    AUTO_FOCUS = "VirtualTable"
    DEFAULT_CSS = """
    DuplicatesScreen > #why { height: auto; padding: 0 1; background: $panel; }
    DuplicatesScreen > #whole { height: auto; max-height: 6; padding: 0 1; color: $text-muted; }
    DuplicatesScreen > #settled { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._pairs: list[DuplicatePair] = []
        self._place = 0
        self._plan: MergePlan | None = None
        self._swapped: set[Pair] = set()
        self._later: dict[Pair, None] = {}
        self._choices: dict[Pair, dict[str, Side]] = {}
        self._read = False

    def title_words(self) -> str:
        """The title, with how far the review has come."""
        title = _("Possible duplicates")
        return f"{title}  {self._place + 1} / {len(self._pairs)}" if self._pairs else title

    def command_title(self) -> str:
        """The heading on the help page."""
        return _("Possible duplicates")

    def body(self) -> ComposeResult:
        """Why the two look alike, both records, what is settled without a choice."""
        columns = (
            Column("sign", lambda: "", width=2),
            Column("field", lambda: _("Field") if self._plan else "", fraction=1, min_width=14),
            Column("stays", lambda: self._head(Side.STAYS), fraction=3, min_width=20),
            Column("goes", lambda: self._head(Side.GOES), fraction=3, min_width=20),
        )
        yield Paragraph(id="why")
        yield VirtualTable(columns, empty=self._nothing, id="pair", marks=False)
        yield Paragraph(id="whole")
        yield Paragraph(id="settled")

    def _nothing(self) -> str:
        return _("No two records look like one person.") if self._read else _("Comparing the records…")

    def _head(self, side: Side) -> str:
        if self._plan is None:
            return ""
        if side is Side.STAYS:
            return _("Stays: {name} #{id}").format(name=self._plan.stays.name, id=self._plan.stays.id)
        return _("Goes: {name} #{id}").format(name=self._plan.goes.name, id=self._plan.goes.id)

    # Reading.

    @work(exclusive=True, group="pairs")
    async def refresh_data(self) -> None:
        """Compare the records anew; the pair in front stays in front while it is one."""
        here = self._pair
        pairs = await self.desk.ask(duplicate_pairs)
        put_off = {pair: place for place, pair in enumerate(self._later)}
        self._pairs = sorted(pairs, key=lambda pair: put_off.get(_key(pair), -1))
        self._read = True
        kept = next((place for place, pair in enumerate(self._pairs) if here and _key(pair) == _key(here)), None)
        self._place = min(self._place, max(len(self._pairs) - 1, 0)) if kept is None else kept
        self._show(await self._planned(), keep_cursor=kept is not None)

    @work(exclusive=True, group="pairs")
    async def _go(self) -> None:
        self._show(await self._planned(), keep_cursor=False)

    async def _planned(self) -> MergePlan | None:
        pair = self._pair
        if pair is None:
            return None
        try:
            return await self.desk.ask(_plan, *_key(pair), swapped=_key(pair) in self._swapped)
        except LiaisonError:  # one of the two has gone since the pairs were read, which the watch will see
            return None

    def _show(self, plan: MergePlan | None, *, keep_cursor: bool) -> None:
        self._plan = plan
        pair = self._pair
        self.say_title()
        self.query_one("#why", Paragraph).say(_why(pair) if pair else "")
        settled = self.query_one("#settled", Paragraph)
        settled.say("\n".join(plan.settled) if plan else "")
        settled.display = bool(plan and plan.settled)
        table = self.query_one(VirtualTable)
        table.reword()
        rows = plan_rows(plan, self._won(plan)) if plan else []
        table.refresh_rows(ListSource(rows), keep_cursor=keep_cursor)
        self.refresh_bindings()

    @property
    def _pair(self) -> DuplicatePair | None:
        return self._pairs[self._place] if self._place < len(self._pairs) else None

    def _won(self, plan: MergePlan) -> Mapping[str, Side]:
        return winners(plan.fields, self._chosen(plan))

    def _chosen(self, plan: MergePlan) -> dict[str, Side]:
        return self._choices.setdefault((plan.stays.id, plan.goes.id), {})

    @on(VirtualTable.RowHighlighted)
    def _tell_whole(self, event: VirtualTable.RowHighlighted) -> None:
        """Below the table, the values of the line under the cursor that it may have to cut."""
        field = self._plan.fields[event.row.key] if self._plan and event.row and event.row.key >= 0 else None
        long = field is not None and max(map(cell_width, (field.stays, field.goes))) > _LONG
        text = "\n".join(value for value in (field.stays, field.goes) if value) if field is not None and long else ""
        self.query_one("#whole", Paragraph).say(text)
        self.query_one("#whole").display = bool(text)

    # Whose value wins.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a pair there is nothing to decide."""
        if action in {"merge", "apart", "later", "swap", "card", "win", "turn", "step"}:
            return self._plan is not None
        return super().check_action(action, parameters)

    def action_win(self, side: str) -> None:
        """Let the left or the right value of this line win."""
        field = self._field()
        if field is not None:
            self._choose(field, Side(side))

    def action_turn(self) -> None:
        """Let the next value of this line win."""
        field = self._field()
        if field is not None and self._plan is not None:
            place = field.sides.index(self._won(self._plan)[field.name])
            self._choose(field, field.sides[(place + 1) % len(field.sides)])

    @on(VirtualTable.RowSelected)
    def _selected(self) -> None:
        self.action_turn()

    def key_space(self) -> None:
        """Space does as Enter; the key is the table's own, which has no marks here."""
        self.action_turn()

    def _field(self) -> FieldChoice | None:
        row = self.query_one(VirtualTable).cursor_row
        if row is None or row.key < 0 or self._plan is None:
            return None
        field = self._plan.fields[row.key]
        return field if field.differs else None

    def _choose(self, field: FieldChoice, side: Side) -> None:
        if self._plan is not None:
            self._chosen(self._plan)[field.name] = side
            self.query_one(VirtualTable).refresh_rows(ListSource(plan_rows(self._plan, self._won(self._plan))))

    # Going through the pairs.

    def action_step(self, pairs: int) -> None:
        """Go on or back, round the end."""
        self._place = (self._place + pairs) % max(len(self._pairs), 1)
        self._go()

    def action_later(self) -> None:
        """Put this pair at the end."""
        pair = self._pair
        if pair is not None:
            self._later.pop(_key(pair), None)
            self._later[_key(pair)] = None
            self._pairs.append(self._pairs.pop(self._place))
            self._place %= len(self._pairs)
            self._go()

    def action_swap(self) -> None:
        """Let the other record stay."""
        pair = self._pair
        if pair is not None:
            self._swapped ^= {_key(pair)}
            self._go()

    @work
    async def action_card(self) -> None:
        """Open the card of one of the two."""
        if self._plan is None:
            return
        options = [(person.id, f"{person.name} #{person.id}") for person in (self._plan.stays, self._plan.goes)]
        chosen = await self.app.push_screen_wait(ChoiceScreen(_("Whose card?"), options))
        if chosen is not None:
            self.app.push_screen(CardScreen(self.desk, chosen))

    # Deciding.

    @work
    async def action_merge(self) -> None:
        """Join the right record into the left one, after asking."""
        plan = self._plan
        if plan is None:
            return
        question = [_("Join {goes} into {stays}?").format(goes=_shown(plan.goes), stays=_shown(plan.stays))]
        kept = _("The pairings, contacts, letters and follow-ups of both are kept; of each value the marked one.")
        question.append(kept)
        question += plan.settled
        if not await self.app.push_screen_wait(ConfirmScreen("\n".join(question), _("Merge"), _("Cancel"))):
            return
        try:
            cancelled = await self.desk.do(
                merge, plan.stays.id, plan.goes.id, choices=self._chosen(plan), today=self.desk.today()
            )
        except LiaisonError as error:
            self.app.notify(error.sentence, severity="error", markup=False)
            return
        done = _("Merged into {name}.").format(name=_shown(plan.stays))
        if cancelled:
            sentence = n_(
                "{count} planned contact was cancelled.", "{count} planned contacts were cancelled.", cancelled
            )
            done = f"{done} {sentence.format(count=cancelled)}"
        self._done(done)

    @work
    async def action_apart(self) -> None:
        """Note that these are two people."""
        pair = self._pair
        if pair is None:
            return
        try:
            await self.desk.do(keep_apart, *_key(pair), today=self.desk.today())
        except LiaisonError as error:
            self.app.notify(error.sentence, severity="error", markup=False)
            return
        self._done(_("Noted: these are two different people."))

    def _done(self, sentence: str) -> None:
        self.app.notify(_("{done} Ctrl+Z takes it back.").format(done=sentence), markup=False)
        self.refresh_data()


def _plan(session: Session, first: int, second: int, *, swapped: bool) -> MergePlan:
    stays, goes = likely_to_stay(session, first, second)
    return merge_plan(session, goes, stays) if swapped else merge_plan(session, stays, goes)


def _key(pair: DuplicatePair) -> Pair:
    return pair.first.id, pair.second.id


def _shown(person: Named) -> str:
    return f"{person.name} #{person.id}"


def _why(pair: DuplicatePair) -> str:
    return _("Likeness {score} of 100: {why}").format(score=pair.likeness.score, why=pair.likeness.why())
