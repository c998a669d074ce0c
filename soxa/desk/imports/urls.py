"""Addresses of the pages on which workbooks are handed in."""

from django.urls import path

from soxa.desk.imports import views

urlpatterns = [
    path("nhap/", views.index, name="import_index"),
    path("nhap/gui/", views.upload, name="import_upload"),
    path("nhap/mau/<slug:kind>/", views.empty_sheet, name="import_template"),
    path("nhap/xuat-dang-vien/", views.export, name="import_export"),
    path("nhap/<int:pk>/", views.preview, name="import_preview"),
    path("nhap/<int:pk>/ghi-so/", views.write, name="import_write"),
    path("nhap/<int:pk>/bo/", views.set_aside, name="import_set_aside"),
    path("nhap/<int:pk>/ket-qua/", views.result, name="import_result"),
]
