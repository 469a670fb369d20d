"""What is asked about every file that goes out: to whom, and why."""

from liaison.text.fields import Field, one_line
from liaison.text.words import _


def given_fields() -> tuple[Field, Field]:
    """Recipient and purpose, both of which may be left empty."""
    return (
        Field("recipient", "", lambda: _("Given to"), one_line(80), hint=lambda: _("Empty: for our own use.")),
        Field("purpose", "", lambda: _("Purpose"), one_line(80)),
    )
