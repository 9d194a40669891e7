import random
from datetime import date, timedelta

from waypost.loop.planning.domain.scoring import ALIKE, MOST, Draft, Judge, Surroundings, telling
from waypost.loop.strategy.domain.document.boundaries import BoundaryTopic, Stance
from waypost.loop.strategy.tests.documents import tern_and_tide

TODAY = date(2026, 10, 5)
STRATEGY = tern_and_tide()
PILLAR = STRATEGY.pillars[0]


def idea(words, pillar=None, caught_on=TODAY, id_=1):
    return Draft(id_, words, pillar, caught_on)


def around(empty=None, others=()):
    return Surroundings(empty or {}, others, TODAY)


def score(draft, strategy, beside):
    return Judge(strategy, beside).score(draft)


def sentences(judged):
    return " ".join(reason.sentence for reason in judged.reasons)


def test_an_idea_of_a_pillar_with_free_slots_fits():
    judged = score(idea("Something", PILLAR.key), STRATEGY, around({PILLAR.key: 2}))

    assert f"It belongs to the pillar “{PILLAR.label}”." in sentences(judged)
    assert "2 slots of it in the next four weeks have no brief yet." in sentences(judged)
    assert judged.looks[0] == "Fits well"


def test_words_point_to_a_pillar():
    judged = score(idea(f"More about {PILLAR.label}"), STRATEGY, around())

    assert judged.pillar == PILLAR.key
    assert judged.points < score(idea("x", PILLAR.key), STRATEGY, around({PILLAR.key: 1})).points


def test_what_nothing_speaks_for_hardly_fits():
    judged = score(idea("Zzyzx"), STRATEGY, around())

    assert judged.points == 0
    assert "No pillar" in sentences(judged)
    assert judged.looks[0] == "Hardly fits"


def test_a_boundary_comes_before_everything_else():
    never = BoundaryTopic(key="politics", label="Party politics", stance=Stance.NEVER)
    boundaries = STRATEGY.boundaries.model_copy(update={"topics": (never,)})
    strict = STRATEGY.model_copy(update={"boundaries": boundaries})

    judged = score(idea("What politics means for us", PILLAR.key), strict, around({PILLAR.key: 3}))

    assert judged.crosses
    assert judged.points == 0
    assert "“Party politics”, which is never talked about" in sentences(judged)


def test_a_topic_of_short_words_is_a_boundary_too():
    never = BoundaryTopic(key="war", label="War", stance=Stance.NEVER)
    boundaries = STRATEGY.boundaries.model_copy(update={"topics": (never,)})
    strict = STRATEGY.model_copy(update={"boundaries": boundaries})

    assert score(idea("A joke about the war"), strict, around()).crosses
    assert not score(idea("A reward for early birds"), strict, around()).crosses


def test_a_topic_that_takes_care_costs_a_point():
    care = BoundaryTopic(key="prices", label="Prices", stance=Stance.CARE)
    boundaries = STRATEGY.boundaries.model_copy(update={"topics": (care,)})
    careful = STRATEGY.model_copy(update={"boundaries": boundaries})
    with_care = score(idea("Prices of frames", PILLAR.key), careful, around())
    without = score(idea("Frames", PILLAR.key), careful, around())

    assert not with_care.crosses
    assert with_care.points == without.points - 1


def test_an_idea_speaks_to_what_a_persona_wants():
    persona = STRATEGY.personas[0].model_copy(update={"wants": ("A boat that lasts for decades",)})
    strategy = STRATEGY.model_copy(update={"personas": (persona,)})

    judged = score(idea("How varnish lasts two decades"), strategy, around())

    assert f"It speaks to {persona.label}: “A boat that lasts for decades”." in sentences(judged)


def test_an_idea_that_was_had_before_is_said_to_be():
    others = [(1, "Sanding wooden boats slowly"), (2, "Sanding wooden boats slowly")]

    judged = score(idea("Sanding wooden boats slowly"), STRATEGY, around(others=others))
    alone = score(idea("Sanding wooden boats slowly"), STRATEGY, around(others=others[:1]))

    assert "It is close to “Sanding wooden boats slowly”." in sentences(judged)
    assert "close to" not in sentences(alone)


def test_an_old_idea_is_asked_whether_it_is_still_true():
    judged = score(idea("x", caught_on=TODAY - timedelta(days=91)), STRATEGY, around())

    assert "Is it still true?" in sentences(judged)


def test_words_that_the_voice_leaves_out_are_named():
    voice = STRATEGY.voice.model_copy(update={"banned_words": ("cheap", "state-of-the-art")})
    strategy = STRATEGY.model_copy(update={"voice": voice})

    found = sentences(score(idea("Cheap boats, state-of-the-art!"), strategy, around()))
    assert "“cheap”, which the voice leaves out" in found
    assert "“state-of-the-art”, which the voice leaves out" in found
    assert "cheap" not in sentences(score(idea("Cheapside"), strategy, around()))


def test_points_stay_between_nothing_and_ten():
    full = score(idea(f"{PILLAR.label}", PILLAR.key), STRATEGY, around({PILLAR.key: 9}))

    assert 0 <= full.points <= MOST


def test_what_is_alike_is_found_among_many_as_by_looking_at_each():
    chance = random.Random(5)
    words = ["harbour", "varnish", "boats", "letters", "saddle", "fences", "lanterns", "prints"]
    others = [(number, " ".join(chance.sample(words, chance.randint(1, 6)))) for number in range(60)]
    judge = Judge(STRATEGY, around(others=others))

    for number, said in others:
        mine = telling(said)
        alike = [
            other
            for other_id, other in others
            if other_id != number and len(mine & telling(other)) / len(mine | telling(other)) >= ALIKE
        ]
        found = sentences(judge.score(idea(said, PILLAR.key, id_=number)))

        assert (f"It is close to “{alike[0]}”." in found) if alike else ("It is close to" not in found)
