"""Addresses of documents and registers."""

from django.urls import path

import soxa.kernel.addresses  # noqa: F401 – registers the key of an address
from soxa.documents.views import circulation, comparing, composing, documents, previews, registers, signatures

urlpatterns = [
    path("van-ban/", documents.index, name="documents"),
    path("van-ban/so/", registers.index, name="registers"),
    path("van-ban/so/mo/", registers.begin, name="register_begin"),
    path("van-ban/so/<key:pk>/bo-qua-so/", registers.skip, name="register_skip"),
    path("van-ban/so/<key:pk>/in.pdf", registers.printed, {"ending": "pdf"}, name="register_pdf"),
    path("van-ban/so/<key:pk>/in.docx", registers.printed, {"ending": "docx"}, name="register_docx"),
    path("van-ban/so/<key:pk>/in.xlsx", registers.printed, {"ending": "xlsx"}, name="register_xlsx"),
    path("van-ban/so/<key:pk>/", registers.register, name="register"),
    path("van-ban/ky-nhieu/", signatures.sign_many, name="document_sign_many"),
    path("van-ban/tra-cuu/", signatures.look_up, name="document_look_up"),
    path("van-ban/<slug:direction>/moi/", documents.begin, name="document_begin"),
    path("van-ban/<key:pk>/", documents.document, name="document"),
    path("van-ban/<key:pk>/soan/", composing.index, name="document_compose"),
    path("van-ban/<key:pk>/so-sanh/", comparing.index, name="document_compare"),
    path("van-ban/<key:pk>/them-tep/", documents.attach, name="document_attach"),
    path("van-ban/<key:pk>/tep/<key:key>/", documents.file, name="document_file"),
    path("van-ban/<key:pk>/tep/<key:key>/trang/<int:number>.png", previews.page, name="document_page"),
    path("van-ban/<key:pk>/tep/<key:key>/chu-ky/", signatures.signatures, name="document_signatures"),
    path("van-ban/<key:pk>/tai-ve-de-ky/", signatures.to_sign, name="document_to_sign"),
    path("van-ban/<key:pk>/xin-y-kien/", circulation.index, name="circulation"),
    path("van-ban/<key:pk>/xin-y-kien/tong-hop/", circulation.close, name="circulation_close"),
    path("phieu-y-kien/<key:pk>/", circulation.slip, name="opinion"),
    path("phieu-y-kien/<key:pk>/tep/<key:key>/", circulation.paper, name="opinion_file"),
    path("van-ban/<key:pk>/<slug:slug>/", documents.step, name="document_step"),
]
