"""Pages of the photographs of a public work: all of them, one picture, one put away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.downloads import FOR_EVER, bytes_of, shown
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.org.roles import STEERING, STEERING_READERS
from soxa.steering.views.works import work_or_404
from soxa.steering.works import flow, photos
from soxa.steering.works.models import WorkPhoto
from soxa.steering.works.photo_form import PhotoForm


@allow(*STEERING_READERS)
def index(request: HttpRequest, key: int) -> HttpResponse:
    """The photographs of a work; a post keeps more."""
    one, today = work_or_404(request, key), book_day()
    form = PhotoForm(request.POST or None, today=today, initial={"taken_on": today})
    if request.method == "POST":
        actor = actor_for(request.user, flow.WRITE, one.unit_id, domain=STEERING)
        uploads: list[Any] = [*request.FILES.getlist("camera"), *request.FILES.getlist("files")]
        if form.is_valid():
            told = form.cleaned_data
            try:
                count = photos.keep(one, uploads, told["caption"], told["taken_on"], actor, on=today)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Đã giữ {n} ảnh.").format(n=count))
                return redirect("work_photos", key=one.pk)
    return page(
        request,
        "steering/work_photos.html",
        status=422 if form.is_bound and form.errors else 200,
        one=one,
        form=form,
        pictures=photos.of_work(one),
        writes=may(request.user, flow.WRITE, one.unit_id, domain=STEERING),
    )


def _photo(request: HttpRequest, key: int, number: int) -> WorkPhoto:
    one = work_or_404(request, key)
    found = WorkPhoto.objects.filter(work=one, number=number, gone_on=None).first()
    if found is None:
        raise Http404(number)
    return found  # type: ignore[no-any-return]


def _sent(digest: str) -> HttpResponse:
    return shown(bytes_of(digest, _("ảnh công trình")), "image/jpeg", FOR_EVER)


@allow(*STEERING_READERS)
def picture(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One photograph as it is kept."""
    return _sent(_photo(request, key, number).digest)


@allow(*STEERING_READERS)
def small(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The small picture of one photograph."""
    return _sent(_photo(request, key, number).small)


@require_POST
@allow(*STEERING_READERS)
def put_away(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Put a photograph away that was kept by mistake."""
    one = _photo(request, key, number)
    actor = actor_for(request.user, flow.WRITE, one.work.unit_id, domain=STEERING)
    try:
        photos.put_away(one, actor, on=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã bỏ ảnh {n}.").format(n=number))
    return redirect("work_photos", key=key)
