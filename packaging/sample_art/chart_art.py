"""Charts, counts and logs that the children drew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

RUST, GREY = "#b5402f", "#8f887c"


@piece("aaliyah-recess-chart.png")
def _recess() -> Image.Image:
    s = Sheet("aaliyah-recess", 600, 430, "squared")
    s.write(36, 54, "Where the recess went", 36)
    for i, (year, minutes, colour) in enumerate(
        (("two years ago", 31, "#8fbb86"), ("last year", 26, "#f3c46a"), ("now", 20, "#d9705a"))
    ):
        y = 96 + i * 84
        s.hatch_box(170, y, 170 + minutes * 11, y + 52, colour, INK, 2.2)
        s.write(156, y + 36, year, 22, anchor="r")
        s.write(158 + minutes * 11, y + 36, f"{minutes} min", 25, INK, anchor="r")
    s.stroke([(170, 84), (170, 330)], INK, 2.4)
    s.box(394, 264, 509, 316, "", RUST, 2.2)
    s.write(452, 298, "11 gone", 25, RUST, anchor="m")
    s.write(36, 376, "11 min × 180 days = 33 HOURS", 30, RUST)
    s.write(36, 412, "source: the schools own timetable. page 4", 20, GREY)
    return s.finish()


@piece("aarav-books-dots.png")
def _books() -> Image.Image:
    s = Sheet("aarav-books", 600, 400, "squared")
    s.write(30, 48, "Books finished this year. 25 people", 26)
    s.stroke([(40, 300), (570, 300)], INK, 2.4)
    counts = {2: 1, 5: 2, 8: 3, 11: 3, 14: 6, 17: 4, 20: 3, 23: 2}
    for value, many in counts.items():
        for i in range(many):
            s.disc(50 + value * 14.5, 282 - i * 27, 11, "#6f8fd0", "#27437f", 1.8)
    s.disc(540, 282, 11, "#e8743c", "#27437f", 1.8)
    s.stroke([(438, 312), (448, 288)], INK, 2)
    s.stroke([(450, 312), (460, 288)], INK, 2)
    for value in (2, 8, 14, 20):
        s.write(50 + value * 14.5, 328, str(value), 20, anchor="m")
    s.write(540, 328, "90", 20, anchor="m")
    s.arrow((506, 196), (534, 262), RUST, 2.6)
    s.lines(424, 128, ["this one guy", "makes the mean", "16.7 !!"], 22, 27, RUST)
    s.arrow((253, 366), (253, 338), "#27437f")
    s.write(262, 376, "median 14. more honest", 24)
    return s.finish()


@piece("aarav-towel.png")
def _towel() -> Image.Image:
    s = Sheet("aarav-towel", 600, 400)
    s.write(30, 46, "Towel map. 4 × 30 balls", 26)
    s.shape([(60, 80), (420, 80), (420, 360), (60, 360)], "#f1ead9", GREY, 1.6)
    s.box(170, 150, 300, 300, "#bfe0e4", "#4f8890", 2.6)
    for y in (164, 286):
        s.stroke([(172, y), (298, y)], "#4f8890", 2)
    for week, (colour, inside) in enumerate((("#c9c2b4", 4), ("#9fb4d4", 6), ("#6f8fd0", 9), ("#e8743c", 11))):
        for ball in range(20):
            if ball < inside:
                x, y = s.chance.uniform(180, 290), s.chance.uniform(172, 280)
            else:
                x, y = s.chance.uniform(75, 408) + (14 - week * 8), s.chance.uniform(94, 348)
                if 160 < x < 310 and 142 < y < 308:
                    x += 150
            s.disc(min(x, 412), y, 6, colour, "#5a5348", 1.2)
        s.disc(452, 116 + week * 48, 9, colour, "#5a5348", 1.4)
        s.write(474, 124 + week * 48, f"Sat {week + 1}:  {inside}", 22)
    s.write(440, 330, "aim 15", 26, RUST)
    s.write(440, 360, "sorry plant", 20, GREY)
    s.disc(90, 330, 15, "#8fbb86", INK, 1.8)
    s.stroke([(90, 344), (90, 356)], "#8a5a2c", 6)
    return s.finish()


@piece("esi-laps.png")
def _laps() -> Image.Image:
    s = Sheet("esi-laps", 600, 420, "squared")
    s.write(36, 52, "One lap. going DOWN is going UP", 25)
    s.arrow((80, 350), (80, 80), INK)
    s.arrow((80, 350), (560, 350), INK)
    seconds = (91, 88, 85, 84)
    points = [(140 + i * 110.0, 110 + (91 - value) * 18.0) for i, value in enumerate(seconds)]
    s.stroke([(84, 308), (556, 308)], "#2f6b43", 2)
    s.write(500, 300, "80 !", 26, "#2f6b43")
    s.stroke(points, "#d9705a", 3.4)
    for (x, y), value in zip(points, seconds, strict=True):
        s.disc(x, y, 9, "#fffdf6", "#8a3324", 3)
        s.write(x + 10, y - 14, f"{value} s", 24)
    for i in range(4):
        s.write(140 + i * 110, 382, ("too fast", "hot", "slow bend", "slow bend")[i], 19, anchor="m")
    s.shape([(350, 84), (530, 84), (552, 112), (530, 140), (350, 140), (328, 112)], "", "#c98a4b", 3, soft=True)
    s.shape([(366, 100), (514, 100), (526, 112), (514, 124), (366, 124), (354, 112)], "", "#c98a4b", 2, soft=True)
    return s.finish()


@piece("sofia-dots.png")
def _season() -> Image.Image:
    s = Sheet("sofia-dots", 600, 410, "squared")
    s.write(34, 52, "Our season in dots", 34)
    s.stroke([(40, 290), (566, 290)], INK, 2.4)
    for value, many in {18: 1, 20: 2, 22: 1, 30: 2, 32: 4, 34: 3, 36: 1}.items():
        for i in range(many):
            s.disc(
                60 + (value - 16) * 24, 270 - i * 32, 13, ("#e58aa4", "#f3c46a", "#8fc5b4", "#a9a0e0")[i % 4], INK, 1.8
            )
        s.write(60 + (value - 16) * 24, 320, str(value), 20, anchor="m")
    s.curve([(230, 240), (300, 220), (370, 240)], RUST, 2.4)
    s.write(300, 206, "Monstruo had a flat", 22, RUST, anchor="m")
    s.disc(300, 262, 17, "", INK, 2.6)
    s.disc(300, 262, 4, INK)
    s.stroke([(284, 280), (316, 280)], INK, 3)
    s.write(34, 366, "middle 32. spread 18. lucky looks different", 25)
    s.write(34, 396, "points per game, 14 games", 19, GREY)
    return s.finish()


@piece("zofia-doubling.png")
def _doubling() -> Image.Image:
    s = Sheet("zofia-doubling", 600, 420, "squared")
    s.write(30, 48, "if moths doubled every night", 27)
    s.arrow((60, 370), (60, 76), INK, 2)
    s.arrow((60, 370), (580, 370), INK, 2)
    points = []
    for night in range(9):
        x, y = 80 + night * 56.0, 370 - 2**night * 1.16
        points.append((x, max(y, 74)))
        s.write(x, 396, str(night), 19, anchor="m")
    s.curve(points, "#7a6bb5", 3)
    for night, (x, y) in enumerate(points):
        s.shape([(x, y), (x - 13, y - 9), (x - 10, y + 7)], "#c9b48f", INK, 1.4)
        s.shape([(x, y), (x + 13, y - 9), (x + 10, y + 7)], "#c9b48f", INK, 1.4)
        if night in (3, 5, 7):
            s.write(x - 20, y - 16, f"{2**night}", 22, anchor="r")
    s.write(392, 104, "2 = 256", 26)
    s.write(408, 90, "8", 17)
    s.lines(110, 130, ["night 30:", "1 073 741 824", "= horror film"], 25, 32, RUST)
    s.write(508, 66, "edge of paper", 18, GREY, anchor="r")
    return s.finish()


@piece("leilani-ocean.png")
def _ocean() -> Image.Image:
    s = Sheet("leilani-ocean", 600, 440)
    s.write(34, 52, "Which way is the ocean?", 32)
    s.shape([(0, 300), (80, 284), (150, 304), (150, 440), (0, 440)], "#8cc4d6", "", soft=True)
    for y in (330, 362, 394):
        s.curve([(10, y), (40, y - 8), (70, y), (100, y - 8), (130, y)], "#ffffff", 2.4)
    s.disc(330, 240, 17, "#f3c46a", INK, 2.2)
    s.write(330, 216, "us", 22, anchor="m")
    for dx, dy, wrong in (
        (-110, 60, 0),
        (-128, 40, 0),
        (-96, 84, 0),
        (-130, 76, 0),
        (-116, 20, 0),
        (-80, 96, 0),
        (-136, 96, 0),
        (-60, 110, 0),
        (-104, 112, 0),
        (180, -92, 1),
        (196, 40, 1),
    ):
        s.arrow((330 + dx * 0.2, 240 + dy * 0.2), (330 + dx, 240 + dy), RUST if wrong else "#1f6b70", 3 if wrong else 2)
    s.write(330, 384, "11 people", 26)
    s.write(330, 416, "9 right, 2 long arrows", 23, RUST)
    for x, y in ((470, 90), (520, 110), (440, 120)):
        s.curve([(x - 10, y), (x - 4, y - 6), (x, y), (x + 4, y - 6), (x + 10, y)], GREY, 2)
    return s.finish()


@piece("elif-reading-log.jpg")
def _reading_log() -> Image.Image:
    s = Sheet("elif-reading-log", 440, 560, "lined")
    s.write(76, 56, "My reading minutes", 30)
    week = (
        ("Mon", 20, ""),
        ("Tue", 25, ""),
        ("Wed", 15, "(soccer)"),
        ("Thu", 20, ""),
        ("Fri", 30, "!!"),
        ("Sat", 20, ""),
        ("Sun", 40, "could not stop"),
    )
    for i, (day, minutes, note) in enumerate(week):
        y = 112 + i * 60
        s.write(76, y, day, 24)
        s.write(150, y, str(minutes), 24)
        s.write(194, y, note, 20, "#5c8f7f")
        s.crayon(
            [(78, y + 10), (78 + minutes * 7.6, y + 10), (78 + minutes * 7.6, y + 26), (78, y + 26)], "#74a99c", step=4
        )
    return s.on_desk("#a88a6a", 1.2, 460, 560, 0.9)


@piece("mateo-ledger.jpg")
def _ledger() -> Image.Image:
    s = Sheet("mateo-ledger", 520, 400, "lined")
    s.write(76, 50, "GARDEN STAND. the book", 30)
    for x, head in ((190, "in"), (270, "out"), (360, "all together")):
        s.write(x, 88, head, 24)
    rows = (
        ("Sat 1", "14", "23", "-9"),
        ("Sat 2", "22", "11", "2"),
        ("Sat 3", "19", "10", "11"),
        ("Sat 4", "21", "15", "17"),
    )
    for i, row in enumerate(rows):
        y = 128 + i * 44
        for x, text in zip((76, 190, 270, 390), row, strict=True):
            s.write(x, y, text, 26, RUST if text.startswith("-") else "")
        s.stroke([(70, y + 12), (490, y + 12)], "#c9d4c0", 1.4)
    s.disc(404, 165, 22, "", "#40602f", 2.4, tall=0.9)
    s.write(76, 330, "ABOVE ZERO (it was raining)", 27, "#2f6b43")
    s.write(76, 366, "Abuelo checked:  A. García", 25)
    s.shape([(440, 300), (486, 296), (490, 340), (444, 342)], "", "")
    for dx in (0, 16, 30):
        s.disc(446 + dx, 352, 11, "#d8b56a", "#8a6a2f", 2)
    return s.on_desk("#7f8f62", -1.8, 600, 450, 0.9)
