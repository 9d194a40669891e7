from tests.actions import Unguarded

ARGUMENTS = {
    "journal.entries.record": Unguarded(
        "it writes down what an action did, which asked for the permission itself"
    ),
}
