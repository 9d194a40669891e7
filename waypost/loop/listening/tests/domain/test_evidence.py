from waypost.loop.listening.domain.evidence import evidence
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.document.competitor import Competitor
from waypost.loop.strategy.domain.document.mix_rule import Portion
from waypost.loop.strategy.domain.document.persona import Persona
from waypost.loop.strategy.tests.documents import tern_and_tide


def strategy(**fields: object) -> Strategy:
    return tern_and_tide().model_copy(update={"personas": (), "competitors": (), **fields})


def test_who_is_there_and_for_how_long_is_said_the_most_first():
    personas = (
        Persona(key="a", label="Regulars", attention=(Portion(label="Pinterest", share=0.1),)),
        Persona(key="b", label="Visitors", attention=(Portion(label="Pinterest boards", share=0.4),)),
    )

    said = evidence(strategy(personas=personas), "pinterest")

    assert said["audience"] == (
        "Visitors spend 40% of their time there.",
        "Regulars spend 10% of their time there.",
    )


def test_that_nobody_is_there_is_said_only_where_it_is_known():
    known = Persona(key="a", label="Regulars", attention=(Portion(label="Instagram", share=0.5),))

    assert "No persona" in evidence(strategy(personas=(known,)), "Threads")["audience"][0]
    assert "audience" not in evidence(strategy(personas=(Persona(key="a", label="Regulars"),)), "Threads")


def test_competitors_with_an_account_there_are_named():
    rival = Competitor(key="r", label="Gull Prints", accounts=("https://threads.net/@gull",))

    assert evidence(strategy(competitors=(rival,)), "Threads")["others"] == ("Gull Prints is there.",)
    assert "others" not in evidence(strategy(competitors=(rival,)), "")
