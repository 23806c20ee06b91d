"""Maths on paper: fractions, ratios, equations, shapes on a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

TEAL, RUST, BLUE, GOLD, LEAF = "#74a99c", "#b5402f", "#2e4fa3", "#f3c46a", "#7da84e"


@piece("elif-strips.png")
def _strips() -> Image.Image:
    s = Sheet("elif-strips", 600, 440)
    s.write(36, 56, "Which is bigger: 3/4 or 5/8 ?", 30)
    for row, (top, parts, full) in enumerate(((88, 4, 3), (166, 8, 5), (244, 8, 6))):
        for i in range(parts):
            x0, x1 = 40 + 440 * i / parts, 40 + 440 * (i + 1) / parts
            if i < full:
                s.hatch_box(x0, top, x1, top + 48, TEAL, INK, 2)
            else:
                s.box(x0, top, x1, top + 48, "#ffffff", INK, 2)
        s.write(500, top + 36, ("3/4", "5/8", "6/8")[row], 30)
    s.write(40, 342, "I cut 3/4 into smaller parts and it turned into 6/8.", 22)
    s.write(40, 374, "So 3/4 is bigger by 1/8.", 22)
    s.write(40, 414, "I can PROVE it because the strips line up.", 24, "#2f7d6b")
    return s.finish()


@piece("mirembe-pizza.png")
def _pizza() -> Image.Image:
    s = Sheet("mirembe-pizza", 600, 420)
    s.write(40, 58, "How many halves in 3?", 34)
    for i, x in enumerate((120, 300, 480)):
        s.disc(x, 185, 76, "#e9b766", "#8a5a2c", 3)
        s.disc(x, 185, 64, "#f6d98b", "", wobble=0.8)
        s.stroke([(x - 3, 106), (x + 3, 264)], "#8a5a2c", 3)
        for dx, dy in ((-34, -20), (-28, 28), (30, -28), (36, 18), (22, 44), (-44, 4)):
            s.shape(
                [(x + dx - 7, 185 + dy + 6), (x + dx, 185 + dy - 8), (x + dx + 8, 185 + dy + 6)],
                "#f7ec7a",
                "#c9a53a",
                1.4,
            )
        for dx, dy in ((-18, -46), (16, -6), (-16, 6)):
            s.disc(x + dx, 185 + dy, 8, "#cf5f46")
        s.write(x - 38, 302, str(i * 2 + 1), 28, anchor="m")
        s.write(x + 38, 302, str(i * 2 + 2), 28, anchor="m")
    s.write(40, 356, "6 !  you get MORE because the pieces are SMALLER", 25)
    s.write(40, 394, "it isnt more pizza. its more pieces", 24)
    return s.finish()


@piece("saoirse-goats.png")
def _goats() -> Image.Image:
    s = Sheet("saoirse-goats", 600, 430, "squared")
    s.box(40, 60, 130, 200, "#e6d3a8", INK, 2.4)
    s.crayon([(42, 107), (128, 107), (128, 198), (42, 198)], "#c79b57")
    s.write(85, 48, "2/3 bag", 24, anchor="m")
    s.stroke([(42, 107), (128, 107)], INK, 2)
    s.write(160, 140, "÷ 1/6 each  =  4 goats", 30)
    for i in range(4):
        x, look = 90 + i * 136, i == 3
        s.shape([(x - 36, 290), (x + 30, 282), (x + 38, 318), (x - 34, 330)], "#fbf7ee", INK, 2.2, soft=True)
        for leg in (-24, -10, 14, 28):
            s.stroke([(x + leg, 322), (x + leg, 362)], INK, 3)
        s.shape(
            [(x + 26, 262), (x + 52, 258), (x + 58, 286), (x + 40, 300), (x + 28, 286)], "#fbf7ee", INK, 2.2, soft=True
        )
        s.curve([(x + 32, 262), (x + 26, 246), (x + 16, 242)], INK, 3)
        s.curve([(x + 44, 260), (x + 42, 244), (x + 34, 236)], INK, 3)
        s.stroke([(x + 44, 298), (x + 40, 312)], INK, 2)
        s.disc(x + 41, 274, 3.2 if not look else 4.6, INK if not look else "#ffffff", INK, 1.6)
        if look:
            s.disc(x + 41, 275, 2, INK)
            s.disc(x + 53, 274, 4.2, "#ffffff", INK, 1.6)
            s.disc(x + 53, 275, 2, INK)
        s.disc(x + 50, 372, 20, "#c79b57", INK, 2, tall=0.35)
        s.write(x + 2, 404, "1/6", 24, anchor="m")
    return s.finish()


@piece("minh-anh-sevenths.jpg")
def _sevenths() -> Image.Image:
    s = Sheet("minh-anh-sevenths", 560, 400)
    colours = ("#f3b5a5", "#f6d38b", "#c8dba0", "#a9d3c8", "#a8c6e8", "#c5b7e3", "#ecbcd8")
    for row in range(7):
        for i in range(row + 1):
            x0, x1 = 30 + 440 * i / (row + 1), 30 + 440 * (i + 1) / (row + 1)
            s.box(x0, 24 + row * 50, x1, 66 + row * 50, colours[row], "#6b6257", 1.6, wobble=0.5)
        s.write(488, 56 + row * 50, "1" if row == 0 else f"1/{row + 1}", 24)
    s.curve([(484, 372), (510, 382), (546, 372)], RUST, 2.4)
    return s.on_desk("#7f9aa8", 1.4, 600, 440, 0.9)


@piece("chidi-saves.png")
def _saves() -> Image.Image:
    s = Sheet("chidi-saves", 600, 420, "squared")
    s.write(36, 52, "Saturday. 6 shots, 4 saves", 30)
    s.box(70, 84, 530, 250, "#ffffff", INK, 4)
    for x in range(96, 530, 26):
        s.stroke([(x, 88), (x, 248)], "#dcdcd4", 1)
    for y in range(110, 250, 26):
        s.stroke([(73, y), (527, y)], "#dcdcd4", 1)
    places = ((120, 130, 1), (210, 210, 1), (300, 150, 0), (380, 220, 1), (450, 120, 1), (490, 200, 0))
    for x, y, saved in places:
        s.disc(x, y, 19, LEAF if saved else "#b9b6ae", INK, 2.2)
        if saved:
            s.tick(x - 3, y + 7, "#ffffff", 14)
    s.write(70, 302, "4 to 6   saves to shots", 28)
    s.write(70, 342, "2 to 6   goals to shots (grey)", 28)
    s.write(70, 388, "for every 3 shots I save 2", 30, "#4a7030")
    return s.finish()


@piece("ravi-towers.png")
def _towers() -> Image.Image:
    s = Sheet("ravi-towers", 600, 440)
    s.write(36, 54, "3 times as tall", 34)
    s.stroke([(30, 380), (570, 380)], INK, 2.6)
    for i in range(2):
        s.box(80, 380 - (i + 1) * 46, 132, 380 - i * 46, "#a8c6e8", INK, 2.2)
    for i in range(6):
        s.box(
            220,
            380 - (i + 1) * 46,
            272,
            380 - i * 46,
            ("#f3c46a", "#f3c46a", "#f0a878", "#f0a878", "#cf7f66", "#cf7f66")[i],
            INK,
            2.2,
        )
    for i in range(3):
        s.curve([(290, 376 - i * 92), (306, 334 - i * 92), (290, 292 - i * 92)], RUST, 2.2)
        s.write(316, 342 - i * 92, f"{i + 1}", 26, RUST)
    for i in range(5):
        s.box(430, 380 - (i + 1) * 30, 464, 380 - i * 30, "#e2ddd4", "#8f887c", 2)
    s.curve([(420, 226), (447, 206), (476, 222)], "#8f887c", 2)
    s.write(447, 196, "+3 ??", 24, "#8f887c", anchor="m")
    s.write(376, 420, "wrong guy (I kept him)", 21, "#8f887c")
    s.write(106, 412, "2", 28, anchor="m")
    s.write(246, 412, "6", 28, anchor="m")
    s.write(372, 90, "6 is 3 times", 24)
    s.write(372, 120, "as many as 2", 24)
    return s.finish()


@piece("yusuf-rows.png")
def _rows() -> Image.Image:
    s = Sheet("yusuf-rows", 600, 430)
    s.write(34, 54, "What the 3 does to the 2", 32)
    for row in range(3):
        y = 120 + row * 82
        for i in range(3):
            s.disc(70 + i * 58, y, 23, "#d9533f", INK, 2.2)
            s.stroke([(70 + i * 58, y - 20), (76 + i * 58, y - 30)], "#4f7336", 3)
        s.arrow((238, y), (292, y), "#4a4a44")
        for i in range(2):
            s.disc(336 + i * 60, y, 23, "#f3cf6d", "#8a6a1f", 2.6)
            s.write(336 + i * 60, y + 9, "1", 24, "#8a6a1f", anchor="m")
        s.write(452, y + 10, ("3 for 2", "6 for 4", "9 for 6")[row], 28)
    s.write(34, 364, "for every 3 tomatoes there are 2 dollars.", 26)
    s.write(34, 400, "another row and BOTH get bigger", 26, RUST)
    return s.finish()


@piece("hana-box.png")
def _gift() -> Image.Image:
    s = Sheet("hana-box", 560, 420, "squared")
    s.write(36, 58, "n is a box you have not opened", 28)
    s.box(70, 150, 210, 280, "#f0a9a0", INK, 2.4)
    s.box(58, 124, 222, 158, "#f6c5b8", INK, 2.4)
    s.stroke([(140, 124), (140, 280)], BLUE, 8, 0.4)
    s.shape([(140, 122), (104, 86), (92, 112)], "#7f9fd8", BLUE, 2.2, soft=True)
    s.shape([(140, 122), (176, 86), (188, 112)], "#7f9fd8", BLUE, 2.2, soft=True)
    s.write(108, 232, "n", 54, anchor="m")
    s.write(250, 222, "+ 4  =  11", 46)
    s.arrow((140, 296), (140, 330), RUST)
    for i in range(7):
        s.disc(60 + i * 27, 354, 10, GOLD, INK, 1.8)
    s.write(258, 362, "7 of them. pull both ends.", 25, RUST)
    return s.finish()


@piece("lydia-scales.png")
def _scales() -> Image.Image:
    s = Sheet("lydia-scales", 600, 420)
    s.write(36, 54, "x + 3 = 10", 40)
    s.stroke([(300, 120), (300, 330)], "#7a6a52", 7, 0.5)
    s.stroke([(110, 140), (490, 136)], "#7a6a52", 6, 0.5)
    s.shape([(236, 336), (364, 336), (348, 310), (252, 310)], "#b99b6b", INK, 2.4)
    for x in (130, 470):
        s.stroke([(x, 140), (x - 62, 236)], "#7a6a52", 2)
        s.stroke([(x, 140), (x + 62, 236)], "#7a6a52", 2)
        s.shape([(x - 74, 236), (x + 74, 236), (x + 46, 262), (x - 46, 262)], "#d9c08f", INK, 2.4)
    s.shape([(80, 234), (92, 196), (126, 186), (146, 206), (142, 234)], "#8e8a86", INK, 2.4)
    s.write(114, 222, "x", 34, "#ffffff", anchor="m")
    for i in range(3):
        s.disc(162 + i % 2 * 20, 224 - i // 2 * 20, 10, "#f3e3c0", INK, 1.8, tall=1.2)
    for i in range(10):
        s.disc(424 + i % 5 * 23, 224 - i // 5 * 24, 10, "#f3e3c0", INK, 1.8, tall=1.2)
    s.write(36, 376, "take 3 eggs off this side, and the other side finds out", 26)
    s.write(36, 408, "x = 7 eggs. I put it back. it holds.", 26, RUST)
    return s.finish()


def _axes(s: Sheet, cx: float, cy: float, reach: float) -> None:
    s.arrow((cx - reach, cy), (cx + reach, cy), "#575044", 2)
    s.arrow((cx, cy + reach * 0.78), (cx, cy - reach * 0.78), "#575044", 2)


@piece("daniela-ollie-grid.png")
def _ollie() -> Image.Image:
    s = Sheet("daniela-ollie-grid", 600, 440, "squared")
    _axes(s, 300, 240, 250)
    points = [(80, 260), (140, 280), (200, 220), (260, 140), (340, 100), (420, 160), (480, 240), (540, 260)]
    s.curve(points, "#c0562f", 3)
    for i, (x, y) in enumerate(points):
        s.disc(x, y, 6, "#c0562f")
        if i in (1, 3, 5):
            s.write(
                x + (-62 if i == 3 else 12), y + (34 if i == 1 else -6), f"({(x - 300) // 20}, {(240 - y) // 20})", 24
            )
    s.shape([(300, 72), (402, 60), (404, 70), (302, 82)], "#4a463f", INK, 2)
    for x, y in ((318, 88), (390, 79)):
        s.disc(x, y, 6, "#f3c46a", INK, 1.6)
    s.write(36, 52, "one ollie, back wheel", 32)
    s.write(330, 400, "under zero and back", 28, "#c0562f")
    return s.finish()


@piece("kai-area.png")
def _fin() -> Image.Image:
    s = Sheet("kai-area", 600, 420, "squared")
    s.write(34, 52, "shark fin, two ways", 28)
    s.shape([(80, 340), (80, 260), (140, 120), (180, 120), (260, 260), (260, 340)], "#c9d8e2", INK, 2.6)
    s.stroke([(80, 260), (260, 260)], RUST, 2.2)
    s.stroke([(140, 120), (140, 260)], RUST, 2.2)
    s.stroke([(180, 120), (180, 260)], RUST, 2.2)
    for x, y, text in ((170, 312, "36"), (120, 230, "10½"), (160, 200, "14"), (204, 236, "14")):
        s.write(x, y, text, 22, anchor="m")
    s.write(300, 140, "cut:", 26)
    s.write(300, 172, "36 + 10½ + 14 + 14", 24)
    s.write(300, 204, "= 74½ squares", 24)
    s.write(300, 256, "big box minus the air:", 24)
    s.write(300, 288, "99 - 24½ = 74½", 24)
    s.disc(500, 320, 30, "#f3f6f8", INK, 2.2)
    s.disc(492, 314, 3.4, INK)
    s.curve([(486, 332), (500, 338), (514, 330)], INK, 2.2)
    s.write(300, 392, "same. hm. good.", 26, RUST)
    return s.finish()


@piece("seun-corners.png")
def _depot() -> Image.Image:
    s = Sheet("seun-corners", 600, 420, "squared")
    _axes(s, 260, 240, 172)
    corners = [(120, 160), (300, 160), (300, 120), (400, 120), (400, 300), (120, 300)]
    s.shape(corners, "#e8e0f3", "#6b4a9a", 3)
    for x, y in corners:
        s.disc(x, y, 6, "#6b4a9a")
        s.write(
            x + (9 if x > 200 else -8),
            y - 10,
            f"{(x - 260) // 20}, {(240 - y) // 20}",
            20,
            anchor="l" if x > 200 else "r",
        )
    s.write(34, 48, "OLD DEPOT from corners", 26)
    s.write(456, 200, "sides:", 22)
    s.lines(456, 230, ["9, 2, 5,", "9, 14, 7", "(minus, not", "measured)"], 22, 28)
    return s.finish()


@piece("sofia-court.png")
def _court() -> Image.Image:
    s = Sheet("sofia-court", 600, 400, ground="#f4d9a6")
    s.box(30, 40, 570, 360, "#f0c98a", "#fffaf0", 5)
    s.stroke([(300, 40), (300, 360)], "#fffaf0", 5, 0.4)
    s.disc(300, 200, 52, "#e8b56f", "#fffaf0", 5)
    s.box(30, 140, 140, 260, "#d98f73", "#fffaf0", 5)
    s.box(460, 140, 570, 260, "#d98f73", "#fffaf0", 5)
    s.curve([(30, 90), (150, 100), (190, 200), (150, 300), (30, 310)], "#fffaf0", 5)
    s.curve([(570, 90), (450, 100), (410, 200), (450, 300), (570, 310)], "#fffaf0", 5)
    s.shape(
        [
            (240, 210),
            (262, 180),
            (300, 176),
            (318, 158),
            (324, 182),
            (352, 196),
            (368, 184),
            (364, 214),
            (334, 220),
            (286, 226),
        ],
        "#7f9fb8",
        INK,
        2.4,
        soft=True,
    )
    s.disc(262, 196, 3.4, INK)
    s.stroke([(244, 212), (252, 206), (258, 214), (264, 207), (270, 216)], "#fffaf0", 2.4, 0.2)
    for x, y, text in (
        (85, 208, "18"),
        (515, 208, "18"),
        (222, 90, "41"),
        (384, 90, "41"),
        (222, 330, "41"),
        (384, 330, "41"),
        (300, 246, "2.4"),
    ):
        s.write(x, y, text, 24, "#7a2f4a", anchor="m")
    s.write(300, 30, "one and a half cans, and a shark", 22, "#7a2f4a", anchor="m")
    return s.finish()


@piece("bao-tank.png")
def _tank() -> Image.Image:
    s = Sheet("bao-tank", 600, 420)
    s.box(50, 90, 390, 350, "#cfe6ea", "#2f5a5f", 3)
    s.crayon([(52, 310), (388, 310), (388, 348), (52, 348)], "#d9bd85")
    for i, (x, y) in enumerate(
        ((120, 150), (190, 130), (260, 170), (150, 210), (230, 220), (310, 140), (320, 200), (180, 260), (280, 262))
    ):
        way = -1 if i % 3 else 1
        s.shape(
            [(x - 18 * way, y), (x, y - 8), (x + 14 * way, y), (x, y + 8)],
            "#e0684a" if i % 2 else "#5b87c4",
            INK,
            1.6,
            soft=True,
        )
        s.shape([(x - 16 * way, y), (x - 28 * way, y - 8), (x - 28 * way, y + 8)], "#5b87c4", INK, 1.6)
        s.disc(x + 7 * way, y - 2, 1.8, INK)
    for x in (90, 104, 350):
        s.curve([(x, 312), (x - 10, 280), (x + 6, 250), (x - 6, 220)], "#5d8f5a", 4)
    s.disc(330, 300, 15, "#c98a4b", INK, 2)
    s.curve([(324, 300), (332, 294), (336, 302), (328, 306)], INK, 1.8)
    s.shape([(316, 316), (344, 314), (356, 308), (352, 318)], "#e8c79a", INK, 1.6)
    s.write(50, 58, "water = 4 × shelves", 34)
    s.write(414, 140, "w = 4 s", 44, "#b5402f")
    s.lines(414, 196, ["s = 10,  w = 40", "s = 3,  w = 12", "s = 0,  no tank"], 26, 36)
    s.write(414, 330, "Tổng Thống", 24)
    s.write(414, 358, "is not a variable", 24)
    s.arrow((408, 322), (360, 306), "#2f5a5f", 2)
    return s.finish()


@piece("isaac-cards.png")
def _cards() -> Image.Image:
    s = Sheet("isaac-cards", 600, 420, ground="#3f7a5c")
    s.stroke([(30, 290), (570, 290)], "#f5f0e0", 3)
    for i in range(-8, 9):
        x = 300 + i * 28
        s.stroke([(x, 282), (x, 298)], "#f5f0e0", 2.4)
    for x, text in ((76, "-8"), (300, "0"), (440, "5")):
        s.write(x, 330, text, 28, "#f5f0e0", anchor="m")
    for x, label, colour, lean in ((76, "8", "#c23b2f", -6), (440, "5", "#2b2723", 6)):
        s.shape([(x - 38 + lean, 110), (x + 40 + lean, 112), (x + 38, 232), (x - 40, 230)], "#fffdf6", INK, 2.4)
        s.write(x, 190, label, 56, colour, anchor="m")
        s.write(x - 26 + lean, 138, label, 22, colour, anchor="m")
    s.curve([(84, 262), (190, 240), (292, 274)], "#f3b5a5", 3)
    s.curve([(308, 274), (370, 250), (434, 266)], "#e8e4d4", 3)
    s.write(196, 228, "8 away", 26, "#f3b5a5", anchor="m")
    s.write(360, 238, "5 away", 26, "#e8e4d4", anchor="m")
    s.write(36, 62, "FURTHER but LESS", 40, "#f6d37c")
    s.write(36, 390, "two diffrent questions!! dont let them trick you", 26, "#f5f0e0")
    return s.finish()


@piece("tala-band.png")
def _band() -> Image.Image:
    s = Sheet("tala-band", 600, 400, "squared")
    s.write(30, 54, "27 repeats", 38)
    colours = ("#b03a2e", "#b03a2e", "#fbf7ee", "#fbf7ee", "#2f7f86", "#fbf7ee", "#fbf7ee", "#b03a2e", "#b03a2e")
    for row in range(7):
        for column in range(26):
            step = abs(column % 9 - 4)
            colour = (
                colours[(step + row) % 9]
                if row in (0, 6)
                else ("#2f7f86" if step + abs(row - 3) < 3 else "#fbf7ee" if step + abs(row - 3) < 5 else "#b03a2e")
            )
            s.disc(36 + column * 21, 96 + row * 21, 9.6, colour, "#6b5a4a", 1.2, wobble=0.2)
    s.write(30, 288, "beads", 28)
    s.write(30, 330, "long (cm)", 28)
    for i, (beads, length) in enumerate((("9", "2"), ("45", "10"), ("90", "20"), ("243", "54"))):
        s.write(190 + i * 104, 288, beads, 30, anchor="m")
        s.write(190 + i * 104, 330, length, 30, anchor="m")
        s.stroke([(138 + i * 104, 262), (138 + i * 104, 340)], "#b9a98f", 1.6)
    s.stroke([(30, 302), (560, 302)], "#b9a98f", 1.6)
    s.write(30, 380, "it gets longer and stays itself. Mom’s head = 54", 28)
    return s.finish()
