"""A sheet of paper to draw on by hand: wobbly lines, crayon, handwriting. All in the pixels of the finished picture.

It draws three times as large and scales down, which gives soft edges. Nothing is random: the wobble comes from the
name of the sheet, so that every run makes the same bytes.
"""

from __future__ import annotations

import math
import random
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from hands import HANDS, Hand, face, font_for
from PIL import Image, ImageChops, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Point = tuple[float, float]
SCALE = 3
PAPERS = {
    "plain": "#fdfaf2",
    "squared": "#fcfaf3",
    "lined": "#fdfbf4",
    "card": "#fff3d6",
    "kraft": "#e3c9a3",
    "blue": "#e6eef8",
}
INK = "#2b2723"


class Sheet:
    """One picture in the making."""

    def __init__(self, name: str, width: int = 600, height: int = 440, paper: str = "plain", ground: str = "") -> None:
        self.name = name
        self.width, self.height = width, height
        self.hand: Hand = HANDS.get(name, Hand("delius", INK))
        for key, hand in HANDS.items():
            if name.startswith(key):
                self.hand = hand
        self.chance = random.Random(name)
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), ground or PAPERS[paper])
        self.pen = ImageDraw.Draw(self.image)
        if paper == "squared":
            self._rules(20, "#dbe5ea", both=True)
        elif paper == "lined":
            self._rules(30, "#cfdcea", both=False)
            self._line([(58, 0), (58, height)], "#efb9ad", 1.3)

    def _rules(self, step: int, colour: str, *, both: bool) -> None:
        for y in range(step if both else step * 2, self.height, step):
            self._line([(0, y), (self.width, y)], colour, 1)
        for x in range(step, self.width if both else 0, step):
            self._line([(x, 0), (x, self.height)], colour, 1)

    def _line(self, points: Sequence[Point], colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=max(1, round(width * SCALE)), joint="curve")
        radius = width * SCALE / 2
        for x, y in (scaled[0], scaled[-1]):
            self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def _wobbly(self, points: Sequence[Point], amount: float) -> list[Point]:
        """The same path with a point every few pixels, moved a little by slow waves as a hand does."""
        waves = [
            (self.chance.uniform(0.04, 0.09), self.chance.uniform(0, 6.3), self.chance.uniform(0.4, 1))
            for _ in range(4)
        ]
        done, walked = [points[0]], 0.0
        for (x0, y0), (x1, y1) in pairwise(points):
            length = math.hypot(x1 - x0, y1 - y0)
            pieces = max(1, round(length / 5))
            for piece in range(1, pieces + 1):
                share = piece / pieces
                walked += length / pieces
                dx, dy = (
                    sum(size * math.sin(walked * pace + start) for pace, start, size in pair)
                    for pair in (waves[:2], waves[2:])
                )
                done.append((x0 + (x1 - x0) * share + dx * amount, y0 + (y1 - y0) * share + dy * amount))
        return done

    # Lines and shapes

    def stroke(self, points: Sequence[Point], ink: str = "", width: float = 2.2, wobble: float = 0.7) -> None:
        """A line through the points, drawn without a ruler."""
        self._line(self._wobbly(points, wobble), ink or self.hand.ink, width)

    def curve(self, points: Sequence[Point], ink: str = "", width: float = 2.2, wobble: float = 0.5) -> None:
        """A smooth line through the points."""
        self.stroke(smooth(points), ink, width, wobble)

    def shape(
        self,
        points: Sequence[Point],
        fill: str = "",
        ink: str = "",
        width: float = 2.2,
        *,
        wobble: float = 0.7,
        soft: bool = False,
    ) -> None:
        """A closed shape; `soft` rounds it, an empty `ink` leaves the outline out."""
        path = smooth([*points, points[0]], closed=True) if soft else [*points, points[0]]
        outline = self._wobbly(path, wobble)
        if fill:
            self.pen.polygon([(x * SCALE, y * SCALE) for x, y in outline], fill=fill)
        if ink:
            self._line(outline, ink, width)

    def box(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        fill: str = "",
        ink: str = "",
        width: float = 2.2,
        *,
        wobble: float = 0.7,
    ) -> None:
        """A rectangle with corners that nearly meet."""
        self.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill, ink, width, wobble=wobble)

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str = "",
        ink: str = "",
        width: float = 2.2,
        *,
        wobble: float = 0.5,
        tall: float = 1.0,
    ) -> None:
        """A circle, or an egg when `tall` is not 1."""
        steps = max(14, round(radius * 1.2))
        ring = [
            (x + radius * math.cos(6.2832 * i / steps), y + radius * tall * math.sin(6.2832 * i / steps))
            for i in range(steps)
        ]
        self.shape(ring, fill, ink, width, wobble=wobble)

    def arrow(self, start: Point, end: Point, ink: str = "", width: float = 2.2, head: float = 11) -> None:
        """An arrow, its head drawn in two strokes."""
        self.stroke([start, end], ink, width)
        way = math.atan2(end[1] - start[1], end[0] - start[0])
        for turn in (2.6, -2.6):
            self.stroke(
                [(end[0] + head * math.cos(way + turn), end[1] + head * math.sin(way + turn)), end], ink, width, 0.3
            )

    def crayon(
        self, points: Sequence[Point], colour: str, *, step: float = 5, slant: float = 0.7, width: float = 4.4
    ) -> None:
        """Fill a shape the way a crayon does: slanted strokes, with some paper showing."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([(x * SCALE, y * SCALE) for x, y in points], fill=255)
        layer = Image.new("L", self.image.size, 0)
        brush = ImageDraw.Draw(layer)
        left, right = min(x for x, _ in points), max(x for x, _ in points)
        top, bottom = min(y for _, y in points), max(y for _, y in points)
        at = left - (bottom - top) * slant
        while at < right + step:
            lean = self.chance.uniform(-3, 3)
            ends = [(at * SCALE, bottom * SCALE), ((at + (bottom - top) * slant + lean) * SCALE, top * SCALE)]
            brush.line(
                ends, fill=self.chance.randrange(190, 256), width=round(width * SCALE * self.chance.uniform(0.8, 1.1))
            )
            at += step
        self.image.paste(colour, (0, 0), ImageChops.multiply(mask, layer))

    def hatch_box(
        self, x0: float, y0: float, x1: float, y1: float, colour: str, ink: str = "", width: float = 2.0
    ) -> None:
        """A rectangle filled with crayon."""
        self.crayon([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour)
        if ink:
            self.box(x0, y0, x1, y1, "", ink, width)

    def tick(self, x: float, y: float, ink: str = "", size: float = 18) -> None:
        """A tick mark; `x`, `y` is its lowest point."""
        self.stroke([(x - size * 0.4, y - size * 0.4), (x, y), (x + size * 0.8, y - size)], ink, 3, 0.3)

    def star(self, x: float, y: float, radius: float, fill: str = "#f6c35c", ink: str = "") -> None:
        """A five-pointed star."""
        tips = [
            (
                x + radius * (1 if i % 2 == 0 else 0.45) * math.sin(i * 0.6283),
                y - radius * (1 if i % 2 == 0 else 0.45) * math.cos(i * 0.6283),
            )
            for i in range(10)
        ]
        self.shape(tips, fill, ink, 1.6, wobble=0.3)

    # Words

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 22,
        ink: str = "",
        *,
        font: str = "",
        anchor: str = "l",
        jitter: float = -1,
    ) -> float:
        """Handwriting with its base line at `y`; gives back where it ended. `anchor` is l, m or r."""
        stray = (self.hand.jitter if jitter < 0 else jitter) * size / 20
        right_to_left = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
        words = [text] if right_to_left else text.split(" ")
        faces = [face(font_for(font or self.hand.font, word), size * SCALE) for word in words]
        space = face(font or self.hand.font, size * SCALE).getlength(" ")
        widths = [letters.getlength(word) for letters, word in zip(faces, words, strict=True)]
        at = x * SCALE - (sum(widths) + space * (len(words) - 1)) * {"l": 0, "m": 0.5, "r": 1}[anchor]
        for word, letters, width in zip(words, faces, widths, strict=True):
            dy = self.chance.uniform(-stray, stray) * SCALE * 0.6
            self.pen.text((at, y * SCALE + dy), word, font=letters, fill=ink or self.hand.ink, anchor="ls")
            at += width + space
        return (at - space) / SCALE

    def lines(
        self, x: float, y: float, rows: Iterable[str], size: float = 22, leading: float = 30, ink: str = "", **how: str
    ) -> float:
        """Several lines of handwriting; gives back the next base line."""
        for row in rows:
            self.write(x, y, row, size, ink, **how)
            y += leading
        return y

    def strike(self, x0: float, x1: float, y: float, ink: str = "#c04a36") -> None:
        """Cross out what stands between two places."""
        self.stroke([(x0 - 2, y - 5), ((x0 + x1) / 2, y - 8), (x1 + 2, y - 6)], ink, 2)

    # The finished picture

    def finish(self) -> Image.Image:
        """The picture at its own size."""
        return self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)

    def on_desk(
        self, desk: str = "#b98a5a", angle: float = 2.0, width: int = 600, height: int = 450, share: float = 0.84
    ) -> Image.Image:
        """The sheet as photographed: on a desk, a little crooked, with a soft shadow."""
        ground = wood(desk, width, height, self.chance)
        factor = min(width * share / self.width, height * share / self.height)
        sheet = self.image.resize(
            (round(self.width * factor * 2), round(self.height * factor * 2)), Image.Resampling.LANCZOS
        )
        turned = sheet.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
        mask = turned.getchannel("A")
        at = (width - turned.width // 2, height - turned.height // 2)
        shadow = Image.new("L", ground.size, 0)
        shadow.paste(mask, (at[0] + 8, at[1] + 12))
        shadow = shadow.filter(ImageFilter.GaussianBlur(14)).point(lambda value: value * 0.42)
        ground.paste("#2a1c10", (0, 0), shadow)
        ground.paste(turned.convert("RGB"), at, mask)
        return ground.resize((width, height), Image.Resampling.LANCZOS)


def wood(colour: str, width: int, height: int, chance: random.Random) -> Image.Image:
    """A table top at twice the size: a flat colour with a few long grains."""
    ground = Image.new("RGB", (width * 2, height * 2), colour)
    grain = Image.new("L", ground.size, 0)
    brush = ImageDraw.Draw(grain)
    for _ in range(16):
        y = chance.uniform(0, height * 2)
        waves = [(x, y + 9 * math.sin(x / 260 + y) + 4 * math.sin(x / 90 + y)) for x in range(0, width * 2 + 40, 40)]
        brush.line(waves, fill=chance.randrange(18, 46), width=chance.randrange(2, 7))
    ground.paste("#3a2412", (0, 0), grain.filter(ImageFilter.GaussianBlur(2)))
    return ground


def smooth(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    before = points[-2] if closed else points[0]
    after = points[1] if closed else points[-1]
    knots = [before, *points, after]
    curve: list[Point] = [points[0]]
    for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        for step in range(1, 9):
            t = step / 8
            curve.append(
                tuple(  # type: ignore[arg-type]
                    0.5
                    * (
                        2 * b[i]
                        + (c[i] - a[i]) * t
                        + (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t**2
                        + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t**3
                    )
                    for i in (0, 1)
                )
            )
    return curve
