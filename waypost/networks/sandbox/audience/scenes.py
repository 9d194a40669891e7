"""What goes wrong in a drill, and in which words people say so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A scene in people's words: the message with which it begins, complaints, questions, and what is said once the
    brand has spoken. `sentence` says what happened."""

    key: str
    label: str
    sentence: str
    opening: str
    complaints: tuple[str, ...]
    questions: tuple[str, ...]


TAILS = (
    "",
    " Really disappointed.",
    " Never again.",
    " What are you going to do about it?",
    " And not a word from you.",
    " I told everybody I know.",
    " This is not acceptable.",
)
"""What somebody adds, or not."""
CALMED = (
    "Thank you for saying something. I will wait for what comes next.",
    "Good that you answered. Please keep us posted.",
    "Fair enough. I would like to hear more when you know more.",
    "That took courage. Thanks for the honest words.",
    "All right. How long will it take?",
)
NAMES = (
    "Rita Moura", "Jonas Beck", "Amina Diallo", "Piotr Zając", "Chiara Conti", "Leo Martin", "Sana Mirza", "Tom Hale",
    "Ines Duarte", "Noor Haddad", "Erik Lund", "Maya Cohen", "Bram Visser", "Lucía Ortiz", "Aoife Byrne", "Kenji Mori",
    "Dana Novak", "Olu Adeyemi", "Freya Holm", "Marco Russo", "Zoe Laurent", "Yusuf Kaya", "Hana Kim", "Pilar Vega",
)  # fmt: skip
SCENES = (
    Told(
        "product-fault",
        "A product fault",
        "Something you sell breaks, and somebody shares the picture.",
        "Mine came apart after two days, look at the picture. Is this happening to anybody else?",
        (
            "Same here, it arrived broken.",
            "Mine is broken too and nobody answers my mail.",
            "I want a refund, it fell apart in my hands.",
            "Bought three of them, all three damaged.",
            "How can you sell this? It is not working at all.",
            "My daughter cut herself on it. This is awful.",
            "The second one is broken as well. I am so angry.",
            "The worst thing I bought this year.",
        ),
        (
            "Is it safe to go on using it?",
            "Which ones are affected? I bought mine in May.",
            "Do I have to send it back?",
            "Are you taking it off the shelves?",
        ),
    ),
    Told(
        "hurtful-joke",
        "A hurtful joke",
        "A post that was meant to be funny hurts people.",
        "Did you really think that joke was funny? It is about people like my brother.",
        (
            "That post was wrong, and you know it.",
            "Terrible. Who approved this?",
            "So rude. I expected better of you.",
            "I am angry and sad. Take it down.",
            "Making fun of people is not okay.",
            "Deeply disappointed in you today.",
            "I complained to you last year about the same thing. Nothing changed.",
            "This is awful, and leaving it up is worse.",
        ),
        (
            "Why is it still up?",
            "Does anybody at your place read these comments?",
            "Who writes your posts?",
            "Will you say sorry?",
        ),
    ),
    Told(
        "outage",
        "An outage",
        "What people paid for is down, and nobody knows for how long.",
        "Nothing works since this morning, and your page says all is fine. Anybody else?",
        (
            "Not working here either, for hours now.",
            "I paid for this and it is not working. Refund?",
            "My order is missing and I cannot even log in.",
            "Down again. The worst week to do this to us.",
            "I missed a deadline because of you. So angry.",
            "Your status page is wrong. Nothing works.",
            "Everything I saved is missing. This is terrible.",
            "My customers complain to me because of you.",
        ),
        (
            "When will it be back?",
            "Is it only me?",
            "Is what I saved still there?",
            "Do I have to do anything on my side?",
        ),
    ),
    Told(
        "data-leak",
        "Data that leaked",
        "Addresses of customers turn up where they should not be.",
        "I just found my name and address in a list that says it comes from you. What is going on?",
        (
            "My address is in that list. I am angry, and afraid.",
            "I get scam calls since yesterday, thanks to you.",
            "You lost our data and say nothing. Not okay.",
            "Delete everything you have of me. Terrible.",
            "I will complain to the authorities.",
            "It was wrong to ever give you my number.",
            "Somebody used my card. Is that you too? I want a refund.",
            "Awful. My children’s names are in there.",
        ),
        (
            "Is my password safe?",
            "How do I know whether I am in it?",
            "Do you have a number I can call?",
            "Have you told the authorities?",
        ),
    ),
)
BY_KEY = {scene.key: scene for scene in SCENES}
