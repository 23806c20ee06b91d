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
def portrait() -> Image.Image:
    s = Sheet("elif-portrait", 440, 540)
    s.write(24, 40, "me, the explorer", 24)
    s.shape([(110, 540), (120, 400), (190, 356), (250, 356), (320, 400), (330, 540)], "#2f8f86", INK, 2.6)
    s.box(196, 330, 244, 376, "#b87c55", INK, 2.2)
    s.disc(220, 250, 98, "#b87c55", INK, 2.8)
    for turn in range(26):
        way = 3.35 + turn * 0.118
        s.disc(220 + 96 * math.cos(way), 238 + 96 * math.sin(way), s.chance.uniform(19, 28), "", "#2b211d", 2.6, wobble=1.6)
        s.disc(220 + 112 * math.cos(way), 234 + 112 * math.sin(way), s.chance.uniform(12, 20), "", "#2b211d", 2.4, wobble=1.6)
    for dx in (-36, 36):
        s.disc(220 + dx, 248, 15, "#fffdf6", INK, 2.4)
        s.disc(220 + dx + 2, 250, 6, INK)
    s.curve([(216, 262), (208, 284), (222, 288)], INK, 2.4)
    s.curve([(184, 306), (220, 326), (258, 304)], RUST, 3.4)
    s.disc(220, 446, 30, "#f6d37c", INK, 2.2, tall=0.8)
    for i in range(5):
        s.curve([(198 + i * 11, 464), (194 + i * 11, 484), (202 + i * 11, 502)], "#f6d37c", 2.8)
    return s.finish()


@piece("elif-reef.jpg")
def reef() -> Image.Image:
    s = Sheet("elif-reef", 600, 430, ground="#7a5c40")
    s.shape([(60, 60), (540, 60), (580, 400), (20, 400)], "#b08a55", INK, 2)
    s.shape([(96, 88), (504, 88), (530, 366), (70, 366)], "#2f6f9f", INK, 2)
    s.shape([(96, 88), (504, 88), (512, 170), (88, 170)], "#3d83b4")
    s.shape([(74, 330), (526, 330), (530, 366), (70, 366)], "#d9bd85")
    for x, drop, colour in ((150, 150, "#f6c94a"), (240, 200, "#e98a4b"), (300, 130, "#f6c94a"), (352, 214, "#f3f0e8"), (420, 168, "#e98a4b"), (470, 226, "#f3f0e8")):
        s.stroke([(x, 88), (x + 2, drop)], "#dfe8ee", 1.2, 0.3)
        s.shape([(x - 24, drop + 12), (x, drop), (x + 24, drop + 12), (x, drop + 24)], colour, INK, 1.8, soft=True)
        s.shape([(x - 20, drop + 12), (x - 36, drop + 2), (x - 36, drop + 22)], colour, INK, 1.8)
        s.disc(x + 12, drop + 9, 2.4, INK)
    for i, (x, colour) in enumerate(((104, "#e0795f"), (142, "#c9548a"), (196, "#e9a05a"), (248, "#8fae5c"), (300, "#e0795f"), (350, "#c9548a"), (398, "#8fae5c"), (446, "#e9a05a"), (490, "#c9548a"))):
        tall = 66 + (i * 37) % 46
        for lean, part in ((-16, 0.7), (0, 1.0), (15, 0.8)):
            s.curve([(x, 348), (x + lean * 0.5, 348 - tall * part * 0.55), (x + lean, 348 - tall * part)], colour, 11)
            s.disc(x + lean, 348 - tall * part, 8, colour)
    s.shape([(200, 22), (400, 18), (404, 52), (202, 54)], "#fffaf0", INK, 2)
    s.write(302, 45, "reef, 1 : 40", 24, anchor="m")
    return s.finish()


@piece("ana-theme-drum.png")
def big_drum() -> Image.Image:
    s = Sheet("ana-theme-drum", 600, 430)
    s.write(34, 52, "THEME is the big drum", 34)
    s.shape([(180, 150), (420, 150), (404, 370), (196, 370)], "#d9705a", INK, 3)
    s.disc(300, 150, 120, "#f1dfba", INK, 3, tall=0.28)
    for i in range(6):
        s.stroke([(190 + i * 40, 170), (210 + i * 40, 360)], "#f6d9a0", 3)
    s.shape([(206, 240), (396, 236), (394, 300), (208, 304)], "#fffaf0", INK, 2.2)
    s.write(301, 266, "you can be brave", 22, anchor="m")
    s.write(301, 291, "and still cry", 22, anchor="m")
    for x, y, word in ((78, 190, "the bridge"), (66, 330, "her dog"), (520, 190, "the letter"), (528, 330, "chapter 8")):
        s.shape([(x - 40, y), (x + 40, y), (x + 32, y + 44), (x - 32, y + 44)], "#f3c46a", INK, 2.2)
        s.disc(x, y, 40, "#fff6e0", INK, 2.2, tall=0.26)
        s.write(x, y + 66, word, 20, anchor="m")
    for y in (120, 104):
        s.curve([(262, y), (300, y - 14), (338, y)], RUST, 2.4)
    return s.finish()


@piece("bohdan-bike.png")
def brake() -> Image.Image:
    s = Sheet("bohdan-bike", 620, 430)
    s.write(30, 48, "How a bicycle brake works  /  Як працює гальмо", 25)
    for x in (150, 430):
        s.disc(x, 290, 88, "", "#4a4a4a", 7)
        s.disc(x, 290, 76, "", GREY, 2)
        for turn in range(10):
            s.stroke([(x, 290), (x + 75 * math.cos(turn * 0.628), 290 + 75 * math.sin(turn * 0.628))], "#b9b4a8", 1.2, 0.2)
    for ends in (((150, 290), (220, 170)), ((220, 170), (370, 170)), ((370, 170), (280, 300)), ((280, 300), (220, 170)), ((150, 290), (280, 300)), ((366, 140), (430, 290))):
        s.stroke(ends, "#3f7fae", 6, 0.4)
    s.stroke([(210, 146), (236, 146)], INK, 8)
    s.stroke([(366, 142), (400, 124), (412, 138)], INK, 5)
    s.disc(280, 300, 16, "#d9d4c8", INK, 2.4)
    s.curve([(408, 134), (440, 150), (430, 196)], RUST, 2.8)
    s.box(418, 196, 442, 214, RUST, INK, 2)
    for x, y, english, own, tx, ty in ((470, 104, "lever", "ручка", 414, 128), (500, 190, "cable", "трос", 446, 168), (534, 262, "pad", "колодка", 446, 208), (32, 176, "saddle", "сідло", 208, 150)):
        end = s.write(x, y, english, 23)
        s.write(x, y + 25, own, 23, RUST)
        s.arrow((x - 6 if x > 300 else end + 8, y - 6), (tx, ty), GREY, 1.8, 8)
    s.write(30, 414, "hand pulls rope, rope pulls rubber, rubber bites wheel", 24)
    return s.finish()


@piece("chidi-card.jpg")
def card() -> Image.Image:
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
def kickflip() -> Image.Image:
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
        for foot in ((-0.5, 0.4) if i != 3 else (-0.4, 0.75)):
            s.shape([(x + foot * half - 10 * size, y - lift - 16 * size), (x + foot * half + 8 * size, y - lift - 17 * size), (x + foot * half + 15 * size, y - lift - 6 * size), (x + foot * half - 11 * size, y - lift - 5 * size)], "#7fa8c9", INK, 1.8)
        if big:
            s.curve([(x + 92, y - 130), (x + 120, y - 90), (x + 96, y - 56)], RUST, 3)
            s.arrow((x + 104, y - 66), (x + 92, y - 50), RUST, 3)
        s.write(x - 50 * size, y + 38 if not big else y + 66, f"{i + 1}  {words[i]}", 24 if not big else 30)
    return s.finish()


@piece("esi-jollof.jpg")
def jollof() -> Image.Image:
    s = Sheet("esi-jollof", 560, 420, ground="#efe0c8")
    for i, (label, level, colour) in enumerate((("rice", 1.08, "#fbf6e8"), ("tomato", 0.75, "#d9533f"), ("stock", 1.5, "#d9a860"))):
        x = 56 + i * 160
        s.box(x, 90, x + 110, 290, "#f8fafa", INK, 2.6)
        s.crayon([(x + 3, 288 - level * 110), (x + 107, 288 - level * 110), (x + 107, 288), (x + 3, 288)], colour, step=3, width=5)
        for mark in (1, 2, 3):
            s.stroke([(x + 84, 288 - mark * 55), (x + 108, 288 - mark * 55)], GREY, 1.8)
        s.curve([(x + 110, 130), (x + 142, 150), (x + 138, 216), (x + 110, 240)], INK, 3)
        s.write(x + 55, 326, label, 26, anchor="m")
    s.write(34, 56, "my ‘some’, measured 5 times", 34)
    s.write(34, 384, "rice: 1 cup and a little bit. 5 out of 5", 27, RUST)
    return s.on_desk("#c07a4a", 1.4, 600, 450, 0.92)


@piece("fatou-map.png")
def island() -> Image.Image:
    s = Sheet("fatou-map", 600, 460, ground="#cfe3e6")
    s.shape([(110, 120), (250, 70), (400, 90), (480, 170), (470, 290), (380, 370), (230, 380), (120, 310), (80, 210)], "#efe2be", "#6b5a3a", 3, soft=True)
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
def notebook() -> Image.Image:
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


@piece("kai-arm.png")
def arm() -> Image.Image:
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


@piece("mateo-worms.png")
def worms() -> Image.Image:
    s = Sheet("mateo-worms", 460, 560)
    s.write(230, 48, "WORM HOTEL", 38, anchor="m")
    s.shape([(80, 110), (380, 110), (380, 80), (230, 60), (80, 80)], "#9c6b43", INK, 2.4)
    floors = (("lobby: new leaves", "#a9c47a"), ("2: apple, no citrus", "#c9a56a"), ("3: coffee", "#7a5638"), ("4: sleeping", "#5f442f"), ("tea for tomatoes", "#3f3026"))
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


@piece("minh-anh-strip.jpg")
def folds() -> Image.Image:
    s = Sheet("minh-anh-strip", 600, 430, ground="#f4efe6")
    colours = ("#e0684a", "#f3c46a", "#8fc5b4")
    shapes = (
        [(-44, -44), (44, -44), (44, 44), (-44, 44)], [(-44, -44), (44, 44), (-44, 44)], [(-44, 44), (0, 0), (44, 44)],
        [(0, -44), (44, 0), (0, 44), (-44, 0)], [(0, -48), (20, 0), (0, 44), (-20, 0)], [(0, -48), (26, -6), (12, 44), (-12, 44), (-26, -6)],
        [(-46, -20), (0, 10), (46, -34), (10, 30), (0, 46), (-10, 30)], [(-50, -26), (-8, 4), (0, -30), (8, 4), (50, -26), (6, 34), (-6, 34)],
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


@piece("noor-yaman.png")
def yaman() -> Image.Image:
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


@piece("bao-knots.png")
def knots() -> Image.Image:
    s = Sheet("bao-knots", 600, 420)
    rope = "#c99f62"
    s.write(30, 46, "Four knots and what they hold", 30)
    for i, (title, holds) in enumerate((("bowline", "a boat"), ("clinch", "a hook"), ("hitch", "Ba’s shoe"), ("figure 8", "itself"))):
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
            s.shape([(x - 34, y + 60), (x - 6, y + 34), (x + 12, y + 56), (x + 48, y + 64), (x + 48, y + 82), (x - 34, y + 82)], "#7a5638", INK, 2.2)
            s.stroke([(x, y + 18), (x - 4, y + 38)], rope, 8, 0.3)
        else:
            s.disc(x, y - 6, 24, "", rope, 9)
            s.disc(x, y + 42, 24, "", rope, 9)
        s.write(x, 322, title, 26, anchor="m")
        s.write(x, 352, holds, 24, RUST, anchor="m")
    s.write(30, 398, "number 3 was tested", 24, GREY)
    return s.finish()


@piece("saoirse-signs.png")
def signs() -> Image.Image:
    s = Sheet("saoirse-signs", 620, 420)
    s.write(30, 48, "Good morning, how was your night?", 32)
    for i, word in enumerate(("good", "morning", "how", "night")):
        x, y = 96 + i * 144, 210
        s.disc(x, y - 76, 32, "#f0c9a8", INK, 2.4)
        s.curve([(x - 12, y - 68), (x, y - 60), (x + 12, y - 68)], INK, 2)
        for dx in (-10, 10):
            s.disc(x + dx, y - 82, 3, INK)
        s.shape([(x - 44, y + 70), (x - 34, y - 24), (x, y - 42), (x + 34, y - 24), (x + 44, y + 70)], ("#8fbb86", "#f3c46a", "#8fb0d8", "#a99bd0")[i], INK, 2.4, soft=True)
        hands = (((-4, -30), (44, -10)), ((-52, 20), (50, -70)), ((-30, 20), (30, 20)), ((-40, 6), (40, 6)))[i]
        for dx, dy in hands:
            s.disc(x + dx, y + dy, 13, "#f0c9a8", INK, 2.2)
        start, end = (((x + 6, y - 34), (x + 46, y - 30)), ((x - 44, y + 6), (x + 44, y - 54)), ((x - 22, y + 2), (x + 22, y - 8)), ((x - 30, y - 8), (x + 30, y - 8)))[i]
        s.arrow(start, end, RUST, 2.8)
        s.write(x, 326, word, 29, anchor="m")
    s.write(30, 392, "face counts too. if you forget your face its rude", 27, RUST)
    return s.finish()


@piece("seun-map.png")
def school_map() -> Image.Image:
    s = Sheet("seun-map", 600, 430, ground="#f7f5ef")
    s.write(30, 44, "GATE to ROOM 12   (version 4)", 26)
    lines = (("#d9533f", [(60, 360), (180, 360), (220, 320), (220, 200)]), ("#3f7fae", [(220, 320), (360, 320), (400, 280), (400, 120), (520, 120)]), ("#6b9a4a", [(220, 200), (260, 160), (400, 160)]))
    for colour, path in lines:
        s.stroke(path, colour, 9, 0)
    stops = ((60, 360, "Gate", -6, 40, "square"), (180, 360, "Bike shed", -20, 40, ""), (220, 320, "Front door", -122, -2, "big"), (220, 200, "Office", -74, 6, ""), (310, 320, "Boiler (new)", -46, 40, "warn"),
             (400, 240, "Stairs, 18", 20, 6, "tri"), (400, 160, "Library", 20, 8, ""), (400, 120, "", 0, 0, ""), (520, 120, "ROOM 12", -44, -26, "star"))
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


@piece("zofia-moth.png")
def moth() -> Image.Image:
    s = Sheet("zofia-moth", 560, 430, ground="#e9e3d6")
    s.write(28, 44, "Visitor no. 214", 30)
    for way in (-1, 1):
        def at(dx: float, dy: float, way: int = way) -> tuple[float, float]:
            return 280 + dx * way, 210 + dy

        s.shape([at(8, -30), at(80, -96), at(190, -90), at(170, -20), at(90, 14), at(8, 10)], "#b99a6b", INK, 2.4, soft=True)
        s.shape([at(8, 10), at(90, 16), at(140, 66), at(96, 122), at(40, 96), at(8, 40)], "#d4bb8c", INK, 2.4, soft=True)
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
