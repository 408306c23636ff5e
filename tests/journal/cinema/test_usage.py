from factories import make_version
from journal.cinema.usage import usage
from journal.press.copy import FilmLink


def test_a_film_is_used_by_credits_festivals_and_printed_pieces(a_film, a_credit, a_selection):
    film = a_film()
    credit, selection = a_credit(film), a_selection(film)
    version = make_version(films=(FilmLink(film=film.pk, title=film.title, role="subject"),))
    used = {use.label: (use.number, use.users) for use in usage(film)}
    assert used["credits"] == (1, [credit.person])
    assert used["selections"] == (1, [selection.strand])
    # A table that only links has no name of its own: it is called by what it leads to.
    assert used["versions"] == (1, [version])


def test_a_record_that_nothing_uses_says_so(a_person):
    assert usage(a_person()) == []
