"""Addresses of steering."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.steering.views import assessments, plans, resolutions, targets, themes

urlpatterns = [
    path("chi-tieu/", targets.index, name="targets"),
    path("chi-tieu/tep/<slug:ending>/", targets.file, name="targets_file"),
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
]
