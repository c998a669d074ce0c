"""A hundred documents signed by ours beside pyHanko alone, at the same level, each with its key loaded once."""

import json
import sys
from io import BytesIO
from typing import Any

from bench.clock import measured

NAME = "Nguyễn Thị Hòa"


def main() -> None:
    """`python -m bench.signing COUNT`: prints [ours, other] as JSON samples of seconds for that many documents."""
    from soxa.commands.opening import set_up

    set_up()
    ours, other = contenders(int(sys.argv[1]))
    print(json.dumps([measured(ours), measured(other)]))


def contenders(count: int) -> tuple[Any, Any]:
    """(ours, pyHanko alone): each signs `count` papers as PAdES B-LT with a picture in the same place."""
    from PIL import Image
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
    from pyhanko.stamp import StaticStampStyle
    from pyhanko_certvalidator import ValidationContext

    from soxa.documents.signing.batch import Task, sign_all
    from soxa.documents.signing.means import Wishes, means_of
    from soxa.documents.signing.tests.authority import PASSWORD, Authority
    from soxa.documents.signing.tests.paper import by_leader, paper, picture
    from soxa.documents.signing.tokens import open_p12
    from soxa.documents.signing.verdict import verdicts

    authority = Authority()
    token = open_p12(authority.issued(NAME).p12(authority.issuing), PASSWORD)
    stamper, trust, content = kept(authority.stamper()), authority.trust(), paper()
    tasks = [Task(str(number), content, by_leader()) for number in range(count)]

    def by_us(given: list[Task]) -> list[bytes]:
        means = means_of(token, Wishes(trust, stamper, lower=False))
        outcome = sign_all(given, token, timestamper=means.stamper, revocation=means.evidence)
        return [signed.content for _key, signed in outcome.done]

    def alone() -> bytes:
        context = ValidationContext(
            trust_roots=list(trust.roots),
            other_certs=list(trust.between),
            crls=list(trust.crls),
            revocation_mode="require",
        )
        settings = PdfSignatureMetadata(
            field_name="Signature",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            embed_validation_info=True,
            validation_context=context,
            signer_key_usage=set(),
            dss_settings=DSSContentSettings(
                include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
            ),
        )
        style = StaticStampStyle(
            border_width=0, background=PdfImage(Image.open(BytesIO(picture("blue")))), background_opacity=1.0
        )
        field = SigFieldSpec("Signature", on_page=0, box=(300, 400, 444, 457))
        signer = PdfSigner(
            settings, token.signer, timestamper=stamper, stamp_style=style, new_field_spec=field
        )
        return bytes(signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(content))).getbuffer())

    for made in (*by_us(tasks[:1]), alone()):
        (verdict,) = verdicts(made, authority.trust(lists=False))
        assert verdict.good and verdict.level == "B-LT", verdict
    return lambda: by_us(tasks), lambda: [alone() for _number in range(count)]


def kept(stamper: Any) -> Any:
    """The tests' time-stamping service with its own key loaded once, so that neither contender waits for it."""
    from functools import cache
    from types import SimpleNamespace

    from cryptography.hazmat.primitives.serialization import load_der_private_key
    from pyhanko.sign.timestamps import dummy_client

    dummy_client.serialization = SimpleNamespace(load_der_private_key=cache(load_der_private_key))
    return stamper


if __name__ == "__main__":
    main()
