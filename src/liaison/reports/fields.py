"""What can be chosen of a report, and how it is said."""

from collections.abc import Mapping
from enum import StrEnum

from liaison.text.words import N_


class By(StrEnum):
    """What a visit summary goes by."""

    CADRE = "cadre"
    REPRESENTATIVE = "representative"
    SECTOR = "sector"
    TOWN = "town"
    MONTH = "month"
    COUNTRY = "country"


BY_WORDS: Mapping[By, str] = {
    By.CADRE: N_("By cadre"),
    By.REPRESENTATIVE: N_("By representative"),
    By.SECTOR: N_("By sector"),
    By.TOWN: N_("By town"),
    By.MONTH: N_("By month"),
    By.COUNTRY: N_("By country or region"),
}
