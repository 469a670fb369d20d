"""The words that users see, through gettext: English stands in the code, Chinese in the catalogue."""

import gettext
import locale
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
DOMAIN = "liaison"
LANGUAGES: Mapping[str, str] = {"zh": "zh_CN", "en": "en"}

_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Speak ``zh`` or ``en`` from now on.

    Raises:
        KeyError: for any other language.
    """
    global _current, _language  # noqa: PLW0603 - one program speaks one language at a time
    _current = gettext.translation(DOMAIN, LOCALES, [LANGUAGES[language]])
    _language = language


def current_language() -> str:
    """The language spoken now: ``zh`` or ``en``."""
    return _language


def system_language(environ: Mapping[str, str] | None = None) -> str:
    """The language for this user: ``LIAISON_LANG``, else the system's, else English.

    A Chinese system speaks Chinese; everything else speaks English.
    """
    env = os.environ if environ is None else environ
    asked = env.get("LIAISON_LANG", "").lower()
    if asked[:2] in LANGUAGES:
        return asked[:2]
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if env.get(name):
            return "zh" if env[name].lower().startswith("zh") else "en"
    system = locale.getlocale()[0] or ""
    return "zh" if system.lower().startswith(("zh", "chinese")) else "en"


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _current.gettext(message) if message else ""


def in_both(message: str) -> tuple[str, str]:
    """The message in Chinese and in English: what is typed or stands in a cell may be in either."""
    return gettext.translation(DOMAIN, LOCALES, [LANGUAGES["zh"]]).gettext(message), message


def n_(singular: str, plural: str, count: int) -> str:
    """The message for ``count`` things, in the language spoken now."""
    return _current.ngettext(singular, plural, count)


def p_(context: str, message: str) -> str:
    """The message as it is said in ``context``: for short words with several meanings."""
    return _current.pgettext(context, message)


def listed(words: Iterable[str], most: int | None = None) -> str:
    """Words one after another, with the mark that stands between them in the language spoken now.

    Of more than ``most`` words the others are told by a “…”.
    """
    said = list(words)
    if most is not None and len(said) > most:
        said[most:] = ["…"]
    return ("、" if _language == "zh" else ", ").join(said)


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name for "mark, but do not translate yet"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message
