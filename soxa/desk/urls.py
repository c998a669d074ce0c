"""Addresses of the pages that cross domains."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.desk import (
    account_pages,
    balance_page,
    figure_pages,
    journal_pages,
    mine,
    overview,
    setting_pages,
    signing_pages,
    statistics_pages,
    unit_pages,
    unit_split_pages,
    views,
)
from soxa.desk.checkup.views import checkup

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
    path("dang-vien/thong-ke/", statistics_pages.index, name="statistics"),
    path("dang-vien/thong-ke/doi-chieu/", statistics_pages.sums, name="statistics_sums"),
    path("dang-vien/thong-ke/bieu-<str:number>/", statistics_pages.form, name="statistics_form"),
    path("nhat-ky/", journal_pages.index, name="journal"),
    path("nhat-ky/niem/", journal_pages.seals, name="seals"),
    path("nhat-ky/<key:pk>/", journal_pages.entry, name="entry"),
    path("don-vi/", unit_pages.index, name="units"),
    path("don-vi/<str:code>/", unit_pages.unit, name="unit"),
    path("don-vi/<str:code>/chia-tach/", unit_split_pages.split, name="unit_split"),
    path("don-vi/<str:code>/bo-ghi-nham/", unit_split_pages.take_back, name="unit_undo"),
    path("don-vi/<str:code>/<slug:slug>/", unit_pages.act, name="unit_act"),
    path("cai-dat/", setting_pages.index, name="settings"),
    path("cai-dat/lich/", setting_pages.calendar, name="calendar"),
    path("cai-dat/chu-ky-so/", signing_pages.index, name="signing"),
    path("cai-dat/chu-ky-so/them/", signing_pages.add, name="anchor_add"),
    path("cai-dat/chu-ky-so/<str:digest>/bo/", signing_pages.remove, name="anchor_remove"),
    path("cai-dat/tinh-trang/", checkup, name="checkup"),
    path("cai-dat/khoa/", setting_pages.recovery, name="recovery"),
    path("cai-dat/tai-khoan/", account_pages.index, name="accounts"),
    path("cai-dat/tai-khoan/moi/", account_pages.create, name="account_new"),
    path("cai-dat/tai-khoan/<str:username>/", account_pages.account, name="account"),
    path("cai-dat/tai-khoan/<str:username>/chuc-vu/", account_pages.give, name="office_give"),
    path("cai-dat/tai-khoan/<str:username>/chuc-vu/<key:pk>/", account_pages.end, name="office_end"),
    path("cai-dat/tai-khoan/<str:username>/<slug:slug>/", account_pages.act, name="account_act"),
    path("cai-dat/<str:code>/", setting_pages.change, name="setting_change"),
]
