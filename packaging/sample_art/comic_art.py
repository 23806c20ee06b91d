"""Layla's folder: counters in boxes, exit tickets, and the comic about a pigeon and a bakery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

BLUE, SKY, PEACH, RUST = "#2e4fa3", "#b9cdf2", "#f7cf8d", "#b5402f"
GREY, WING, BEAK, BUTTER, CRUST = "#9aa3b5", "#7d879c", "#e39a3b", "#fdf0c8", "#c98a4b"


def pigeon(s: Sheet, x: float, y: float, size: float = 1.0, *, left: bool = False, brow: bool = False) -> None:
    """The hero, seen from the side; `x`, `y` is the middle of the breast."""
    way = -1 if left else 1

    def at(dx: float, dy: float) -> tuple[float, float]:
        return x + dx * size * way, y + dy * size

    for leg in (-6, 8):
        s.stroke([at(leg, 20), at(leg + 1, 38), at(leg + 9, 40)], "#c4604a", 2.4 * size, 0.3)
    s.shape([at(-52, 2), at(-30, -6), at(-28, 12)], WING, INK, 2)
    s.shape(
        [at(-38, 0), at(-20, -22), at(10, -22), at(30, -34), at(36, -8), at(22, 20), at(-14, 22)],
        GREY,
        INK,
        2.4,
        soft=True,
    )
    s.shape([at(-32, -2), at(-10, -14), at(14, -4), at(-4, 12), at(-24, 10)], WING, INK, 2, soft=True)
    s.disc(*at(32, -34), 15 * size, GREY, INK, 2.4)
    s.curve([at(20, -20), at(30, -16), at(42, -20)], "#5d8a86", 4 * size)
    s.shape([at(45, -37), at(64, -31), at(45, -27)], BEAK, INK, 1.8)
    s.disc(*at(36, -37), 4.6 * size, "#ffffff", INK, 1.4)
    s.disc(*at(37, -37), 2 * size, INK)
    if brow:
        s.stroke([at(27, -47), at(43, -42)], INK, 2.6, 0.2)


def bubble(s: Sheet, x: float, y: float, width: float, text: str, *, tail: tuple[float, float]) -> None:
    """A speech bubble round one or two words."""
    height = 34.0
    s.shape([(x - 8, y + height * 0.3), tail, (x + 10, y + height * 0.3)], "#ffffff", INK, 2)
    s.disc(x, y, width / 2, "#ffffff", INK, 2.2, tall=height / width)
    s.shape([(x - 8, y + 6), (x + 10, y + 6), (x + 6, y + 12), (x - 3, y + 12)], "#ffffff")
    s.write(x, y + 7, text, 21, INK, anchor="m")


def bakery(s: Sheet, x: float, y: float, size: float = 1.0) -> None:
    """The shop front; `x`, `y` is the lower left corner."""
    w, h = 170 * size, 120 * size
    s.box(x, y - h, x + w, y, "#f3ddb4", INK, 2.4)
    s.box(x + w * 0.07, y - h * 0.5, x + w * 0.52, y - h * 0.1, "#cfe4f0", INK, 2)
    s.box(x + w * 0.66, y - h * 0.56, x + w * 0.9, y, "#9c5b3b", INK, 2)
    s.disc(x + w * 0.7, y - h * 0.27, 2.4, "#f2d27a")
    for i in range(6):
        left = x + w * i / 6
        s.shape(
            [
                (left, y - h * 0.78),
                (left + w / 6, y - h * 0.78),
                (left + w / 6, y - h * 0.62),
                (left + w / 12, y - h * 0.56),
                (left, y - h * 0.62),
            ],
            "#cf5f46" if i % 2 else "#fff6e6",
            INK,
            1.6,
        )
    s.box(x + w * 0.2, y - h * 0.97, x + w * 0.8, y - h * 0.8, "#cf5f46", INK, 2)
    s.write(x + w * 0.5, y - h * 0.835, "BAKERY", 17 * size, "#fff6e6", anchor="m", font="delius", jitter=0)
    for loaf in (0.16, 0.3, 0.43):
        s.disc(x + w * loaf, y - h * 0.2, 10 * size, CRUST, INK, 1.6, tall=0.62)


@piece("layla-boxes.png")
def _boxes() -> Image.Image:
    s = Sheet("layla-boxes", 600, 430, "squared")
    for row in range(3):
        for column in range(5):
            fill = SKY if column < 2 else PEACH
            s.disc(132 + column * 62, 120 + row * 68, 25, fill, BLUE, 2.6)
    s.shape([(98, 84), (228, 82), (230, 288), (98, 292)], "", RUST, 3.4, soft=False)
    s.write(420, 200, "2 : 3", 58)
    s.arrow((118, 352), (118, 304), RUST, 2.2)
    s.write(60, 380, "2 in every box, 3 outside", 25, RUST)
    s.write(420, 262, "4 : 6 is this", 24)
    s.write(420, 294, "picture 2 times", 24)
    return s.finish()


def _ticket(s: Sheet, title: str, rows: list[tuple[str, str]], *, checked: bool) -> None:
    s.write(44, 60, title, 30, "#25211b", font="print", jitter=0)
    s.write(44, 96, "Two cups of milk go with three cups of flour.", 15, "#575044", font="print", jitter=0)
    s.write(44, 118, "Explain with a drawing or a table.", 15, "#575044", font="print", jitter=0)
    for row in range(len(rows) + 1):
        s.stroke([(60, 150 + row * 44), (330, 150 + row * 44)], "#8f9a7c", 1.6, 0.4)
    for x in (60, 195, 330):
        s.stroke([(x, 150), (x, 150 + len(rows) * 44)], "#8f9a7c", 1.6, 0.4)
    for row, (left, right) in enumerate(rows):
        s.write(127, 181 + row * 44, left, 25, anchor="m")
        s.write(262, 181 + row * 44, right, 25, anchor="m")
    if checked:
        s.tick(356, 184 + (len(rows) - 1) * 44, RUST, 24)


@piece("layla-exit-3.jpg")
def _exit_three() -> Image.Image:
    s = Sheet("layla-exit-3", 470, 420)
    _ticket(s, "Exit ticket 3", [("cups", "flour"), ("2", "3"), ("4", "6"), ("8", "12")], checked=True)
    for i in range(2):
        s.disc(352 + i * 34, 166, 12, SKY, BLUE, 2)
    for i in range(3):
        s.disc(352 + i * 34, 204, 12, PEACH, BLUE, 2)
    s.write(60, 378, "it grows but it stays the same picture", 23)
    return s.on_desk("#efe3c6", -1.6, 560, 420, 0.9)


@piece("layla-exit-1.jpg")
def _exit_one() -> Image.Image:
    s = Sheet("layla-exit-1", 470, 400)
    _ticket(s, "Exit ticket 1", [("cups", "flour"), ("2", "3"), ("4", "5")], checked=False)
    s.write(60, 326, "because +2 and +2", 25)
    s.stroke([(276, 268), (322, 244)], "#9aa0a8", 2)
    s.write(60, 366, "(i gessed)", 21, "#7b828c")
    return s.on_desk("#dfe5d2", 2.2, 560, 420, 0.88)


@piece("layla-recipe.jpg")
def _recipe() -> Image.Image:
    s = Sheet("layla-recipe", 560, 400, "card")
    s.write(280, 52, "Teta’s cookies", 36, RUST, anchor="m")
    s.curve([(150, 66), (230, 62), (330, 70), (410, 64)], RUST, 2)
    for x, head in ((250, "2"), (345, "4"), (440, "8")):
        s.write(x, 108, head, 28, RUST, anchor="m")
        s.disc(x, 98, 20, "", RUST, 2)
    rows = [
        ("flour", "1 cup", "2", "4"),
        ("butter", "½", "1", "2"),
        ("dates", "6", "12", "24"),
        ("egg", "¼ ??", "½", "1 !"),
    ]
    for i, (what, *amounts) in enumerate(rows):
        y = 160 + i * 48
        s.write(60, y, what, 28)
        for x, amount in zip((250, 345, 440), amounts, strict=True):
            s.write(x, y, amount, 27, anchor="m")
        s.stroke([(50, y + 14), (500, y + 14)], "#e0c691", 1.6)
    s.write(60, 368, "طيّب", 30, BLUE)
    s.write(150, 366, "= yum. Fridays, with the small oven", 21)
    s.disc(508, 60, 26, "#e2b46f", INK, 2)
    for dx, dy in ((-8, -6), (6, -9), (9, 6), (-5, 9)):
        s.disc(508 + dx, 60 + dy, 3.4, "#6b3f22")
    return s.on_desk("#a9764a", -2.4, 600, 440, 0.86)


@piece("layla-pigeon-cover.png")
def _cover() -> Image.Image:
    s = Sheet("layla-pigeon-cover", 440, 580, ground="#f9e2cf")
    s.box(22, 22, 418, 558, "#fdf3df", INK, 3)
    s.crayon([(24, 380), (416, 380), (416, 556), (24, 556)], "#e8c48f", step=7)
    s.disc(330, 130, 52, "#f6c35c", "", wobble=0.8)
    s.write(220, 108, "PIGEON", 64, RUST, anchor="m", font="delius")
    s.write(220, 164, "BAKERY", 56, BLUE, anchor="m", font="delius")
    bakery(s, 84, 440, 1.6)
    pigeon(s, 170, 470, 1.3)
    s.disc(275, 500, 26, CRUST, INK, 2.2, tall=0.5)
    s.write(220, 547, "words and birds by Layla", 22, anchor="m")
    s.shape([(330, 186), (398, 176), (404, 222), (336, 230)], "#fff6e6", INK, 2)
    s.write(367, 212, "50 c", 24, RUST, anchor="m")
    return s.finish()


@piece("layla-pigeon-1.png")
def _page_one() -> Image.Image:
    s = Sheet("layla-pigeon-1", 600, 440, ground="#f5e5da")
    s.box(18, 18, 582, 250, "#2d3a63", INK, 3)
    for x, y in ((60, 60), (140, 44), (230, 80), (330, 50), (470, 70), (540, 44), (410, 100), (90, 120)):
        s.disc(x, y, 2.6, "#f8e7ae")
    s.disc(500, 92, 30, "#f8e7ae")
    s.disc(512, 84, 27, "#2d3a63")
    s.crayon([(20, 205), (580, 205), (580, 248), (20, 248)], "#43527f")
    bakery(s, 300, 236, 1.0)
    s.shape([(312, 194), (390, 194), (390, 224), (312, 224)], "#f9d77e", INK, 2)
    pigeon(s, 150, 196, 1.0)
    s.box(18, 266, 290, 422, "#fff8e8", INK, 3)
    s.write(40, 314, "It was night and", 26)
    s.write(40, 348, "one window was", 26)
    s.write(40, 382, "still warm.", 26)
    s.box(306, 266, 582, 422, "#f7d9a0", INK, 3)
    for i in range(3):
        s.curve([(380 + i * 44, 330), (370 + i * 44, 316), (390 + i * 44, 304), (380 + i * 44, 288)], "#c98a4b", 3)
    for i in range(4):
        s.disc(366 + i * 52, 378, 26, CRUST, INK, 2.2, tall=0.6)
    return s.finish()


@piece("layla-pigeon-3.png")
def _page_three() -> Image.Image:
    s = Sheet("layla-pigeon-3", 600, 440, ground="#f5e5da")
    for i, (x0, x1) in enumerate(((18, 204), (210, 394), (400, 582))):
        s.box(x0, 18, x1, 422, ("#dfeaf3", "#fdf0c8", "#f3d3c2")[i], INK, 3)
        s.crayon([(x0 + 2, 350), (x1 - 2, 350), (x1 - 2, 420), (x0 + 2, 420)], ("#c3d2dd", "#ecd79b", "#e0b39e")[i])
    pigeon(s, 92, 312, 1.05)
    for i in range(3):
        s.disc(140 + i * 18, 372 - i % 2 * 8, 3.4, CRUST)
    pigeon(s, 290, 250, 1.05)
    s.curve([(262, 300), (236, 330), (250, 352)], "#8d97ab", 2)
    s.curve([(318, 300), (340, 326), (330, 352)], "#8d97ab", 2)
    s.disc(352, 226, 15, CRUST, INK, 2, tall=0.66)
    pigeon(s, 500, 312, 1.05, left=True)
    s.disc(490, 120, 58, "#ffffff", INK, 2.2, tall=0.7)
    for x, y, r in ((520, 186, 9), (528, 212, 6), (524, 232, 4)):
        s.disc(x, y, r, "#ffffff", INK, 2)
    s.disc(490, 122, 26, CRUST, INK, 2.2, tall=0.6)
    return s.finish()


@piece("layla-pigeon-5.png")
def _page_five() -> Image.Image:
    s = Sheet("layla-pigeon-5", 600, 440, ground="#f5e5da")
    s.box(18, 18, 286, 226, "#ffffff", INK, 3)
    pigeon(s, 140, 140, 1.5, brow=True)
    s.box(302, 18, 582, 226, "#dcecf7", INK, 3)
    bubble(s, 410, 72, 110, "coo?", tail=(452, 124))
    pigeon(s, 500, 168, 1.0, left=True)
    s.box(18, 242, 582, 422, BUTTER, INK, 3)
    bakery(s, 60, 410, 1.15)
    s.stroke([(20, 410), (580, 410)], INK, 2.2)
    pigeon(s, 392, 370, 0.95, left=True, brow=True)
    s.disc(500, 392, 22, CRUST, INK, 2.2, tall=0.6)
    s.write(440, 296, "whose is that", 24, INK)
    return s.finish()


@piece("layla-pigeon-views.png")
def _views() -> Image.Image:
    s = Sheet("layla-pigeon-views", 600, 430, "squared")
    pigeon(s, 100, 120, 0.95)
    pigeon(s, 302, 120, 0.95, left=True)
    s.disc(490, 122, 36, GREY, INK, 2.4, tall=1.15)
    s.disc(490, 74, 17, GREY, INK, 2.4)
    for dx in (-7, 7):
        s.disc(490 + dx, 70, 3.4, "#ffffff", INK, 1.4)
    s.shape([(484, 78), (496, 78), (490, 90)], BEAK, INK, 1.6)
    s.disc(100, 300, 36, GREY, INK, 2.4, tall=1.15)
    s.disc(100, 252, 16, GREY, INK, 2.4)
    s.shape([(84, 330), (116, 330), (108, 368), (92, 368)], WING, INK, 2)
    s.shape([(300, 236), (330, 270), (336, 320), (300, 366), (264, 320), (270, 270)], GREY, INK, 2.4, soft=True)
    s.disc(300, 244, 13, GREY, INK, 2.2)
    s.shape([(295, 234), (305, 234), (300, 218)], BEAK, INK, 1.6)
    s.curve([(282, 272), (276, 310), (290, 340)], INK, 2)
    s.curve([(318, 272), (324, 310), (310, 340)], INK, 2)
    s.disc(490, 312, 40, GREY, INK, 2.4, tall=0.75)
    for dx in (-14, 14):
        s.stroke([(490 + dx, 338), (490 + dx, 364)], "#c4604a", 2.4)
    for number, (x, y) in enumerate(((30, 40), (230, 40), (416, 40), (30, 238), (230, 238), (416, 238)), start=1):
        s.write(x, y, str(number), 24, RUST)
    s.write(346, 404, "5 = from above (chair)", 21)
    return s.finish()


@piece("layla-storyboard.jpg")
def _storyboard() -> Image.Image:
    s = Sheet("layla-storyboard", 640, 460, ground="#cfb48c")
    notes = [
        ("night", "#fbe58b"),
        ("1 crumb", "#f7b8a0"),
        ("who?", "#bfe0c4"),
        ("bakery shut", "#b9d6f2"),
        ("coo??", "#fbe58b"),
        ("brother", "#e4c5ee"),
        ("new oven", "#f7b8a0"),
        ("END, real", "#bfe0c4"),
    ]
    for i, (word, colour) in enumerate(notes):
        x, y = 40 + i % 4 * 148, 50 + i // 4 * 200
        lean = s.chance.uniform(-7, 7)
        s.shape(
            [(x + lean, y), (x + 122 + lean, y + lean * 0.6), (x + 122, y + 150), (x, y + 146)], colour, "", wobble=0.4
        )
        s.write(x + 60, y + 134, word, 22, anchor="m")
        if i in (0, 3):
            s.disc(x + 62, y + 62, 24, "#f8e7ae" if i == 0 else CRUST, INK, 2)
        elif i in (1, 6):
            s.disc(x + 62, y + 66, 7 if i == 1 else 30, CRUST, INK, 2, tall=0.7)
        elif i in (2, 4):
            pigeon(s, x + 52, y + 72, 0.6)
        elif i == 5:
            s.disc(x + 62, y + 56, 20, "#c98d62", INK, 2)
            s.curve([(x + 54, y + 62), (x + 62, y + 69), (x + 71, y + 61)], INK, 2)
        else:
            s.write(x + 62, y + 86, "?!", 50, RUST, anchor="m")
    return s.on_desk("#8d6b49", 0.8, 600, 440, 0.96)


def child(s: Sheet, x: float, y: float, skin: str, hair: str, shirt: str, size: float = 1.0) -> None:
    """Head and shoulders, flat; `x`, `y` is the chin."""
    s.shape(
        [
            (x - 46 * size, y + 110 * size),
            (x - 42 * size, y + 24 * size),
            (x, y + 4 * size),
            (x + 42 * size, y + 24 * size),
            (x + 46 * size, y + 110 * size),
        ],
        shirt,
        "",
        soft=True,
    )
    s.disc(x, y - 36 * size, 50 * size, hair)
    s.disc(x, y - 26 * size, 40 * size, skin)
    for dx in (-14, 14):
        s.disc(x + dx * size, y - 30 * size, 4 * size, INK, tall=1.3)
    s.curve([(x - 14 * size, y - 10 * size), (x, y - 2 * size), (x + 14 * size, y - 10 * size)], INK, 3 * size)


@piece("layla-kai-asks.png")
def _kai_asks() -> Image.Image:
    s = Sheet("layla-kai-asks", 600, 440, ground="#ddd2e8")
    s.crayon([(0, 330), (600, 330), (600, 440), (0, 440)], "#c5b4d8", step=7)
    child(s, 200, 250, "#e5a377", "#4a2f26", "#5c7cc0", 1.15)
    child(s, 410, 250, "#8c5b3b", "#221a1a", "#c97a4d", 1.15)
    s.box(60, 366, 540, 440, "#b98752", "", 0)
    s.box(250, 372, 350, 414, "#fffdf6", INK, 1.6)
    for i in range(5):
        s.disc(268 + i * 16, 392, 6, SKY if i < 2 else PEACH, BLUE, 1.4)
    bubble(s, 470, 70, 130, "why?", tail=(430, 150))
    s.disc(120, 84, 64, "#ffffff", INK, 2.2, tall=0.56)
    s.write(120, 92, "hmmmm", 24, INK, anchor="m")
    for x, y, r in ((150, 130, 7), (160, 148, 5)):
        s.disc(x, y, r, "#ffffff", INK, 2)
    return s.finish()


@piece("garden-stand.jpg")
def _garden_stand() -> Image.Image:
    s = Sheet("garden-stand", 600, 430, ground="#cfe4ee")
    s.crayon([(0, 0), (600, 0), (600, 210), (0, 210)], "#d9ebf2", step=9)
    s.shape([(0, 300), (90, 236), (220, 262), (330, 300), (330, 430), (0, 430)], "#8fbb86", "", soft=True)
    s.shape([(270, 320), (430, 252), (600, 280), (600, 430), (270, 430)], "#a6cb98", "", soft=True)
    s.box(0, 372, 600, 430, "#a9cf9a", "", 0)
    s.box(170, 232, 460, 402, "#b98752", INK, 2.6)
    for x in (228, 286, 344, 402):
        s.stroke([(x, 250), (x, 400)], "#94673a", 2)
    s.box(146, 206, 484, 238, "#8f5f36", INK, 2.6)
    for i, colour in enumerate(("#d9533f", "#e8a03c", "#d9533f", "#7da84e", "#e8a03c", "#d9533f")):
        s.disc(184 + i * 52, 186, 25, colour, INK, 2.2)
        s.stroke([(184 + i * 52, 164), (190 + i * 52, 154)], "#4f7336", 3)
    s.shape([(226, 276), (404, 270), (408, 350), (230, 354)], "#fffaf0", INK, 2.6)
    s.write(316, 326, "2 for 3", 44, RUST, anchor="m", font="indie")
    s.stroke([(520, 402), (520, 300)], "#94673a", 6)
    s.shape([(478, 262), (566, 262), (576, 284), (566, 306), (478, 306)], "#f6d37c", INK, 2.2)
    s.write(520, 292, "tomatoes", 19, INK, anchor="m", font="shadows")
    s.disc(530, 70, 34, "#f7cd6d")
    return s.finish()
