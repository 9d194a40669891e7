"""An invented brand of each trade, in the few words that a whole example strategy needs beyond its template."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One invented brand. `pairs` are before and after; `rival` is who, what they leave open, what we make of it."""

    brand: str
    what: str
    for_whom: str
    want: str
    metric: str
    baseline: int
    target: int
    before: str
    after: str
    apology: str
    likes: tuple[str, ...]
    objection: str
    adapted: str
    never: str
    tags: tuple[str, ...]
    rival: tuple[str, str, str]


CASES: dict[str, Case] = {
    "cafe": Case(
        *(
            "Linden Oven",
            "a bakery with eleven seats",
            "neighbours on their way to work",
            "fuller weekday mornings",
        ),
        *("Breakfasts before ten, a week", 80, 140),
        *("Enjoy our delicious artisan creations!", "Rye out of the oven at seven. Gone by ten, most days."),
        "That loaf should not have left us. Come by, the next one is on the house.",
        *(("What is on the counter right now", "Who is baking"), "The supermarket opens earlier"),
        *(
            "One photo from this morning, no more than two lines.",
            "Yesterday's pictures as if they were today's",
        ),
        ("rye", "sourdough", "bakery", "coffee"),
        (
            "The chain at the station",
            "Nobody there knows who baked it",
            "We show the baker, by name, every week.",
        ),
    ),
    "shop": Case(
        *(
            "Spoke & Lane",
            "a shop for bicycle parts",
            "people who mend their own",
            "more orders without discounts",
        ),
        *("Orders a week", 45, 70),
        *(
            "Shop our amazing new collection now!",
            "Three lights under 40 euros. The middle one survives rain.",
        ),
        "We sent the wrong size. The right one left today; keep the other.",
        *(("Comparisons", "What broke, and why"), "It is two euros cheaper elsewhere"),
        *("One part, one question that it answers, the price.", "Countdowns and invented scarcity"),
        ("bikerepair", "commuting", "bikeparts"),
        ("The big web shop", "No advice before buying", "We answer “does it fit?” within an hour."),
    ),
    "maker": Case(
        *(
            "Reed & Kiln",
            "a pottery of two",
            "people who cook for others",
            "half of all pieces sold by ourselves",
        ),
        *("Pieces sold directly, a month", 22, 40),
        *("A unique handcrafted masterpiece.", "Bowl 7 of 30. The foot was trimmed twice; you can feel it."),
        "It arrived in pieces. A new one is in the next firing, and we pack it differently now.",
        *(("Hands at work", "What goes wrong"), "It is a lot for a bowl"),
        *("Ten seconds of one step, without music.", "Pieces that are sold, as if they could be had"),
        ("pottery", "stoneware", "handmade"),
        ("The design market", "Says nothing of how it is made", "We show every step, and what it costs."),
    ),
    "service": Case(
        *(
            "Quill Tax",
            "a tax office of four",
            "people in their first year of business",
            "calls before it is too late",
        ),
        *("First talks a month", 9, 16),
        *(
            "We offer tailored holistic solutions.",
            "You have 30 days from this letter. Here is what to do first.",
        ),
        "We answered too late. You have our advice on one page tonight, and a call tomorrow at nine.",
        *(("Lists to tick off", "Real cases without names"), "I can do that myself"),
        *("One question and its answer in 150 words.", "A client's case without their yes in writing"),
        ("firstyear", "selfemployed", "taxes"),
        ("The comparison portal", "Answers that fit nobody", "We answer one real question a week, in full."),
    ),
    "wellbeing": Case(
        *(
            "Slow Stretch",
            "a yoga studio in a backyard",
            "people who have not moved for years",
            "beginners who stay",
        ),
        *("Beginners in their third month", 14, 30),
        *("Get your dream body in four weeks!", "Week one: you lie down a lot. That is the plan."),
        "You felt watched, and that must not happen here. May we call you today?",
        *(("Others who are not fit either", "What the first hour is like"), "I am too stiff for that"),
        *("One movement, shown by somebody of fifty.", "Before-and-after pictures of bodies"),
        ("beginneryoga", "backpain", "movemore"),
        (
            "The gym around the corner",
            "Shows only the fit",
            "We show first hours, and who was afraid of them.",
        ),
    ),
    "nonprofit": Case(
        *(
            "Second Roof",
            "a shelter for cats and dogs",
            "people nearby with a free weekend",
            "more homes and hands",
        ),
        *("Animals placed, a month", 12, 18),
        *("Your support makes all the difference!", "40 euros: Momo's tooth is out, and she eats again."),
        "We were short with you at the gate. Thank you for saying so; come back, we will show you around.",
        *(("How it went on", "The people who help"), "My few euros change nothing"),
        *("One animal, one picture, what it needs.", "Suffering without what can be done about it"),
        ("adoptdontshop", "secondchance", "volunteering"),
        ("The large foundation", "Far away, and without names", "Ours has a name, and one can visit."),
    ),
    "software": Case(
        *("Parcel Desk", "software for small warehouses", "people who pack themselves", "trials that stay"),
        *("Trials that pay after a month, in percent", 11, 18),
        *("Revolutionise your workflow with AI.", "Print 40 labels in one go. It used to take 40 clicks."),
        "It was down for 19 minutes, and it was our update. Here is what we changed so that it stays once.",
        *(("Short recordings", "Release notes with reasons"), "We have a spreadsheet for that"),
        *("One task solved in one picture, code as text.", "Jokes about other people's outages"),
        ("warehouse", "logistics", "smallbusiness"),
        ("The large suite", "Six weeks until it runs", "We show a warehouse that began this morning."),
    ),
    "other": Case(
        *("Low Tide Radio", "a podcast about the coast", "people who left it", "listeners who write back"),
        *("Listeners who write, a month", 20, 45),
        *("New episode out now!!", "She has kept the light for 31 years. Yesterday she switched it off."),
        "We got your name wrong. It is right in the episode now, and we say so at the start of the next.",
        *(("Voices", "Places they know"), "An hour is long"),
        *("One sentence from the episode, with its second.", "Quotes without the name of who said them"),
        ("podcast", "coast", "oralhistory"),
        ("The weekly magazine", "Speaks of people, not with them", "In ours they speak themselves."),
    ),
}
