"""Files of any form become tables: bytes, archives, encodings, delimiters, workbooks."""
