"""The page on which a workbook is handed in, looked at before anything is written, and then written or set aside."""
