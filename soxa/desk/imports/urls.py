"""Addresses of the pages on which workbooks are handed in."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.desk.imports import views

urlpatterns = [
    path("nhap/", views.index, name="import_index"),
    path("nhap/gui/", views.upload, name="import_upload"),
    path("nhap/mau/<slug:kind>/", views.empty_sheet, name="import_template"),
    path("nhap/xuat-dang-vien/", views.export, name="import_export"),
    path("nhap/<key:pk>/", views.preview, name="import_preview"),
    path("nhap/<key:pk>/ghi-so/", views.write, name="import_write"),
    path("nhap/<key:pk>/bo/", views.set_aside, name="import_set_aside"),
    path("nhap/<key:pk>/ket-qua/", views.result, name="import_result"),
]
