from journal.cinema import ordinals


def test_numbers_of_editions():
    assert [ordinals.write(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 65, 101, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "65th", "101st", "111th",
    ]  # fmt: skip
