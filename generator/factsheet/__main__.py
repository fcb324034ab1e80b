"""`python -m factsheet` is the `factsheet` command."""

import sys

from factsheet.command import main

sys.exit(main())
