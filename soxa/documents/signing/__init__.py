"""Signatures of PDF files: made, told apart, explained in words; bytes in, bytes and frozen values out, no database.

Serves Nghị định 30/2020/NĐ-CP (place and look of signatures) and Luật Giao dịch điện tử 20/2023/QH15. No network is
touched unless a time-stamping service is handed in.
"""
