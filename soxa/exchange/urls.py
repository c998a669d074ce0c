"""Addresses of the exchange of documents."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.exchange.views import mailboxes, packages

urlpatterns = [
    path("lien-thong/", packages.index, name="exchange"),
    path("lien-thong/chuyen/", packages.carry_now, name="exchange_carry"),
    path("lien-thong/gui/<key:pk>/", packages.send, name="exchange_send"),
    path("lien-thong/goi/<key:pk>/", packages.package, name="package"),
    path("lien-thong/goi/<key:pk>/tep/<int:at>/", packages.enclosure, name="package_file"),
    path("lien-thong/goi/<key:pk>/<slug:slug>/", packages.step, name="package_step"),
    path("lien-thong/hop-thu/", mailboxes.index, name="mailboxes"),
    path("lien-thong/hop-thu/<slug:side>/", mailboxes.mailbox, name="mailbox"),
    path("lien-thong/hop-thu/<slug:side>/noi/", mailboxes.partner, name="partner"),
]
