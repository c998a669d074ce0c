"""Settings read from the environment once, with defaults that suit one office machine."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from soxa.kernel.book import data_dir, database, secret_key

ROOT = Path(__file__).resolve().parent
DATA_DIR = data_dir()
SECRET_KEY = secret_key()
DEBUG = os.environ.get("SOXA_DEBUG") == "1"

# standalone: one machine · closed: the Party's own network or an office LAN · internet: portal only
EXPOSURE = os.environ.get("SOXA_EXPOSURE", "standalone")
if EXPOSURE not in ("standalone", "closed", "internet"):
    raise ImproperlyConfigured(f"SOXA_EXPOSURE={EXPOSURE}: chỉ nhận standalone, closed hoặc internet.")
# what an install exposed to the internet does not open: rows of these domains, pages of these parts
SECRET_DOMAINS = frozenset({"party", "party.discipline", "documents.party", "inspections", "steering"})
SECRET_PAGES = ("soxa.party.", "soxa.desk.imports.")
# set by `soxa serve --tls`: "own" (a certificate this machine signed) · "given" (the office's) · "" (no TLS)
TLS = os.environ.get("SOXA_TLS", "")
ALLOWED_HOSTS = os.environ.get("SOXA_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "soxa.kernel",
    "soxa.org",
    "soxa.tasks",
    "soxa.documents",
    "soxa.exchange",
    "soxa.party",
    "soxa.meetings",
    "soxa.values",
    "soxa.steering",
    "soxa.reports",
    "soxa.desk",
    "soxa.samples",
    # after ours: a field that the book draws itself is found before Django's
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "soxa.kernel.page.no_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "soxa.kernel.page.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "soxa.kernel.addresses.led_back",
    "soxa.kernel.access.Guard",
    "soxa.kernel.lost.LostFiles",
    "soxa.desk.second_factor.Required",
    "soxa.org.cards.devices.SeenToday",
]

ROOT_URLCONF = "soxa.urls"
WSGI_APPLICATION = "soxa.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "soxa.kernel.page.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "soxa.wiring.chrome",
            ],
        },
    },
    # allauth asks for a Django engine when it renders messages; no page of ours is written in it.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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

DATABASES = {"default": database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "org.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "soxa.org.sign_in.OfficeSignIn"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_SESSION_REMEMBER = None
# five wrong passwords for one name in five minutes close the door for that name for five minutes; cards lock for good
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,30/5m/ip",
    "card_failed": "30/5m/ip",
    "room_code_failed": "10/10m/key",
}
# codes of a telephone beside the password, and codes on paper for the day the telephone is lost; secrets lie sealed
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "soxa.org.sign_in.SecondFactor"
MFA_TOTP_ISSUER = "Sổ Xã"
# counts of wrong passwords and sessions are one for all processes of the server: who leaves has left everywhere
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "passing",
    }
}
SESSION_ENGINE = "soxa.org.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(TLS) or EXPOSURE == "internet"
# a browser told so would never again let anyone past a certificate it does not know: only for one it can check
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if TLS == "given" else 0
CSRF_FAILURE_VIEW = "soxa.desk.views.csrf_refused"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
USE_I18N = True
FORMAT_MODULE_PATH = ["soxa.kernel.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # names carry a digest, bytes are compressed once: `soxa serve` gathers them before it opens
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
# a grid of numbers has up to seven fields a line, and a province a line for each commune
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
