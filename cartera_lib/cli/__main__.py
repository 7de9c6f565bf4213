"""Run as ``python -m cartera_lib.cli``."""

import sys

from cartera_lib.cli import main

sys.exit(main())
