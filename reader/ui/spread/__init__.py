"""Pure layout: French line breaking, pairs, rows, positions, caret. No Textual."""
