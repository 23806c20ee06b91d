"""Looking back at a term or at one goal: the learner's words, by grade band, and the family's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Voice
from learnerplan.domain.reflections import PROMPTS as ASKED
from learnerplan.domain.reflections import Prompt, Style, style_for
from learnerplan.errors import UserError
from learnerplan.services import reflections
from learnerplan.services.student_words import FACES
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextBox
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.plans import PlanRow
    from learnerplan.services.reflections import ReflectionRow
    from learnerplan.storage.store import Store
    from ui.context import Context

PROMPTS: dict[Prompt, tuple[str, str]] = {
    Prompt.FACE: ("How it was", ""),
    Prompt.PROUD: ("Proud of", "I am proud of…"),
    Prompt.SECOND_STAR: ("A second star", "And I am proud of…"),
    Prompt.HARD: ("Hard", "It was hard to…"),
    Prompt.NEXT: ("Next", "Next I want to…"),
}
"""(heading, how an answer may begin) of each prompt."""
_IN_STYLE: dict[tuple[Style, Prompt], tuple[str, str]] = {
    (Style.STARS, Prompt.PROUD): ("A star", "Something that went well…"),
    (Style.STARS, Prompt.SECOND_STAR): ("A second star", "Another thing that went well…"),
    (Style.STARS, Prompt.NEXT): ("A wish", "I wish to…"),
}
_HOME: dict[Prompt, tuple[str, str]] = {
    Prompt.PROUD: ("Proud of", "We are proud of…"),
    Prompt.HARD: ("Hard", "It was hard when…"),
    Prompt.NEXT: ("Next", "We hope that next…"),
}
STYLES: dict[Style, str] = {
    Style.THREE: "Proud, hard, next",
    Style.STARS: "Two stars and a wish",
    Style.FACES: "A face",
}


class ReflectionDialog(DialogFrame):
    """Boxes for what a person says of a term, or of `goal` alone; an emptied one takes its answer away.

    What both voices say is kept in one step of undo.
    """

    def __init__(
        self, ctx: Context, learner: LearnerRow, plan: PlanRow, parent: QWidget, *, goal: GoalRow | None = None
    ) -> None:
        about = f"“{isolate(goal.title)}”" if goal else plan.term
        said = f"{about}, in {isolate(learner.called)}’s own words or the family’s. They wait for your OK."
        if learner.is_educator:
            said = f"{about}, in your own words."
        super().__init__(ctx, "Reflection", "Keep", parent, subtitle=said)
        self._learner, self._plan, self._goal = learner, plan, goal
        rows = self._rows()
        self._typed, self._stored = _by_voice(rows), _by_voice(rows)
        self._speaks = Voice.LEARNER
        theme = ctx.theme
        voices = [(Voice.LEARNER.value, learner.called), (Voice.FAMILY.value, "Home")]
        self.voice = Segmented(theme, voices, "Who says it")
        self.style_choice = Segmented(theme, [(style.value, text) for style, text in STYLES.items()], "Questions")
        faces = [("", "No face"), *((feeling.value, text) for feeling, text in FACES.items())]
        self.face = Segmented(theme, faces, "How it was")
        self.boxes = {
            prompt: TextBox(theme, hint, 3, voice=True)
            for prompt, (_, hint) in PROMPTS.items()
            if prompt is not Prompt.FACE
        }
        self.on = DateField(theme, name="Date")
        self.on.show_value(max((row.reflected_on for row in rows), default=date.today()))
        self.form.add("Who says it", self.voice).setVisible(not learner.is_educator)
        self._style_field = self.form.add("Questions", self.style_choice)
        self._fields = {Prompt.FACE: self.form.add("How it was", self.face)}
        for prompt, box in self.boxes.items():
            self._fields[prompt] = self.form.add(PROMPTS[prompt][0], box)
        self.form.add("When", self.on, key="on")
        self.style_choice.choose(_style(self._typed[Voice.LEARNER], learner.grade).value)
        self.voice.chosen.connect(self._speak)
        self.style_choice.chosen.connect(lambda _value: self._ask_otherwise())
        self._show()
        self.boxes[Prompt.PROUD].setFocus()

    def state(self) -> object:
        """What is typed for both voices."""
        self._take()
        return {voice: dict(answers) for voice, answers in self._typed.items()}

    def keep(self) -> None:
        """Write the answers of both voices."""
        self.clear_problem()
        try:
            day = self.on.value() or date.today()
        except UserError as error:
            self.show_errors({"on": str(error)})
            return
        self._take()
        if self._tell_of_others():
            return
        goal_id = self._goal.id if self._goal else None

        def work(store: Store) -> None:
            with store.transaction("Write reflection") as tx:
                for voice in self._typed:
                    reflections.write_in(
                        tx, self._learner.id, self._plan.id, self._changed(voice), on=day, voice=voice, goal_id=goal_id
                    )

        if self.write(work, "Reflection kept"):
            self.accept()

    def _rows(self) -> list[ReflectionRow]:
        goal_id = self._goal.id if self._goal else None
        every = reversed(reflections.of_learner(self.ctx.store, self._learner.id))
        return [row for row in every if row.plan_id == self._plan.id and row.goal_id == goal_id]

    def _changed(self, voice: Voice) -> dict[Prompt, str]:
        """The answers that were typed or taken out here; the others stay as they are by now."""
        stored = self._stored[voice]
        return {prompt: text for prompt, text in self._typed[voice].items() if text != stored.get(prompt, "")}

    def _tell_of_others(self) -> bool:
        """Say once what another person answered meanwhile where something else was typed here."""
        before, self._stored = self._stored, _by_voice(self._rows())
        clashes: list[tuple[Prompt, str]] = []
        for voice, stored in self._stored.items():
            for prompt, text in self._typed[voice].items():
                was, now = before[voice].get(prompt, ""), stored.get(prompt, "")
                if text == was:
                    self._typed[voice][prompt] = now  # nothing was typed here: theirs stands
                elif now not in (was, text):
                    clashes.append((prompt, now))
        if not clashes:
            return False
        self._show()
        told = [
            f"{PROMPTS[prompt][0]}: meanwhile somebody wrote “{now}” there."
            if now
            else f"{PROMPTS[prompt][0]}: meanwhile somebody emptied that."
            for prompt, now in clashes
        ]
        self.show_problem(UserError(" ".join(told), "Press Keep once more, and yours takes its place."))
        return True

    def _asked(self) -> tuple[Prompt, ...]:
        return ASKED[Style.THREE] if self._speaks is Voice.FAMILY else ASKED[Style(self.style_choice.value())]

    def _take(self) -> None:
        answers: dict[Prompt, str] = {prompt: box.value() for prompt, box in self.boxes.items()}
        self._typed[self._speaks] = {**answers, Prompt.FACE: self.face.value()}

    def _speak(self, voice: str) -> None:
        self._take()
        self._speaks = Voice(voice)
        self._show()

    def _ask_otherwise(self) -> None:
        self._take()  # what is typed stays to be seen
        self._arrange()

    def _show(self) -> None:
        answers = self._typed[self._speaks]
        for prompt, box in self.boxes.items():
            box.show_value(answers.get(prompt, ""))
        self.face.choose(answers.get(Prompt.FACE, ""))
        self._arrange()

    def _arrange(self) -> None:
        """Show what is asked, and what was answered to other questions."""
        home = self._speaks is Voice.FAMILY
        self._style_field.setVisible(not home)
        asked, held = self._asked(), self._typed[self._speaks]
        style = Style(self.style_choice.value())
        for prompt, field in self._fields.items():
            field.setVisible(prompt in asked or bool(held.get(prompt)))
            heading, hint = (
                _HOME.get(prompt, PROMPTS[prompt]) if home else _IN_STYLE.get((style, prompt), PROMPTS[prompt])
            )
            field.rename(heading)
            if prompt in self.boxes:
                self.boxes[prompt].setPlaceholderText(hint)


def _by_voice(rows: Sequence[ReflectionRow]) -> dict[Voice, dict[Prompt, str]]:
    return {voice: _answers(rows, voice) for voice in (Voice.LEARNER, Voice.FAMILY)}


def _answers(rows: Sequence[ReflectionRow], voice: Voice) -> dict[Prompt, str]:
    said: dict[Prompt, str] = {}
    for row in rows:
        # A face of a day, taken in student mode, is no answer to a question here.
        if row.voice is voice and (row.feeling is None or row.prompt is Prompt.FACE):
            said[row.prompt] = row.feeling.value if row.feeling else row.text
    return said


def _style(held: dict[Prompt, str], grade: str) -> Style:
    if held.get(Prompt.FACE):
        return Style.FACES
    if held.get(Prompt.SECOND_STAR):
        return Style.STARS
    return Style.THREE if held.get(Prompt.HARD) else style_for(grade)
