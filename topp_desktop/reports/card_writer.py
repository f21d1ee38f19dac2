"""The recovery card's writer; ReportLab is read from the disk when a card is written."""

from __future__ import annotations

from pathlib import Path

from topp_desktop.foundation.files import replace_file
from topp_desktop.services.errors.system import write_faults
from topp_desktop.services.secretariat.recovery import CardContent


class RecoveryCardWriter:
    """Implements `services.secretariat.recovery.CardWriter`."""

    def write(self, content: CardContent, path: Path) -> None:
        from topp_desktop.reports.recovery_card import recovery_card

        data = recovery_card(content)
        with write_faults(path):
            replace_file(path, data)
