"""Pictures of QR codes as phones, screens and printers make them."""

from __future__ import annotations

from PIL import Image, ImageOps

from ui.widgets.qr_code import QUIET, modules

TABLE = 140
"""How light the table is on which a code lies."""


def square(text: str, step: int = 8, *, inverted: bool = False) -> Image.Image:
    """The code of a text by itself, `step` pixels a module, with the light around it that readers need."""
    dark = modules(text)
    side = len(dark) + 2 * QUIET
    made = Image.new("L", (side, side), 255)
    for line, cells in enumerate(dark):
        for at, is_dark in enumerate(cells):
            made.putpixel((at + QUIET, line + QUIET), 0 if is_dark else 255)
    return (ImageOps.invert(made) if inverted else made).resize((side * step, side * step), Image.Resampling.NEAREST)


def slanted(code: Image.Image, ground: int = TABLE) -> Image.Image:
    """As seen from the side and from below: its far edge is two thirds of the near one."""
    around = ImageOps.expand(code, code.width // 2, ground)
    wide, high = around.size
    corners = (-wide * 0.25, -high * 0.1, 0, high, wide, high, wide * 1.2, -high * 0.05)
    return around.transform(around.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=ground)


def photo(
    code: Image.Image, size: tuple[int, int] = (1600, 1200), *, turned: float = 0, ground: int = TABLE, light: float = 1
) -> Image.Image:
    """The code lying somewhere on a table, `turned` by degrees, in much or little `light`."""
    lying = code.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=ground)
    made = Image.new("L", size, ground)
    made.paste(lying, ((size[0] - lying.width) // 3, (size[1] - lying.height) // 2))
    return made.point(lambda value: int(value * light))
