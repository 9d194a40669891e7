"""Django's settings, derived from Waypost's own (environment.py says what each of those means)."""

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from waypost.config import lean, media, postgresql
from waypost.config.environment import Environment, load

WAYPOST: Environment = load()
HOME = WAYPOST.home

# One key file serves both: Django's signing key is derived, so that a home is complete with its folder `keys`.
_keys = WAYPOST.encryption_keys
SECRET_KEY, *SECRET_KEY_FALLBACKS = [hashlib.sha256(f"signing:{key}".encode()).hexdigest() for key in _keys]
DEBUG = WAYPOST.debug
ALLOWED_HOSTS = (
    ["*"] if not WAYPOST.public_url else [urlsplit(WAYPOST.public_url).hostname, "127.0.0.1", "localhost"]
)
LINK_HOST = (urlsplit(WAYPOST.link_url).hostname or "") if WAYPOST.link_url else ""
if LINK_HOST:
    ALLOWED_HOSTS.append(LINK_HOST)
CSRF_TRUSTED_ORIGINS = [WAYPOST.address]
if WAYPOST.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = WAYPOST.address.startswith("https://")
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_ENGINE = "waypost.config.sessions"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if WAYPOST.address.startswith("https://") else 0
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "waypost.config",
    "waypost.foundation.processes",
    "waypost.foundation.journal",
    "waypost.foundation.people",
    "waypost.foundation.workspaces",
    "waypost.foundation.notices",
    "waypost.foundation.channels",
    "waypost.loop.strategy",
    "waypost.loop.planning",
    "waypost.loop.content",
    "waypost.loop.publishing",
    "waypost.loop.engagement",
    "waypost.loop.promotion",
    "waypost.loop.listening",
    "waypost.loop.analytics",
    "waypost.loop.learning",
    "waypost.interfaces.home",
    "waypost.interfaces.commands",
    "waypost.interfaces.demo",
    "waypost.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "waypost.loop.publishing.short_host.ShortHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "waypost.ui.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "waypost.config.urls"
WSGI_APPLICATION = "waypost.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["waypost.ui.templatetags.ui", "template_partials.templatetags.partials"],
            "libraries": {},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "waypost.interfaces.home.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "waypost.ui.forms.Renderer"

_busy = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
# A power cut must not lose an arm: the publisher commits with FULL, everybody else with NORMAL (ENGINE: "Arming").
_synchronous = "FULL" if WAYPOST.process == "publisher" else "NORMAL"
DATABASES: dict[str, Any] = {
    "default": {
        "ENGINE": "waypost.config.sqlite",
        "NAME": HOME / "waypost.sqlite3",
        "TEST": {"NAME": ":memory:"},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            **_busy,
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={_synchronous}; PRAGMA temp_store=MEMORY;"
                "PRAGMA mmap_size=134217728; PRAGMA cache_size=-8000; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }
}
if WAYPOST.database_url:
    DATABASES["default"] = postgresql.database(WAYPOST.database_url, WAYPOST.process)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False  # one language so far; asking which one, for every number and address, was 6% of a page

lean.load("huey", without={"redis"} if WAYPOST.database_url else {"redis", "psycopg"})
HUEY: dict[str, Any] = {
    "name": "waypost",
    "huey_class": "waypost.config.work.SignedSqliteHuey",
    "connection": {"filename": str(HOME / "work.sqlite3"), "fsync": False},
    "results": False,
    "immediate": False,
    "utc": True,
    "consumer": {"workers": 4, "worker_type": "thread", "periodic": False, "check_worker_health": True},
}
if WAYPOST.database_url:
    HUEY["huey_class"] = "waypost.config.work.SignedPostgresHuey"
    HUEY["connection"] = {"dsn": WAYPOST.database_url}

# For the limits on signing in and the codes used up: they hold in every process, on every machine.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_remembered",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": media.storage(WAYPOST.media_url),
    "staticfiles": {"BACKEND": "waypost.ui.storage.StaticStorage"},
}
WHITENOISE_MAX_AGE = 60
MEDIA_ROOT = HOME / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:workspaces"
ACCOUNT_LOGOUT_REDIRECT_URL = "home:landing"
ACCOUNT_ADAPTER = "waypost.foundation.people.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "waypost.foundation.people.forms.signing_in.LoginForm",
    "request_login_code": "waypost.foundation.people.forms.signing_in.RequestCodeForm",
    "confirm_login_code": "waypost.foundation.people.forms.signing_in.ConfirmCodeForm",
    "reauthenticate": "waypost.foundation.people.forms.signing_in.ReauthenticateForm",
    "reset_password": "waypost.foundation.people.forms.signing_in.ResetPasswordForm",
    "reset_password_from_key": "waypost.foundation.people.forms.signing_in.NewPasswordForm",
    "set_password": "waypost.foundation.people.forms.signing_in.SetPasswordForm",
    "change_password": "waypost.foundation.people.forms.signing_in.ChangePasswordForm",
    "add_email": "waypost.foundation.people.forms.signing_in.ChangeEmailForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "waypost.foundation.people.accounts.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = WAYPOST.is_local
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up by themselves, so nobody can block another's address
MFA_FORMS = {
    "authenticate": "waypost.foundation.people.forms.signing_in.SecondFactorForm",
    "reauthenticate": "waypost.foundation.people.forms.signing_in.ReauthenticateByCodeForm",
    "activate_totp": "waypost.foundation.people.forms.signing_in.ActivateAppForm",
    "add_webauthn": "waypost.foundation.people.forms.signing_in.AddPasskeyForm",
    "edit_webauthn": "waypost.foundation.people.forms.signing_in.RenamePasskeyForm",
}

MAIL_RETRY = timedelta(minutes=10)
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = WAYPOST.mail_from
if WAYPOST.mail_url:
    _mail = urlsplit(WAYPOST.mail_url)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp" and bool(_mail.username)
    EMAIL_TIMEOUT = 20

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": [
            "'unsafe-inline'"
        ],  # custom properties only; the house test holds templates to that
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "waypost.config.logs.Line"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {"waypost": {"level": WAYPOST.log_level.upper()}, "huey": {"level": "WARNING"}},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",
    "security.W008",
]  # HSTS and the redirect to https follow the address
