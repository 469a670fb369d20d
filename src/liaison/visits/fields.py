"""The fields of contact records, follow-ups and trips: what can be said, and how."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.text.words import N_


class ContactKind(StrEnum):
    """How a contact happened."""

    VISIT = "visit"
    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    EVENT = "event"
    LETTER = "letter"


class ContactState(StrEnum):
    """Whether a contact happened."""

    PLANNED = "planned"
    DONE = "done"
    ATTEMPTED = "attempted"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Who reached out."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class FollowUpKind(StrEnum):
    """What came up in a contact."""

    SUGGESTION = "suggestion"
    REQUEST = "request"


class FollowUpState(StrEnum):
    """How far a follow-up has come."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    CLOSED = "closed"
    RETURNED = "returned"


class Outcome(StrEnum):
    """What became of a follow-up: solved, partly or planned, kept for reference."""

    A = "A"
    B = "B"
    C = "C"


CONTACT_KIND_WORDS: Mapping[ContactKind, str] = {
    ContactKind.VISIT: N_("visit"),
    ContactKind.MEETING: N_("meeting"),
    ContactKind.CALL: N_("call"),
    ContactKind.MESSAGE: N_("text message"),
    ContactKind.EVENT: N_("event"),
    ContactKind.LETTER: N_("letter"),
}
CONTACT_STATE_WORDS: Mapping[ContactState, str] = {
    ContactState.PLANNED: N_("planned"),
    ContactState.DONE: N_("done"),
    ContactState.ATTEMPTED: N_("not reached"),
    ContactState.CANCELLED: N_("cancelled"),
}
DIRECTION_WORDS: Mapping[Direction, str] = {
    Direction.OUTGOING: N_("from us"),
    Direction.INCOMING: N_("from them"),
}
FOLLOW_UP_KIND_WORDS: Mapping[FollowUpKind, str] = {
    FollowUpKind.SUGGESTION: N_("suggestion"),
    FollowUpKind.REQUEST: N_("request"),
}
FOLLOW_UP_STATE_WORDS: Mapping[FollowUpState, str] = {
    FollowUpState.REGISTERED: N_("registered"),
    FollowUpState.ASSIGNED: N_("assigned"),
    FollowUpState.IN_HAND: N_("in hand"),
    FollowUpState.ANSWERED: N_("answered"),
    FollowUpState.CLOSED: N_("closed"),
    FollowUpState.RETURNED: N_("sent back"),
}
OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.A: N_("A solved"),
    Outcome.B: N_("B partly solved or planned"),
    Outcome.C: N_("C kept for reference"),
}
