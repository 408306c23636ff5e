"""Where the desk edits a piece: every form of article has its own admin page."""

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.urls import NoReverseMatch, reverse

from journal.desk.models import Article


def form_model(kind: str) -> type[Model]:
    """The model whose admin edits pieces of this kind: Interview for interviews, else Article."""
    accessor = Article.forms.get(kind)
    related = Article._meta.get_field(accessor).related_model if accessor else Article
    assert isinstance(related, type)
    return related


def form_url(article: Article) -> str:
    """The page on which the working copy is edited."""
    meta = form_model(article.kind)._meta
    try:
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[article.pk])
    except NoReverseMatch:
        return reverse("admin:desk_article_change", args=[article.pk])


def add_url(kind: str) -> str:
    """The page on which a piece of this kind is started."""
    meta = form_model(kind)._meta
    try:
        url = reverse(f"admin:{meta.app_label}_{meta.model_name}_add")
    except NoReverseMatch:
        url = reverse("admin:desk_article_add")
    return url if kind in Article.forms else f"{url}?kind={kind}"


def admin_of(site: AdminSite, article: Article):
    """The ModelAdmin that edits this piece."""
    model = form_model(article.kind)
    return site._registry.get(model) or site._registry[Article]
