"""Paper: `render(data, path)` with ReportLab. No database."""
