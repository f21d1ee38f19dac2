"""What the frozen `topp` starts with."""

from __future__ import annotations

import sys

from topp_desktop.__main__ import command_main

sys.exit(command_main())
