"""Things that the children made, saw or planned: portraits, maps, machines, animals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

RUST, GREY, BLUE = "#b5402f", "#8f887c", "#2e4fa3"


@piece("elif-portrait.png")
def _portrait() -> Image.Image:
    s = Sheet("elif-portrait", 440, 540)
    s.write(24, 40, "me, the explorer", 24)
    s.shape([(110, 540), (120, 400), (190, 356), (250, 356), (320, 400), (330, 540)], "#2f8f86", INK, 2.6)
    s.box(196, 330, 244, 376, "#b87c55", INK, 2.2)
    s.disc(220, 250, 98, "#b87c55", INK, 2.8)
    for turn in range(26):
        way = 3.35 + turn * 0.118
        s.disc(
            220 + 96 * math.cos(way), 238 + 96 * math.sin(way), s.chance.uniform(19, 28), "", "#2b211d", 2.6, wobble=1.6
        )
        s.disc(
            220 + 112 * math.cos(way),
            234 + 112 * math.sin(way),
            s.chance.uniform(12, 20),
            "",
            "#2b211d",
            2.4,
            wobble=1.6,
        )
    for dx in (-36, 36):
        s.disc(220 + dx, 248, 15, "#fffdf6", INK, 2.4)
        s.disc(220 + dx + 2, 250, 6, INK)
    s.curve([(216, 262), (208, 284), (222, 288)], INK, 2.4)
    s.curve([(184, 306), (220, 326), (258, 304)], RUST, 3.4)
    s.disc(220, 446, 30, "#f6d37c", INK, 2.2, tall=0.8)
    for i in range(5):
        s.curve([(198 + i * 11, 464), (194 + i * 11, 484), (202 + i * 11, 502)], "#f6d37c", 2.8)
    return s.finish()


@piece("ana-theme-drum.png")
def _big_drum() -> Image.Image:
    s = Sheet("ana-theme-drum", 600, 430)
    s.write(34, 52, "THEME is the big drum", 34)
    s.shape([(180, 150), (420, 150), (404, 370), (196, 370)], "#d9705a", INK, 3)
    s.disc(300, 150, 120, "#f1dfba", INK, 3, tall=0.28)
    for i in range(6):
        s.stroke([(190 + i * 40, 170), (210 + i * 40, 360)], "#f6d9a0", 3)
    s.shape([(206, 240), (396, 236), (394, 300), (208, 304)], "#fffaf0", INK, 2.2)
    s.write(301, 266, "you can be brave", 22, anchor="m")
    s.write(301, 291, "and still cry", 22, anchor="m")
    for x, y, word in (
        (78, 190, "the bridge"),
        (66, 330, "her dog"),
        (520, 190, "the letter"),
        (528, 330, "chapter 8"),
    ):
        s.shape([(x - 40, y), (x + 40, y), (x + 32, y + 44), (x - 32, y + 44)], "#f3c46a", INK, 2.2)
        s.disc(x, y, 40, "#fff6e0", INK, 2.2, tall=0.26)
        s.write(x, y + 66, word, 20, anchor="m")
    for y in (120, 104):
        s.curve([(262, y), (300, y - 14), (338, y)], RUST, 2.4)
    return s.finish()


@piece("bohdan-bike.png")
def _brake() -> Image.Image:
    s = Sheet("bohdan-bike", 620, 430)
    s.write(30, 48, "How a bicycle brake works  /  Як працює гальмо", 25)
    for x in (150, 430):
        s.disc(x, 290, 88, "", "#4a4a4a", 7)
        s.disc(x, 290, 76, "", GREY, 2)
        for turn in range(10):
            s.stroke(
                [(x, 290), (x + 75 * math.cos(turn * 0.628), 290 + 75 * math.sin(turn * 0.628))], "#b9b4a8", 1.2, 0.2
            )
    for ends in (
        ((150, 290), (220, 170)),
        ((220, 170), (370, 170)),
        ((370, 170), (280, 300)),
        ((280, 300), (220, 170)),
        ((150, 290), (280, 300)),
        ((366, 140), (430, 290)),
    ):
        s.stroke(ends, "#3f7fae", 6, 0.4)
    s.stroke([(210, 146), (236, 146)], INK, 8)
    s.stroke([(366, 142), (400, 124), (412, 138)], INK, 5)
    s.disc(280, 300, 16, "#d9d4c8", INK, 2.4)
    s.curve([(408, 134), (440, 150), (430, 196)], RUST, 2.8)
    s.box(418, 196, 442, 214, RUST, INK, 2)
    for x, y, english, own, tx, ty in (
        (470, 104, "lever", "ручка", 414, 128),
        (500, 190, "cable", "трос", 446, 168),
        (534, 262, "pad", "колодка", 446, 208),
        (32, 176, "saddle", "сідло", 208, 150),
    ):
        end = s.write(x, y, english, 23)
        s.write(x, y + 25, own, 23, RUST)
        s.arrow((x - 6 if x > 300 else end + 8, y - 6), (tx, ty), GREY, 1.8, 8)
    s.write(30, 414, "hand pulls rope, rope pulls rubber, rubber bites wheel", 24)
    return s.finish()


@piece("chidi-card.jpg")
def _card() -> Image.Image:
    s = Sheet("chidi-card", 420, 300)
    s.crayon([(0, 0), (210, 0), (210, 300), (0, 300)], "#8fbf6a", step=6)
    s.crayon([(210, 0), (420, 0), (420, 300), (210, 300)], "#f0a04a", step=6)
    s.stroke([(210, 0), (210, 300)], INK, 2)
    s.write(105, 140, "im ok", 40, "#24451c", anchor="m")
    s.write(315, 130, "come to", 36, "#5c2f08", anchor="m")
    s.write(315, 172, "my desk", 36, "#5c2f08", anchor="m")
    s.disc(105, 206, 24, "#fffdf6", INK, 2)
    s.curve([(95, 210), (105, 218), (116, 209)], INK, 2.2)
    return s.on_desk("#b08d66", -5, 560, 410, 0.74)


@piece("daniela-kickflip.png")
def _kickflip() -> Image.Image:
    s = Sheet("daniela-kickflip", 640, 430)
    s.write(26, 50, "KICKFLIP. 7 steps (4 = the honest one)", 32)
    leans = (0, 0, -22, -8, 0, 8, 0)
    words = ("stand", "squish", "pop", "FLICK, heel off", "wait", "catch", "roll")
    for i in range(7):
        big = i == 3
        size = 1.75 if big else 0.95
        x, y = ((100, 140), (100, 246), (100, 352), (318, 262), (536, 140), (536, 246), (536, 352))[i]
        turn = math.radians(leans[i])
        lift = (0, 0, 20, 60, 60, 34, 0)[i] * 0.6 * size
        half = 46 * size
        a = (x - half * math.cos(turn), y - lift - half * math.sin(turn))
        b = (x + half * math.cos(turn), y - lift + half * math.sin(turn))
        s.stroke([(x - 60 * size, y + 14 * size), (x + 60 * size, y + 14 * size)], "#b9b09f", 2)
        s.stroke([a, b], ("#4a463f", "#4a463f", "#4a463f", "#d9705a", "#d9705a", "#4a463f", "#4a463f")[i], 6 * size)
        for end in (0.25, 0.75):
            s.disc(a[0] + (b[0] - a[0]) * end, a[1] + (b[1] - a[1]) * end + 8 * size, 4.6 * size, "#f3c46a", INK, 1.4)
        for foot in (-0.5, 0.4) if i != 3 else (-0.4, 0.75):
            s.shape(
                [
                    (x + foot * half - 10 * size, y - lift - 16 * size),
                    (x + foot * half + 8 * size, y - lift - 17 * size),
                    (x + foot * half + 15 * size, y - lift - 6 * size),
                    (x + foot * half - 11 * size, y - lift - 5 * size),
                ],
                "#7fa8c9",
                INK,
                1.8,
            )
        if big:
            s.curve([(x + 92, y - 130), (x + 120, y - 90), (x + 96, y - 56)], RUST, 3)
            s.arrow((x + 104, y - 66), (x + 92, y - 50), RUST, 3)
        s.write(x - 50 * size, y + 38 if not big else y + 66, f"{i + 1}  {words[i]}", 24 if not big else 30)
    return s.finish()


@piece("kai-arm.png")
def _arm() -> Image.Image:
    s = Sheet("kai-arm", 600, 430, "squared")
    s.write(30, 48, "CEREAL ARM, plan 6", 28)
    s.box(70, 330, 190, 380, "#c9d0d6", INK, 2.6)
    s.stroke([(130, 330), (150, 210)], "#5b87c4", 14, 0.3)
    s.stroke([(150, 210), (300, 150)], "#5b87c4", 14, 0.3)
    for x, y in ((130, 330), (150, 210), (300, 150)):
        s.disc(x, y, 17, "#f3c46a", INK, 2.4)
        s.disc(x, y, 4, INK)
    s.shape([(300, 110), (372, 140), (336, 226), (264, 196)], "#e98a4b", INK, 2.6)
    s.write(318, 176, "OATS", 22, "#fffdf6", anchor="m")
    for i in range(11):
        s.disc(372 + i * 8 + s.chance.uniform(-6, 6), 190 + i * 15, 5, "#d9a860", "#8a5a2c", 1.2)
    s.shape([(408, 340), (532, 340), (508, 388), (432, 388)], "#ffffff", INK, 2.6)
    s.disc(470, 340, 62, "#f3efe4", INK, 2.4, tall=0.2)
    s.stroke([(40, 388), (560, 388)], INK, 2.6)
    s.stroke([(470, 396), (470, 412)], RUST, 3)
    s.write(456, 416, "X marks the bowl", 20, RUST, anchor="r")
    for x, y, text in ((176, 262, "elbow: slower"), (60, 180, "wrist"), (44, 316, "")):
        s.write(x, y, text, 21)
    s.arrow((112, 176), (284, 150), GREY, 1.8, 8)
    s.write(410, 90, "phase two: milk", 21, GREY)
    s.write(410, 118, "(not yet. see carpet)", 19, GREY)
    return s.finish()


@piece("minh-anh-strip.jpg")
def _folds() -> Image.Image:
    s = Sheet("minh-anh-strip", 600, 430, ground="#f4efe6")
    colours = ("#e0684a", "#f3c46a", "#8fc5b4")
    shapes = (
        [(-44, -44), (44, -44), (44, 44), (-44, 44)],
        [(-44, -44), (44, 44), (-44, 44)],
        [(-44, 44), (0, 0), (44, 44)],
        [(0, -44), (44, 0), (0, 44), (-44, 0)],
        [(0, -48), (20, 0), (0, 44), (-20, 0)],
        [(0, -48), (26, -6), (12, 44), (-12, 44), (-26, -6)],
        [(-46, -20), (0, 10), (46, -34), (10, 30), (0, 46), (-10, 30)],
        [(-50, -26), (-8, 4), (0, -30), (8, 4), (50, -26), (6, 34), (-6, 34)],
    )
    for i in range(9):
        x, y = 110 + i % 3 * 190, 78 + i // 3 * 134
        s.write(x - 78, y - 34, str(i + 1), 26)
        colour = colours[i // 3]
        if i == 8:
            s.shape([(x - 10, y + 30), (x - 62, y - 34), (x - 4, y - 2)], colour, INK, 2)
            s.shape([(x + 10, y + 30), (x + 62, y - 40), (x + 4, y - 2)], colour, INK, 2)
            s.shape([(x - 12, y + 34), (x, y - 16), (x + 12, y + 34)], "#b8e0d4", INK, 2)
            s.shape([(x + 6, y + 20), (x + 34, y - 8), (x + 52, y + 2), (x + 36, y + 4)], colour, INK, 2)
            s.shape([(x - 6, y + 20), (x - 40, y + 44), (x - 12, y + 32)], colour, INK, 2)
            continue
        s.shape([(x + dx, y + dy) for dx, dy in shapes[i]], colour, INK, 2)
        if i == 5:
            s.disc(x, y - 4, 11, "#f4efe6", INK, 2)
        s.stroke([(x - 20, y), (x + 20, y)] if i in (0, 3, 4) else [(x - 8, y + 16), (x + 8, y + 16)], "#fffaf0", 1.8)
    return s.on_desk("#8f7258", -1.2, 600, 440, 0.94)


@piece("bao-knots.png")
def _knots() -> Image.Image:
    s = Sheet("bao-knots", 600, 420)
    rope = "#c99f62"
    s.write(30, 46, "Four knots and what they hold", 30)
    for i, (title, holds) in enumerate(
        (("bowline", "a boat"), ("clinch", "a hook"), ("hitch", "Ba’s shoe"), ("figure 8", "itself"))
    ):
        x, y = 90 + i * 142, 190
        s.stroke([(x, 84), (x, y - 30)], rope, 9, 0.4)
        if i == 0:
            s.disc(x, y + 20, 44, "", rope, 9)
            s.curve([(x - 18, y - 30), (x + 22, y - 22), (x - 6, y - 6)], rope, 9)
        elif i == 1:
            for j in range(4):
                s.stroke([(x - 12, y - 28 + j * 15), (x + 12, y - 20 + j * 15)], rope, 8, 0.3)
            s.curve([(x, y + 36), (x + 2, y + 70), (x + 24, y + 74), (x + 30, y + 54)], "#5a5f66", 4)
        elif i == 2:
            s.curve([(x - 26, y - 20), (x + 26, y - 8), (x - 26, y + 8), (x + 22, y + 18)], rope, 9)
            s.shape(
                [
                    (x - 34, y + 60),
                    (x - 6, y + 34),
                    (x + 12, y + 56),
                    (x + 48, y + 64),
                    (x + 48, y + 82),
                    (x - 34, y + 82),
                ],
                "#7a5638",
                INK,
                2.2,
            )
            s.stroke([(x, y + 18), (x - 4, y + 38)], rope, 8, 0.3)
        else:
            s.disc(x, y - 6, 24, "", rope, 9)
            s.disc(x, y + 42, 24, "", rope, 9)
        s.write(x, 322, title, 26, anchor="m")
        s.write(x, 352, holds, 24, RUST, anchor="m")
    s.write(30, 398, "number 3 was tested", 24, GREY)
    return s.finish()


@piece("saoirse-signs.png")
def _signs() -> Image.Image:
    s = Sheet("saoirse-signs", 620, 420)
    s.write(30, 48, "Good morning, how was your night?", 32)
    for i, word in enumerate(("good", "morning", "how", "night")):
        x, y = 96 + i * 144, 210
        s.disc(x, y - 76, 32, "#f0c9a8", INK, 2.4)
        s.curve([(x - 12, y - 68), (x, y - 60), (x + 12, y - 68)], INK, 2)
        for dx in (-10, 10):
            s.disc(x + dx, y - 82, 3, INK)
        s.shape(
            [(x - 44, y + 70), (x - 34, y - 24), (x, y - 42), (x + 34, y - 24), (x + 44, y + 70)],
            ("#8fbb86", "#f3c46a", "#8fb0d8", "#a99bd0")[i],
            INK,
            2.4,
            soft=True,
        )
        hands = (((-4, -30), (44, -10)), ((-52, 20), (50, -70)), ((-30, 20), (30, 20)), ((-40, 6), (40, 6)))[i]
        for dx, dy in hands:
            s.disc(x + dx, y + dy, 13, "#f0c9a8", INK, 2.2)
        start, end = (
            ((x + 6, y - 34), (x + 46, y - 30)),
            ((x - 44, y + 6), (x + 44, y - 54)),
            ((x - 22, y + 2), (x + 22, y - 8)),
            ((x - 30, y - 8), (x + 30, y - 8)),
        )[i]
        s.arrow(start, end, RUST, 2.8)
        s.write(x, 326, word, 29, anchor="m")
    s.write(30, 392, "face counts too. if you forget your face its rude", 27, RUST)
    return s.finish()


@piece("zofia-moth.png")
def _moth() -> Image.Image:
    s = Sheet("zofia-moth", 560, 430, ground="#e9e3d6")
    s.write(28, 44, "Visitor no. 214", 30)
    for way in (-1, 1):

        def at(dx: float, dy: float, way: int = way) -> tuple[float, float]:
            return 280 + dx * way, 210 + dy

        s.shape(
            [at(8, -30), at(80, -96), at(190, -90), at(170, -20), at(90, 14), at(8, 10)], "#b99a6b", INK, 2.4, soft=True
        )
        s.shape(
            [at(8, 10), at(90, 16), at(140, 66), at(96, 122), at(40, 96), at(8, 40)], "#d4bb8c", INK, 2.4, soft=True
        )
        for band in (0.45, 0.7):
            s.curve([at(190 * band, -94 + 26 * band), at(178 * band, -50), at(160 * band, 4)], "#7a5f3f", 3)
        s.disc(*at(112, -52), 19, "#6b4a7a", INK, 2)
        s.disc(*at(112, -52), 8, "#f3e9cf")
        s.disc(*at(84, 66), 12, "#6b4a7a", INK, 1.8)
        s.curve([at(6, -66), at(30, -110), at(64, -124)], INK, 2)
        for i in range(6):
            s.stroke([at(18 + i * 8, -92 - i * 6), at(26 + i * 8, -84 - i * 6)], INK, 1.4, 0.2)
    s.shape([(280, 140), (296, 176), (294, 258), (280, 300), (266, 258), (264, 176)], "#8a6f4a", INK, 2.4, soft=True)
    for y in range(190, 284, 18):
        s.stroke([(268, y), (292, y)], "#5f4a30", 2)
    s.disc(280, 150, 15, "#8a6f4a", INK, 2.2)
    s.shape([(470, 104), (494, 118), (470, 140), (456, 124)], "#e9e3d6", "", soft=True)
    s.write(430, 88, "a bite", 20, RUST)
    s.arrow((452, 92), (468, 112), RUST, 1.8, 8)
    s.write(28, 372, "balcony, 21:40, 9 °C, drizzle", 22)
    s.write(28, 404, "name: not sure. drawn, thanked, let go", 22)
    return s.finish()
