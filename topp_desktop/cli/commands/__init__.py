"""Every command of `topp`, one module a family."""

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands import diagnosis, form, instrument

COMMANDS: tuple[Command, ...] = (
    instrument.INSTRUMENT,
    diagnosis.SCORE,
    diagnosis.ROADMAP,
    diagnosis.REPORT,
    form.FORM,
)
