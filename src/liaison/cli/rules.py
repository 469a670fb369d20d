"""``liaison rules``: how often, how and by whom somebody is to be contacted."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from liaison.cli.context import office_of
from liaison.cli.options import Form
from liaison.cli.output import Format, emit, say, tell
from liaison.cli.shared import add_command, group
from liaison.errors import InvalidInputError
from liaison.text.words import N_, _

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.pairing.rulebook import RuleView
    from liaison.pairing.scope import ScopeKind
    from liaison.pairing.terms import Clause

RuleName = Annotated[str, typer.Argument(metavar=N_("RULE"), help=N_("The name of the contact rule."))]
Clauses = Annotated[
    list[str] | None,
    typer.Option(
        "--clause", help=N_("How often; which kinds; by whom: “每季度至少1次; 走访、电话; 结对干部”. May be repeated.")
    ),
]
Scope = Annotated[
    str | None,
    typer.Option("--for", help=N_("For whom: 默认, 界别:乡贤, 层级:重点; without it, for whoever names the rule.")),
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    rules = group(name="rules", help=N_("Contact rules: list, show, add, edit, delete."))
    add_command(rules, "list", list_rules, words=N_("List the contact rules."), example="liaison rules list")
    add_command(
        rules,
        "show",
        show,
        words=N_("Show a contact rule, its clauses also as they are typed."),
        example="liaison rules show 结对联系制度",
    )
    add_command(
        rules,
        "add",
        add,
        words=N_("Add a contact rule."),
        example='liaison rules add 乡贤联系制度 --for 界别:乡贤 --clause "每年2次; 走访; 结对干部" --clause 每隔6个月',
    )
    add_command(
        rules,
        "edit",
        edit,
        words=N_("Change a contact rule; clauses that are given replace all it had."),
        example='liaison rules edit 乡贤联系制度 --clause "每年至少1次; 走访、座谈; 任何人"',
    )
    add_command(
        rules,
        "delete",
        delete,
        words=N_("Delete a contact rule that nobody names."),
        example="liaison rules delete 乡贤联系制度",
    )
    app.add_typer(rules)


def list_rules(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the contact rules."""
    from liaison.pairing.rulebook import rule_views

    with office_of(context).store() as store:
        views = store.read(rule_views)
    columns = {"name": _("Contact rule"), "for": _("For"), "clauses": _("Clauses")}
    emit([_record(view) for view in views], columns, form, {"clauses": " | ".join})


def show(context: typer.Context, rule: RuleName) -> None:
    """Print one contact rule."""
    from liaison.pairing.fields import clause_cell
    from liaison.pairing.reasons import show_clause
    from liaison.pairing.rulebook import find_rule

    with office_of(context).store() as store:
        view = store.read(find_rule, rule)
    tell(view.name)
    tell(f"  {_('For')}: {_reach(view)}")
    for clause in view.clauses:
        tell(f"  {show_clause(clause)}")
        tell(f'      --clause "{clause_cell(clause)}"')


def add(context: typer.Context, name: RuleName, clause: Clauses = None, scope: Scope = None) -> None:
    """Add a contact rule."""
    from liaison.pairing.rulebook import add_rule
    from liaison.text.fields import NAME_LIMIT, one_line

    clauses = _clauses(clause)
    if not clauses:
        raise InvalidInputError(_("A contact rule needs at least one clause: --clause 每季度至少1次"), field="clause")
    with office_of(context).store() as store:
        kind, value = store.read(_scope, scope or "")
        title = one_line(NAME_LIMIT)(name)
        store.write(add_rule, name=title, scope=kind, scope_value=value, clauses=clauses)
    say(_("The rule “{name}” was added; due days follow it from now on.").format(name=title))


def edit(
    context: typer.Context,
    rule: RuleName,
    name: Annotated[str | None, typer.Option(help=N_("A new name."))] = None,
    clause: Clauses = None,
    scope: Scope = None,
) -> None:
    """Change a contact rule."""
    from liaison.pairing.rulebook import edit_rule, find_rule
    from liaison.text.fields import NAME_LIMIT, one_line

    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = one_line(NAME_LIMIT)(name)
    if clause:
        values["clauses"] = _clauses(clause)
    with office_of(context).store() as store:
        if scope is not None:
            values["scope"], values["scope_value"] = store.read(_scope, scope)
        store.write(edit_rule, store.read(find_rule, rule).id, **values)
    say(_("Saved; due days follow the rule from now on."))


def delete(context: typer.Context, rule: RuleName) -> None:
    """Delete a contact rule."""
    from liaison.pairing.rulebook import delete_rule, find_rule

    with office_of(context).store() as store:
        store.write(delete_rule, store.read(find_rule, rule).id)
    say(_("The rule “{name}” was deleted.").format(name=rule))


def _clauses(typed: list[str] | None) -> "list[Clause]":
    from liaison.pairing.fields import parse_clause

    return [parse_clause(text) for text in typed or []]


def _scope(session: "Session", typed: str) -> "tuple[ScopeKind, str]":
    from liaison.pairing.scope import ScopeKind, parse_scope
    from liaison.store.settings import SECTORS, TIERS, require_listed

    kind, value = parse_scope(typed)
    lists = {ScopeKind.SECTOR: SECTORS, ScopeKind.TIER: TIERS}
    if kind in lists:
        require_listed(session, lists[kind], value)
    return kind, value


def _record(view: "RuleView") -> dict[str, Any]:
    from liaison.pairing.fields import clause_cell

    return {
        "id": view.id,
        "name": view.name,
        "scope": view.scope.value,
        "scope_value": view.scope_value,
        "for": _reach(view),
        "clauses": [clause_cell(clause) for clause in view.clauses],
    }


def _reach(view: "RuleView") -> str:
    from liaison.pairing.scope import SCOPE_WORDS

    words = _(SCOPE_WORDS[view.scope])
    return f"{words}: {view.scope_value}" if view.scope_value else words
