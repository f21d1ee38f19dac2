# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about the data file and the disk it lies on; part of `texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

STORE_TEXTS: Mapping[str, ErrorText] = {
    "database-damaged": ErrorText(
        N_("The data file is damaged"),
        N_("{path} is not a readable database, or it needs its passphrase. It was not touched."),
        N_("Restore the newest backup from the folder {backups}."),
    ),
    "copy-not-ours": ErrorText(
        N_("The file holds what this program never writes"),
        N_(
            "{path} names the file of a document in a way that could do harm on this computer. "
            "Nothing was changed."
        ),
        N_("Do not open it. Ask the person it comes from for a new one."),
    ),
    "database-locked": ErrorText(
        N_("The data is in use"),
        N_("Another program or window is using {path}. Nothing was changed."),
        N_("Close the other window, or continue there."),
    ),
    "network-folder": ErrorText(
        N_("The data cannot live on a network share"),
        N_(
            "{path} lies on a network share, where a power cut or two programs at once could damage it."
        ),
        N_("Choose a folder on this computer or on a stick."),
    ),
    "migration-failed": ErrorText(
        N_("The data could not be brought up to date"),
        N_("{path} stays as it was; a copy lies in {backup}."),
        N_(
            "Free some disk space and start again. If it happens again, keep using the earlier version of the program."
        ),
    ),
    "store-write-failed": ErrorText(
        N_("The last answer or change was not saved"),
        N_(
            "The disk refused to write {path}: it may be full or disconnected. What you did last was not kept; everything saved before is intact."
        ),
        N_("Free some space or reconnect the disk, then repeat what you did last."),
    ),
    "store-busy": ErrorText(
        N_("The last answer or change was not saved"),
        N_(
            "Another program is using {path} and did not let go of it. What you did last was not kept; everything saved before is intact."
        ),
        N_("Wait until the other program has finished, then repeat what you did last."),
    ),
    "store-gone": ErrorText(
        N_("The file of your answers is no longer there"),
        N_(
            "{path} was removed or replaced while the program was open. What you did last was not kept."
        ),
        N_("Close the program, put the folder or the stick back in its place, and start again."),
    ),
    "store-replace-failed": ErrorText(
        N_("The data stays as it was"),
        N_(
            "{path} could not be written: the disk refused, or another program was holding the file. Nothing was changed."
        ),
        N_("Close what may have that folder open, check the disk, and repeat the step."),
    ),
}
