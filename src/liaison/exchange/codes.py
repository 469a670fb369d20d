"""The words that the office workbook writes for codes: a file format, so they stay when a translation changes."""

from collections.abc import Mapping
from typing import Any

from liaison.pairing.fields import KIND_CELLS
from liaison.people.fields import Channel, Consent, Language, PauseReason, PersonStatus
from liaison.visits.fields import ContactState, Direction, FollowUpAction, FollowUpKind, FollowUpState, Outcome

STATUS_CELLS: Mapping[PersonStatus, str] = {
    PersonStatus.ACTIVE: "联系中",
    PersonStatus.NO_CONTACT: "不联系",
    PersonStatus.DECEASED: "已故",
    PersonStatus.ARCHIVED: "已归档",
}
LANGUAGE_CELLS: Mapping[Language, str] = {
    Language.ZH_HANS: "简体中文",
    Language.ZH_HANT: "繁体中文",
    Language.EN: "英文",
}
PAUSE_REASON_CELLS: Mapping[PauseReason, str] = {
    PauseReason.ASKED_FOR_QUIET: "本人希望清静",
    PauseReason.NOT_CONVENIENT: "近期不便",
    PauseReason.OTHER: "其他",
}
CHANNEL_CELLS: Mapping[Channel, str] = {
    Channel.POST: "邮寄",
    Channel.PHONE: "电话",
    Channel.MESSAGE: "消息",
    Channel.EMAIL: "邮箱",
}
CONSENT_CELLS: Mapping[Consent, str] = {
    Consent.UNKNOWN: "未知",
    Consent.GIVEN: "同意",
    Consent.WITHDRAWN: "已撤回",
}
CONTACT_STATE_CELLS: Mapping[ContactState, str] = {
    ContactState.PLANNED: "计划",
    ContactState.DONE: "已完成",
    ContactState.ATTEMPTED: "未联系上",
    ContactState.CANCELLED: "取消",
}
DIRECTION_CELLS: Mapping[Direction, str] = {
    Direction.OUTGOING: "我方联系",
    Direction.INCOMING: "对方联系",
}
FOLLOW_UP_KIND_CELLS: Mapping[FollowUpKind, str] = {
    FollowUpKind.SUGGESTION: "建议",
    FollowUpKind.REQUEST: "诉求",
    FollowUpKind.TASK: "待办",
}
FOLLOW_UP_STATE_CELLS: Mapping[FollowUpState, str] = {
    FollowUpState.REGISTERED: "已登记",
    FollowUpState.ASSIGNED: "已交办",
    FollowUpState.IN_HAND: "办理中",
    FollowUpState.ANSWERED: "已答复",
    FollowUpState.CLOSED: "已办结",
    FollowUpState.RETURNED: "已退回",
}
FOLLOW_UP_ACTION_CELLS: Mapping[FollowUpAction, str] = {
    FollowUpAction.ASSIGN: "交办",
    FollowUpAction.TAKE_IN_HAND: "着手办理",
    FollowUpAction.ANSWER: "答复",
    FollowUpAction.CLOSE: "办结",
    FollowUpAction.SEND_BACK: "退回",
    FollowUpAction.EXTEND: "延期",
    FollowUpAction.REMIND: "催办",
    FollowUpAction.REOPEN: "重新办理",
}
OUTCOME_CELLS: Mapping[Outcome, str] = {Outcome.A: "A", Outcome.B: "B", Outcome.C: "C"}

PERSON_CELLS: Mapping[str, Mapping[Any, str]] = {"status": STATUS_CELLS, "language": LANGUAGE_CELLS}
PAUSE_CELLS: Mapping[str, Mapping[Any, str]] = {"reason": PAUSE_REASON_CELLS}
VISIT_CELLS: Mapping[str, Mapping[Any, str]] = {
    "kind": KIND_CELLS,
    "state": CONTACT_STATE_CELLS,
    "direction": DIRECTION_CELLS,
}
FOLLOW_UP_CELLS: Mapping[str, Mapping[Any, str]] = {
    "kind": FOLLOW_UP_KIND_CELLS,
    "state": FOLLOW_UP_STATE_CELLS,
    "outcome": OUTCOME_CELLS,
}
STEP_CELLS: Mapping[str, Mapping[Any, str]] = {"action": FOLLOW_UP_ACTION_CELLS, "state": FOLLOW_UP_STATE_CELLS}
