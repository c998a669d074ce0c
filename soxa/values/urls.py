"""Addresses of reported values, of the catalogue, of the grids they are filed on, and of criteria."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.values.views import catalogue, criteria, criteria_sets, filing_lines, filings, recognition

urlpatterns = [
    path("danh-muc-chi-tieu/", catalogue.index, name="catalogue"),
    path("danh-muc-chi-tieu/excel/", catalogue.workbook, name="catalogue_workbook"),
    path("danh-muc-chi-tieu/them/", catalogue.new, name="catalogue_new"),
    path("danh-muc-chi-tieu/<key:key>/sua/", catalogue.change, name="catalogue_change"),
    path("tieu-chi/", criteria.index, name="criteria"),
    path("tieu-chi/cong-nhan/", recognition.index, name="recognitions"),
    path("tieu-chi/cong-nhan/ghi/", recognition.new, name="recognition_new"),
    path("tieu-chi/cong-nhan/tep/<slug:ending>/", recognition.file, name="recognitions_file"),
    path("tieu-chi/cong-nhan/<key:key>/", recognition.one, name="recognition"),
    path("tieu-chi/cong-nhan/<key:key>/thu-hoi/", recognition.withdraw, name="recognition_withdraw"),
    path("tieu-chi/cong-nhan/<key:key>/dinh-chinh/", recognition.mend, name="recognition_mend"),
    path("tieu-chi/cong-nhan/<key:key>/quyet-dinh/", recognition.paper, name="recognition_paper"),
    path("tieu-chi/cong-nhan/<key:key>/quyet-dinh/<key:paper>/", recognition.replaced, name="recognition_replaced"),
    path("tieu-chi/bo/", criteria_sets.index, name="criteria_sets"),
    path("tieu-chi/bo/lap/", criteria_sets.new, name="criteria_set_new"),
    path("tieu-chi/bo/<key:key>/chep/", criteria_sets.copy, name="criteria_set_copy"),
    path("tieu-chi/bo/<key:key>/them/", criteria_sets.add, name="criteria_set_add"),
    path("tieu-chi/bo/<key:key>/chi-tieu/<key:indicator>/dinh-chinh/", criteria_sets.mend, name="indicator_mend"),
    path("tieu-chi/bo/<key:key>/", criteria_sets.one, name="criteria_set"),
    path("tieu-chi/bo/<key:key>/tep/<slug:ending>/", criteria_sets.file, name="criteria_set_file"),
    path("tieu-chi/<key:key>/bang/", criteria.table, name="criteria_table"),
    path("tieu-chi/<key:key>/don-vi/<str:code>/", criteria.unit, name="criteria_unit"),
    path("tieu-chi/<key:key>/don-vi/<str:code>/tep/<slug:ending>/", criteria.unit_file, name="criteria_unit_file"),
    path(
        "tieu-chi/<key:key>/don-vi/<str:code>/chi-tieu/<key:indicator>/", criteria.indicator, name="criteria_indicator"
    ),
    path(
        "tieu-chi/<key:key>/don-vi/<str:code>/chi-tieu/<key:indicator>/ghi/", criteria.assess, name="criteria_assess"
    ),
    path("tieu-chi/ket-qua/<key:key>/", criteria.result, name="criterion_result"),
    path("tieu-chi/ket-qua/<key:key>/rut-lai/", criteria.withdraw, name="criterion_withdraw"),
    path("tieu-chi/ket-qua/<key:key>/tep/", criteria.evidence, name="criterion_evidence"),
    path("tieu-chi/ket-qua/<key:key>/<slug:slug>/", criteria.step, name="criterion_step"),
    path("nhap-so-lieu/", filings.index, name="filings"),
    path("nhap-so-lieu/lap/", filings.begin, name="filing_begin"),
    path("nhap-so-lieu/<key:key>/", filings.filing, name="filing"),
    path("nhap-so-lieu/<key:key>/o/<str:cell>/xem-thu/", filings.try_line, name="filing_try"),
    path("nhap-so-lieu/<key:key>/excel/", filing_lines.workbook, name="filing_file"),
    path("nhap-so-lieu/<key:key>/nap-tu-tep/", filing_lines.fill, name="filing_fill"),
    path("nhap-so-lieu/<key:key>/o/<str:cell>/dinh-chinh/", filing_lines.correct, name="filing_correct"),
    path("nhap-so-lieu/<key:key>/o/<str:cell>/tai-lieu/", filing_lines.papers, name="filing_papers"),
    path("nhap-so-lieu/<key:key>/tai-lieu/<key:paper>/", filing_lines.paper, name="filing_paper"),
    path("nhap-so-lieu/<key:key>/<slug:slug>/", filings.step, name="filing_step"),
]  # fmt: skip
