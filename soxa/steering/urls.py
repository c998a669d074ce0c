"""Addresses of steering."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.steering.views import (
    assessments,
    findings,
    plans,
    programme_items,
    programmes,
    resolutions,
    targets,
    themes,
)

urlpatterns = [
    path("chi-tieu/", targets.index, name="targets"),
    path("chi-tieu/tep/<slug:ending>/", targets.file, name="targets_file"),
    path("chi-tieu/ke-hoach-excel/", targets.workbook, name="targets_workbook"),
    path("chi-tieu/them/", targets.new, name="target_new"),
    path("chi-tieu/nhiem-ky/", plans.terms, name="targets_of_term"),
    path("chi-tieu/danh-gia/", assessments.index, name="assessments"),
    path("chi-tieu/danh-gia/<key:key>/", assessments.assessment, name="assessment"),
    path("chi-tieu/danh-gia/<key:key>/chi-tieu/<key:target>/", assessments.judge, name="assessment_judge"),
    path("chi-tieu/danh-gia/<key:key>/<slug:slug>/", assessments.step, name="assessment_step"),
    path("chi-tieu/<key:key>/", targets.target, name="target"),
    path("chi-tieu/<key:key>/dinh-chinh/", targets.mend, name="target_mend"),
    path("chi-tieu/<key:key>/ke-hoach/", plans.plan, name="target_plan"),
    path("chi-tieu/<key:key>/ke-hoach/kiem/", plans.plan_check, name="target_plan_check"),
    path("chi-tieu/<key:key>/lo-trinh/", plans.path, name="target_path"),
    path("chi-tieu/<key:key>/lo-trinh/kiem/", plans.path_check, name="target_path_check"),
    path("nghi-quyet/", resolutions.index, name="resolutions"),
    path("nghi-quyet/ghi/", resolutions.new, name="resolution_new"),
    path("nghi-quyet/chu-de-nam/", themes.index, name="themes"),
    path("nghi-quyet/chu-de-nam/ghi/", themes.new, name="theme_new"),
    path("nghi-quyet/chu-de-nam/<key:key>/dinh-chinh/", themes.mend, name="theme_mend"),
    path("nghi-quyet/<key:key>/", resolutions.resolution, name="resolution"),
    path("nghi-quyet/<key:key>/dinh-chinh/", resolutions.mend, name="resolution_mend"),
    path("chuong-trinh/", programmes.index, name="programmes"),
    path("chuong-trinh/tep/<slug:ending>/", programmes.file, name="programmes_file"),
    path("chuong-trinh/them/", programmes.new, name="programme_new"),
    path("chuong-trinh/<key:key>/", programmes.programme, name="programme"),
    path("chuong-trinh/<key:key>/tep/<slug:ending>/", programmes.items_file, name="programme_file"),
    path("chuong-trinh/<key:key>/dinh-chinh/", programmes.mend, name="programme_mend"),
    path("chuong-trinh/<key:key>/giao-viec/", programme_items.give, name="programme_give"),
    path("chuong-trinh/<key:key>/viec/them/", programme_items.new, name="item_new"),
    path("chuong-trinh/<key:key>/viec/<key:item_key>/", programme_items.item, name="item"),
    path("chuong-trinh/<key:key>/viec/<key:item_key>/dinh-chinh/", programme_items.mend, name="item_mend"),
    path("chuong-trinh/<key:key>/viec/<key:item_key>/<slug:slug>/", programme_items.act, name="item_act"),
    path("chuong-trinh/<key:key>/kien-nghi/them/", findings.new, name="finding_new"),
    path(
        "chuong-trinh/<key:key>/kien-nghi/<key:finding_key>/dinh-chinh/", findings.mend, name="finding_mend"
    ),
    path(
        "chuong-trinh/<key:key>/kien-nghi/<key:finding_key>/khac-phuc/",
        findings.put_right,
        name="finding_put_right",
    ),
    path(
        "chuong-trinh/<key:key>/kien-nghi/<key:finding_key>/bo-khac-phuc/",
        findings.reopen,
        name="finding_reopen",
    ),
    path("chuong-trinh/<key:key>/<slug:slug>/", programmes.step, name="programme_step"),
]
