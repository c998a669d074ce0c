"""Addresses of members and cells."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.party.views import (
    acts,
    admission,
    badge_steps,
    badges,
    cells,
    following,
    inspection,
    members,
)

urlpatterns = [
    path("dang-vien/", members.index, name="members"),
    path("dang-vien/xuat-excel/", members.export, name="members_export"),
    path("dang-vien/ket-nap/", admission.index, name="admissions"),
    path("dang-vien/ket-nap/danh-sach.<slug:ending>", admission.printed, name="admissions_file"),
    path("dang-vien/ket-nap/moi/", admission.new, name="admission_new"),
    path("dang-vien/ket-nap/<key:pk>/", admission.case, name="admission"),
    path("dang-vien/ket-nap/<key:pk>/<slug:slug>/", admission.step, name="admission_step"),
    path("dang-vien/huy-hieu/", badges.index, name="badges"),
    path("dang-vien/huy-hieu/xuat-excel/", badges.export, name="badges_export"),
    path("dang-vien/huy-hieu/dot/<slug:day>/<slug:slug>/", badges.round_step, name="badges_round"),
    path("dang-vien/huy-hieu/<key:pk>/<slug:slug>/", badge_steps.badge_step, name="badge_step"),
    path("dang-vien/them/<slug:slug>/", acts.newcomer, name="newcomer"),
    path("dang-vien/<key:pk>/", members.member, name="member"),
    path("dang-vien/<key:pk>/dinh-chinh/", acts.correction, name="member_correction"),
    path("dang-vien/<key:pk>/niem-kin/<slug:field>/", members.sealed, name="member_sealed"),
    path("dang-vien/<key:pk>/huy-hieu/<slug:kind>/", badge_steps.member_badge, name="member_badge"),
    path("dang-vien/<key:pk>/<slug:slug>/", acts.act, name="member_act"),
    path("chi-bo/", cells.index, name="cells"),
    path("chi-bo/dong-y-cap-tren/", cells.consents, name="cells_consent"),
    path("chi-bo/theo-doi/", following.index, name="following"),
    path("chi-bo/theo-doi/phan-cong/", following.assigning, name="following_assign"),
    path("chi-bo/theo-doi/<key:pk>/thoi/", following.ending, name="following_end"),
    path("chi-bo/theo-doi/danh-sach.<slug:ending>", following.printed, name="following_file"),
    path("chi-bo/<str:code>/", cells.cell, name="cell"),
    path("chi-bo/<str:code>/<slug:question>/", cells.answer, name="cell_answer"),
    path("kiem-tra/", inspection.index, name="inspections"),
    path("kiem-tra/in.<slug:ending>", inspection.printed, name="inspections_printed"),
    path("kiem-tra/lap/", inspection.begin, name="inspections_begin"),
    path("kiem-tra/ban-hanh/", inspection.approve, name="inspections_approve"),
    path("kiem-tra/them/", inspection.add, name="inspections_add"),
    path("kiem-tra/<key:pk>/", inspection.inspection, name="inspection"),
    path("kiem-tra/<key:pk>/dinh-chinh/", inspection.mend, name="inspection_mend"),
    path("kiem-tra/<key:pk>/kien-nghi/", inspection.recommend, name="inspection_recommend"),
    path(
        "kiem-tra/<key:pk>/kien-nghi/<int:number>/<slug:slug>/",
        inspection.follow,
        name="recommendation_follow",
    ),
    path("kiem-tra/<key:pk>/<slug:slug>/", inspection.step, name="inspection_step"),
]
