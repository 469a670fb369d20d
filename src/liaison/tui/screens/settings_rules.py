"""Settings: the contact rules."""

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.pairing.reasons import show_clause
from liaison.pairing.rulebook import RuleView, delete_rule, pairings_by_rule, rule_views
from liaison.store.settings import SECTORS, TIERS, read_setting
from liaison.text.display import printable
from liaison.text.words import _, n_
from liaison.tui.commands import Command
from liaison.tui.desk import Desk
from liaison.tui.forms.modals import ConfirmScreen
from liaison.tui.screens.rules_form import RuleForm, scope_words
from liaison.tui.screens.settings_panel import SettingsPanel
from liaison.tui.widgets.columns import Column
from liaison.tui.widgets.rows import ListSource, Row
from liaison.tui.widgets.virtual_table import VirtualTable

_COLUMNS = (
    Column("name", lambda: _("Name of the rule"), fraction=2, min_width=14),
    Column("scope", lambda: _("Holds for"), fraction=2, min_width=14),
    Column("clauses", lambda: _("Clauses"), fraction=5, min_width=16),
    Column("reach", lambda: _("Pairings"), width=8, align="right", priority=2),
)


class RulesPanel(SettingsPanel):
    """How often, how and by whom people are to be contacted."""

    SECTION = "rules"
    COMMAND_SET = (
        Command("rules.add", "a", lambda: _("Add"), lambda: _("Make a new contact rule."), "add", show=True, rank=1),
        Command(
            "rules.edit",
            "e",
            lambda: _("Edit"),
            lambda: _("Change the rule; Enter does the same. Past days are answered with it from then on."),
            "edit",
            show=True,
            rank=2,
        ),
        Command(
            "rules.delete",
            "delete",
            lambda: _("Delete"),
            lambda: _("Delete a rule that no person or pairing names, after asking."),
            "delete",
            show=True,
            rank=3,
        ),
    )

    DEFAULT_CSS = """
    RulesPanel > .-detail { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rules: dict[int, RuleView] = {}

    def title(self) -> str:
        """The name of the section."""
        return _("Contact rules")

    def remark(self) -> str:
        """A line of help."""
        return _("The most particular rule governs a pairing; without one, nothing becomes due.")

    def body(self) -> ComposeResult:
        """The list."""
        yield VirtualTable(
            _COLUMNS, empty=lambda: _("No contact rule yet. Press a to add one."), id="rules", marks=False
        )
        yield Static("", classes="-detail", markup=False)

    @work(exclusive=True, group="rules")
    async def refresh_data(self) -> None:
        """Read the rules anew."""
        rules = await self.desk.ask(rule_views)
        reach = await self.desk.ask(pairings_by_rule, self.desk.today())
        self._rules = {rule.id: rule for rule in rules}
        self.table.refresh_rows(ListSource(_row(rule, reach.get(rule.id, 0)) for rule in rules))
        self._show_detail()

    @on(VirtualTable.RowHighlighted)
    def _show_detail(self) -> None:
        rule = self._here()
        lines: list[str | tuple[str, str]] = []
        if rule is not None:
            lines = [(printable(rule.name), "bold"), f"  {printable(scope_words(rule.scope, rule.scope_value))}"]
            lines += [f"\n {number}. {show_clause(clause)}" for number, clause in enumerate(rule.clauses, start=1)]
        self.query_one(".-detail", Static).update(Content.assemble(*lines))

    def action_add(self) -> None:
        """Ask for a new rule."""
        self._ask(None)

    @on(VirtualTable.RowSelected)
    def action_edit(self) -> None:
        """Ask for the changes of the rule under the cursor."""
        rule = self._here()
        if rule is not None:
            self._ask(rule)

    @work
    async def action_delete(self) -> None:
        """Delete the rule under the cursor, after asking."""
        rule = self._here()
        if rule is None:
            return
        count = (await self.desk.ask(pairings_by_rule, self.desk.today())).get(rule.id, 0)
        question = n_(
            "Delete the rule “{rule}”? It governs {count} pairing now.",
            "Delete the rule “{rule}”? It governs {count} pairings now.",
            count,
        ).format(rule=rule.name, count=count)
        if not await self.app.push_screen_wait(ConfirmScreen(question, _("Delete"), _("Keep"))):
            return
        try:
            await self.desk.do(delete_rule, rule.id)
        except LiaisonError as error:
            self.say_error(error)
            return
        self.say_done(_("The rule “{rule}” is deleted.").format(rule=rule.name))
        self.refresh_data()

    @work()
    async def _ask(self, rule: RuleView | None) -> None:
        sectors = await self.desk.ask(read_setting, SECTORS)
        tiers = await self.desk.ask(read_setting, TIERS)
        await self.app.push_screen_wait(RuleForm(self.desk, sectors, tiers, rule))
        self.refresh_data()

    def _here(self) -> RuleView | None:
        row = self.table.cursor_row
        return self._rules.get(row.key) if row else None


def _row(rule: RuleView, reach: int) -> Row:
    clauses = " + ".join(map(show_clause, rule.clauses)) or "! " + _("no clauses: nothing becomes due")
    return Row(rule.id, (rule.name, scope_words(rule.scope, rule.scope_value), clauses, str(reach)))
