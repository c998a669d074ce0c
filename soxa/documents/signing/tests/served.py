"""What an authority of the tests serves on this machine: time stamps, revocation lists, answers about one certificate."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from asn1crypto import tsp
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from soxa.documents.signing.tests.authority import NOW, Authority


@dataclass
class Served:
    """A running service: its address, what it was asked, and what it shall do wrong (`silent`: answers with 500)."""

    address: str = ""
    authority: Any = None
    stamper: Any = None
    silent: bool = False
    asked: list[str] = field(default_factory=list)

    @property
    def tsa(self) -> str:
        return f"{self.address}/tsa"

    def answer(self, path: str, body: bytes) -> tuple[str, bytes]:
        self.asked.append(path)
        if path == "/tsa":
            given = self.stamper.request_tsa_response(tsp.TimeStampReq.load(body))
            return "application/timestamp-reply", given.dump()
        if path == "/root.crl":
            return "application/pkix-crl", self.authority.crls()[0]
        return "application/ocsp-response", self._about_one(ocsp.load_der_ocsp_request(body))

    def _about_one(self, asked: ocsp.OCSPRequest) -> bytes:
        when = self.authority.revoked.get(asked.serial_number)
        issuing, day = self.authority.issuing, timedelta(days=1)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if when else ocsp.OCSPCertStatus.GOOD,
            this_update=NOW - day,
            next_update=NOW + day,
            revocation_time=when,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuing.certificate)
        return builder.sign(issuing.key, hashes.SHA256()).public_bytes(Encoding.DER)


@contextmanager
def served(**wishes: Any) -> Iterator[Served]:
    """The service while it runs; its authority names it in the certificates it gives."""
    service = Served(**wishes)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind, given = ("text/plain", b"") if service.silent else service.answer(self.path, body)
            self.send_response(500 if service.silent else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(given)))
            self.end_headers()
            self.wfile.write(given)

        def log_message(self, *_said: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    service.address = f"http://127.0.0.1:{server.server_port}"
    service.authority = service.authority or Authority("Có mạng", keys=0, address=service.address)
    service.stamper = service.stamper or service.authority.stamper()
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
