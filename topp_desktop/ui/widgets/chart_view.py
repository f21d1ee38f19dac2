"""A picture with everything a person may want of it: its table, a copy, a file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.program import NAME
from topp_desktop.ui.file_dialogs import DRAWING, PICTURE, ask_save
from topp_desktop.ui.hub import Desk
from topp_desktop.ui.painters import picture_image, picture_png, picture_svg
from topp_desktop.ui.widgets.buttons import Button
from topp_desktop.ui.widgets.chart_canvas import ChartCanvas, Draw
from topp_desktop.ui.widgets.flow import FlowBox
from topp_desktop.ui.widgets.table import Table


class ChartView(QWidget):
    """The canvas or its table, and three links below; `activated` carries a target's key.

    canvas: one of another kind, in place of one that shows `draw`; switch: whether the table can
    be asked for here. tools: where its links are: below the picture, or wherever who makes it puts
    `tools`: as links, or as the entries of one menu. own: it shows the open measurement, and says
    so where it leaves the program.
    """

    activated = Signal(str)

    def __init__(
        self,
        desk: Desk,
        draw: Draw | None = None,
        *,
        interactive: bool = True,
        canvas: ChartCanvas | None = None,
        switch: bool = True,
        tools: Literal["below", "links", "menu"] = "below",
        own: bool = True,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._own = own
        if canvas is None:
            assert draw is not None
            canvas = ChartCanvas(desk.theme, draw, interactive=interactive)
        self.canvas = canvas
        self.canvas.activated.connect(self.activated)
        self.table = Table(whole_height=True, balanced=True)
        self.table.hide()
        self._switch = Button("", self.toggle_table, kind="link", small=True)
        if not switch:
            self._switch.hide()
        self._copy = Button("", self.copy, kind="link", small=True)
        self._save = Button("", self._ask_where, kind="link", small=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.canvas)
        layout.addWidget(self.table)
        links = (self._switch, self._copy, self._save)
        self._more: Button | None = Button("", kind="link", small=True) if tools == "menu" else None
        self.tools: QWidget = self._more or FlowBox(*links, spacing=16)
        if self._more is not None:
            self._more.setMenu(QMenu(self._more))
            for link in links:
                link.setParent(self)
                link.hide()
        if tools == "below":
            layout.addWidget(self.tools)
        layout.addStretch(1)
        self._name_tools()

    @property
    def as_table(self) -> bool:
        """Whether the table is shown in place of the picture."""
        return not self.table.isHidden()

    def redraw(self) -> None:
        """The data, the words or the colours changed."""
        self.canvas.redraw()
        self._name_tools()
        if self.as_table:
            self._fill_table()

    def toggle_table(self) -> None:
        """Picture → table → picture."""
        wanted = not self.as_table
        if wanted:
            self._fill_table()
        self.table.setVisible(wanted)
        self.canvas.setVisible(not wanted)
        self._name_tools()

    def copy(self) -> None:
        """Puts the picture, or the table that is shown, on the clipboard."""
        if self.as_table:
            self.table.copy()
        else:
            colours = self._desk.theme.palette
            image = picture_image(self.canvas.picture, colours, source=self._source())
            QGuiApplication.clipboard().setImage(image)

    def save_to(self, path: Path) -> None:
        """Writes the picture as SVG or PNG, by the file's ending; faults are shown."""
        picture, colours = self.canvas.picture, self._desk.theme.palette
        svg = path.suffix.lower() == ".svg"
        write_as = picture_svg if svg else picture_png
        data = write_as(picture, colours, source=self._source())

        def write() -> None:
            with write_faults(path):
                replace_file(path, data)

        what = self._desk.words.gettext("picture “{title}”").format(title=picture.title)
        self._desk.tasks.read(write, lambda _: self._desk.say_saved(what, path))

    def _source(self) -> str:
        """Whose figures they are, of which measurement, drawn when, by which program."""
        desk, words = self._desk, self._desk.words
        parts = [words.date(desk.program.clock()), NAME]
        if self._own and desk.snapshot is not None:
            who = desk.snapshot.assessment
            name = words.gettext("Measurement {name}").format(name=who.round)
            parts = [who.institution.name, name, *parts]
        return " · ".join(parts)

    def _ask_where(self) -> None:
        title = self._desk.words.gettext("Save image")
        path = ask_save(self._desk, self, title, self.canvas.picture.title, PICTURE, DRAWING)
        if path is not None:
            self.save_to(path)

    def _fill_table(self) -> None:
        picture = self.canvas.picture
        self.table.setAccessibleName(picture.title)
        self.table.show_rows(picture.table.header, picture.table.rows)

    def _name_tools(self) -> None:
        words, title = self._desk.words, self.canvas.picture.title
        shown = (
            words.gettext("View as picture") if self.as_table else words.gettext("View as table")
        )
        copy = words.gettext("Copy table") if self.as_table else words.gettext("Copy image")
        save = words.gettext("Save image")
        for button, text in ((self._switch, shown), (self._copy, copy), (self._save, save)):
            button.set_text(text, f"{text}: {title}")
        if self._more is None:
            self._save.setVisible(not self.as_table)
            return
        image = words.gettext("Table and image")
        self._more.set_text(image, f"{image}: {title}")
        menu = self._more.menu()
        menu.clear()
        for button in (self._switch, self._copy, self._save):
            if button is not self._save or not self.as_table:
                menu.addAction(button.text(), button.click)
