"""The year in sentences that an office can paste; each number is said with its counting word, nothing is added up."""

from collections.abc import Mapping, Sequence

from liaison.reports.document import Figure
from liaison.reports.spans import Span, day_words
from liaison.text.words import _, p_

_KINDS = ("visit", "meeting", "call", "message", "event", "letter")


def sentences(groups: Mapping[str, Sequence[Figure]], span: Span) -> dict[str, tuple[str, ...]]:
    """The sentences of each group of figures; what did not happen is not mentioned."""
    said = {figure.key: figure for figures in groups.values() for figure in figures}
    return {
        "pairing": _pairing(said, span),
        "contacts": _contacts(said),
        "trips": _trips(said),
        "letters": _letters(said),
        "follow_ups": _follow_ups(said),
        "coverage": _coverage(said, span),
    }


def _pairing(said: Mapping[str, Figure], span: Span) -> tuple[str, ...]:
    first = _("On {day}: cadres paired, {cadres}; representatives paired, {people}.").format(
        day=day_words(span.until), cadres=said["paired.cadres"].said(), people=said["paired.people"].said()
    )
    parts = [
        template.format(count=said[key].said())
        for key, template in (
            ("paired.newcomers", _("{count} paired for the first time")),
            ("paired.handovers", _("{count} handed over")),
            ("paired.ended", _("{count} ended")),
        )
        if said[key].value
    ]
    return (first, _("In this time: {parts}.").format(parts=_and(parts))) if parts else (first,)


def _contacts(said: Mapping[str, Figure]) -> tuple[str, ...]:
    if not said["contacts.all.contacts"].value:
        return (_("No contact is on record."),)
    first = _("Contacts took place {contacts}, with {person_times} and {people}.").format(
        contacts=said["contacts.all.contacts"].said(),
        person_times=said["contacts.all.person_times"].said(),
        people=said["contacts.all.people"].said(),
    )
    parts = [
        _("{kind} {contacts}, {person_times}, {people}").format(
            kind=said[f"contacts.{kind}.contacts"].label,
            contacts=said[f"contacts.{kind}.contacts"].said(),
            person_times=said[f"contacts.{kind}.person_times"].said(),
            people=said[f"contacts.{kind}.people"].said(),
        )
        for kind in _KINDS
        if said[f"contacts.{kind}.contacts"].value
    ]
    of_these = _("Of these: {parts}.").format(parts=p_("between the parts of a sentence", "; ").join(parts))
    paired = _("Those paired now were visited {contacts}, {person_times}, {people}.").format(
        contacts=said["contacts.visit.paired.contacts"].said(),
        person_times=said["contacts.visit.paired.person_times"].said(),
        people=said["contacts.visit.paired.people"].said(),
    )
    return (first, of_these, paired) if said["contacts.visit.paired.contacts"].value else (first, of_these)


def _trips(said: Mapping[str, Figure]) -> tuple[str, ...]:
    if not said["trips.trips"].value:
        return ()
    sentence = _("{trips} to {cities}, with contacts {contacts}, {person_times}, {people}.")
    return (
        sentence.format(
            trips=said["trips.trips"].said(),
            cities=said["trips.cities"].said(),
            contacts=said["trips.contacts.contacts"].said(),
            person_times=said["trips.contacts.person_times"].said(),
            people=said["trips.contacts.people"].said(),
        ),
    )


def _letters(said: Mapping[str, Figure]) -> tuple[str, ...]:
    if not said["letters.posted"].value:
        return ()
    sentence = _("{posted} went out; {returned} came back, {acknowledged} were acknowledged.")
    return (
        sentence.format(
            posted=said["letters.posted"].said(),
            returned=said["letters.returned"].said(),
            acknowledged=said["letters.acknowledged"].said(),
        ),
    )


def _follow_ups(said: Mapping[str, Figure]) -> tuple[str, ...]:
    found = []
    for kind in ("suggestion", "request"):
        received = said[f"follow_ups.{kind}.received"]
        if received.value:
            sentence = _("{received} came in; {closed} are closed. Outcome A: {a}; B: {b}; C: {c}.")
            found.append(
                sentence.format(
                    received=received.said(),
                    closed=said[f"follow_ups.{kind}.closed"].said(),
                    **{outcome.lower(): said[f"follow_ups.{kind}.{outcome}"].said() for outcome in "ABC"},
                )
            )
    return tuple(found)


def _coverage(said: Mapping[str, Figure], span: Span) -> tuple[str, ...]:
    sentence = _("By {day}, coverage is {coverage} and completion {completion}.")
    return (
        sentence.format(
            day=day_words(span.until),
            coverage=said["coverage.coverage"].said(),
            completion=said["coverage.completion"].said(),
        ),
    )


def _and(parts: Sequence[str]) -> str:
    return p_("between the parts of a sentence", ", ").join(parts)
