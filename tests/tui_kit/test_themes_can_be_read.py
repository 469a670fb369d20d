import pytest
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from liaison.tui.themes import DARK, LIGHT, THEMES, register_themes

TEXT_ON = [
    *((text, ground) for text in ("foreground", "text-muted") for ground in ("background", "surface", "panel")),
    *(
        (f"text-{name}", ground)
        for name in ("primary", "warning", "error", "success", "accent")
        for ground in ("background", "surface", "panel")
    ),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("foreground", "input-selection-background"),
]


def luminance(color: Color) -> float:
    """Relative luminance as in the Web Content Accessibility Guidelines 2.2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_contrasts_with_what_it_stands_on(theme: Theme, text: str, ground: str) -> None:
    colors = {**theme.to_color_system().generate(), **theme.variables}
    lights = sorted(luminance(Color.parse(colors[name])) for name in (text, ground))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


async def test_both_themes_can_be_chosen() -> None:
    app: App[None] = App()
    async with app.run_test():
        register_themes(app)
        for name in (LIGHT, DARK):
            app.theme = name
            assert app.current_theme.name == name
