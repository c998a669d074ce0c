"""Addresses of reports."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.reports import frozen_pages, views

urlpatterns = [
    path("bao-cao/", views.index, name="reports"),
    path("bao-cao/<key:pk>/", views.report, name="report"),
    path("bao-cao/<key:pk>/tep/<str:suffix>/", views.file, name="report_file"),
    path("bao-cao/<key:pk>/viet/<slug:place>/", views.words, name="report_words"),
    path("bao-cao/<key:pk>/lan-sau/", views.redraft, name="report_redraft"),
    path("bao-cao/<key:pk>/ngay-chot/", views.cut_off, name="report_cut_off"),
    path("bao-cao/<key:pk>/phat-hanh/", views.issue, name="report_issue"),
    path("bao-cao/<key:pk>/thu-hoi/", views.withdraw, name="report_withdraw"),
    path("bao-cao/<key:pk>/so-lieu/", frozen_pages.figures, name="report_figures"),
    path("bao-cao/<key:pk>/so-lieu/<key:figure_pk>/", frozen_pages.difference, name="report_difference"),
    path("bao-cao/<key:pk>/so-lieu/<key:figure_pk>/dong/", frozen_pages.rows, name="report_rows"),
]
