"""The pages of the queue, of one scheduled post, of holds and of tomorrow's check."""
