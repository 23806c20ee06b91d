"""Results of assessments: exports of any product, read by the meaning of their headers and never by position."""
