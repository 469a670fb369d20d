"""Planning contact rules, one clause a row, saved segments, and the settings of the office."""

from collections.abc import Mapping, Sequence
from typing import Any

from liaison.calendar.festivals import FESTIVAL_WORDS, Festival
from liaison.errors import InvalidInputError
from liaison.exchange.draft import Draft, differences, repeats
from liaison.exchange.planned import Planned, RuleChange, Verdict
from liaison.exchange.sheets import NO_CLAUSES, RULES, SEGMENTS, SETTINGS
from liaison.pairing.clauses import columns_of
from liaison.pairing.models import ClauseRow, ContactRuleRow
from liaison.pairing.rulebook import RuleView
from liaison.pairing.scope import ScopeKind
from liaison.pairing.terms import Clause, CountedBy
from liaison.segments.models import Segment
from liaison.store.settings import (
    DAY_LISTS,
    DEFAULTS,
    DUE_SOON_DAYS,
    EXTRA_DAYS_OFF,
    EXTRA_WORKING_DAYS,
    FREEZE_LEAD_DAYS,
    HOME_CITY,
    HOME_DISTRICT,
    HOME_REGION,
    LETTER_FESTIVALS,
    NAME_ORDER,
    NUMBERS,
    POST_DAYS_ASIA,
    POST_DAYS_COUNTY,
    POST_DAYS_HK_MO_TW,
    POST_DAYS_MAINLAND,
    POST_DAYS_PROVINCE,
    POST_DAYS_WORLD,
    PRINT_LEAD_DAYS,
    PRINT_OPTIONS,
    REMINDER_DAYS,
    REQUEST_DAYS,
    SECTORS,
    SUGGESTION_DAYS,
    TEXTS,
    TIERS,
    WORD_LISTS,
    parse_setting,
)
from liaison.text.words import _, in_both, listed

SETTING_CELLS: Mapping[str, str] = {
    SECTORS: "界别",
    TIERS: "层级",
    DUE_SOON_DAYS: "临近到期天数",
    NAME_ORDER: "姓名排序",
    SUGGESTION_DAYS: "建议办理工作日",
    REQUEST_DAYS: "诉求办理工作日",
    REMINDER_DAYS: "办理提醒工作日",
    EXTRA_WORKING_DAYS: "本单位加班日",
    EXTRA_DAYS_OFF: "本单位放假日",
    LETTER_FESTIVALS: "写信节日",
    HOME_REGION: "本单位所在省",
    HOME_CITY: "本单位所在市",
    HOME_DISTRICT: "本单位所在县",
    POST_DAYS_COUNTY: "邮程天数（本县）",
    POST_DAYS_PROVINCE: "邮程天数（本省）",
    POST_DAYS_MAINLAND: "邮程天数（大陆）",
    POST_DAYS_HK_MO_TW: "邮程天数（港澳台）",
    POST_DAYS_ASIA: "邮程天数（亚洲）",
    POST_DAYS_WORLD: "邮程天数（其他国家）",
    PRINT_LEAD_DAYS: "印制提前工作日",
    FREEZE_LEAD_DAYS: "定稿提前工作日",
    PRINT_OPTIONS: "常用打印方式",
}
ORDER_CELLS: Mapping[str, str] = {"pinyin": "拼音", "strokes": "笔画"}
_Scope = tuple[ScopeKind, str]


def plan_rules(draft: Draft) -> None:
    """The rules: several rows of one name are one rule; one wrong row rejects them all."""
    held = {view.name: view for view in draft.held.rules.values()}
    for view in held.values():
        draft.rules.add(view.name, view.id)
    groups: dict[str, list[Planned]] = {}
    for planned in draft.rows(RULES):
        if name := planned.row.values.get("name"):
            groups.setdefault(name, []).append(planned)
    scopes = {name: _scope(group, held.get(name)) for name, group in groups.items()}
    _require_one_each(groups, scopes, held)
    for name, group in groups.items():
        _reject_together(group)
        if group[0].rejected:
            if name not in held:
                draft.rules.add_rejected(name, group[0])
            continue
        _take_in(draft, group, held.get(name), scopes[name])


def plan_segments(draft: Draft) -> None:
    """The saved segments, by their names."""
    held = {row["name"]: row for row in draft.held.segments.values()}
    seen: dict[str, Planned] = {}
    for planned in draft.rows(SEGMENTS):
        name = planned.row.values.get("name", "")
        if name in seen:
            repeats(draft, planned, seen[name], _("This segment stands in row {row} already."))
        if planned.rejected or name in seen:
            continue
        seen[name] = planned
        if name in held:
            draft.edit(Segment, held[name]["id"], differences(planned, held[name], planned.row.values))
        else:
            planned.verdict = Verdict.NEW
            draft.new(Segment, dict(planned.row.values))


def plan_settings(draft: Draft) -> None:
    """The settings; a list of the office's own only grows by an import, since people may use its words."""
    codes = {cell: name for name, cell in SETTING_CELLS.items()} | {name: name for name in SETTING_CELLS}
    lists: dict[str, list[Planned]] = {name: [] for name in (*WORD_LISTS, *DAY_LISTS, LETTER_FESTIVALS)}
    for planned in draft.rows(SETTINGS):
        name = codes.get(planned.row.values.get("name", ""))
        if planned.rejected:
            continue
        if name is None:
            sentence = _("There is no such setting; there are: {known}.")
            planned.reject(SETTINGS.column("name"), sentence.format(known=listed(SETTING_CELLS.values())))
        elif name in lists and not _is_sound_word(draft, planned, name, lists):
            continue
        elif name in lists:
            lists[name].append(planned)
        else:
            _plan_value(draft, planned, name)
    for name, rows in lists.items():
        if rows:
            _plan_list(draft, name, rows)


def plan_words(draft: Draft) -> None:
    """The sectors and tiers that people and rules of the file have and the office's lists lack.

    A file that says itself what is on a list is taken at its word.
    """
    told = {planned.row.values.get("name") for planned in draft.rows(SETTINGS)}
    for name, words in draft.words.items():
        if told & {name, SETTING_CELLS[name]}:
            continue
        known = draft.plan.settings.get(name, draft.held.settings[name])
        added = [word for word in words if word not in known]
        if added:
            draft.plan.settings[name] = [*known, *added]
            sentence = _("New in the office's list of {list}: {words}.")
            draft.remark(sentence.format(list=SETTING_CELLS[name], words=listed(added)))


def _scope(group: Sequence[Planned], held: RuleView | None) -> _Scope:
    """For whom a rule holds: what its rows say, else as it is."""
    given = [planned.row.values["scope"] for planned in group if "scope" in planned.row.values]
    for planned in group:
        if "scope" in planned.row.values and planned.row.values["scope"] != given[0]:
            sentence = _("The rows of one rule name different people; write the same in each, or only in the first.")
            planned.reject(RULES.column("scope"), sentence)
    if given:
        scope: _Scope = given[0]
        return scope
    return (held.scope, held.scope_value) if held else (ScopeKind.NAMED, "")


def _require_one_each(
    groups: Mapping[str, list[Planned]], scopes: Mapping[str, _Scope], held: Mapping[str, RuleView]
) -> None:
    """No two rules hold for the same people; a rule that is rejected stays as it is, and may stand in another's way."""
    before = {name: (view.scope, view.scope_value) for name, view in held.items()}
    while True:
        coming = {name for name, group in groups.items() if not any(planned.rejected for planned in group)}
        after = before | {name: scopes[name] for name in groups if name in coming}
        by_scope: dict[_Scope, list[str]] = {}
        for name, scope in after.items():
            if scope[0] is not ScopeKind.NAMED:
                by_scope.setdefault(scope, []).append(name)
        clash = next((names for names in by_scope.values() if len(names) > 1), None)
        moving = [name for name in clash or () if name in coming and before.get(name) != scopes[name]]
        if not clash or not moving:
            return
        other = next(name for name in clash if name != moving[-1])
        sentence = _("The rule “{name}” holds for the same people already.")
        groups[moving[-1]][0].reject(RULES.column("scope"), sentence.format(name=other))


def _reject_together(group: Sequence[Planned]) -> None:
    wrong = next((planned for planned in group if planned.rejected), None)
    for planned in group:
        if wrong is not None and not planned.rejected:
            sentence = _("Row {row} of the same rule cannot be taken in, so the rule is left out as a whole.")
            planned.reject(RULES.column("name"), sentence.format(row=wrong.row.number))


def _clauses(group: Sequence[Planned]) -> list[Clause]:
    return [
        Clause(values["frequency"], values.get("kinds", frozenset()), values.get("by", CountedBy.PAIRED))
        for values in (planned.row.values for planned in group)
        if values["frequency"] != NO_CLAUSES
    ]


def _take_in(draft: Draft, group: Sequence[Planned], held: RuleView | None, scope: _Scope) -> None:
    clauses = _clauses(group)
    name = group[0].row.values["name"]
    if scope[0] is ScopeKind.SECTOR:
        draft.word(SECTORS, scope[1])
    if scope[0] is ScopeKind.TIER:
        draft.word(TIERS, scope[1])
    if held is None:
        rule = draft.new(ContactRuleRow, {"name": name, "scope": scope[0], "scope_value": scope[1]})
        for position, clause in enumerate(clauses):
            draft.new(ClauseRow, {"contact_rule_id": rule, "position": position, **columns_of(clause)})
        draft.rules.add(name, rule)
        for planned in group:
            planned.verdict = Verdict.NEW
        return
    old_scope = (held.scope, held.scope_value)
    if (old_scope, held.clauses) == (scope, tuple(clauses)):
        return
    draft.plan.rules[held.id] = RuleChange(*scope, clauses)
    group[0].differs(RULES.column("scope"), old_scope, scope)
    for place, planned in enumerate(group):
        planned.verdict = Verdict.CHANGED
        _note_clause(planned, held.clauses[place] if place < len(held.clauses) else None)


def _note_clause(planned: Planned, held: Clause | None) -> None:
    """Note what changes in a clause, by its place in the rule."""
    values = planned.row.values
    new: dict[str, Any] = {"frequency": values["frequency"], "kinds": values.get("kinds", frozenset())}
    new["by"] = values.get("by", CountedBy.PAIRED)
    for name, value in new.items():
        old = None if held is None else getattr(held, name)
        planned.differs(RULES.column(name), old, value)


def _plan_value(draft: Draft, planned: Planned, name: str) -> None:
    text = planned.row.values["value"]
    column = SETTINGS.column("value")
    if name in TEXTS:
        _plan_text(draft, planned, name)
        return
    orders = {word: code for code, word in ORDER_CELLS.items()} | {code: code for code in ORDER_CELLS}
    value: Any = orders.get(text) if name == NAME_ORDER else None
    least, most = NUMBERS.get(name, (0, -1))
    if text.isdecimal() and least <= int(text) <= most:
        value = int(text)
    if value is None and name == NAME_ORDER:
        planned.reject(column, _("Write 拼音 or 笔画 for the order of names."))
    elif value is None:
        planned.reject(column, _("Write a number of days from {least} to {most}.").format(least=least, most=most))
    elif planned.differs(column, setting_cell(draft.held.settings[name]), setting_cell(value)):
        planned.verdict = Verdict.CHANGED
        draft.plan.settings[name] = value


def _plan_text(draft: Draft, planned: Planned, name: str) -> None:
    column = SETTINGS.column("value")
    try:
        value = parse_setting(name, [planned.row.values["value"]])
    except InvalidInputError as error:
        planned.reject(column, error.sentence)
        return
    if planned.differs(column, draft.held.settings[name], value):
        planned.verdict = Verdict.CHANGED
        draft.plan.settings[name] = value


def _is_sound_word(draft: Draft, planned: Planned, name: str, lists: Mapping[str, Sequence[Planned]]) -> bool:
    """Whether a row gives what its list may have; it is rejected otherwise."""
    if name in DAY_LISTS:
        return _is_sound_day(draft, planned, name, lists)
    return name in WORD_LISTS or _is_festival(planned)


def _is_sound_day(draft: Draft, planned: Planned, name: str, lists: Mapping[str, Sequence[Planned]]) -> bool:
    """Whether a row gives one day, and one that the opposite list has not; it is rejected otherwise."""
    column = SETTINGS.column("value")
    try:
        days = parse_setting(name, [planned.row.values["value"]])
    except InvalidInputError as error:
        planned.reject(column, error.sentence)
        return False
    opposite = next(each for each in DAY_LISTS if each != name)
    worked_or_off = {*draft.held.settings[opposite], *(_word(opposite, row) for row in lists[opposite])}
    if len(days) != 1:
        planned.reject(column, _("Write one day in each row."))
    elif days[0] in worked_or_off:
        sentence = _("{day} stands in the list “{other}” already; a day is either worked or off.")
        planned.reject(column, sentence.format(day=days[0], other=SETTING_CELLS[opposite]))
    return not planned.rejected


def _is_festival(planned: Planned) -> bool:
    """Whether a row gives one festival; it is rejected otherwise."""
    try:
        parse_setting(LETTER_FESTIVALS, [planned.row.values["value"]])
    except InvalidInputError as error:
        planned.reject(SETTINGS.column("value"), error.sentence)
    return not planned.rejected


def _word(name: str, planned: Planned) -> str:
    """A row's entry of a list, in its usual form."""
    text: str = planned.row.values["value"]
    return text if name in WORD_LISTS else parse_setting(name, [text])[0]


def _plan_list(draft: Draft, name: str, rows: Sequence[Planned]) -> None:
    known = list(draft.held.settings[name])
    words = list(dict.fromkeys(_word(name, planned) for planned in rows))
    whole = words if name not in draft.held.chosen else [*known, *(word for word in words if word not in known)]
    if name in DAY_LISTS:
        whole = sorted(whole)
    if whole == known:
        return
    draft.plan.settings[name] = whole
    for planned in rows:
        if _word(name, planned) not in known or name not in draft.held.chosen:
            planned.verdict = Verdict.CHANGED
            planned.differs(SETTINGS.column("value"), "", setting_cell(_word(name, planned), name))


def setting_cell(value: Any, name: str = "") -> str:
    """One value of a setting, as the workbook writes it."""
    if name == LETTER_FESTIVALS:
        return in_both(FESTIVAL_WORDS[Festival(value)])[0]
    return ORDER_CELLS.get(str(value), str(value))


def setting_rows(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rows of the sheet of settings: a list has one for each of its words, an empty text none."""
    rows = []
    for name in DEFAULTS:
        values = settings[name] if isinstance(settings[name], list) else [settings[name]]
        rows += [(SETTING_CELLS[name], setting_cell(value, name)) for value in values if value != ""]
    return rows
