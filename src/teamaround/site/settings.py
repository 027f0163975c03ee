"""Django's settings. What a partnership chooses is data, not a setting; what is here is how the program runs.

Read from the environment: TEAMAROUND_STATE (folder of keys and of the private database),
TEAMAROUND_DEMO (invented people, pick-a-person sign-in), TEAMAROUND_HOSTS (names that the
site answers to, comma separated), TEAMAROUND_HTTPS (1 behind TLS), TEAMAROUND_ADDRESS (where the site is, for links in
letters that it sends by itself; else https:// and the first of its names, if behind TLS), TEAMAROUND_TRUSTED_PROXIES
(addresses and networks of web servers in front, whose X-Forwarded-For is believed; none), DATABASE_URL, and for e-mail
those named in `post.py`.
"""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from teamaround import embedded
from teamaround.design.environment import template_folders

from . import forwarded, post

STATE = embedded.state_folder()
DEMO = os.environ.get("TEAMAROUND_DEMO") == "1"
HTTPS = os.environ.get("TEAMAROUND_HTTPS") == "1"
DEBUG = False
SECRET_KEY = embedded.secret("django-key")
SEALING_KEYS = {"1": embedded.secret("sealing-key-1")}
KEY_SALT = embedded.secret("key-salt")
ALLOWED_HOSTS = [
    host for host in os.environ.get("TEAMAROUND_HOSTS", "127.0.0.1,localhost").split(",") if host
]
ADDRESS = os.environ.get("TEAMAROUND_ADDRESS", f"https://{ALLOWED_HOSTS[0]}" if HTTPS else "").rstrip("/")
TRUSTED_PROXIES = forwarded.trusted(os.environ.get("TEAMAROUND_TRUSTED_PROXIES", ""))
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

PACKAGES = [
    "site",
    "improvement",
    "exchange",
    "family",
    "episodes",
    "assessments",
    "directory",
    "requests",
    "localities",
    "committees",
    "facts",
    "index",
    "people",
    "sharing",
    "accounts",
    "agencies",
    "rounds",
    "audit",
    "design",
]
INSTALLED_APPS = [
    *[f"teamaround.{package}" for package in PACKAGES],
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]
MIDDLEWARE = [
    "teamaround.site.forwarded.comes_from",
    "teamaround.site.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "teamaround.site.middleware.away_in_words",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "teamaround.site.leaving.close_on_leaving",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "teamaround.site.urls"
WSGI_APPLICATION = "teamaround.site.wsgi.application"

_connections = embedded.connections()
DATABASES = {
    "default": {
        **_connections.app,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **_connections.app.get("OPTIONS", {}),
            "pool": {"min_size": 1, "max_size": 6, "timeout": 5},
            "server_side_binding": True,  # so that a statement asked again is planned once,
            "prepare_threshold": 5,  # which halves the database's work for a page
        },
    },
    "owner": {**_connections.owner, "CONN_MAX_AGE": 0},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": template_folders(PACKAGES),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "teamaround.design.environment.environment",
            "context_processors": [
                "teamaround.design.render.page_context",
                "teamaround.site.context.cast",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
NAVIGATION = "teamaround.site.navigation.items"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["teamaround.accounts.sign_in.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "teamaround.accounts.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/10m/key,40/10m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Teamaround"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    }
}

SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
IDLE_MINUTES = 30
CSRF_FAILURE_VIEW = "teamaround.site.pages.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "/static/"
STATICFILES_DIRS: list[str] = []
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MAIL, _post = post.chosen(os.environ, demo=DEMO)
EMAIL_BACKEND = _post.backend
EMAIL_HOST, EMAIL_PORT = _post.host, _post.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _post.user, _post.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _post.starts_tls, _post.is_tls, 10
DEFAULT_FROM_EMAIL = _post.sender
SILENCED_SYSTEM_CHECKS = ["models.W047"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_personal_data": {"()": "teamaround.site.logs.NoPersonalData"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_personal_data"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
