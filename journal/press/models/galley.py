from django.db import models


class Galley(models.Model):
    """A reader's page as it was last set, kept standing: for every process, and over a restart.

    Derived, one row an address, so the table may be emptied at any time. Its verbs are in `journal/press/galleys.py`.
    """

    address = models.CharField(max_length=300, primary_key=True)
    release = models.CharField(max_length=64)  # of the code and templates that set it
    word = models.CharField(max_length=40)  # the site stamp under which it was set
    # In microseconds since 1970: the interval in which it is right as long as the site stamp stays.
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    # What exactly the page was made of, where the page can say it; "" where the site stamp alone can tell.
    basis = models.TextField(blank=True)
    headers = models.TextField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.address
