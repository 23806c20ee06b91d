"""Pages of writing: drafts, poems, menus, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from canvas import INK, Sheet
from pieces import piece

if TYPE_CHECKING:
    from PIL import Image

RUST, GREY, GREEN = "#b5402f", "#8f887c", "#2f6b43"


@piece("elif-deep-sea.png")
def _deep_sea() -> Image.Image:
    s = Sheet("elif-deep-sea", 440, 580, "lined")
    s.write(76, 50, "The Deep Sea", 30)
    s.write(76, 80, "by Elif", 21)
    s.lines(
        76,
        118,
        ["Did you know the anglerfish", "carries its own lamp? It lives", "where no sun can go. Down there"],
        22,
    )
    s.write(76, 208, "it is so dark that light is nice", 22)
    s.strike(282, 322, 208)
    s.write(300, 232, "lonely", 22, RUST)
    s.lines(
        76,
        268,
        ["like a window far away. I would", "bring my flashlight and ask it,", "do you ever wait for somebody?"],
        22,
    )
    s.lines(
        76,
        388,
        ["Most people think the bottom of", "the sea is empty, but it is full of", "things that glow and keep quiet."],
        22,
    )
    s.shape([(160, 500), (210, 470), (280, 478), (310, 505), (270, 532), (200, 530)], "#43527f", INK, 2.2, soft=True)
    s.shape([(308, 505), (340, 482), (338, 530)], "#43527f", INK, 2.2)
    s.curve([(206, 474), (184, 462), (150, 478)], INK, 2.2)
    s.disc(146, 482, 8, "#f8e27a", INK, 1.8)
    s.disc(196, 496, 8, "#ffffff", INK, 1.8)
    s.disc(194, 497, 3, INK)
    s.stroke([(164, 512), (176, 508), (182, 516), (192, 510), (200, 518)], "#ffffff", 2.2, 0.2)
    return s.finish()


@piece("aaliyah-claim.png")
def _claim() -> Image.Image:
    s = Sheet("aaliyah-claim", 460, 580, "lined")
    s.write(76, 50, "Give us the eleven minutes back", 23)
    s.lines(
        76,
        88,
        [
            "Dear Principal,",
            "Recess used to be 31 minutes.",
            "It is 20 now. Nobody asked the",
            "people who do the recess.",
        ],
        21,
    )
    s.lines(76, 238, ["You may say we need the time", "to learn. That is a good point."], 21)
    s.write(76, 298, "BUT your own timetable says", 21)
    s.shape([(72, 312), (424, 306), (428, 396), (74, 400)], "#fff3b8", "", wobble=0.5)
    s.lines(80, 334, ["lining up takes 6 of the 11", "minutes (page 4). So we lost", "recess and got a line."], 21, 28)
    s.lines(76, 448, ["I respectfully ask for a meeting", "and I will bring chairs."], 21)
    s.write(420, 538, "Aaliyah Brooks", 25, anchor="r")
    s.write(14, 358, "¶3", 24, RUST)
    return s.finish()


@piece("ana-beat.png")
def _beat() -> Image.Image:
    s = Sheet("ana-beat", 600, 400)
    s.write(34, 50, "Beat no. 3, for four hands", 32)
    patterns = (
        ("surdo", "x...x...x...x...", "#d9705a"),
        ("caixa", "x.xxx.xxx.xxx.xx", "#f3c46a"),
        ("agogô", "x.x..xx.x.x..x..", "#8fbb86"),
        ("hands", "....x.......x.x.", "#8fb0d8"),
    )
    for row, (name, hits, colour) in enumerate(patterns):
        y = 96 + row * 64
        s.write(34, y + 30, name, 25)
        for i, hit in enumerate(hits):
            x = 124 + i * 28
            s.box(x, y, x + 26, y + 42, colour if hit == "x" else "#fffdf6", GREY, 1.6, wobble=0.4)
    for i in range(4):
        s.write(137 + i * 112, 86, str(i + 1), 22, RUST, anchor="m")
    s.write(34, 376, "empty box = REST. rest is a note", 27, RUST)
    s.disc(540, 356, 28, "#e9d2ac", INK, 2.4, tall=0.5)
    s.shape([(512, 356), (568, 356), (560, 392), (520, 392)], "#d9705a", INK, 2.2)
    return s.finish()


@piece("fatou-fourteen.png")
def _fourteen() -> Image.Image:
    s = Sheet("fatou-fourteen", 520, 480, "lined")
    s.write(76, 52, "Bees", 34)
    cut = (
        ("Bees live together in big groups and they dance", 88),
        ("to tell each other where the flowers are, and", 118),
        ("without bees many plants could not make fruit.", 148),
    )
    for text, y in cut:
        end = s.write(76, y, text, 21, "#7b7388")
        s.strike(76, min(end, 470), y)
    s.write(76, 206, "14 words:", 26, RUST)
    words = [
        "Bees",
        "carry",
        "pollen",
        "between",
        "flowers,",
        "so",
        "our",
        "fruit",
        "depends",
        "on",
        "the",
        "work",
        "they",
        "do",
    ]
    x, y = 76.0, 250.0
    for number, word in enumerate(words, start=1):
        if x > 390:
            x, y = 76.0, y + 60
        end = s.write(x, y, word, 28)
        s.write((x + end) / 2, y + 20, str(number), 15, RUST, anchor="m")
        x = end + 14
    s.write(76, 456, "goodbye dance. it hurt", 23, "#7b7388")
    s.disc(452, 60, 18, "#f3c46a", INK, 2, tall=0.74)
    for dx in (-6, 4):
        s.stroke([(452 + dx, 48), (452 + dx, 72)], INK, 3, 0.2)
    for dx in (-8, 6):
        s.disc(452 + dx, 42, 10, "#e8f1f8", INK, 1.6, tall=0.7)
    return s.finish()


@piece("hana-messy.png")
def _messy() -> Image.Image:
    s = Sheet("hana-messy", 460, 580, "lined")
    s.write(76, 50, "The Man Downstairs", 28)
    s.lines(
        76,
        108,
        [
            "Every evening at six he opens his",
            "window. He does not say anything.",
            "I play the slow one first, because",
        ],
        21,
    )
    end = s.write(76, 208, "his chair is", 21) + 6
    wrong = s.write(end, 208, "old", 21)
    s.strike(end, wrong, 208, "#2a4c8f")
    s.write(wrong + 7, 208, "beautiful by the", 21)
    s.lines(
        76,
        238,
        [
            "window and he sits down slowly.",
            "When I make a mistake he claps",
            "anyway. I think he is clapping for",
            "the part after the mistake.",
        ],
        21,
    )
    for x, y in ((412, 108), (60, 238), (418, 298)):
        s.disc(x, y - 6, 3.4, RUST)
    s.write(76, 418, "(end, I think)", 21)
    s.box(250, 420, 400, 552, "#cfe0ee", INK, 2.4)
    s.stroke([(325, 420), (325, 552)], INK, 2.2)
    s.disc(290, 500, 17, "#e5b48a", INK, 2)
    s.shape([(266, 552), (272, 520), (290, 514), (308, 520), (316, 552)], "#7f9fb8", INK, 2)
    s.stroke([(240, 554), (410, 554)], INK, 4)
    for x, y in ((350, 396), (380, 384), (412, 398)):
        s.disc(x, y, 6, INK, tall=0.8)
        s.stroke([(x + 5, y), (x + 5, y - 26)], INK, 2)
    return s.finish()


@piece("mirembe-song.png")
def _song() -> Image.Image:
    s = Sheet("mirembe-song", 460, 540, "lined")
    s.write(76, 50, "The Dot Song", 32)
    s.lines(
        76,
        112,
        [
            "Count the places, one by one,",
            "multiply till you are done,",
            "put the dot back where it goes,",
            "count again and touch your nose.",
        ],
        22,
    )
    s.write(76, 262, "(second verse, slower)", 18, GREY)
    s.lines(
        76,
        292,
        [
            "If the dot should lose its head,",
            "guess how big it is instead.",
            "Hundreds, wholes and little tenths,",
            "all live on one garden fence.",
        ],
        22,
    )
    for i in range(6):
        x = 90 + i * 52
        s.shape([(x, 520), (x, 462), (x + 13, 446), (x + 26, 462), (x + 26, 520)], "#f6dfae", INK, 2)
    s.stroke([(80, 484), (400, 484)], INK, 2.2)
    s.disc(207, 436, 12, "#8a3f6b")
    for dx in (-4, 4):
        s.disc(207 + dx, 433, 2, "#ffffff")
    s.stroke([(202, 448), (200, 462)], "#8a3f6b", 2.4)
    s.stroke([(212, 448), (214, 462)], "#8a3f6b", 2.4)
    return s.finish()


@piece("nadia-door.png")
def _door() -> Image.Image:
    s = Sheet("nadia-door", 460, 580, "lined")
    s.write(360, 44, "p. 3", 24)
    s.strike(356, 396, 44)
    s.write(404, 44, "1", 28, RUST)
    for y, text in ((88, "It was a normal day and I woke up and"), (118, "brushed my teeth and had breakfast and")):
        end = s.write(76, y, text, 23, "#8b869c")
        s.strike(76, end, y)
    s.lines(
        76,
        178,
        [
            "The rice sack was breathing.",
            "Not a lot. The way a cat does when",
            "it is pretending. Rumi put down the",
            "cup and the whole kitchen smelled",
            "of rain on warm stones, though it",
            "had not rained since Thursday.",
        ],
        24,
    )
    s.lines(76, 388, ["She dug with both hands. At the", "bottom was a handle."], 24)
    s.box(200, 446, 290, 560, "#b9855a", INK, 2.6)
    for x in (222, 245, 268):
        s.stroke([(x, 450), (x, 558)], "#8f6340", 1.8)
    s.disc(276, 508, 5, "#f3c46a", INK, 1.6)
    for _ in range(26):
        s.disc(150 + s.chance.uniform(0, 190), 562 + s.chance.uniform(-8, 8), 3, "#fffaf0", "#b9a98f", 1, tall=0.6)
    s.write(14, 208, "yes", 22, GREEN)
    return s.finish()


@piece("tala-beginnings.png")
def _beginnings() -> Image.Image:
    s = Sheet("tala-beginnings", 480, 540, "lined")
    s.write(76, 52, "Nine first lines", 36)
    rows = (
        "My horse is older than me and tells me so.",
        "Biscuit hates Tuesdays.",
        "There is a sound a gate makes once.",
        "Uncle says sit down inside yourself.",
        "It was the kind of cold that squeaks.",
        "He was already old when he chose me.",
        "Grandma’s radio knew before we did.",
        "You can smell snow. Ask any horse.",
        "The front half is mine.",
    )
    for i, row in enumerate(rows):
        y = 112 + i * 45
        s.write(64, y, f"{i + 1}", 27, RUST)
        s.write(90, y, row, 21.5)
    s.shape([(54, 306), (420, 302), (424, 352), (58, 356)], "", "#2f7f86", 2.6)
    s.star(448, 328, 15, "#f3c46a", INK)
    return s.finish()


@piece("yusuf-poem.png")
def _poem() -> Image.Image:
    s = Sheet("yusuf-poem", 460, 600, "card")
    s.write(230, 62, "Awoowe’s poem", 36, RUST, anchor="m")
    s.curve([(120, 78), (200, 72), (280, 80), (340, 74)], RUST, 2.2)
    s.lines(
        60,
        128,
        [
            "The well remembers every rope",
            "that ever asked it for water.",
            "",
            "My camel walks ahead of me",
            "and does not tell me the road,",
            "because the road is his.",
            "",
            "If you are tired, say my name.",
            "If you are lost, say yours.",
        ],
        25,
        38,
    )
    s.write(60, 486, "made by my grandfather. said by Hooyo.", 19, GREY)
    s.write(60, 512, "written the first time by Yusuf", 19, GREY)
    s.curve([(180, 566), (200, 530), (222, 552), (242, 526), (262, 556), (280, 548)], "#b98752", 3)
    s.stroke([(280, 548), (290, 520), (302, 519)], "#b98752", 3)
    for x in (194, 208, 252, 264):
        s.stroke([(x, 558), (x, 584)], "#b98752", 3)
    return s.finish()
