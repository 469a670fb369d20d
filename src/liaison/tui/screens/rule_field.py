"""The contact rule that a person or a pairing names, as a field of a form."""

from collections.abc import Sequence

from liaison.text.fields import Field
from liaison.text.words import _
from liaison.tui.forms.editors import ChoiceEditor

RULE = Field(
    "rule_id",
    "联系制度",
    lambda: _("Contact rule"),
    lambda typed: int(typed) if typed else None,
    hint=lambda: _("Only where another rule is to hold than the one of sector or tier."),
)


def rule_editor(rules: Sequence[tuple[int, str]]) -> ChoiceEditor:
    """A choice of the office's rules, given by id and name."""
    return ChoiceEditor([(str(row_id), name) for row_id, name in rules])
