"""The rules of twitter-text, by which X finds links, mentions and tags, and Mastodon finds links.

Source of the rules: https://github.com/twitter/twitter-text, 3.1, 2026-11; nothing of it stands here, and the tests are
our own. `tlds.txt` holds the names of the root zone (IANA, 2026-09) with those that were taken back since 2016, which
the network knows still; `emoji.txt` the flags and the joined sequences of Unicode's emoji list, 2026, each skin tone as the lightest.
"""
