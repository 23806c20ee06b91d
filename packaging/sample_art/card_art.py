"""Cards and forms: words on cards, a receipt, a menu, a name that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

RUST, GREY, GREEN = "#b5402f", "#8f887c", "#2f6b43"


@piece("lydia-name.png")
def _name() -> Image.Image:
    s = Sheet("lydia-name", 640, 360)
    s.write(30, 46, "Name:", 22, "#25211b", font="print", jitter=0)
    for i in range(19):
        s.box(110 + i * 25, 22, 133 + i * 25, 50, "#ffffff", GREY, 1.4, wobble=0.3)
    for i, letter in enumerate("Papadimitriou-Konst"):
        s.write(121 + i * 25, 44, letter, 24, anchor="m")
    s.write(590, 46, "??", 32, RUST)
    for row, (seconds, text) in enumerate(
        (
            ("31 s", "Lydia-Eleftheria Papadimitriou-Konstantinidou"),
            ("20 s", "Lydia-Eleftheria Papadimitriou-Konstantinidou"),
            ("15 s", "Lydia-Eleftheria Papadimitriou-Konstantinidou"),
        )
    ):
        s.write(30, 116 + row * 60, text, (26, 27, 29)[row])
        s.write(610, 116 + row * 60, seconds, 26, RUST, anchor="r")
    s.curve([(30, 250), (200, 256), (420, 248), (520, 254)], RUST, 2.4)
    s.write(30, 308, "Λυδία-Ελευθερία Παπαδημητρίου-Κωνσταντινίδου", 24, font="comfortaa")
    s.write(30, 344, "(this one took 40, the accents fight back)", 22, GREY)
    return s.finish()


@piece("ravi-menu.png")
def _menu() -> Image.Image:
    s = Sheet("ravi-menu", 440, 560, "card")
    s.box(22, 22, 418, 538, "", "#c98a4b", 3)
    s.write(220, 82, "THURSDAY", 42, RUST, anchor="m")
    s.write(220, 118, "restaurant for one (1) Ba", 22, anchor="m")
    for i, (dish, note) in enumerate(
        (
            ("Khichdi", "less brave this time"),
            ("Kadhi", "it is yellow, I checked"),
            ("Papad", "2, one is for the cook"),
            ("Mango", "cut into a hedgehog"),
        )
    ):
        y = 180 + i * 66
        s.write(60, y, dish, 30)
        s.write(60, y + 26, note, 19, GREY)
    for i in range(4):
        s.star(318 + i % 2 * 30, 170 + i * 66, 12)
    s.shape([(262, 370), (300, 350), (344, 356), (366, 380), (340, 402), (286, 400)], "#f3b24a", INK, 2.2, soft=True)
    for i in range(4):
        s.stroke([(286 + i * 20, 362), (284 + i * 20, 396)], "#c9762b", 2)
    s.disc(356, 372, 2.6, INK)
    s.write(220, 472, "price: sitting down", 27, RUST, anchor="m")
    for i in range(5):
        s.star(140 + i * 40, 504, 14, "#f6c35c", INK)
    return s.finish()


@piece("noor-cards.png")
def _three_words() -> Image.Image:
    s = Sheet("noor-cards", 600, 380, ground="#f1e9dc")
    cards = (
        ("though", "but", "لكن", "#f6d38b"),
        ("through", "inside, out", "خلال", "#a9d3c8"),
        ("tough", "hard, strong", "صعب", "#f3b5a5"),
    )
    for i, (word, means, arabic, colour) in enumerate(cards):
        x = 28 + i * 190
        s.shape([(x, 34), (x + 168, 30), (x + 172, 340), (x + 4, 344)], "#fffdf6", INK, 2.2)
        s.disc(x + 86, 122, 50, colour, INK, 2.4)
        for dx in (-17, 17):
            s.disc(x + 86 + dx, 112, 4.4, INK)
        mouth = ((-18, 136, 18, 136), (-12, 134, 12, 134), (-20, 146, 20, 132))[i]
        if i == 1:
            s.disc(x + 86, 138, 11, "#fffdf6", INK, 2.2)
        else:
            s.stroke([(x + 86 + mouth[0], mouth[1]), (x + 86 + mouth[2], mouth[3])], INK, 2.8)
        if i == 2:
            s.stroke([(x + 56, 96), (x + 76, 104)], INK, 2.8)
            s.stroke([(x + 116, 96), (x + 96, 104)], INK, 2.8)
        s.write(x + 86, 214, word, 32, anchor="m")
        s.write(x + 86, 254, means, 22, GREY, anchor="m")
        s.write(x + 86, 312, arabic, 36, RUST, anchor="m", font="arabic")
    return s.finish()


@piece("bohdan-cards.png")
def _per() -> Image.Image:
    s = Sheet("bohdan-cards", 600, 380, ground="#dfe6ee")
    cards = (
        ("per", "за один", "5 $ per kilo"),
        ("each", "кожен", "2 cookies each"),
        ("for every", "на кожні", "1 $ for every 3"),
    )
    for i, (word, own, example) in enumerate(cards):
        x = 28 + i * 190
        s.shape([(x, 40), (x + 170, 36), (x + 172, 336), (x + 2, 340)], "#fffdf6", INK, 2.2)
        s.shape(
            [
                (x + 40, 110),
                (x + 60, 84),
                (x + 112, 84),
                (x + 132, 110),
                (x + 120, 124),
                (x + 116, 176),
                (x + 56, 176),
                (x + 52, 124),
            ],
            ("#8fb0d8", "#f3c46a", "#d98f73")[i],
            INK,
            2.2,
        )
        for y in (112, 134, 156):
            s.disc(x + 86, y, 3, INK)
        s.write(x + 86, 226, word, 33, anchor="m")
        s.write(x + 86, 264, own, 26, RUST, anchor="m")
        s.write(x + 86, 308, example, 21, GREY, anchor="m")
    return s.finish()


@piece("bohdan-receipt.jpg")
def _receipt() -> Image.Image:
    s = Sheet("bohdan-receipt", 340, 520, ground="#fdfcf8")
    s.write(170, 46, "RIVER MARKET", 22, "#3a3a3a", font="print", anchor="m", jitter=0)
    for y in (62, 300):
        for x in range(20, 320, 14):
            s.stroke([(x, y), (x + 7, y)], "#8a8a8a", 1.4, 0.1)
    for i, (item, price) in enumerate(
        (("COOKIES SMALL 12", "3.00"), ("COOKIES FAMILY 20", "5.40"), ("MILK", "1.79"), ("BREAD RYE", "2.95"))
    ):
        s.write(20, 98 + i * 48, item, 16, "#3a3a3a", font="print", jitter=0)
        s.write(320, 98 + i * 48, price, 16, "#3a3a3a", font="print", anchor="r", jitter=0)
    s.write(36, 122, "3.00 ÷ 12 = 0.25 each", 21, "#b5402f")
    s.write(36, 170, "5.40 ÷ 20 = 0.27 each !", 21, "#b5402f")
    s.write(20, 340, "Family box costs more for", 24)
    s.write(20, 368, "one cookie. The box is", 24)
    s.write(20, 396, "lying to families.", 24)
    for i in range(34):
        if i % 3:
            s.stroke([(40 + i * 8, 440), (40 + i * 8, 490)], "#3a3a3a", 1 + i % 4, 0)
    return s.on_desk("#6f5a46", -2.6, 420, 560, 0.92)
