"""One file for each kind of question: its `EXPERIMENTS` are what answers it."""
