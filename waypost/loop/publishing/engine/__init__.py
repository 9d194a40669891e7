"""The publisher at work: a claimer, senders, a preparer and a reconciler around the actions. Holds no state of its own."""
