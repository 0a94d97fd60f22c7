"""Django's settings: everything that can differ comes from the environment and is checked at start."""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from hulplijn.server import environment

ENV = environment.read(os.environ)
ROOM = Path(__file__).resolve().parents[1]

HULPLIJN_MODE = ENV.mode
HULPLIJN_DATA = ENV.data
HULPLIJN_CONTENT = ENV.content
HULPLIJN_ROOT_KEY = ENV.root_key
HULPLIJN_KEY_SERVICE = ENV.key_service
HULPLIJN_KEYS_FOLDER = ENV.keys_folder
HULPLIJN_KEY_COPIES = ENV.key_copies
HULPLIJN_REDIS_URL = ENV.redis_url
HULPLIJN_DEMO_CLOCK = ENV.demo_clock

HULPLIJN_TRUST_PROXY = ENV.trust_proxy
HULPLIJN_CLAMAV = ENV.clamav
HULPLIJN_LIVE_ADDRESS = ENV.live_address
HULPLIJN_MAIL = ENV.mail
HULPLIJN_OIDC = ENV.oidc
HULPLIJN_ANCHORS = ENV.anchors
HULPLIJN_LOG_YEARS = ENV.log_years

SECRET_KEY = ENV.secret
DEBUG = False
ALLOWED_HOSTS = ENV.hosts
ROOT_URLCONF = "hulplijn.server.urls"
ASGI_APPLICATION = "hulplijn.server.asgi.application"
AUTH_USER_MODEL = "accounts.Staff"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": ENV.database, "keys": ENV.keys_database}
DATABASE_ROUTERS = ["hulplijn.privacy.routing.KeysApart"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "csp",
    "hulplijn.plumbing",
    "hulplijn.look",
    "hulplijn.content",
    "hulplijn.ledger",
    "hulplijn.audit",
    "hulplijn.privacy",
    "hulplijn.accounts",
    "hulplijn.novelties",
    "hulplijn.hours",
    "hulplijn.conversations",
    "hulplijn.casework",
    "hulplijn.guidance",
    "hulplijn.shifts",
    "hulplijn.channels.chat",
    "hulplijn.removal",
    "hulplijn.quality",
    "hulplijn.practice",
    "hulplijn.prevention",
    "hulplijn.referral",
    "hulplijn.figures",
    "hulplijn.site",
    "hulplijn.workspace",
    "hulplijn.sample",
    "hulplijn.server",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hulplijn.look.discretion.DiscreetHeaders",
    "hulplijn.server.refusals.RefusalPages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "hulplijn.look.context.every_page",
                "hulplijn.content.context.helpline",
            ],
        },
    }
]

LANGUAGE_CODE = "nl"
_NAMES = {"nl": "Nederlands", "en": "English"}
LANGUAGES = [(code, _NAMES.get(code, code)) for code in ENV.languages]
LOCALE_PATHS = ENV.locale_paths
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = ENV.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENV.mode == "test"
        else "servestatic.storage.CompressedManifestStaticFilesStorage"
    },
}

_HASHER = "MD5PasswordHasher" if ENV.mode == "test" else "ScryptPasswordHasher"
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{_HASHER}"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("username", "alias")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "accounts:log_in"
LOGIN_REDIRECT_URL = "workspace:now"
SESSION_ENGINE = "hulplijn.accounts.sessions"
# A cookie of this host alone: no neighbour under the same domain can plant one.
_HOST = "__Host-" if ENV.production else ""
SESSION_COOKIE_NAME = f"{_HOST}hulplijn-staff"
CSRF_COOKIE_NAME = f"{_HOST}csrftoken"
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.production
CSRF_USE_SESSIONS = False
CSRF_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy that ends TLS redirects; see docs/operate
SECURE_HSTS_SECONDS = 31_536_000 if ENV.production else 0
if ENV.trust_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "hulplijn.server.views.form_too_old"

DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# A screenshot from a visitor is never spooled to a file: all of it stays in memory until it is sealed.
FILE_UPLOAD_MAX_MEMORY_SIZE = 9 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING_CONFIG = "hulplijn.plumbing.logs.configure"
LOGGING = {"level": "INFO"}
