"""Screenshots as small palette PNG files, with nothing but the browser that took them and zlib."""

import base64
import struct
import zlib

COLOURS = 200
# colours by how often they occur, after the lowest bits are dropped; every pixel then takes its nearest
QUANTISE = """async ([source, most]) => {
  const image = new Image(); image.src = 'data:image/png;base64,' + source; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height), brush = canvas.getContext('2d');
  brush.drawImage(image, 0, 0);
  const seen = new Map(), data = brush.getImageData(0, 0, image.width, image.height).data;
  const key = at => (data[at] << 16) | (data[at + 1] << 8) | data[at + 2];
  for (let at = 0; at < data.length; at += 4) seen.set(key(at), (seen.get(key(at)) || 0) + 1);
  const near = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + ((a >> 8 & 255) - (b >> 8 & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
  const palette = [];
  for (const [colour] of [...seen].sort((one, other) => other[1] - one[1])) {
    if (palette.length === most) break;
    if (palette.every(had => near(had, colour) > 60)) palette.push(colour);
  }
  const place = new Map([...seen.keys()].map(colour => {
    let best = 0;
    palette.forEach((one, at) => { if (near(one, colour) < near(palette[best], colour)) best = at; });
    return [colour, best];
  }));
  const rows = new Uint8Array(image.height * (image.width + 1));
  for (let y = 0, to = 0, at = 0; y < image.height; y++) {
    rows[to++] = 0;
    for (let x = 0; x < image.width; x++, at += 4) rows[to++] = place.get(key(at));
  }
  let text = '';
  for (let at = 0; at < rows.length; at += 32768) text += String.fromCharCode(...rows.subarray(at, at + 32768));
  return [image.width, image.height, palette, btoa(text)];
}"""


def small_png(page, picture: bytes) -> bytes:
    """The same picture in at most COLOURS colours; `page` is any page whose policy lets images of data in."""
    source = base64.b64encode(picture).decode()
    width, height, palette, rows = page.evaluate(QUANTISE, [source, COLOURS])
    colours = b"".join(struct.pack(">I", colour)[1:] for colour in palette)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", colours),
            _chunk(b"IDAT", zlib.compress(base64.b64decode(rows), 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
