"""The site map."""

from importlib.util import find_spec

from allauth.account import views as door
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", door.login, name="account_login"),
    path("accounts/logout/", door.logout, name="account_logout"),
    path("accounts/password/change/", door.password_change, name="account_change_password"),
    path("accounts/inactive/", door.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", door.reauthenticate, name="account_reauthenticate"),
]
for _room in (
    "soxa.desk",
    "soxa.tasks",
    "soxa.documents",
    "soxa.exchange",
    "soxa.party",
    "soxa.reports",
    "soxa.desk.imports",
):
    if find_spec(_room) and find_spec(f"{_room}.urls"):
        urlpatterns.append(path("", include(f"{_room}.urls")))
handler403 = "soxa.desk.views.not_allowed"
handler404 = "soxa.desk.views.not_found"
handler500 = "soxa.desk.views.broken"
