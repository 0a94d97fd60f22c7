"""What people say in the sample: nobody's real words. Pure.

Careful on purpose: no explicit word, no way to harm, and addresses that lead nowhere.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

NAMES = (
    "Jelle", "Fenna", "Ruben", "Yara", "Mees", "Lotte", "Thijs", "Amina", "Daan", "Elif", "Joris", "Maud",
    "Stijn", "Noa", "Bilal", "Roos", "Timo", "Sofie", "Kasper", "Ilse", "Youssef", "Pien", "Wout", "Esra",
    "Hidde", "Zoë", "Luuk", "Merel", "Rayan", "Tess", "Siem", "Naomi", "Gijs", "Lieke", "Omar", "Femke",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """Lines for one theme in one language: what the visitor tells, and what the counsellor answers."""

    opens: Sequence[str]
    tells: Sequence[str]
    answers: Sequence[str]


GREETS = {
    "nl": (
        "Hoi, fijn dat je er bent. Ik lees rustig met je mee.",
        "Goed dat je schrijft. Vertel maar in je eigen tempo.",
        "Hallo, ik ben er voor je. Wat wil je kwijt?",
    ),
    "en": (
        "Hi, good that you are here. Take your time, I am reading along.",
        "Hello, I am here for you. What would you like to tell me?",
    ),
}
THANKS = {
    "nl": (
        "dank je wel, dit helpt",
        "oke dat ga ik doen",
        "fijn dat ik het kwijt kon",
        "top, dank voor je tijd",
    ),
    "en": ("thank you, this helps", "ok I will do that", "thanks for listening"),
}
CLOSES = {
    "nl": (
        "Graag gedaan. Je kunt altijd terugkomen.",
        "Sterkte. Kom gerust terug, ook als je twijfelt.",
        "Je hebt dit goed gedaan. Tot ziens.",
    ),
    "en": ("You are welcome. You can always come back.", "You did well. Take care."),
}
SILENT = {"nl": ("hallo", "test", "haha", "..."), "en": ("hello", "test", "...")}
WAITING = {
    "nl": ("hallo, is er iemand?", "duurt het nog lang", "ik kom later wel terug"),
    "en": ("hello, is anybody there?", "I will come back later"),
}

_NL = {
    "sextortion": Words(
        (
            "hoi, ik word gechanteerd en ik weet niet wat ik moet doen",
            "iemand dreigt fotos van mij rond te sturen",
            "ik heb iets doms gedaan en nu wil iemand geld",
        ),
        (
            "we praatten een week en toen wilde ze verder op een andere app",
            "hij stuurt steeds een lijst met mijn volgers",
            "ik moet voor vanavond betalen anders gaat alles online",
            "ik durf het thuis niet te vertellen",
            "het profiel was nep denk ik, de foto's staan ook ergens anders",
            "ik heb niet meer geantwoord sinds een uur",
            "ze wil cadeaukaarten, ik heb er nog geen gekocht",
            "ik slaap slecht en ik kijk de hele tijd op mijn telefoon",
        ),
        (
            "Goed dat je dit vertelt. Dit overkomt veel mensen. Het is niet jouw schuld.",
            "Je hoeft niets te betalen. Zullen we samen kijken wat je nu als eerste doet?",
            "Bewaar de dreigementen. Maak een schermfoto van de naam en de tekst.",
            "Meld het account eerst en blokkeer het daarna. Ik wacht wel even.",
            "Ik vraag dit aan iedereen die dit meemaakt. Denk je weleens aan zelfmoord?",
            "Is er iemand in de buurt die je vertrouwt?",
        ),
    ),
    "images": Words(
        (
            "er staat iets van mij online en ik wil dat het weg is",
            "mijn ex heeft een filmpje doorgestuurd",
            "er gaat een foto van mij rond op school",
        ),
        (
            "het staat in een groep, ik weet niet hoeveel mensen erin zitten",
            "ik heb nooit gezegd dat het mocht",
            "een vriendin zag het en stuurde mij de link",
            "het is niet echt, iemand heeft het met de computer gemaakt",
            "ik schaam me en ga niet meer naar buiten",
            "ik heb het al gemeld maar er gebeurt niets",
        ),
        (
            "Wat naar voor je. Jij hebt niets fout gedaan.",
            "Stuur ons het beeld zelf niet. De plek waar het staat is genoeg.",
            "Als je dat wilt, vragen wij het platform om het weg te halen.",
            "Ben jij op het beeld al achttien? Ik vraag het omdat de weg dan anders is.",
            "Wie weet dit nog meer, en wie wil je erbij hebben?",
        ),
    ),
    "contact": Words(
        (
            "mag ik iets vragen over iemand online",
            "een oudere man blijft mij berichten sturen",
            "ik krijg steeds berichten die ik niet wil",
        ),
        (
            "hij zegt dat ik het niemand mag vertellen",
            "in het begin was hij gewoon aardig",
            "hij vraagt steeds om af te spreken",
            "ik heb hem geblokkeerd maar hij maakt nieuwe accounts",
            "mijn dochter praat met iemand die zich jonger voordoet",
            "ik weet niet of ik overdrijf",
        ),
        (
            "Je overdrijft niet. Jij mag bepalen wat je wel en niet wilt.",
            "Goed dat je dit vraagt. Spreek niet af zolang dit niet goed voelt.",
            "Geheimen die zwaar voelen, hoef je niet te bewaren.",
            "Zullen we samen kijken hoe je dit account meldt?",
        ),
    ),
    "violence": Words(
        (
            "ik word gepest in de groepsapp van mijn klas",
            "iemand volgt mij overal online",
            "mijn adres staat zomaar op internet",
        ),
        (
            "het stopt niet, ook niet in het weekend",
            "ze maken steeds een nieuw account",
            "ik durf mijn telefoon niet meer open te doen",
            "school zegt dat ze er niets aan kunnen doen",
            "er staat bij dat ze langskomen",
            "ik heb alles bewaard",
        ),
        (
            "Wat zwaar dat dit maar doorgaat. Fijn dat je het bewaard hebt.",
            "Voel je je nu veilig, daar waar je bent?",
            "Met wie op school kun je het beste praten?",
            "Bedreiging kun je melden bij de politie. Ik leg je uit hoe dat gaat.",
        ),
    ),
    "identity": Words(
        (
            "iemand doet zich voor als mij",
            "mijn account is gehackt en ik kan er niet meer in",
            "ik heb denk ik een neplink aangeklikt",
        ),
        (
            "ze sturen mijn vrienden berichten met de vraag om geld",
            "het nepaccount gebruikt mijn foto's van vorig jaar",
            "ik kreeg een mail dat ze mij gefilmd hebben",
            "de webwinkel reageert niet meer",
            "mijn wachtwoord werkt niet en mijn nummer is veranderd",
            "ik heb de bank al gebeld",
        ),
        (
            "Vervelend. We gaan stap voor stap kijken wat je kunt doen.",
            "Zo'n mail gaat naar duizenden mensen tegelijk. Er is meestal geen beeld.",
            "Zet een nieuw wachtwoord en daarna twee stappen aan.",
            "Vraag je vrienden om het nepaccount ook te melden.",
        ),
    ),
    "other": Words(
        (
            "ik heb een vraag over de instellingen van een app",
            "mijn zoon zag iets naars online",
            "mag ik gewoon iets vragen?",
        ),
        (
            "hij is acht en ligt er wakker van",
            "ik weet niet goed hoe ik erover begin",
            "ik wil een les geven over dit onderwerp",
            "ik vind het moeilijk om ermee te stoppen",
            "de app is nieuw voor mij",
        ),
        (
            "Natuurlijk mag dat. Vertel maar.",
            "Zeg dat het goed is dat hij het vertelde. Dat helpt al veel.",
            "Bij de privacy-instellingen kun je kiezen wie je ziet.",
            "Je hoeft dit niet alleen op te lossen.",
        ),
    ),
}
_EN_TELLS = (
    "I am not sure what to do now",
    "they keep sending me messages",
    "I live in the Netherlands but I am still learning Dutch",
    "I have saved everything they wrote",
    "nobody around me knows about this",
    "it started last weekend",
)
_EN_ANSWERS = (
    "It is good that you tell me this. It is not your fault.",
    "You do not have to do this alone. Shall we look at it step by step?",
    "Save the words and the name of the account. Report it first, then block it.",
    "Is there somebody near whom you trust?",
)
_EN = {
    "sextortion": Words(
        ("someone is threatening to share my pictures", "I am being blackmailed"), _EN_TELLS, _EN_ANSWERS
    ),
    "images": Words(("there is something of me online that I want removed",), _EN_TELLS, _EN_ANSWERS),
    "contact": Words(("somebody online keeps asking me things I don't want",), _EN_TELLS, _EN_ANSWERS),
    "violence": Words(("I am being harassed online and it does not stop",), _EN_TELLS, _EN_ANSWERS),
    "identity": Words(("someone is pretending to be me", "my account was hacked"), _EN_TELLS, _EN_ANSWERS),
    "other": Words(("can I ask you something?",), _EN_TELLS, _EN_ANSWERS),
}
WORDS = {"nl": _NL, "en": _EN}

NOTES = {
    "sextortion": (
        "Rustiger aan het eind. Weet dat betalen niet helpt. Heeft niets meer gestuurd.",
        "Gevraagd naar zelfmoordgedachten: nee. Vertelt het morgen aan een zus.",
        "Account gemeld tijdens het gesprek, daarna geblokkeerd. Bewijs bewaard.",
        "Schaamt zich erg. Uitgelegd dat dit mensen zijn die dit elke dag doen.",
    ),
    "images": (
        "Wil vooral dat het weg is. Verwijderverzoek besproken, volgt het nummer zelf.",
        "Beeld niet gezien en niet gevraagd. Plekken samen opgeschreven.",
        "Wil nog geen aangifte. Mag erop terugkomen.",
    ),
    "contact": (
        "Contact is gestopt. Ouder denkt na over een gesprek zonder verwijt.",
        "Afgesproken: niet afspreken, berichten bewaren, account melden.",
    ),
    "violence": (
        "Voelt zich thuis veilig. Mentor is de eerste om mee te praten.",
        "Heeft alle berichten bewaard. Uitleg gegeven over melden bij de politie.",
    ),
    "identity": (
        "Nieuw wachtwoord en twee stappen gelukt. Vrienden gewaarschuwd.",
        "Massamail, geen beeld. Opgelucht opgehangen.",
    ),
    "other": ("Vraag beantwoord, geen vervolg nodig.", "Informatie over mediawijsheid gegeven."),
}


@dataclass(frozen=True)
class Line:
    """One message, by the visitor or by the counsellor."""

    by_visitor: bool
    text: str


def talk(theme: str, language: str, rng: random.Random) -> list[Line]:
    """A conversation of four to fourteen messages. The first is the visitor's, said while waiting."""
    words = WORDS[language][theme]
    lines = [Line(True, rng.choice(words.opens)), Line(False, rng.choice(GREETS[language]))]
    turns = min(rng.randrange(1, 6), len(words.tells), len(words.answers))
    answers = rng.sample(list(words.answers), turns)
    for told, answer in zip(rng.sample(list(words.tells), turns), answers, strict=True):
        lines += [Line(True, told), Line(False, answer)]
    if turns > 1:
        lines += [Line(True, rng.choice(THANKS[language])), Line(False, rng.choice(CLOSES[language]))]
    return lines


def silence(language: str, rng: random.Random) -> list[Line]:
    """Somebody who says next to nothing."""
    return [Line(True, rng.choice(SILENT[language])), Line(False, rng.choice(GREETS[language]))]


def address(platform: str, kind: str, rng: random.Random) -> str:
    """The address of a made-up place on a platform that does not exist."""
    what = "profiel" if kind.endswith("account") else "p"
    return f"https://{platform.replace('_', '-')}.example/{what}/{rng.randrange(10**8):08d}"
