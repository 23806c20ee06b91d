"""Screens of words: looking back on the plan, and the script for the conference. Leaving a box keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from learnerplan.domain.reflections import Prompt, Style
from learnerplan.services import student_view, student_words
from learnerplan.services.student_words import FACES
from ui import operations
from ui.student.aside import aside_buttons
from ui.student.controls import BigButton, WordBox
from ui.student.faces import Faces
from ui.student.read_aloud import read_at_end
from ui.student.seat import Screen, Seat
from ui.student.typing import Typing, typed_box
from ui.widgets.bidi import joined
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.page_scroll import PageScroll
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.services.student_view import MyPlan
    from learnerplan.storage.store import Store

ASKED = {
    Style.FACES: {Prompt.PROUD: "I am proud of…", Prompt.NEXT: "Next I want to…"},
    Style.STARS: {
        Prompt.PROUD: "One star: this went well",
        Prompt.SECOND_STAR: "Another star: this went well too",
        Prompt.NEXT: "A wish: this is what I want to do next",
    },
    Style.THREE: {Prompt.PROUD: "I am proud of…", Prompt.HARD: "It was hard to…", Prompt.NEXT: "Next I want to…"},
}
SCRIPT = {
    Prompt.PROUD: "First I will show you…",
    Prompt.HARD: "Something that was hard for me…",
    Prompt.NEXT: "Next I want to…",
}


class WordsScreen(Screen):
    """A box for each prompt. Subclasses say where the words go."""

    place = ""
    may_differ = False
    """Whether a drawing or spoken words do as well."""

    def __init__(self, seat: Seat, title: str, subtitle: str, prompts: Mapping[Prompt, str]) -> None:
        super().__init__(seat, title, subtitle)
        theme, px = seat.theme, seat.theme.px
        kept = self.kept()
        self.boxes: dict[Prompt, WordBox] = {}
        self._typings: dict[Prompt, Typing] = {}
        self.inside = column(gap=px(10), margins=(0, 0, px(2), 0))
        self.before()
        for prompt, words in prompts.items():
            box = WordBox(theme, words, "", 2 if seat.me.young else 3)
            self._typings[prompt] = typed_box(seat, box, f"{self.place}/{prompt}", kept.get(prompt, ""))
            box.committed.connect(lambda text, at=prompt: self._commit(at, text))
            self.boxes[prompt] = box
            self.inside.addWidget(label(words, "card", wrap=True))
            self.inside.addWidget(box)
            self.inside.addSpacing(px(6))
        self.ends = read_at_end(theme, seat.reader, self.spoken)
        self.inside.addStretch(1)
        content = QWidget()
        content.setMaximumWidth(px(900))
        content.setLayout(self.inside)
        holder = QWidget()
        line = row(STRETCH, content, STRETCH)
        line.setStretch(1, 100)
        holder.setLayout(line)
        done = BigButton(theme, "I’m done", "primary", "check", on_click=self._done)
        others = aside_buttons(self, joined(title, subtitle) if subtitle else title, title) if self.may_differ else []
        self.setLayout(column(PageScroll(holder), row(*others, STRETCH, done, gap=px(16)), gap=px(16)))

    def before(self) -> None:
        """What stands above the boxes."""

    def kept(self) -> dict[Prompt, str]:
        """The words that are kept already."""
        raise NotImplementedError

    def keep(self, prompt: Prompt, text: str) -> bool:
        """Write the words of one box; tells whether it went well."""
        raise NotImplementedError

    def spoken(self) -> str:
        """What is read aloud: each prompt, and what stands below it."""
        return ". ".join(words for box in self.boxes.values() for words in (box.accessibleName(), box.value()) if words)

    def leave(self) -> None:
        """Keep what stands in the boxes."""
        for box in self.boxes.values():
            box.commit()

    def take_focus(self) -> None:
        """The first box that is empty still."""
        target = next((box for box in self.boxes.values() if not box.value()), next(iter(self.boxes.values())))
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _done(self) -> None:
        """A look without a word is no looking back, so it earns no tick."""
        self.leave()
        (self.finished if any(self.kept().values()) else self.left).emit()

    def _commit(self, prompt: Prompt, text: str) -> None:
        if self.keep(prompt, text):
            self._typings[prompt].drop()


class LookBack(WordsScreen):
    """Faces and one line for the youngest, two stars and a wish, or proud, hard, next."""

    may_differ = True

    def __init__(self, seat: Seat, plan: MyPlan) -> None:
        self.plan = plan
        self.place = f"back/{plan.id}"
        super().__init__(seat, "How it went", plan.term, ASKED[seat.me.style])

    def before(self) -> None:
        """The youngest see their goals again and say with a face how it was."""
        if not self.seat.me.young:
            return
        for goal in self.plan.goals:
            self.inside.addWidget(Quote(goal.words, "l"))
        chosen = student_view.looked_back(self.seat.ctx.store, self.seat.me.id, self.plan.id).get(Prompt.FACE, "")
        self.faces = Faces(self.theme, next((each for each, words in FACES.items() if words == chosen), None))
        self.faces.chosen.connect(lambda feeling: self.keep(Prompt.FACE, feeling))
        self.inside.addSpacing(self.theme.px(10))
        self.inside.addWidget(label("How was it?", "card"))
        self.inside.addWidget(self.faces)
        self.inside.addSpacing(self.theme.px(10))

    def spoken(self) -> str:
        """The youngest hear their goals first."""
        goals = [goal.words for goal in self.plan.goals] if self.seat.me.young else []
        return ". ".join((*goals, super().spoken()))

    def kept(self) -> dict[Prompt, str]:
        """What was written before."""
        return student_view.looked_back(self.seat.ctx.store, self.seat.me.id, self.plan.id)

    def keep(self, prompt: Prompt, text: str) -> bool:
        """Write one answer."""
        me, plan, on = self.seat.me.id, self.plan.id, self.seat.today

        def write(store: Store) -> bool:
            student_words.look_back(store, me, plan, {prompt: text}, on=on)
            return True

        return bool(operations.perform(self.seat.ctx, write, parent=self))


class ScriptScreen(WordsScreen):
    """What I will say at my conference."""

    place = "script"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "My conference", "You lead it. Write down what you will say.", SCRIPT)

    def kept(self) -> dict[Prompt, str]:
        """The newest script."""
        return student_words.script(self.seat.ctx.store, self.seat.me.id)

    def keep(self, prompt: Prompt, text: str) -> bool:
        """Write one line."""
        me, on = self.seat.me.id, self.seat.today

        def write(store: Store) -> bool:
            student_words.write_script(store, me, {prompt: text}, on=on)
            return True

        return bool(operations.perform(self.seat.ctx, write, parent=self))
