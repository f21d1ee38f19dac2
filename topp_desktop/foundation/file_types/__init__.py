"""Opening the program's files by double-click, for this user only; nobody needs to be asked.

Windows: classes below HKEY_CURRENT_USER; other systems of the freedesktop.org kind: a desktop
entry and a MIME package below XDG_DATA_HOME. Elsewhere nothing is offered.
"""

from topp_desktop.foundation.file_types.endings import ENDINGS
from topp_desktop.foundation.file_types.types import DoubleClick, double_click

__all__ = ["ENDINGS", "DoubleClick", "double_click"]
