"""What happens to every request before a view sees it."""

from collections.abc import Callable

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _

Handler = Callable[[HttpRequest], HttpResponse]
DESK_PREFIX = "/desk/"


class CleanInputMiddleware:
    """Answers 400 to NUL bytes in an address or a query: no page of ours has one, and PostgreSQL refuses them late.

    Forms of the desk are not read here: a field with such a character gets its own message beside the text.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(_("This address holds a character that no page has."))
        return self.get_response(request)


class OnlyAtTheDesk:
    """Skips a middleware for every address outside the desk.

    A public page can then neither read nor set a session: the promise does not rest on each view's good manners.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(DESK_PREFIX):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)  # type: ignore[attr-defined]


class DeskSessionMiddleware(OnlyAtTheDesk, SessionMiddleware):
    pass


class DeskAuthenticationMiddleware(OnlyAtTheDesk, AuthenticationMiddleware):
    pass


class DeskMessageMiddleware(OnlyAtTheDesk, MessageMiddleware):
    pass
