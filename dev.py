#!/usr/bin/env python3
"""The developers' door: `python3 dev.py run`, `python3 dev.py test`; see docs/development.md.

An old Python must be able to read this file in order to say that it is too old: what the
commands do is in .ci/tools/.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "TOPP Desktop needs Python 3.11 or newer and this is Python %d.%d: install a newer one "
        "and start dev.py with it, for example python3.11 dev.py test." % sys.version_info[:2]
    )

if __name__ == "__main__":
    sys.path.insert(0, __file__.rpartition("dev.py")[0] + ".ci")
    from tools.door import main

    sys.exit(main(sys.argv[1:]))
