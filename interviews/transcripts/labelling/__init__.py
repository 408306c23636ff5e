"""From blocks to turns: who speaks, what is said, what is only round about it."""
