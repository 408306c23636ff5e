from datetime import date

import pytest

from interviews.conditions import Conditions, sentence


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Conditions(), ""),
        (
            Conditions(
                medium="in_person",
                occasion="65th Locarno Film Festival",
                conducted_on=date(2012, 8, 5),
                editing="condensed",
                original_language="fr",
                translators=("Odile Marsh",),
            ),
            "Interviewed in person at the 65th Locarno Film Festival on 5 August 2012. "
            "Condensed and edited for clarity. Translated from French by Odile Marsh.",
        ),
        (
            Conditions(medium="phone", conducted_on=date(2020, 1, 30), conducted_to=date(2020, 2, 2)),
            "Interviewed by telephone between 30 January 2020 and 2 February 2020.",
        ),
        (Conditions(place="Lisbon"), "Interviewed in Lisbon."),
        (Conditions(original_language="fr-CA"), "Translated from French."),
        (Conditions(original_language="en-GB", lang="en"), ""),
        (
            Conditions(original_language="ja", translators=("A. Mori", "B. Ito"), interpreter="Kei Sato"),
            "Translated from Japanese by A. Mori and B. Ito. Interpreter: Kei Sato.",
        ),
        (
            Conditions(editing="verbatim", approval="granted", travel_paid="the festival."),
            "Printed word for word. Approved by the interviewee before publication. Travel paid by the festival.",
        ),
        (Conditions(approval="not_asked"), ""),
    ],
)
def test_what_readers_are_told(facts, said):
    assert sentence(facts) == said
