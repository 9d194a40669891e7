"""A fake network that writes down what really arrived, publishers that die at their commits, and what must be true then.

`families` are the networks there are, by what they offer against sending twice; `fates` what becomes of a call; `book`
the ledger; `server` answers; `speaking` is our side of the line; `mother` starts publishers and ends them; `verdict`
holds the ledger against the database.
"""
