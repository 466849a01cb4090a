"""The style guide, a picture for each of its chapters, and both themes beside each other."""

from .scene import pages

# A test compares this with the guide itself.
CHAPTERS = (
    "foundations", "surroundings", "actions", "forms", "goods", "lists", "products", "orders", "messages",
)  # fmt: skip

SCENES = [
    pages(
        "style guide",
        "staff",
        {f"styleguide-{name}": f"/styleguide/{name}/" for name in CHAPTERS}
        | {"styleguide-both-wide": "/styleguide/goods/?theme=both"}
        | {"styleguide-both": "/styleguide/orders/?theme=both&width=360"},
    ),
]
