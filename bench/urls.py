"""The program's site map and the bare page."""

from django.urls import include, path

from bench.bare import bare

urlpatterns = [path("bare/", bare), path("", include("soxa.urls"))]
handler403, handler404, handler500 = (
    "soxa.desk.views.not_allowed",
    "soxa.desk.views.not_found",
    "soxa.desk.views.broken",
)
