"""An invented brand of each trade, in the few words that a whole example strategy needs beyond its template."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trouble:
    """The worst that may happen to a brand: its name, what somebody sees, the first words and their short form."""

    label: str
    seen: str
    words: str
    short: str


@dataclass(frozen=True)
class Case:
    """One invented brand. `before` and `after` are a sentence put right; `rival` is who, what they leave open, what we
    make of it; `ages`, `places` and `situation` are of those for whom it is there."""

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
    ages: str
    places: tuple[str, ...]
    situation: str
    trouble: Trouble


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
        *("25 to 60", ("Ten minutes on foot",)),
        "On the way to work, with one hand free.",
        Trouble(
            "Somebody fell ill",
            "Somebody fell ill after eating here",
            "We heard that {number} people fell ill after eating our {bread} on {day}. We are closed while it is looked into, and say more at {time}.",
            "We are closed: people fell ill after eating our {bread}. More at {time}.",
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
        *("30 to 65", ("The city and the villages around it", "By parcel everywhere")),
        "Mends in the evening, in a cellar with bad light.",
        Trouble(
            "A part breaks",
            "A part that we sold broke while somebody rode",
            "A {part} sold since {day} may break. Please do not ride with it. We take it back and pay the postage; more at {time}.",
            "Do not ride with a {part} sold since {day}. We take it back; more at {time}.",
        ),
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
        *("35 to 70", ("Two hours around the workshop", "Abroad by parcel")),
        "Cooks for six on Saturdays, and lays the table for it.",
        Trouble(
            "A glaze is not safe",
            "A laboratory finds something in a glaze",
            "The {glaze} of pieces made since {day} may not be safe for food. Please do not eat from them. We exchange every piece, and say more at {time}.",
            "Please do not eat from pieces with {glaze} made since {day}. We exchange them; more at {time}.",
        ),
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
        *("25 to 45", ("The county",)),
        "In the first year of their own business, at the kitchen table in the evening.",
        Trouble(
            "Papers of clients got out",
            "A client's papers reach somebody else",
            "On {day} papers of {number} clients reached somebody who should not have them. We have called each of them, and say more at {time}.",
            "Papers of {number} clients got out on {day}. We have called each of them; more at {time}.",
        ),
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
        *("40 to 70", ("Half an hour by bicycle",)),
        "Sits all day; the doctor said that something must happen.",
        Trouble(
            "Somebody was hurt in a class",
            "An ambulance comes to a class",
            "Somebody was hurt in the class at {hour} and is being looked after. There are no classes until we know why. We say more at {time}.",
            "Somebody was hurt in the class at {hour}. No classes until we know why; more at {time}.",
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
        *("18 to 75", ("Half an hour by car",)),
        "Has a free Saturday now and then, and a room that is empty.",
        Trouble(
            "An animal came to harm with us",
            "A picture of a neglected animal with our name beside it",
            "We have seen the picture of {animal}, taken here on {day}. What it shows must not be. {who} looks into it from outside; we say more at {time}.",
            "We have seen the picture of {animal}. It must not be so; {who} looks into it. More at {time}.",
        ),
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
        *("28 to 55", ("Europe",)),
        "Packs, prints and answers the phone, all at once.",
        Trouble(
            "Data got out",
            "Somebody shows our customers' data in public",
            "On {day} somebody had access to {what} without being allowed to. It is closed. Whoever is concerned hears from us by {time}.",
            "Somebody had access to {what} on {day}. It is closed; whoever is concerned hears from us by {time}.",
        ),
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
        *("30 to 80", ("The coast", "Wherever people from it went")),
        "Listens while washing up, or on the way home.",
        Trouble(
            "Somebody was wronged in an episode",
            "Somebody says in public that we told their story without their yes",
            "{name} says that we told their story without their yes. The episode is away while we talk with them. We say more by {time}.",
            "The episode about {name} is away while we talk with them. More by {time}.",
        ),
    ),
}
