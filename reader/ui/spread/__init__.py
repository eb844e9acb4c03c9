"""Pure page layout: line breaking, blocks, rows, cell offsets, cursors. No Textual."""
