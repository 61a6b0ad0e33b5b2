"""Draw the integration's brand images: a home that is a node among others, on the air.

usage: .venv/bin/python script/lib/draw_brand.py

This is their source. Home Assistant takes the icon, which brings its own background,
for the dark theme, too; the logo has a word beside it that needs the theme's color.
"""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

BRAND = Path(__file__).parents[2] / "custom_components" / "mesh_broadcast" / "brand"
ICON_SIZE = 256
WORDS = ("Bluetooth", "Mesh Broadcast")
WORD_COLORS = {"": ("#1565c0", "#0b2447"), "dark_": ("#90caf9", "#ffffff")}

# Drawn large and reduced, because Pillow's shapes have hard edges.
CANVAS = 2048
TOP = (30, 136, 229)
BOTTOM = (13, 71, 161)
WHITE = "#ffffff"
PALE = "#90caf9"
DOOR = "#1565c0"

CENTRE = (1024, 1060)
CORNERS = ((340, 440), (1708, 440), (1708, 1620), (340, 1620))
LINKS = (
    *((CENTRE, corner) for corner in CORNERS),
    (CORNERS[0], CORNERS[3]),
    (CORNERS[3], CORNERS[2]),
    (CORNERS[2], CORNERS[1]),
)
HOUSE = (
    (1024, 640),
    (1410, 1000),
    (1320, 1000),
    (1320, 1380),
    (728, 1380),
    (728, 1000),
    (638, 1000),
)
RADIO = (1024, 1270)


def background() -> Image.Image:
    """Return a rounded square, darker towards the bottom."""
    shade = Image.linear_gradient("L").resize((CANVAS, CANVAS))
    colors = Image.composite(
        Image.new("RGB", (CANVAS, CANVAS), BOTTOM),
        Image.new("RGB", (CANVAS, CANVAS), TOP),
        shade,
    )
    shape = Image.new("L", (CANVAS, CANVAS), 0)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, CANVAS, CANVAS), 440, fill=255)
    colors.putalpha(shape)
    return colors


def house(rounding: int) -> Image.Image:
    """Return the mask of a house with round corners."""
    mask = Image.new("L", (CANVAS, CANVAS), 0)
    draw = ImageDraw.Draw(mask)
    draw.polygon(HOUSE, fill=255)
    draw.line((*HOUSE, *HOUSE[:2]), fill=255, width=2 * rounding, joint="curve")
    for x, y in HOUSE:
        draw.circle((x, y), rounding, fill=255)
    return mask


def draw_icon() -> Image.Image:
    """Return the icon at the size of the canvas."""
    image = background()
    draw = ImageDraw.Draw(image)
    for link in LINKS:
        draw.line(link, fill=PALE, width=72)
    for corner in CORNERS:
        draw.circle(corner, 172, fill=WHITE)
    # A rim in the background's color sets the house off from its links.
    image.paste(background(), mask=house(130))
    image.paste(WHITE, mask=house(60))
    draw = ImageDraw.Draw(image)
    draw.circle(RADIO, 70, fill=DOOR)
    for radius in (200, 350):
        box = (*(at - radius for at in RADIO), *(at + radius for at in RADIO))
        draw.arc(box, start=228, end=312, fill=DOOR, width=86)
    return image


def draw_logo(icon: Image.Image, colors: tuple[str, str]) -> Image.Image:
    """Return the icon with the name beside it; `colors` are those of its two lines."""
    height = CANVAS // 2
    logo = Image.new("RGBA", (4 * CANVAS, height), (0, 0, 0, 0))
    logo.paste(icon.resize((height, height), Image.Resampling.LANCZOS))
    draw = ImageDraw.Draw(logo)
    left = height + height // 8
    for word, color, top, size in zip(
        WORDS, colors, (0.12, 0.42), (0.22, 0.4), strict=True
    ):
        draw.text(
            (left, round(top * height)),
            word,
            fill=color,
            font=ImageFont.load_default(size * height),
            # Pillow's own font, which is the same everywhere, has no bold face.
            stroke_width=0.008 * height,
        )
    *_, right, _ = logo.getbbox() or logo.size
    return logo.crop((0, 0, right, height))


def write(image: Image.Image, name: str) -> None:
    """Write an image in the two sizes that Home Assistant looks for."""
    for suffix, height in (("", ICON_SIZE), ("@2x", 2 * ICON_SIZE)):
        width = round(image.width * height / image.height)
        image.resize((width, height), Image.Resampling.LANCZOS).save(
            BRAND / f"{name}{suffix}.png", optimize=True
        )


def main() -> None:
    """Write the files that Home Assistant and HACS look for."""
    BRAND.mkdir(exist_ok=True)
    icon = draw_icon()
    write(icon, "icon")
    for theme, colors in WORD_COLORS.items():
        write(draw_logo(icon, colors), f"{theme}logo")


if __name__ == "__main__":
    main()
