"""Two themes, light and dark, with text that contrasts at least 4.5 to 1 with what it stands on.

``register_themes(app)`` once; then ``app.theme = DARK`` or ``LIGHT``. Colour is never the only sign: whatever is
coloured also has a word or a sign, so that nothing is lost under NO_COLOR.
"""

from typing import Any, Final

from textual.app import App
from textual.theme import Theme

LIGHT: Final = "liaison-light"
DARK: Final = "liaison-dark"

_LIGHT = Theme(
    name=LIGHT,
    dark=False,
    primary="#1f5f8b",
    secondary="#4a6275",
    accent="#8a5a00",
    warning="#7a5200",
    error="#a61b29",
    success="#1f6f43",
    foreground="#1b2328",
    background="#f6f4ef",
    surface="#ebe8e0",
    panel="#dedad0",
    variables={
        "text-muted": "#505a60",
        "text-disabled": "#6b7278",
        "text-primary": "#174a6d",
        "text-warning": "#6b4700",
        "text-error": "#951624",
        "text-success": "#185c37",
        "text-accent": "#6f4800",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#1f5f8b",
        "block-cursor-blurred-foreground": "#1b2328",
        "block-cursor-blurred-background": "#c9d8e3",
        "footer-key-foreground": "#174a6d",
        "footer-background": "#dedad0",
        "footer-foreground": "#1b2328",
        "footer-description-foreground": "#1b2328",
        "input-cursor-background": "#1b2328",
        "input-cursor-foreground": "#f6f4ef",
        "input-selection-background": "#a9c7dc",
        "border": "#1f5f8b",
        "border-blurred": "#8d9498",
    },
)
_DARK = Theme(
    name=DARK,
    dark=True,
    primary="#6cb4e4",
    secondary="#9db2c0",
    accent="#e2b55c",
    warning="#e8b44a",
    error="#ff8a8a",
    success="#7ccf9a",
    foreground="#e4e6e3",
    background="#14191c",
    surface="#1d2428",
    panel="#273036",
    variables={
        "text-muted": "#a9b3b8",
        "text-disabled": "#8b959b",
        "text-primary": "#8cc8f0",
        "text-warning": "#f0c46c",
        "text-error": "#ffa0a0",
        "text-success": "#93dcae",
        "text-accent": "#ecc679",
        "block-cursor-foreground": "#0d1a24",
        "block-cursor-background": "#6cb4e4",
        "block-cursor-blurred-foreground": "#e4e6e3",
        "block-cursor-blurred-background": "#2f4657",
        "button-color-foreground": "#0d1a24",
        "footer-key-foreground": "#8cc8f0",
        "footer-background": "#273036",
        "footer-foreground": "#e4e6e3",
        "footer-description-foreground": "#e4e6e3",
        "input-cursor-background": "#e4e6e3",
        "input-cursor-foreground": "#14191c",
        "input-selection-background": "#34566e",
        "border": "#6cb4e4",
        "border-blurred": "#5d686e",
    },
)
THEMES: Final = (_LIGHT, _DARK)


def register_themes(app: App[Any]) -> None:
    """Make both themes known to the app."""
    for theme in THEMES:
        app.register_theme(theme)
