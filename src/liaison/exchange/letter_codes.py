"""The words that the office workbook writes for the codes of letters and disclosures: a file format, as in `codes`."""

from collections.abc import Mapping

from liaison.calendar.festivals import Festival
from liaison.letters.fields import Choice, Closing, Exclusion, LetterChannel, LetterKind, PieceState, Zone
from liaison.stewardship.disclosures import Given

LETTER_KIND_CELLS: Mapping[LetterKind, str] = {
    LetterKind.HOME_LETTER: "一封家书",
    LetterKind.NEWSLETTER: "专刊",
    LetterKind.INVITATION: "邀请函",
}
FESTIVAL_CELLS: Mapping[Festival, str] = {
    Festival.SPRING: "春节",
    Festival.LANTERN: "元宵节",
    Festival.QINGMING: "清明节",
    Festival.DRAGON_BOAT: "端午节",
    Festival.MID_AUTUMN: "中秋节",
    Festival.DOUBLE_NINTH: "重阳节",
}
LETTER_CHANNEL_CELLS: Mapping[LetterChannel, str] = {
    LetterChannel.POST: "邮寄",
    LetterChannel.BY_HAND: "干部转交",
    LetterChannel.MESSAGE: "消息",
}
ZONE_CELLS: Mapping[Zone, str] = {
    Zone.COUNTY: "本县",
    Zone.PROVINCE: "本省",
    Zone.MAINLAND: "内地",
    Zone.HK_MO_TW: "港澳台",
    Zone.ASIA: "亚洲",
    Zone.WORLD: "其他国家",
}
PIECE_STATE_CELLS: Mapping[PieceState, str] = {
    PieceState.DRAFTED: "已拟",
    PieceState.PRINTED: "已印",
    PieceState.POSTED: "已寄",
    PieceState.DELIVERED: "已送达",
    PieceState.RETURNED: "已退回",
    PieceState.ACKNOWLEDGED: "已回复",
}
EXCLUSION_CELLS: Mapping[Exclusion, str] = {
    Exclusion.ARCHIVED: "已归档",
    Exclusion.DECEASED: "已故",
    Exclusion.NO_CONTACT: "不联系",
    Exclusion.LEFT_OUT: "人工不寄",
    Exclusion.ASKED_FOR_QUIET: "本人希望清静",
    Exclusion.WITHDRAWN: "不愿收信",
    Exclusion.NOT_FESTIVE: "暂不寄节日信",
    Exclusion.NO_ADDRESS: "无地址",
    Exclusion.RETURNED: "地址退信",
    Exclusion.INCOMPLETE: "地址不全",
    Exclusion.NO_CADRE: "无干部转交",
    Exclusion.NO_NUMBER: "无号码",
    Exclusion.TOO_LATE: "来不及",
}
CHOICE_CELLS: Mapping[Choice, str] = {Choice.INCLUDE: "寄", Choice.LEAVE_OUT: "不寄"}
CLOSING_CELLS: Mapping[Closing, str] = {
    Closing.NONE: "无",
    Closing.RESPECTFUL: "敬语",
    Closing.SEASON: "时令祝福",
    Closing.HEALTH: "祝健康",
    Closing.NEW_YEAR: "新年祝福",
    Closing.MID_AUTUMN: "中秋祝福",
    Closing.QUIET: "素语",
}
GIVEN_CELLS: Mapping[str, str] = {
    Given.OFFICE: "全部资料",
    Given.SHEET: "一张表",
    Given.PEOPLE: "人员名单",
    Given.CARDS: "名片",
    Given.CALENDAR: "日历",
    Given.VISITS: "走访小结",
    Given.COVERAGE: "覆盖情况",
    Given.REVIEW: "年度总结",
    Given.BEFORE_CALL: "走访前资料",
    Given.LETTERS: "信件",
    Given.MAILING_LIST: "寄送名单",
}
