"""Every command of `topp`, one module a family."""

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands import (
    demo,
    desk,
    diagnosis,
    exchange,
    form,
    identity,
    institution,
    instrument,
    papers,
    secretariat,
)

COMMANDS: tuple[Command, ...] = (
    demo.DEMO,
    instrument.INSTRUMENT,
    diagnosis.SCORE,
    diagnosis.ROADMAP,
    diagnosis.REPORT,
    form.FORM,
    identity.IDENTITY,
    secretariat.REGION_PACK,
    secretariat.INVITE,
    *institution.COMMANDS,
    exchange.VERIFY,
    exchange.RECEIVE,
    *desk.COMMANDS,
    *papers.COMMANDS,
    exchange.DIGEST,
    exchange.REGION,
)
