"""`python -m generator` is the `factsheet` command."""

import sys

from generator.cli import main

sys.exit(main())
