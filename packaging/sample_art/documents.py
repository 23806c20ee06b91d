"""The children's documents: four pages as PDF, the same bytes in every run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hands import HANDS, path_of
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 420.0, 595.0
INK, GREY, RUST = "#2b2723", "#8f887c", "#b5402f"


class Page:
    """One A5 page that is written from the top."""

    def __init__(self, title: str, hand: str, ground: str = "#fffdf6") -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self.canvas.setTitle(title)
        for name in {HANDS[hand].font, "print", "kalam"}:
            pdfmetrics.registerFont(TTFont(name, str(path_of(name))))
        self.font, self.ink = HANDS[hand].font, HANDS[hand].ink
        self.canvas.setFillColor(HexColor(ground))
        self.canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)

    def text(self, x: float, y: float, words: str, size: float, ink: str = "", font: str = "") -> None:
        """One line; `y` is measured down from the top."""
        self.canvas.setFont(font or self.font, size)
        self.canvas.setFillColor(HexColor(ink or self.ink))
        self.canvas.drawString(x, HEIGHT - y, words)

    def wrapped(
        self, x: float, y: float, words: str, size: float, width: float, leading: float, ink: str = "", font: str = ""
    ) -> float:
        """A paragraph; gives back where the next may begin."""
        line = ""
        for word in words.split():
            longer = f"{line} {word}".strip()
            if pdfmetrics.stringWidth(longer, font or self.font, size) > width and line:
                self.text(x, y, line, size, ink, font)
                y, line = y + leading, word
            else:
                line = longer
        self.text(x, y, line, size, ink, font)
        return y + leading

    def rule(self, y: float, x0: float = 40, x1: float = WIDTH - 40, ink: str = "#d8cfbd") -> None:
        """A thin line across."""
        self.canvas.setStrokeColor(HexColor(ink))
        self.canvas.setLineWidth(0.8)
        self.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)

    def blob(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle with an outline."""
        self.canvas.setStrokeColor(HexColor(INK))
        self.canvas.setLineWidth(1.2)
        self.canvas.setFillColor(HexColor(fill))
        self.canvas.circle(x, HEIGHT - y, radius, stroke=1, fill=1)

    def done(self) -> bytes:
        """The finished file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def explaining() -> bytes:
    """What Layla and her brother said."""
    page = Page("Explaining it to my brother", "layla", "#fff9e8")
    page.text(40, 62, "Explaining it to my brother", 24)
    page.text(40, 84, "what we said. I wrote it down after so it is nearly exact", 11, GREY)
    talk = (
        ("me", "Ok. For every two blue there are three yellow."),
        ("him", "Why."),
        ("me", "Because thats the recipe. If you only put blue it tastes blue."),
        ("him", "Why is it four now."),
        ("me", "I made it two times. Look, box, box."),
        ("him", "So six yellow."),
        ("me", "I DIDNT EVEN SAY IT YET. yes six yellow."),
        ("him", "Why."),
        ("me", "you tell me"),
        ("him", "Because every box gets three. Can I have a real cookie"),
        ("me", "(I did not have an answer for that one)"),
    )
    y = 122.0
    for who, words in talk:
        page.blob(52, y - 5, 9, "#b9cdf2" if who == "me" else "#f7cf8d")
        page.text(70, y, who, 11, GREY)
        y = page.wrapped(104, y, words, 15, 270, 20, INK if who == "him" else "") + 10
    for row in range(2):
        for column in range(5):
            page.blob(70 + column * 30 + row * 170, 556, 10, "#b9cdf2" if column < 2 else "#f7cf8d")
    return page.done()


def readers() -> bytes:
    """The form that Layla gave to two readers."""
    page = Page("What my readers missed", "layla")
    page.text(40, 62, "What did you miss?", 26)
    page.text(40, 86, "Pigeon Bakery, pages 1 to 7. be honest I can take it", 12, GREY)
    answers = (
        ("Did you get that it is night?", "Yes, the window told me.", "yes bc stars"),
        (
            "Where did you have to look twice?",
            "Page 4. I thought there were two pigeons and it was the same one twice.",
            "page 6, who is talking",
        ),
        (
            "Who is the pigeon angry at?",
            "Himself, I think, and a small bit at the loaf. You could make the eyebrow bigger on 5 so it is not "
            "only me who knows.",
            "the baker",
        ),
        ("Would you borrow it?", "I would not give it back.", "yes if it has a end"),
    )
    y = 126.0
    for question, first, second in answers:
        page.text(40, y, question, 15)
        y = page.wrapped(58, y + 22, first, 13, 320, 17, "#4a5b2a", "kalam")
        y = page.wrapped(58, y + 2, second, 13, 320, 17, "#7a4a1f", "kalam") + 16
        page.rule(y - 20)
    page.wrapped(40, y + 10, "so: redraw 5 and 6. bigger eyebrow. arrow on the bubble. and an END", 16, 330, 22, RUST)
    return page.done()


def rocks() -> bytes:
    """The first page of Lydia's museum."""
    page = Page("Museum labels, first page", "lydia", "#faf3e4")
    page.text(40, 62, "THE POCKET MUSEUM", 28)
    page.text(40, 84, "director: Lydia-Eleftheria Papadimitriou-Konstantinidou", 13, GREY)
    labels = (
        ("1", "Basalt", "river path, by the third bench", "#5b5a58"),
        ("2", "Obsidian", "Thios Nikos, from Milos", "#2f2d33"),
        ("8", "Quartz, milky", "school gutter, after rain", "#efe9df"),
        ("17", "Granite, 300 million years", "car park. people park on it", "#c9a79a"),
        ("22", "Sandstone with a line in it", "Kavala, the balcony wall (it fell, I did not pull)", "#d9b07a"),
        ("31", "CONCRETE", "I had given it a name. the name was Stella", "#b5b3ad"),
    )
    for i, (number, name, place, colour) in enumerate(labels):
        y = 128.0 + i * 74
        page.blob(70, y + 4, 19, colour)
        page.text(104, y, f"{number}.  {name}", 20)
        page.wrapped(104, y + 22, place, 15, 270, 18, INK)
        page.rule(y + 46)
    page.text(40, 572, "please do not lick the exhibits (again)", 14, RUST)
    return page.done()


def story() -> bytes:
    """Nadia's story, printed."""
    page = Page("The Door in the Rice", "nadia")
    page.text(40, 64, "The Door in the Rice", 30)
    page.text(40, 86, "by Nadia Rahman", 15, GREY)
    paragraphs = (
        "The rice sack was breathing. Not a lot. The way a cat does when it is pretending. Rumi put down the "
        "cup, and the whole kitchen smelled of rain on warm stones, though it had not rained since Thursday.",
        "She dug with both hands. At the bottom was a handle, and the handle was warm, as if somebody on the "
        "other side had only just let go of it.",
        "“You are not allowed in there,” said the cat, which was new.",
        "“I live here,” said Rumi, which was a lie, because here was her aunt’s house and she was only "
        "staying until things were better.",
        "“So do I,” said the cat. “That is what everybody says at the door.”",
        "Inside there was a second kitchen, the same as the first, with the radio in the same place. But on "
        "the table stood two cups, and one of them had her name on it, spelled right.",
        "She went back for the rice before she closed the lid. Somebody would be hungry, on one side or the other.",
    )
    y = 120.0
    for words in paragraphs:
        y = page.wrapped(40, y, words, 14.5, 342, 18.5, INK) + 7
    page.text(40, 570, "first printed copy. do not fold", 12, GREY)
    return page.done()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "layla-explaining.pdf": explaining,
    "layla-readers.pdf": readers,
    "lydia-rocks.pdf": rocks,
    "nadia-story.pdf": story,
}
