"""Every command of `topp`, one module a family."""

from topp_desktop.cli.command import Command
from topp_desktop.cli.commands import demo, diagnosis, exchange, form, instrument, secretariat

COMMANDS: tuple[Command, ...] = (
    demo.DEMO,
    instrument.INSTRUMENT,
    diagnosis.SCORE,
    diagnosis.ROADMAP,
    diagnosis.REPORT,
    form.FORM,
    secretariat.IDENTITY,
    secretariat.REGION_PACK,
    secretariat.INVITE,
    exchange.SEND,
    exchange.VERIFY,
    exchange.RECEIVE,
    exchange.DIGEST,
    exchange.REGION,
)
