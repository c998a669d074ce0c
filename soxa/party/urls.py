"""Addresses of members and cells."""

from django.urls import path

from soxa.party.views import acts, cells, members

urlpatterns = [
    path("dang-vien/", members.index, name="members"),
    path("dang-vien/xuat-excel/", members.export, name="members_export"),
    path("dang-vien/them/<slug:slug>/", acts.newcomer, name="newcomer"),
    path("dang-vien/<int:pk>/", members.member, name="member"),
    path("dang-vien/<int:pk>/dinh-chinh/", acts.correction, name="member_correction"),
    path("dang-vien/<int:pk>/niem-kin/<slug:field>/", members.sealed, name="member_sealed"),
    path("dang-vien/<int:pk>/<slug:slug>/", acts.act, name="member_act"),
    path("chi-bo/", cells.index, name="cells"),
    path("chi-bo/<str:code>/", cells.cell, name="cell"),
    path("chi-bo/<str:code>/<slug:question>/", cells.answer, name="cell_answer"),
]
