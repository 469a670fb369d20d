"""Why a pairing stands as it does, in one sentence of the user's language."""

from collections.abc import Mapping
from datetime import date

from liaison.pairing.fields import show_frequency, show_kinds
from liaison.pairing.terms import Clause, Contact, ContactRule, CountedBy, Standing, Status, WhyNot
from liaison.text.words import N_, _, n_, p_
from liaison.visits.fields import CONTACT_KIND_WORDS

WHY_NOT_WORDS: Mapping[WhyNot, str] = {
    WhyNot.PLANNED: N_("it is only planned"),
    WhyNot.NOT_REACHED: N_("nobody was reached"),
    WhyNot.CANCELLED: N_("it was cancelled"),
    WhyNot.KIND: N_("this kind does not count"),
    WhyNot.WITHOUT_CADRE: N_("the paired cadre did not take part"),
    WhyNot.BEFORE_PAIRING: N_("it lies before the pairing"),
}


def reason(standing: Standing, day: date, *, cadre: str = "") -> str:
    """Why a pairing has its standing on ``day``: rule, clause, last contacts that counted and did not, due day.

    ``day`` is the one that the standing was asked for; ``cadre`` is the name of the paired cadre, said if given.
    """
    parts = [_opening(standing, cadre), *_contacts(standing), *_verdict(standing, day)]
    return _("{parts}.").format(parts=p_("between the parts of a sentence", "; ").join(parts))


def show_clause(clause: Clause, *, cadre: str = "") -> str:
    """A clause in words: at least once each quarter (visit, call; by the paired cadre)."""
    if clause.by is CountedBy.ANYONE:
        sentence = _("{frequency} ({kinds}; by anyone)")
    elif cadre:
        sentence = _("{frequency} ({kinds}; by the paired cadre {cadre})")
    else:
        sentence = _("{frequency} ({kinds}; by the paired cadre)")
    return sentence.format(frequency=show_frequency(clause.frequency), kinds=show_kinds(clause.kinds), cadre=cadre)


def _opening(standing: Standing, cadre: str) -> str:
    """What governs the pairing on the day: its rule and clause, or what stands before them."""
    clause = "" if standing.clause is None else show_clause(standing.clause, cadre=cadre)
    day = standing.paused_until
    match standing.status:
        case Status.NO_CONTACT if standing.status_since is None:
            sentence = _("No contact is to be made with this person")
        case Status.NO_CONTACT:
            day = standing.status_since
            sentence = _("No contact is to be made with this person since {day}")
        case Status.PAUSED if day is None:
            sentence = _("Contact is paused with no last day set")
        case Status.PAUSED:
            sentence = _("Contact is paused up to and including {day}")
        case Status.NO_RULE if standing.rule is None:
            sentence = _("No contact rule applies, so nothing becomes due")
        case Status.NO_RULE:
            sentence = _("The rule “{rule}” has no clauses, so nothing becomes due")
        case _:
            sentence = _("Under the rule “{rule}”, {clause}")
    return sentence.format(rule=_title(standing.rule), clause=clause, day=day)


def _contacts(standing: Standing) -> list[str]:
    """The last contact that counted and the last that did not; nothing where no clause can judge them."""
    if standing.rule is None or not standing.rule.clauses:
        return []
    parts = []
    if standing.clause is None:
        parts.append(_("the rule “{rule}” rests meanwhile").format(rule=_title(standing.rule)))
    counted = standing.last_counted
    if counted is None:
        parts.append(_("no contact has counted so far"))
    else:
        parts.append(_on_day(_("the last contact that counted was on {day} ({kind})"), counted))
    if standing.clause is not None:
        parts += _reckoning(standing, standing.clause)
    if standing.last_uncounted is not None and standing.why_uncounted is not None:
        why = _(WHY_NOT_WORDS[standing.why_uncounted])
        parts.append(_on_day(_("the contact of {day} ({kind}) does not count: {why}"), standing.last_uncounted, why))
    return parts


def _reckoning(standing: Standing, clause: Clause) -> list[str]:
    """From when the clause reckons, and how far its period has come, where the last contact does not say it."""
    counted, amount = standing.last_counted, clause.frequency.amount
    if counted is None or counted.happened_on < standing.start:
        return [_("it is reckoned from {day}").format(day=standing.start)]
    if standing.counted_in_period:
        sentence = _("{count} of {amount} are done in this period")
        return [sentence.format(count=standing.counted_in_period, amount=amount)]
    return []


def _verdict(standing: Standing, day: date) -> list[str]:
    """The due day, how far it is, and the pause that put it off."""
    if standing.due_on is None:
        return []
    parts = []
    if standing.put_off_by is not None:
        parts.append(_("a pause up to {day} put it off").format(day=standing.put_off_by.until))
    left = (standing.due_on - day).days
    if standing.days_late:
        sentence = n_(
            "contact was due by {day} and is {count} day late",
            "contact was due by {day} and is {count} days late",
            standing.days_late,
        )
    elif left == 0:
        sentence = _("contact is due by {day}, which leaves no further day")
    elif standing.status is Status.DUE_SOON:
        sentence = n_("contact is due by {day}, in {count} day", "contact is due by {day}, in {count} days", left)
    else:
        sentence = _("the next contact is due by {day}")
    return [*parts, sentence.format(day=standing.due_on, count=abs(left))]


def _on_day(sentence: str, contact: Contact, why: str = "") -> str:
    return sentence.format(day=contact.happened_on, kind=_(CONTACT_KIND_WORDS[contact.kind]), why=why)


def _title(rule: ContactRule | None) -> str:
    """The name of a rule, without book marks of its own, since the sentence sets them."""
    name = "" if rule is None else rule.name
    return name[1:-1] if name.startswith("《") and name.find("》") == len(name) - 1 else name
