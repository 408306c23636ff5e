from journal.front.bylines import Group, Named, grouped, writers


def test_lines_stand_in_the_order_of_the_roles():
    byline = [
        ("Ana", "translator", ""),
        ("Bo", "interviewer", "/b/"),
        ("Cy", "interviewer", ""),
        ("Di", "interviewer", ""),
    ]
    assert grouped(byline) == [
        Group("Interview by", (Named("Bo", "/b/"), Named("Cy", "", ", "), Named("Di", "", " and "))),
        Group("Translated by", (Named("Ana"),)),
    ]


def test_unknown_role_stands_last_under_its_own_name():
    assert [group.opening for group in grouped([("Ana", "grip", ""), ("Bo", "author", "")])] == ["By", "grip:"]


def test_lists_name_those_who_wrote():
    byline = [
        {"name": "Ana", "role": "author"},
        {"name": "Bo", "role": "photographer"},
        {"name": "Cy", "role": "interviewer"},
    ]
    assert writers(byline) == "Ana and Cy"
    assert writers([]) == ""
