"""Settings of the site. Everything that differs between machines is read from the environment; see README.md."""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from journal import environment

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that the running site writes: database, uploads, collected static files.
VAR_DIR = BASE_DIR / "var"
TESTING = "pytest" in sys.modules

DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret("SECRET_KEY")
# Reading a transcript to standard output signs nothing and stores nothing, so it works on a bare checkout.
READS_ONLY = sys.argv[1:2] == ["import_transcript"] and "--json" in sys.argv
if not SECRET_KEY:
    if not (DEBUG or TESTING or READS_ONLY):
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Set it to 50 or more random characters (python -c "
            "'import secrets; print(secrets.token_urlsafe(50))'), or set DEBUG=True on a machine of your own."
        )
    SECRET_KEY = "for-development-and-tests-only-" + "0" * 32

SITE_NAME = "Intertitle"
SITE_URL = environment.site_address("SITE_URL", default="http://127.0.0.1:8000")
# Feeds name this hub (WebSub), so that subscribers hear of news from it; "" where there is none.
WEBSUB_HUB = environment.address("WEBSUB_HUB")
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

# The order is the import order: what stands lower imports what stands above it (docs/architecture.md).
INSTALLED_APPS = [
    "journal.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
    "axes",
    "taggit",
    "journal.pictures",
    "journal.cinema",
    "journal.press",
    "journal.desk",
    "interviews",
    "journal.front",
    "journal.demo",
]

# Sessions, sign-in and messages exist for the desk alone, so that no public answer can set a cookie or vary by one.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "journal.front.answers.KeptPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "journal.middleware.CleanInputMiddleware",
    "journal.middleware.DeskSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "journal.middleware.DeskAuthenticationMiddleware",
    "journal.middleware.DeskMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "journal.urls"
WSGI_APPLICATION = "journal.wsgi.application"
ASGI_APPLICATION = "journal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "journal.context.site",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# The desk's own widgets have their templates among the project's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": environ.Env().db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'intertitle.sqlite3'}")}
# Connecting costs more than the one query of a page from the cache, on either database.
DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Measured: the defaults gave 774 "database is locked" errors in 1,000 concurrent read-then-write
    # transactions; this gave 0. FULL, not NORMAL: a reported publish survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {"default": environ.Env().cache_url("CACHE_URL", default="locmemcache://intertitle")}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["BACKEND"] = "journal.cache.ForgivingRedisCache"

# Letters of the desk to its people. Without a mail server they are printed to the console.
EMAIL = environ.Env().email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = EMAIL["EMAIL_BACKEND"], EMAIL["EMAIL_HOST"], EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["EMAIL_HOST_USER"], EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.get("EMAIL_USE_TLS", False), EMAIL.get("EMAIL_USE_SSL", False)
REPORTS_ARE_TOLD_BY = "journal.desk.telling.reported"
EMAIL_TIMEOUT = 5  # seconds: whoever saves waits for the letters of that save
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environ.Env().str("EMAIL_FROM", default=f"{SITE_NAME} desk <desk@localhost>")

AUTH_USER_MODEL = "auth.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
# Counted per account and address together, so that a stranger cannot lock an editor out from elsewhere.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLED = not TESTING

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.zone("TIME_ZONE", default="America/New_York")

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(environ.Env().str("STATIC_ROOT", default=str(VAR_DIR / "static")))
MEDIA_URL = "media/"
MEDIA_ROOT = Path(environ.Env().str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
# An S3-compatible object store instead of the folder, when there is more than one machine. Credentials come from
# AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The bucket is private: addresses stay /media/… on this site.
S3_BUCKET = environ.Env().str("S3_BUCKET", default="")
OBJECTS = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": environment.address("S3_ENDPOINT_URL") or None,
    "region_name": environ.Env().str("S3_REGION", default="") or None,
}
STORAGES = {
    "default": {
        "BACKEND": "journal.pictures.object_storage.ObjectStorage",
        "OPTIONS": OBJECTS | {"location": "public"},
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "journal.pictures.object_storage.OriginalObjects",
        "OPTIONS": OBJECTS | {"location": "originals"},
    }
    if S3_BUCKET
    else {"BACKEND": "journal.pictures.storage.OriginalsFolder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "journal.static_storage.HashedModulesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "journal.pictures.receiving.CappedUploadHandler",
]
# A pasted interview of 2 MB must reach the form's own check, which keeps the text and says what is wrong.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Only files of our own: no inline script or style, no other host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = "/desk/"
CSRF_COOKIE_PATH = "/desk/"
CSRF_COOKIE_HTTPONLY = True
if SITE_URL.startswith("https://"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

TAGGIT_CASE_INSENSITIVE = True
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
