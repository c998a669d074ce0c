"""Addresses of meetings."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.meetings.views import (
    ballot,
    board,
    bodies,
    code,
    meeting,
    minutes,
    own,
    papers,
    quality,
    quality_board,
    replies,
    room,
    voting,
)

urlpatterns = [
    path("sinh-hoat/", board.index, name="meetings"),
    path("sinh-hoat/lap-lich/", board.lay_out, name="meetings_lay_out"),
    path("sinh-hoat/chat-luong/", quality_board.index, name="meeting_quality"),
    path("sinh-hoat/chat-luong/nam/", quality_board.year, name="meeting_quality_year"),
    path("sinh-hoat/chat-luong/tep/<slug:ending>/", quality_board.file, name="meeting_quality_file"),
    path("sinh-hoat/chat-luong/chi-bo/<str:code>/", quality_board.cell, name="cell_quality"),
    path("sinh-hoat/phieu-cham-diem/", quality.sheets, name="score_sheets"),
    path("sinh-hoat/phieu-cham-diem/<slug:slug>/", quality.new_sheet, name="score_sheet_new"),
    path("cuoc-hop/", bodies.index, name="body_meetings"),
    path("cuoc-hop/quy-dinh/", bodies.rules, name="meeting_rules"),
    path("cuoc-hop/them/<slug:slug>/", bodies.new, name="body_meeting_new"),
    path("hop-cua-toi/", own.index, name="own_meetings"),
    path("hop-cua-toi/<key:pk>/", own.meeting, name="own_meeting"),
    path("hop-cua-toi/<key:pk>/tra-loi/", own.reply, name="own_meeting_reply"),
    path("tai-lieu-hop/<key:key>/", papers.read, name="handout"),
    path("tai-lieu-hop/<key:key>/tep/", papers.taken, name="handout_file"),
    path("tai-lieu-hop/<key:key>/trang/<int:number>/", papers.leaf, name="handout_leaf"),
    path("sinh-hoat/<key:pk>/tai-lieu/", papers.add, name="handout_add"),
    path("sinh-hoat/<key:pk>/tai-lieu/<key:key>/rut/", papers.withdraw, name="handout_withdraw"),
    path("sinh-hoat/<key:pk>/tra-loi/", replies.index, name="meeting_replies"),
    path("sinh-hoat/<key:pk>/thanh-phan/", bodies.called, name="meeting_called"),
    path("sinh-hoat/<key:pk>/", meeting.meeting, name="meeting"),
    path("sinh-hoat/<key:pk>/diem-danh/", meeting.roll, name="meeting_roll"),
    path("sinh-hoat/<key:pk>/bieu-quyet/them/", voting.new, name="vote_new"),
    path("bieu-quyet/<key:pk>/phieu/", ballot.ballot, name="ballot"),
    path("bieu-quyet/<key:pk>/bien-ban-kiem-phieu.<slug:ending>", voting.paper, name="vote_paper"),
    path("bieu-quyet/<key:pk>/", voting.vote, name="vote"),
    path("bieu-quyet/<key:pk>/dinh-chinh/", voting.recount, name="vote_recount"),
    path("bieu-quyet/<key:pk>/<slug:slug>/", voting.step, name="vote_step"),
    path("sinh-hoat/<key:pk>/cham-diem/<slug:slug>/", quality.score, name="meeting_score"),
    path("sinh-hoat/<key:pk>/dang-hop/", room.home, name="meeting_room"),
    path("diem-danh/", code.come_in, name="meeting_come_in"),
    path("sinh-hoat/<key:pk>/dang-hop/ma/", code.wall, name="meeting_room_code"),
    path("sinh-hoat/<key:pk>/dang-hop/gui/", room.send, name="meeting_room_send"),
    path("sinh-hoat/<key:pk>/dang-hop/<slug:name>/", room.part, name="meeting_room_part"),
    path("sinh-hoat/<key:pk>/van-ban/<slug:slug>/", minutes.paper, name="meeting_paper"),
    path("sinh-hoat/<key:pk>/van-ban/<slug:slug>/lap/", minutes.make, name="meeting_paper_make"),
    path(
        "sinh-hoat/<key:pk>/van-ban/<slug:slug>/tai/<slug:ending>/", minutes.file, name="meeting_paper_file"
    ),
    path("sinh-hoat/<key:pk>/<slug:slug>/", meeting.step, name="meeting_step"),
]
