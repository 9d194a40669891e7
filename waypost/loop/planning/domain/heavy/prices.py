"""What the planner pays for falling short of a wish, in points; a typical post is worth POST of them.

What the strategy states comes first (the rhythm, pillars, what stays open, formats, stages), then staying as it was,
then what learning expects, then how evenly things lie.
"""

from waypost.loop.planning.domain.planner import A_POST

POST = A_POST

LEFT_OUT = 900
"""A place of the rhythm without a slot, because nobody has the hours."""
OFF_PILLAR = 600
"""A slot further than one from a pillar's share."""
OFF_OPEN = 500
SHORT_CAMPAIGN = 400
OFF_FORMAT = 300
OFF_STAGE = 150

STAYS_AT = 60
"""A slot that keeps its time, where a plan is changed gently."""
STAYS_AS_PILLAR = 25
STAYS_AS_FORMAT = 15
"""A pillar or a format that a channel keeps in a week."""
STAYS_PILLAR = 20
STAYS_FORMAT = 10

UNLIKED = 6
"""A pillar in a format that it does not go with."""
SERVES = 10
"""A campaign's slot with a pillar that serves its goal."""
IS_AROUND = 10
"""A time at which all of a channel's personas are around."""
UNEVEN_PERSONA = 30
UNEVEN_PILLAR = 8
UNEVEN_OPEN = 6
FOLLOWS_ITSELF = 6
UNEVEN_CAMPAIGN = 5
ONE_SIDED = 4
"""A slot further than one from a pillar's share on one channel."""
CROWDED_DAY = 4
UNEVEN_FORMAT = 3
SAME_DAY = 3
SAME_MOMENT = 3
USUAL_PLACE = 1
"""A place at equal distances from its channel's others."""
MEETS = 1
"""A persona at a time when they are around."""
IN_TURN = 1
"""A stage of the funnel in its turn."""
