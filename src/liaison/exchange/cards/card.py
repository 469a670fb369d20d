"""What a card holds of a person, as texts by the columns of the sheet of representatives."""

from enum import StrEnum

from liaison.exchange.sheets import ADDRESS

ENDINGS = (".vcf", ".vcard")
ADDRESS_PARTS = ("region", "city", "district", "lines", "postcode", "country")
HELD = (
    *("number", "name", "honorific", "unit", "post", "phone", "email", "wechat", "language"),
    *("birth_month", "birth_day", *(ADDRESS + part for part in ADDRESS_PARTS), "status", "remarks"),
)
"""The columns that a card can fill, in the order in which they are shown."""
GIVEN_OUT = tuple(name for name in HELD if name not in {"status", "remarks"})
"""What is written to a card; what is remarked is the office's own."""
NUMBER_UID = "liaison-no-"
"""What the UID of a card begins with that bears the number of a person."""


class CardVersion(StrEnum):
    """The versions of the format that are written."""

    OLDER = "3.0"
    NEWER = "4.0"
