"""Places and rooms: maps, a reef in a box, a bed, a hotel for worms, things on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

RUST, GREY, BLUE = "#b5402f", "#8f887c", "#2e4fa3"


@piece("elif-reef.jpg")
def _reef() -> Image.Image:
    s = Sheet("elif-reef", 600, 430, ground="#7a5c40")
    s.shape([(60, 60), (540, 60), (580, 400), (20, 400)], "#b08a55", INK, 2)
    s.shape([(96, 88), (504, 88), (530, 366), (70, 366)], "#2f6f9f", INK, 2)
    s.shape([(96, 88), (504, 88), (512, 170), (88, 170)], "#3d83b4")
    s.shape([(74, 330), (526, 330), (530, 366), (70, 366)], "#d9bd85")
    for x, drop, colour in (
        (150, 150, "#f6c94a"),
        (240, 200, "#e98a4b"),
        (300, 130, "#f6c94a"),
        (352, 214, "#f3f0e8"),
        (420, 168, "#e98a4b"),
        (470, 226, "#f3f0e8"),
    ):
        s.stroke([(x, 88), (x + 2, drop)], "#dfe8ee", 1.2, 0.3)
        s.shape([(x - 24, drop + 12), (x, drop), (x + 24, drop + 12), (x, drop + 24)], colour, INK, 1.8, soft=True)
        s.shape([(x - 20, drop + 12), (x - 36, drop + 2), (x - 36, drop + 22)], colour, INK, 1.8)
        s.disc(x + 12, drop + 9, 2.4, INK)
    for i, (x, colour) in enumerate(
        (
            (104, "#e0795f"),
            (142, "#c9548a"),
            (196, "#e9a05a"),
            (248, "#8fae5c"),
            (300, "#e0795f"),
            (350, "#c9548a"),
            (398, "#8fae5c"),
            (446, "#e9a05a"),
            (490, "#c9548a"),
        )
    ):
        tall = 66 + (i * 37) % 46
        for lean, part in ((-16, 0.7), (0, 1.0), (15, 0.8)):
            s.curve([(x, 348), (x + lean * 0.5, 348 - tall * part * 0.55), (x + lean, 348 - tall * part)], colour, 11)
            s.disc(x + lean, 348 - tall * part, 8, colour)
    s.shape([(200, 22), (400, 18), (404, 52), (202, 54)], "#fffaf0", INK, 2)
    s.write(302, 45, "reef, 1 : 40", 24, anchor="m")
    return s.finish()


@piece("esi-jollof.jpg")
def _jollof() -> Image.Image:
    s = Sheet("esi-jollof", 560, 420, ground="#efe0c8")
    for i, (label, level, colour) in enumerate(
        (("rice", 1.08, "#fbf6e8"), ("tomato", 0.75, "#d9533f"), ("stock", 1.5, "#d9a860"))
    ):
        x = 56 + i * 160
        s.box(x, 90, x + 110, 290, "#f8fafa", INK, 2.6)
        s.crayon(
            [(x + 3, 288 - level * 110), (x + 107, 288 - level * 110), (x + 107, 288), (x + 3, 288)],
            colour,
            step=3,
            width=5,
        )
        for mark in (1, 2, 3):
            s.stroke([(x + 84, 288 - mark * 55), (x + 108, 288 - mark * 55)], GREY, 1.8)
        s.curve([(x + 110, 130), (x + 142, 150), (x + 138, 216), (x + 110, 240)], INK, 3)
        s.write(x + 55, 326, label, 26, anchor="m")
    s.write(34, 56, "my ‘some’, measured 5 times", 34)
    s.write(34, 384, "rice: 1 cup and a little bit. 5 out of 5", 27, RUST)
    return s.on_desk("#c07a4a", 1.4, 600, 450, 0.92)


@piece("fatou-map.png")
def _island() -> Image.Image:
    s = Sheet("fatou-map", 600, 460, ground="#cfe3e6")
    s.shape(
        [(110, 120), (250, 70), (400, 90), (480, 170), (470, 290), (380, 370), (230, 380), (120, 310), (80, 210)],
        "#efe2be",
        "#6b5a3a",
        3,
        soft=True,
    )
    for x, y in ((180, 150), (212, 132), (244, 152)):
        s.shape([(x - 22, y + 28), (x, y - 16), (x + 22, y + 28)], "#b9a98f", "#6b5a3a", 2.2)
        s.shape([(x - 7, y), (x, y - 16), (x + 8, y), (x, y + 4)], "#ffffff")
    for x, y in ((330, 150), (356, 164), (382, 148), (348, 188), (376, 194)):
        s.disc(x, y, 13, "#8fb07a", "#4f6b3f", 2)
        s.stroke([(x, y + 12), (x, y + 22)], "#6b5a3a", 3)
    s.curve([(150, 330), (200, 290), (260, 300), (300, 250), (360, 270), (420, 240)], RUST, 2.4)
    s.curve([(240, 180), (260, 220), (250, 260), (280, 300), (270, 370)], "#5f97ad", 4)
    s.box(506, 330, 566, 380, "#fff6e0", "#6b5a3a", 2.2)
    s.shape([(498, 332), (536, 304), (574, 332)], "#9a5b7f", "#6b5a3a", 2.2)
    s.box(528, 350, 544, 380, "#6b5a3a", "", 0)
    s.write(528, 404, "Library in the Sea", 18, anchor="m")
    s.write(528, 424, "(no telephone)", 17, anchor="m")
    s.write(214, 202, "the Polite Mountains", 19, anchor="m")
    s.write(368, 232, "Wood of Forms", 19, anchor="m")
    s.write(160, 350, "Bay of Two Words", 19)
    s.shape([(60, 330), (110, 326), (102, 348), (70, 348)], "#b9855a", INK, 2)
    s.shape([(84, 326), (84, 286), (112, 318)], "#fffaf0", INK, 2)
    for x, y in ((40, 90), (520, 90), (560, 230), (50, 420), (330, 430)):
        s.curve([(x - 20, y), (x - 8, y - 6), (x + 4, y), (x + 16, y - 6)], "#8fb8bf", 2)
    s.write(300, 44, "for the front of a book", 30, anchor="m")
    s.arrow((540, 180), (540, 130), "#6b5a3a", 2.4)
    s.write(540, 122, "N", 24, "#6b5a3a", anchor="m")
    return s.finish()


@piece("isaac-notebook.jpg")
def _notebook() -> Image.Image:
    s = Sheet("isaac-notebook", 380, 480, ground="#3f6fae")
    s.shape([(0, 180), (380, 174), (380, 236), (0, 242)], "#ee8f3a", "", wobble=0.4)
    s.box(90, 60, 290, 140, "#fffdf6", INK, 2.4)
    s.write(190, 98, "THE notebook", 34, anchor="m")
    s.write(190, 128, "(the only one)", 20, anchor="m")
    s.write(190, 330, "DAY 14", 72, "#f6d37c", anchor="m")
    for i in range(14):
        s.stroke([(60 + i * 19 + i // 5 * 6, 370), (60 + i * 19 + i // 5 * 6, 410)], "#fffdf6", 4)
    s.write(190, 452, "if found: I didnt loose it, its resting", 19, "#fffdf6", anchor="m")
    for y in range(30, 470, 26):
        s.disc(8, y, 6, "#20385c")
    return s.on_desk("#c9b08a", 4, 460, 540, 0.88)


@piece("mateo-worms.png")
def _worms() -> Image.Image:
    s = Sheet("mateo-worms", 460, 560)
    s.write(230, 48, "WORM HOTEL", 38, anchor="m")
    s.shape([(80, 110), (380, 110), (380, 80), (230, 60), (80, 80)], "#9c6b43", INK, 2.4)
    floors = (
        ("lobby: new leaves", "#a9c47a"),
        ("2: apple, no citrus", "#c9a56a"),
        ("3: coffee", "#7a5638"),
        ("4: sleeping", "#5f442f"),
        ("tea for tomatoes", "#3f3026"),
    )
    for i, (label, colour) in enumerate(floors):
        y = 110 + i * 78
        s.box(80, y, 380, y + 78, colour, INK, 2.4)
        s.write(96, y + 28, label, 22, "#fffaf0" if i > 1 else INK)
        for j in range(4 if i < 4 else 0):
            x = 116 + j * 62 + (i % 2) * 18
            s.curve([(x, y + 56), (x + 12, y + 44), (x + 24, y + 58), (x + 38, y + 48)], "#e59a8f", 7)
            s.disc(x + 39, y + 47, 1.8, INK)
    s.shape([(380, 470), (412, 470), (412, 484), (404, 484), (404, 490), (380, 490)], GREY, INK, 2)
    for y in (500, 518):
        s.disc(408, y, 4, "#3f3026")
    s.write(230, 540, "rooms: all. complaints: none", 24, anchor="m")
    return s.finish()


@piece("noor-yaman.png")
def _yaman() -> Image.Image:
    s = Sheet("noor-yaman", 600, 430, ground="#2f3f66")
    for x, y in ((60, 50), (150, 90), (260, 40), (520, 70), (450, 120), (380, 60)):
        s.disc(x, y, 3, "#f8e7ae")
    s.box(40, 300, 560, 390, "#a97a4f", INK, 2.6)
    s.shape([(60, 300), (70, 226), (170, 210), (180, 300)], "#fff6e6", INK, 2.4, soft=True)
    s.disc(132, 250, 42, "#d9a27a", INK, 2.4)
    s.shape([(92, 246), (100, 212), (134, 202), (168, 216), (172, 240), (140, 226)], "#33241f", INK, 1.6, soft=True)
    for x in (120, 146):
        s.disc(x, 252, 3.6, INK)
    s.curve([(122, 272), (134, 279), (148, 270)], INK, 2.4)
    s.shape([(170, 244), (300, 226), (440, 240), (540, 272), (546, 340), (170, 344)], "#f6cf5c", INK, 2.6, soft=True)
    for x in (230, 300, 370, 440):
        s.star(x, 292, 13, "#fff6d8")
    s.shape([(520, 306), (566, 290), (580, 306), (560, 324), (530, 326)], "#d9a27a", INK, 2.4, soft=True)
    for i in range(4):
        s.disc(566 + i * 4, 294 + i * 7, 4, "#d9a27a", INK, 1.6)
    s.shape([(230, 150), (300, 130), (304, 200), (234, 218)], "#fffdf6", INK, 2.4)
    s.shape([(300, 130), (372, 144), (372, 214), (304, 200)], "#fffdf6", INK, 2.4)
    for i in range(4):
        s.stroke([(242, 164 + i * 12), (294, 150 + i * 12)], GREY, 1.6)
        s.stroke([(312, 152 + i * 12), (364, 162 + i * 12)], GREY, 1.6)
    s.write(400, 180, "again, again", 27, "#f8e7ae")
    return s.finish()


@piece("seun-map.png")
def _school_map() -> Image.Image:
    s = Sheet("seun-map", 600, 430, ground="#f7f5ef")
    s.write(30, 44, "GATE to ROOM 12   (version 4)", 26)
    lines = (
        ("#d9533f", [(60, 360), (180, 360), (220, 320), (220, 200)]),
        ("#3f7fae", [(220, 320), (360, 320), (400, 280), (400, 120), (520, 120)]),
        ("#6b9a4a", [(220, 200), (260, 160), (400, 160)]),
    )
    for colour, path in lines:
        s.stroke(path, colour, 9, 0)
    stops = (
        (60, 360, "Gate", -6, 40, "square"),
        (180, 360, "Bike shed", -20, 40, ""),
        (220, 320, "Front door", -122, -2, "big"),
        (220, 200, "Office", -74, 6, ""),
        (310, 320, "Boiler (new)", -46, 40, "warn"),
        (400, 240, "Stairs, 18", 20, 6, "tri"),
        (400, 160, "Library", 20, 8, ""),
        (400, 120, "", 0, 0, ""),
        (520, 120, "ROOM 12", -44, -26, "star"),
    )
    for x, y, label, dx, dy, kind in stops:
        if kind == "star":
            s.star(x, y, 22, "#f6c35c", INK)
        elif kind == "square":
            s.box(x - 14, y - 14, x + 14, y + 14, "#ffffff", INK, 3, wobble=0)
        elif kind == "tri":
            s.shape([(x - 16, y + 13), (x, y - 16), (x + 16, y + 13)], "#ffffff", INK, 3, wobble=0)
        else:
            s.disc(x, y, 15 if kind == "big" else 10, "#f3b24a" if kind == "warn" else "#ffffff", INK, 3, wobble=0)
        s.write(x + dx, y + dy, label, 22)
    s.box(446, 260, 580, 400, "#ffffff", GREY, 1.6, wobble=0)
    s.lines(458, 288, ["1. red 3 stops", "2. blue, past", "   the boiler", "3. up 18", "4. star"], 18, 24)
    return s.finish()
