"""Finding QR codes in pixels. The reader is loaded when something is first scanned."""

from __future__ import annotations


def texts(pixels: bytes | bytearray | memoryview, width: int, height: int, stride: int) -> tuple[str, ...]:
    """What the QR codes in a gray picture say, each text once; upright, turned, slanted, or light on dark.

    One byte a pixel, `stride` bytes from one row to the next. Raises `ValueError` where there are fewer bytes.
    """
    import zxingcpp

    if width < 1 or height < 1 or stride < width or memoryview(pixels).nbytes < stride * height:
        raise ValueError("the pixels do not fill the picture")
    picture = zxingcpp.ImageView(pixels, width, height, zxingcpp.ImageFormat.Lum, stride, 1)
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return tuple(dict.fromkeys(code.text for code in found))
