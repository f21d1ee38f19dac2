"""What the frozen `topp-desktop` starts with."""

from __future__ import annotations

import sys

from topp_desktop.__main__ import window_main

sys.exit(window_main())
