"""What is kept of one vote: who was counted, who came, what was cast, how many were needed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from soxa.kernel.models import Entry


class Ballot(models.Model):
    """One vote of a cell or a committee on one question, with both counts of who might vote."""

    CELL, COMMITTEE = "cell", "committee"
    BODIES: ClassVar = [(CELL, _("chi bộ")), (COMMITTEE, _("cấp ủy"))]
    SECRET, CARDS = "secret", "cards"
    WAYS: ClassVar = [(SECRET, _("bỏ phiếu kín")), (CARDS, _("giơ thẻ đảng viên"))]

    body = models.CharField(_("nơi biểu quyết"), max_length=10, choices=BODIES)
    question = models.CharField(max_length=20)
    on = models.DateField(_("ngày họp"))
    official = models.PositiveSmallIntegerField(_("tổng số có quyền theo danh sách"))
    counted = models.PositiveSmallIntegerField(_("số làm mẫu số"))
    present = models.PositiveSmallIntegerField(_("có mặt"))
    ayes = models.PositiveSmallIntegerField(_("tán thành"))
    noes = models.PositiveSmallIntegerField(_("không tán thành"), default=0)
    blank = models.PositiveSmallIntegerField(_("không hợp lệ"), default=0)
    needed = models.PositiveSmallIntegerField(_("cần đạt"))
    needed_of_all = models.PositiveSmallIntegerField(_("cần đạt, tính trên tổng số"))
    passed = models.BooleanField(_("đạt"))
    way = models.CharField(_("hình thức"), max_length=10, choices=WAYS)
    paper = models.CharField(_("nghị quyết"), max_length=200, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
