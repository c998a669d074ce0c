"""Addresses of tasks."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.tasks.views import chasing, giving, lists, steps

urlpatterns = [
    path("nhiem-vu/", lists.index, name="tasks"),
    path("nhiem-vu/xuat-excel/", lists.export, name="tasks_export"),
    path("nhiem-vu/giao/", giving.give, name="task_give"),
    path("nhiem-vu/giao-nhieu/", giving.give_many, name="tasks_give"),
    path("nhiem-vu/don-doc/", chasing.index, name="tasks_overdue"),
    path("nhiem-vu/don-doc/tep.<slug:suffix>", chasing.file, name="tasks_overdue_file"),
    path("nhiem-vu/<key:pk>/", steps.task, name="task"),
    path("nhiem-vu/<key:pk>/tep/<key:file_pk>/", steps.evidence, name="task_evidence"),
    path("nhiem-vu/<key:pk>/<slug:slug>/", steps.step, name="task_step"),
]
