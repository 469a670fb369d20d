"""``liaison pair handover``: people go over from one cadre to others, shown as a plan before it is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from liaison.cli.context import office_of
from liaison.cli.options import DAY, Cadre
from liaison.cli.output import say, tell
from liaison.cli.shared import add_command, read_day
from liaison.errors import InvalidInputError, NotFoundError
from liaison.text.words import N_, _, listed, n_

if TYPE_CHECKING:
    from sqlmodel import Session

    from liaison.pairing.handover import HandoverPlan, HandoverSheet
    from liaison.visits.queries import VisitRow


def register(pairs: typer.Typer) -> None:
    """Add the command to the group of pairings."""
    add_command(
        pairs,
        "handover",
        handover,
        words=N_("Hand people over to other cadres: the plan with a sheet for each, or with --apply the deed itself."),
        example="liaison pair handover 单小明 --to 解海 --to 区宁 --on 2026-12-01 --reason 工作调动 --apply",
    )


def handover(
    context: typer.Context,
    cadre: Cadre,
    on: Annotated[str, typer.Option(metavar=DAY, help=N_("The first day of the new pairings."))],
    to: Annotated[
        list[str] | None, typer.Option(metavar=N_("CADRE"), help=N_("Who takes over; several share by load."))
    ] = None,
    only: Annotated[list[str] | None, typer.Option(metavar=N_("WHO"), help=N_("Only these people."))] = None,
    reason: Annotated[str, typer.Option(help=N_("Why, noted with the pairings that end."))] = "",
    leaves: Annotated[bool, typer.Option("--leaves", help=N_("That day is also the cadre's leaving day."))] = False,
    apply: Annotated[bool, typer.Option("--apply", help=N_("Do it; without this, only the plan is shown."))] = False,
) -> None:
    """Show the plan of a handover, or do it."""
    from liaison.pairing.handover import hand_over, spread
    from liaison.people.lookup import find_cadre, find_cadres_named
    from liaison.people.queries import cadre_card
    from liaison.text.fields import one_line

    office = office_of(context)
    day = read_day(on, office.day(), future=True)
    why = one_line()(reason) or _("handed over")
    with office.store() as store:
        plan = store.read(_plan, store.read(find_cadre, cadre), day, only or [])
        takers = store.read(find_cadres_named, to or [])
        given = spread(plan, takers) if takers else {}
        names = {taker: store.read(cadre_card, taker).name for taker in takers}
        if not apply:
            tell(plan_text(plan, given, names))
            say(_("Nothing was changed. Repeat the command with --to and --apply to hand over."))
            return
        if not given and not (leaves and not plan.sheets):
            raise InvalidInputError(_("Say who takes over: --to CADRE."), field="to")
        leaves_on = day if leaves else None
        new = store.write(hand_over, cadre_id=plan.cadre.id, on=day, reason=why, to=given, leaves_on=leaves_on)
    tell(plan_text(plan, given, names))
    say(n_("{count} person was handed over.", "{count} people were handed over.", len(new)).format(count=len(new)))


def plan_text(plan: "HandoverPlan", given: Mapping[int, int], names: Mapping[int, str]) -> str:
    """The plan: who goes to whom, with a sheet for each person; ``given`` says for each pairing which cadre."""
    sentence = n_(
        "{cadre} hands over {count} person on {day}:", "{cadre} hands over {count} people on {day}:", len(plan.sheets)
    )
    lines = [sentence.format(cadre=plan.cadre.name, count=len(plan.sheets), day=plan.on)]
    for sheet in plan.sheets:
        taker = given.get(sheet.pairing.id)
        lines += ["", *_sheet(sheet, names[taker] if taker is not None else "…")]
    if given:
        lines += ["", _("People of each cadre afterwards:")]
    for taker, name in names.items():
        count = plan.loads.get(taker, 0) + sum(1 for cadre in given.values() if cadre == taker)
        lines.append(f"  {name}: {count}")
    return "\n".join(lines)


def _plan(session: "Session", cadre_id: int, day: date, only: Sequence[str]) -> "HandoverPlan":
    from liaison.pairing.handover import plan_handover
    from liaison.people.lookup import find_representatives_named

    plan = plan_handover(session, cadre_id, day)
    if not only:
        return plan
    wanted = find_representatives_named(session, only)
    sheets = tuple(sheet for sheet in plan.sheets if sheet.pairing.representative.id in wanted)
    if len(sheets) < len(wanted):
        sentence = _("{cadre} does not answer for all of these people on {day}.")
        raise NotFoundError(sentence.format(cadre=plan.cadre.name, day=plan.on), field="only")
    return replace(plan, sheets=sheets)


def _sheet(sheet: "HandoverSheet", taker: str) -> Iterator[str]:
    from liaison.visits.fields import FOLLOW_UP_KIND_WORDS, FOLLOW_UP_STATE_WORDS

    pairing = sheet.pairing
    yield f"{pairing.representative.name}（#{pairing.representative.id}） → {taker}"
    yield "  " + _("paired since {day}").format(day=pairing.started_on)
    if pairing.rule is not None:
        yield f"  {_('Contact rule')}: {pairing.rule.name}"
    yield "  " + (_("Last contacts:") if sheet.contacts else _("No contact is on record."))
    for contact in sheet.contacts:
        yield f"    {contact.happened_on}  {contact_line(contact)}"
    if sheet.follow_ups:
        yield "  " + _("Still open:")
    for row in sheet.follow_ups:
        words = (_(FOLLOW_UP_KIND_WORDS[row.kind]), _(FOLLOW_UP_STATE_WORDS[row.state]), row.text.replace("\n", " "))
        yield f"    {row.received_on}  {' · '.join(words)}"


def contact_line(row: "VisitRow") -> str:
    """A contact record in one line, without its day and the people."""
    from liaison.visits.fields import CONTACT_KIND_WORDS, CONTACT_STATE_WORDS

    cadres = listed(cadre.name for cadre in row.cadres)
    summary = row.summary.replace("\n", " ")
    parts = (_(CONTACT_KIND_WORDS[row.kind]), _(CONTACT_STATE_WORDS[row.state]), cadres, row.place, summary)
    return " · ".join(part for part in parts if part)
