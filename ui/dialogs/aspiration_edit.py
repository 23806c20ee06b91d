"""Writing down a hope, and changing one: the learner's words, how far they reach, and when they were said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Horizon
from learnerplan.errors import UserError
from learnerplan.services import aspirations
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.aspirations import AspirationRow
    from learnerplan.services.learners import LearnerRow
    from learnerplan.storage.store import Store
    from ui.context import Context

HORIZONS: dict[Horizon, str] = {
    Horizon.THIS_YEAR: "This year",
    Horizon.AFTER_SCHOOL: "After school",
    Horizon.WHO_I_BECOME: "Who I want to become",
}


class AspirationDialog(DialogFrame):
    """With `held` it changes that hope."""

    def __init__(
        self, ctx: Context, learner: LearnerRow, parent: QWidget, *, held: AspirationRow | None = None
    ) -> None:
        own = learner.is_educator
        asked = "What do you hope for?" if own else f"What does {isolate(learner.called)} hope for?"
        title = "Change the hope" if held else asked
        super().__init__(ctx, title, "Keep", parent, subtitle="Goals of any term may serve it.", width=560)
        self._learner, self._held = learner, held
        theme = ctx.theme
        self.words = TextBox(theme, "I want to…", 3, name="Words", voice=True)
        self.horizon = Select(theme, [(value.value, text) for value, text in HORIZONS.items()], name="Reaches")
        self.day = DateField(theme, name="Said on")
        self.words.show_value(held.text if held else "")
        self.horizon.choose((held.horizon if held else Horizon.THIS_YEAR).value)
        self.day.show_value(held.said_on if held else date.today())
        self.form.add("In my words" if own else f"In {learner.called}’s words", self.words, key="words")
        self.form.add_row(self.form.make("It is about", self.horizon), self.form.make("Said on", self.day, key="day"))
        if held is not None:
            self.follow("aspiration", held.id, {"text": self.words, "horizon": self.horizon, "said_on": self.day})
        self.words.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        return self.words.value(), self.horizon.value(), self.day.line.text()

    def keep(self) -> None:
        """Write the hope."""
        self.clear_problem()
        errors: dict[str, str] = {}
        if not self.words.value():
            how = "in your own words" if self._learner.is_educator else "as the student says it"
            errors["words"] = f"A hope needs words. Write it {how}."
        day = None
        try:
            day = self.day.value()
        except UserError as error:
            errors["day"] = str(error)
        if self.show_errors(errors):
            return
        held, text, horizon, said = self._held, self.words.value(), Horizon(self.horizon.value()), day or date.today()

        def work(store: Store) -> None:
            if held is None:
                aspirations.add(store, self._learner.id, text=text, horizon=horizon, said_on=said)
            else:
                aspirations.change(store, held.id, text=text, horizon=horizon, said_on=said)

        if self.write(work, "Hope changed" if held else "Hope kept"):
            self.accept()
