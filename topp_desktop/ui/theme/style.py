"""The style sheet: one template, filled with the tokens of a palette and sizes of the moment.

In resources/style/window.qss `$token` is a colour, `$size-role` a font size and `$px-n` the
length n that grows with the text; `$round-n` is the radius that makes a circle of a box of that
length with a border of 2 (Qt draws a square where a radius is larger than half); `$icons` is the
folder of the drawings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from topp_desktop.foundation.resources import resource_bytes, resource_path
from topp_desktop.ui.theme.palette import Palette

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"\$([A-Za-z]+(?:-[A-Za-z0-9]+)*)")


def style_sheet(palette: Palette, sizes: Mapping[str, int], px: Callable[[float], int]) -> str:
    """The style sheet of the whole program; KeyError names a token that does not exist."""

    def fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "icons":
            return resource_path("icons").as_posix()
        if name.startswith("px-"):
            return f"{px(float(name[3:]))}px"
        if name.startswith("round-"):
            return f"{(px(float(name[6:])) + 4) // 2}px"
        if name.startswith("size-"):
            return f"{sizes[name[5:]]}px"
        return palette[name]

    template = _COMMENT.sub("", resource_bytes("style", "window.qss").decode("utf-8"))
    return _NAME.sub(fill, template)
