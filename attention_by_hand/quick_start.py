"""Imported first by the command line and by its workers, it saves a second each.

`jsonschema` imports a whole grammar of international addresses, if that is installed, which takes
longer than all else that nbgrader imports. Notebooks are checked without it.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # "it is not installed"
