"""Imported first by the command line and by its workers, it saves one or two seconds each.

`jsonschema` imports a whole grammar of international addresses, if that is installed, which takes
longer than all else that nbgrader imports. Notebooks are checked without it.

Python looks for cycles to free after every 700 objects. An import makes a million, nearly all of
which stay, so a quarter of the time would go into looking.
"""

import gc
import sys

OBJECTS = 50_000  # that are new, until Python looks for cycles

gc.set_threshold(OBJECTS)
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # "it is not installed"
