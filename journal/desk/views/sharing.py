"""Preview links: a look at one revision for somebody without an account."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.desk import permissions, remarks, workflow
from journal.desk.addresses import form_url
from journal.desk.forms import GuestCommentForm, ShareForm
from journal.desk.models import Article, PreviewLink
from journal.desk.permissions import account
from journal.desk.views.access import for_piece, page
from journal.press import presenting, rulings
from journal.press.copy import Copy
from journal.press.models import Version


@for_piece(may=permissions.may_share)
def share(request: HttpRequest, article: Article, *, now: datetime) -> HttpResponse:
    """The links of a piece: make one, see which are open, revoke."""
    form = ShareForm(request.POST or None)
    if form.is_valid():
        workflow.share(
            article=article,
            label=form.cleaned_data["label"],
            by=account(request.user),
            now=now,
            comments_allowed=form.cleaned_data["comments_allowed"],
            life=form.life,
        )
        messages.success(request, _("The link is below. Whoever has it sees this revision and no later one."))
        return HttpResponseRedirect(reverse("admin:desk_share", args=[article.pk]))
    links = [
        (link, request.build_absolute_uri(reverse("admin:desk_shared", args=[link.token])), link.is_open(now))
        for link in article.preview_links.select_related("revision", "created_by").defer("revision__snapshot")
    ]
    context = {"title": _("Preview links"), "article": article, "form": form, "links": links}
    return page(request, "desk/share.html", {**context, "back": form_url(article)})


@require_POST
@for_piece(may=permissions.may_share)
def revoke(request: HttpRequest, article: Article, *, now: datetime, link: int) -> HttpResponse:
    found = article.preview_links.filter(pk=link).first()
    if found is None:
        raise Http404
    workflow.revoke(link=found, now=now)
    messages.success(request, _("The link is dead."))
    return HttpResponseRedirect(reverse("admin:desk_share", args=[article.pk]))


def shared(request: HttpRequest, token: str) -> HttpResponse:
    """What the holder of a link sees. Every link that is unknown, dead or run out answers alike."""
    now = timezone.now()
    link = PreviewLink.objects.select_related("article", "revision").filter(token=token).first()
    if link is None or not link.is_open(now) or link.article.trashed_at is not None:
        return _private(render(request, "desk/shared_closed.html", status=404))
    copy = copy_of(link)
    if _under_embargo(copy, link.article, now):
        return _private(render(request, "desk/shared_closed.html", status=404))
    passages = remarks.passages(copy.document)
    form = GuestCommentForm(request.POST or None, passages=passages) if link.comments_allowed else None
    if form is not None and form.is_valid():
        workflow.remark(article=link.article, link=link, now=now, **form.cleaned_data)
        return HttpResponseRedirect(reverse("admin:desk_shared", args=[link.token]) + "#comments")
    context = {
        "piece": presenting.of_copy(
            copy, now=now, slug=link.article.slug, piece=link.article.piece, stamps=link.article.whole().stamps
        ),
        "preview": True,
        "canonical": "",
        "link": link,
        "public": Version.objects.live(now).filter(piece=link.article.piece_id).first(),
        "form": form,
        "comments": [(comment, passages.get(comment.block, "")) for comment in link.comments.all()],
    }
    return _private(render(request, "desk/shared.html", context))


def copy_of(link: PreviewLink) -> Copy:
    """The copy of the revision that the link names: the record as it is, with that revision's content."""
    return link.article.whole().copy_at(link.revision.snapshot)


def _under_embargo(copy: Copy, article: Article, now: datetime) -> bool:
    standing = rulings.ruling(
        films=[link.film for link in copy.films],
        editions=[link.edition for link in copy.editions],
        piece=article.piece,
        at=now,
    )
    return standing is not None


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
