"""Draw the integration's icon: three linked nodes and the arcs of a radio.

usage: .venv/bin/python script/lib/draw_brand.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

BRAND = Path(__file__).parents[2] / "custom_components" / "mesh_broadcast" / "brand"
SIZES = {"icon.png": 256, "icon@2x.png": 512}

# Drawn large and reduced, because Pillow's shapes have hard edges.
CANVAS = 2048
BLUE = "#1565c0"
WHITE = "#ffffff"
PALE = "#90caf9"

SENDER = (560, 1500)
NEIGHBOURS = ((1400, 1540), (860, 860))
ARC_CENTRE = NEIGHBOURS[1]


def draw_icon() -> Image.Image:
    """Return the icon at the size of the canvas."""
    image = Image.new("RGBA", (CANVAS, CANVAS), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((64, 64, CANVAS - 64, CANVAS - 64), 420, fill=BLUE)
    nodes = (SENDER, *NEIGHBOURS)
    for start, end in ((0, 1), (1, 2), (0, 2)):
        draw.line((nodes[start], nodes[end]), fill=PALE, width=84)
    for radius in (410, 600, 790):
        x, y = ARC_CENTRE
        box = (x - radius, y - radius, x + radius, y + radius)
        draw.arc(box, start=-62, end=12, fill=WHITE, width=88)
    for (x, y), radius in zip(nodes, (210, 210, 240), strict=True):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=WHITE)
    return image


def main() -> None:
    """Write the files that Home Assistant and HACS look for."""
    icon = draw_icon()
    BRAND.mkdir(exist_ok=True)
    for name, size in SIZES.items():
        icon.resize((size, size), Image.Resampling.LANCZOS).save(
            BRAND / name, optimize=True
        )


if __name__ == "__main__":
    main()
