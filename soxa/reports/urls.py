"""Addresses of reports."""

from django.urls import path

from soxa.reports import frozen_pages, views

urlpatterns = [
    path("bao-cao/", views.index, name="reports"),
    path("bao-cao/<int:pk>/", views.report, name="report"),
    path("bao-cao/<int:pk>/tep/<str:suffix>/", views.file, name="report_file"),
    path("bao-cao/<int:pk>/viet/<slug:place>/", views.words, name="report_words"),
    path("bao-cao/<int:pk>/lan-sau/", views.redraft, name="report_redraft"),
    path("bao-cao/<int:pk>/ngay-chot/", views.cut_off, name="report_cut_off"),
    path("bao-cao/<int:pk>/phat-hanh/", views.issue, name="report_issue"),
    path("bao-cao/<int:pk>/thu-hoi/", views.withdraw, name="report_withdraw"),
    path("bao-cao/<int:pk>/so-lieu/", frozen_pages.figures, name="report_figures"),
    path("bao-cao/<int:pk>/so-lieu/<int:figure_pk>/", frozen_pages.difference, name="report_difference"),
]
