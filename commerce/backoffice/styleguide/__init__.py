"""What the style guide shows: its chapters, figures of the colours, and plainly made-up things for the components."""
