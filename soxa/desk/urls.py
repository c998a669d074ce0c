"""Addresses of the pages that cross domains."""

from django.urls import path

from soxa.desk import balance_page, figure_pages, mine, overview, views

urlpatterns = [
    path("", mine.index, name="mine"),
    path("tong-quan/", overview.index, name="overview"),
    path("them/", views.more, name="more"),
    path("suc-khoe/", views.health, name="health"),
    path("so-lieu/", figure_pages.index, name="figures"),
    path("so-lieu/can-doi/", balance_page.index, name="balance"),
    path("so-lieu/<str:code>/", figure_pages.figure, name="figure"),
    path("so-lieu/<str:code>/dong/", figure_pages.figure_rows, name="figure_rows"),
    path("so-lieu/<str:code>/excel/", figure_pages.figure_excel, name="figure_excel"),
    path("so-lieu/<str:code>/12-thang/", figure_pages.figure_trend, name="figure_trend"),
]
