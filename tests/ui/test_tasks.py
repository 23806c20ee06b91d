"""Long work: off the window's thread, with progress and Stop, and never broken by a page that goes."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QWidget

from learnerplan.errors import UserError
from ui import operations
from ui.tasks import Tasks
from ui.widgets.layout import column
from ui.widgets.progress_bar import WorkBar


class Listener(QObject):
    """Hears of results as a page does."""

    heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.values = []
        self.threads = []

    @Slot(object)
    def take(self, value):
        self.values.append(value)
        self.threads.append(QThread.currentThread())
        self.heard.emit()


@pytest.fixture
def tasks(qtbot):
    made = Tasks()
    yield made
    assert made.shut_down()


def test_a_result_arrives_on_the_windows_thread(tasks, qtbot):
    listener = Listener()
    workers = []

    def work(progress):
        workers.append(threading.get_ident())
        progress.step(1, 2, "half")
        return 42

    with qtbot.waitSignal(listener.heard):
        task = tasks.run(work, done=listener.take)
    assert listener.values == [42]
    assert listener.threads == [QThread.currentThread()]
    assert workers != [threading.get_ident()]
    assert not task.running


def test_progress_is_told_and_stop_is_honoured(tasks, qtbot):
    begin, go_on = threading.Event(), threading.Event()

    def work(progress):
        begin.wait(5)
        progress.step(1, 3, "first")
        go_on.wait(5)
        progress.step(2, 3, "second")

    task = tasks.run(work)
    with qtbot.waitSignal(task.progressed) as told:
        begin.set()
    assert told.args == [1, 3, "first"]
    task.cancel()
    with qtbot.waitSignals([task.stopped, task.finished]):
        go_on.set()
    assert not task.running


def test_a_failure_reaches_whoever_asked_or_the_last_door(tasks, qtbot):
    listener = Listener()

    def work(progress):
        raise ValueError("broken")

    with qtbot.waitSignal(listener.heard):
        tasks.run(work, failed=listener.take)
    assert isinstance(listener.values[0], ValueError)
    with qtbot.waitSignal(tasks.failed_unheard) as told:
        tasks.run(work)
    assert isinstance(told.args[0], ValueError)


def test_a_page_may_go_while_its_work_runs(tasks, qtbot):
    go_on = threading.Event()
    listener = Listener()

    def work(progress):
        go_on.wait(5)
        return 1

    task = tasks.run(work, done=listener.take)
    listener.deleteLater()
    del listener
    with qtbot.waitSignal(task.finished):
        go_on.set()


def test_quitting_stops_and_waits(qtbot):
    tasks = Tasks()
    begun = threading.Event()

    def work(progress):
        for number in range(1_000_000):
            begun.set()
            progress.step(number, 1_000_000)
            threading.Event().wait(0.001)

    tasks.run(work)
    assert begun.wait(5)
    assert tasks.shut_down(5000)


@pytest.fixture
def host(ctx, qtbot):
    made = QWidget()
    made.setLayout(column())
    qtbot.addWidget(made)
    made.show()
    return made


def test_short_work_shows_no_bar(ctx, host, qtbot):
    listener = Listener()
    with qtbot.waitSignal(listener.heard):
        operations.LongWork(ctx, "Quick", lambda progress: 7, host=host, done=listener.take)
    assert listener.values == [7]
    assert host.findChildren(WorkBar) == []


def test_long_work_shows_count_bar_and_stop(ctx, host, qtbot):
    go_on, stopped = threading.Event(), Listener()

    def work(progress):
        progress.step(11, 28, "Layla")
        go_on.wait(5)
        progress.step(12, 28, "Kai")

    operations.LongWork(
        ctx, "Making 28 packets", work, host=host, done=lambda _value: None, stopped=lambda: stopped.take(True)
    )
    qtbot.waitUntil(lambda: bool(host.findChildren(WorkBar)))
    bar = host.findChildren(WorkBar)[0]
    assert bar.accessibleName() == "Making 28 packets"
    qtbot.waitUntil(lambda: bar.bar.value() == 11)
    bar._stop.click()
    assert not bar._stop.isEnabled()
    with qtbot.waitSignal(stopped.heard):
        go_on.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_problem_in_long_work_is_said_in_place(ctx, host, qtbot):
    listener = Listener()

    def work(progress):
        raise UserError("The disk is full.", "Free 10 MB.")

    with qtbot.waitSignal(listener.heard):
        operations.LongWork(ctx, "Saving", work, host=host, done=lambda _value: None, failed=listener.take)
    assert str(listener.values[0]) == "The disk is full. Free 10 MB."
