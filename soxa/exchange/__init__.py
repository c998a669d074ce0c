"""Exchange of documents by packages: out to named offices, in to an inbox, each status answered (QĐ 28/2018/QĐ-TTg)."""
