"""The fields of contact records, follow-ups and trips: what can be said, and how."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.people.fields import free_text_hint
from liaison.text.fields import TEXT_LIMIT, Field, choice, code_choices, code_word, day, iso_date, many_lines, one_line
from liaison.text.words import N_, _


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
    """What came up in a contact; a task is the office's own, such as a letter that came back."""

    SUGGESTION = "suggestion"
    REQUEST = "request"
    TASK = "task"


class FollowUpState(StrEnum):
    """How far a follow-up has come."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    CLOSED = "closed"
    RETURNED = "returned"


class FollowUpAction(StrEnum):
    """What can be done about a follow-up."""

    ASSIGN = "assign"
    TAKE_IN_HAND = "take_in_hand"
    ANSWER = "answer"
    CLOSE = "close"
    SEND_BACK = "send_back"
    EXTEND = "extend"
    REMIND = "remind"
    REOPEN = "reopen"


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
    FollowUpKind.TASK: N_("task"),
}
FOLLOW_UP_STATE_WORDS: Mapping[FollowUpState, str] = {
    FollowUpState.REGISTERED: N_("registered"),
    FollowUpState.ASSIGNED: N_("assigned"),
    FollowUpState.IN_HAND: N_("in hand"),
    FollowUpState.ANSWERED: N_("answered"),
    FollowUpState.CLOSED: N_("closed"),
    FollowUpState.RETURNED: N_("sent back"),
}
FOLLOW_UP_ACTION_WORDS: Mapping[FollowUpAction, str] = {
    FollowUpAction.ASSIGN: N_("assign"),
    FollowUpAction.TAKE_IN_HAND: N_("take in hand"),
    FollowUpAction.ANSWER: N_("answer"),
    FollowUpAction.CLOSE: N_("close"),
    FollowUpAction.SEND_BACK: N_("send back"),
    FollowUpAction.EXTEND: N_("extend"),
    FollowUpAction.REMIND: N_("remind"),
    FollowUpAction.REOPEN: N_("reopen"),
}
RAISED_KINDS = (FollowUpKind.SUGGESTION, FollowUpKind.REQUEST)
"""What somebody can have raised; a task is nobody's wish."""
OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.A: N_("A solved"),
    Outcome.B: N_("B partly solved or planned"),
    Outcome.C: N_("C kept for reference"),
}


def _kind(typed: str) -> ContactKind:
    return choice(ContactKind, CONTACT_KIND_WORDS)(typed)


def _state(typed: str) -> ContactState:
    return choice(ContactState, CONTACT_STATE_WORDS)(typed) if typed.strip() else ContactState.DONE


def _direction(typed: str) -> Direction:
    return choice(Direction, DIRECTION_WORDS)(typed) if typed.strip() else Direction.OUTGOING


def _follow_up_state(typed: str) -> FollowUpState:
    return choice(FollowUpState, FOLLOW_UP_STATE_WORDS)(typed) if typed.strip() else FollowUpState.REGISTERED


def _outcome(typed: str) -> Outcome | None:
    return choice(Outcome, OUTCOME_WORDS)(typed) if typed.strip() else None


HAPPENED_ON = Field("happened_on", "日期", lambda: _("Date"), day, iso_date, required=True, is_day=True)
KIND = Field(
    "kind",
    "方式",
    lambda: _("How"),
    _kind,
    code_word(CONTACT_KIND_WORDS),
    required=True,
    choices=code_choices(ContactKind, CONTACT_KIND_WORDS),
)
STATE = Field(
    "state",
    "状态",
    lambda: _("State"),
    _state,
    code_word(CONTACT_STATE_WORDS),
    choices=code_choices(ContactState, CONTACT_STATE_WORDS),
)
VISIT_FIELDS: tuple[Field, ...] = (
    HAPPENED_ON,
    KIND,
    STATE,
    Field(
        "direction",
        "方向",
        lambda: _("Direction"),
        _direction,
        code_word(DIRECTION_WORDS),
        choices=code_choices(Direction, DIRECTION_WORDS),
    ),
    Field("place", "地点", lambda: _("Place"), one_line(120)),
    Field("summary", "内容", lambda: _("What it was about"), many_lines(), hint=free_text_hint, lines=3),
)

TRIP_FIELDS: tuple[Field, ...] = (
    Field("name", "名称", lambda: _("Name of the trip"), one_line(80), required=True),
    Field("city", "城市", lambda: _("City"), one_line(80)),
    Field("from_on", "开始", lambda: _("From"), day, iso_date, is_day=True),
    Field("until", "结束", lambda: _("Until"), day, iso_date, is_day=True),
)

FOLLOW_UP_FIELDS: tuple[Field, ...] = (
    Field(
        "kind",
        "类别",
        lambda: _("Suggestion or request"),
        choice(FollowUpKind, FOLLOW_UP_KIND_WORDS),
        code_word(FOLLOW_UP_KIND_WORDS),
        required=True,
        choices=code_choices(FollowUpKind, FOLLOW_UP_KIND_WORDS),
    ),
    Field("text", "内容", lambda: _("What was said"), many_lines(), hint=free_text_hint, required=True, lines=3),
    Field("in_charge", "承办", lambda: _("In charge"), one_line(80)),
    Field("received_on", "收到日期", lambda: _("Received on"), day, iso_date, required=True, is_day=True),
    Field("due_on", "期限", lambda: _("Answer due on"), day, iso_date, is_day=True),
    Field(
        "state",
        "状态",
        lambda: _("State"),
        _follow_up_state,
        code_word(FOLLOW_UP_STATE_WORDS),
        choices=code_choices(FollowUpState, FOLLOW_UP_STATE_WORDS),
    ),
    Field(
        "outcome",
        "结果",
        lambda: _("Outcome"),
        _outcome,
        code_word(OUTCOME_WORDS),
        choices=code_choices(Outcome, OUTCOME_WORDS),
    ),
    Field("answer", "答复", lambda: _("Answer"), many_lines(), hint=free_text_hint, lines=3),
    Field("closed_on", "办结日期", lambda: _("Closed on"), day, iso_date, is_day=True),
)
FOLLOW_UP_STEP_FIELDS: tuple[Field, ...] = (
    Field("happened_on", "日期", lambda: _("Date"), day, iso_date, required=True, is_day=True),
    Field(
        "action",
        "办理",
        lambda: _("What was done"),
        choice(FollowUpAction, FOLLOW_UP_ACTION_WORDS),
        code_word(FOLLOW_UP_ACTION_WORDS),
        required=True,
        choices=code_choices(FollowUpAction, FOLLOW_UP_ACTION_WORDS),
    ),
    Field(
        "state",
        "状态",
        lambda: _("State"),
        choice(FollowUpState, FOLLOW_UP_STATE_WORDS),
        code_word(FOLLOW_UP_STATE_WORDS),
        required=True,
        choices=code_choices(FollowUpState, FOLLOW_UP_STATE_WORDS),
    ),
    Field("due_on", "期限", lambda: _("Answer due on"), day, iso_date, is_day=True),
    Field("note", "说明", lambda: _("Note"), many_lines(2 * TEXT_LIMIT), hint=free_text_hint, lines=2),
)
