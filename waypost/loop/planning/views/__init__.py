"""The pages of planning: find through an access query, act, render."""
