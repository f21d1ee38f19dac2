"""A day, typed or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from topp_desktop.foundation.i18n import Translator
from topp_desktop.ui.theme.theme import Theme
from topp_desktop.ui.widgets.days import read_since
from topp_desktop.ui.widgets.fields import LineField

_SIGN, _ROOM = 18, 30
_OPENS = {
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
}
"""As lists to choose from open."""


class DayField(LineField):
    """A line with a calendar at its end, which Alt+Down opens as well. What is picked is written
    as 18/11/2026; whoever types may write as `days` reads."""

    def __init__(self, theme: Theme, *, longest: int = 10) -> None:
        super().__init__(longest=longest)
        self._theme = theme
        self.calendar: Calendar | None = None
        self.opener = QToolButton(self)
        self.opener.setObjectName("opener")
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.setCursor(Qt.CursorShape.PointingHandCursor)
        self.opener.clicked.connect(self.open_calendar)
        theme.changed.connect(self._dress)
        self._dress()

    def name_calendar(self, words: Translator) -> None:
        """What the sign at the end is for."""
        self.opener.setAccessibleName(words.gettext("Choose from the calendar"))
        self.opener.setToolTip(words.gettext("Choose from the calendar (Alt+Down)"))

    def show_day(self, day: date | None) -> None:
        """Writes a day; None empties the field."""
        self.setText("" if day is None else day.strftime("%d/%m/%Y"))

    def open_calendar(self) -> None:
        """Shows the calendar below the field, at the day that is written, or today."""
        if self.calendar is None:
            self.calendar = Calendar(self)
        written = read_since(self.text())
        day = QDate(written.year, written.month, written.day) if written else QDate.currentDate()
        self.calendar.show_at(day, self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (Qt.Key(event.key()), event.modifiers()) in _OPENS:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, high = self._theme.px(_ROOM), self.height() - 4
        self.opener.setGeometry(self.width() - room - 2, 2, room, high)

    def _dress(self) -> None:
        self.opener.setIcon(self._theme.icon("calendar", "muted", _SIGN))
        self.opener.setIconSize(QSize(self._theme.px(_SIGN), self._theme.px(_SIGN)))
        self.setTextMargins(0, 0, self._theme.px(_ROOM) - 6, 0)


class Calendar(QFrame):
    """A month over the page; Esc and a click elsewhere leave the field as it is."""

    def __init__(self, field: DayField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self._field = field
        self.month = QCalendarWidget()
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # Not red: nothing is wrong with them.
            self.month.setWeekdayTextFormat(day, QTextCharFormat())
        self.month.clicked.connect(self._picked)
        self.month.activated.connect(self._picked)
        box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 6)
        box.addWidget(self.month)

    def show_at(self, day: QDate, place: QPoint) -> None:
        """Opens within the screen."""
        self.month.setLocale(QLocale())
        self.month.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.month.setSelectedDate(day)
        for name, sign in (("prevmonth", "‹"), ("nextmonth", "›")):
            step = self.month.findChild(QToolButton, f"qt_calendar_{name}")
            if isinstance(step, QToolButton):
                # Qt's own arrows are black on every ground.
                step.setIcon(QIcon())
                step.setText(sign)
        # Room for the names of the days.
        self.setMinimumWidth(48 * self.fontMetrics().averageCharWidth())
        self.ensurePolished()
        self.adjustSize()
        size = self.size()
        screen = self._field.screen().availableGeometry().adjusted(4, 4, -4, -4)
        left = min(place.x(), screen.right() + 1 - size.width())
        below = place.y() + size.height() <= screen.bottom()
        top = place.y() if below else place.y() - size.height() - self._field.height() - 4
        self.move(max(left, screen.left()), max(top, screen.top()))
        self.show()
        table = self.month.findChild(QWidget, "qt_calendar_calendarview")
        (table or self.month).setFocus(Qt.FocusReason.PopupFocusReason)

    def _picked(self, day: QDate) -> None:
        self.hide()
        self._field.show_day(date(day.year(), day.month(), day.day()))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
