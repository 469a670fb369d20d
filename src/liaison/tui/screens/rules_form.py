"""The form of a contact rule: its name, for whom it holds, its clauses."""

from collections.abc import Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from liaison.errors import LiaisonError
from liaison.pairing.rulebook import RuleView, add_rule, edit_rule, pairings_by_rule
from liaison.pairing.scope import SCOPE_WORDS, ScopeKind, parse_scope
from liaison.text.fields import NAME_LIMIT, Field, one_line
from liaison.text.words import _, n_
from liaison.tui.desk import Desk
from liaison.tui.forms.clauses_editor import ClausesEditor
from liaison.tui.forms.editors import ChoiceEditor
from liaison.tui.forms.form import Form
from liaison.tui.subscreen import SubScreen

_NAME = Field("name", "名称", lambda: _("Name of the rule"), one_line(NAME_LIMIT), required=True)
_SCOPE = Field("scope", "适用", lambda: _("Holds for"), parse_scope, required=True)
_CLAUSES = Field(
    "clauses",
    "",
    lambda: _("Clauses"),
    str,
    required=True,
    hint=lambda: _("One clause a line: how often; which kinds; by whom. For example: {example}").format(
        example=_("at least once each quarter; visit, meeting; the paired cadre")
    ),
)


def scope_words(scope: ScopeKind, value: str) -> str:
    """For whom a rule holds, in words: the sector 乡贤."""
    match scope:
        case ScopeKind.SECTOR:
            return _("sector {name}").format(name=value)
        case ScopeKind.TIER:
            return _("tier {name}").format(name=value)
    return _(SCOPE_WORDS[scope])


class RuleForm(SubScreen[int]):
    """A contact rule, new or to be changed; answers with its id, or None when it was left."""

    DEFAULT_CSS = """
    RuleForm .-said { height: auto; padding: 0 1; background: $panel; color: $text-muted; }
    """

    def __init__(self, desk: Desk, sectors: Sequence[str], tiers: Sequence[str], rule: RuleView | None = None) -> None:
        super().__init__(desk)
        self._rule = rule
        self._scopes = [(ScopeKind.DEFAULT, ""), *((ScopeKind.SECTOR, word) for word in sectors)]
        self._scopes += [*((ScopeKind.TIER, word) for word in tiers), (ScopeKind.NAMED, "")]
        if rule is not None and (rule.scope, rule.scope_value) not in self._scopes:
            self._scopes.append((rule.scope, rule.scope_value))

    def title_words(self) -> str:
        """The title."""
        return _("New contact rule") if self._rule is None else _("Edit the contact rule")

    def body(self) -> ComposeResult:
        """What the change would reach, and the form."""
        rule = self._rule
        yield Static("", classes="-said", markup=False)
        choices = [(_scope_code(scope, value), scope_words(scope, value)) for scope, value in self._scopes]
        held = _scope_code(rule.scope, rule.scope_value) if rule else _scope_code(ScopeKind.NAMED, "")
        editors = {"scope": ChoiceEditor(choices, held), "clauses": ClausesEditor(rule.clauses if rule else ())}
        yield Form([_NAME, _SCOPE, _CLAUSES], values={"name": rule.name if rule else ""}, editors=editors)

    @work(exclusive=True, group="reach")
    async def refresh_data(self) -> None:
        """Say how many pairings the rule governs now."""
        rule = self._rule
        said = _(
            "What is most particular wins: a pairing's own rule, the person's, the tier's, the sector's, the default."
        )
        if rule is not None:
            count = (await self.desk.ask(pairings_by_rule, self.desk.today())).get(rule.id, 0)
            reach = n_("The rule governs {count} pairing now.", "The rule governs {count} pairings now.", count)
            settles = _("Saving settles their due days anew.")
            said = f"{reach.format(count=count)} {settles}\n{said}"
        self.query_one(".-said", Static).update(Content(said))

    @on(Form.Cancelled)
    def _leave(self) -> None:
        self.dismiss(None)

    @on(Form.Submitted)
    def _submitted(self, event: Form.Submitted) -> None:
        self._save(event.form, event.values)

    @work()
    async def _save(self, form: Form, values: dict[str, Any]) -> None:
        scope, scope_value = values["scope"]
        wanted = {"name": values["name"], "scope": scope, "scope_value": scope_value, "clauses": values["clauses"]}
        form.busy = True
        try:
            if self._rule is None:
                rule_id = await self.desk.do(add_rule, **wanted)
            else:
                rule_id = self._rule.id
                await self.desk.do(edit_rule, rule_id, **wanted)
            count = (await self.desk.ask(pairings_by_rule, self.desk.today())).get(rule_id, 0)
        except LiaisonError as error:
            form.mark_error(error)
            return
        finally:
            form.busy = False
        done = n_("“{rule}” governs {count} pairing now.", "“{rule}” governs {count} pairings now.", count)
        self.app.notify(done.format(rule=values["name"], count=count), markup=False)
        self.dismiss(rule_id)


def _scope_code(scope: ScopeKind, value: str) -> str:
    """A scope as `parse_scope` reads it."""
    return f"{scope.value}:{value}" if value else scope.value
