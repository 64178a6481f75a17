"""Photos and screenshots that are written out in an address: how large they are."""

import base64
import re

PHOTO = re.compile(r"data:image/(?:png|jpeg|gif);base64,([a-z0-9+/]+={0,2})", re.IGNORECASE)
PNG = b"\x89PNG\r\n\x1a\n"
HEADER = 32  # letters that hold the width and the height


def pixels(address: str) -> int | None:
    """Of a PNG, whatever it is said to be; 0 of another kind, None where there is no photo."""
    written = PHOTO.fullmatch("".join(address.split()))
    if written is None or len(written[1]) < HEADER:
        return 0 if written else None
    start = base64.b64decode(written[1][:HEADER])
    width, height = (int.from_bytes(start[place : place + 4]) for place in (16, 20))
    return width * height if start.startswith(PNG) else 0
