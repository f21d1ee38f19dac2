"""To see for a moment what was typed into lines that are not shown."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit


class ShowTyped(QCheckBox):
    """Shows what stands in these lines while it is ticked; never ticked at the beginning."""

    def __init__(self, *fields: QLineEdit) -> None:
        super().__init__()
        self._fields = fields
        self.toggled.connect(lambda _: self._show())

    def _show(self) -> None:
        mode = QLineEdit.EchoMode.Normal if self.isChecked() else QLineEdit.EchoMode.Password
        for field in self._fields:
            field.setEchoMode(mode)
