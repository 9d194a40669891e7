"""Why a file cannot be used, in sentences that say what to do."""

from waypost.toolkit.wording import _

REFUSED = {
    "kind": _(
        "That file is not a whole JPEG, PNG, GIF or WebP picture. Export it again and upload it again."
    ),
    "broken": _(
        "That file is not a whole JPEG, PNG, GIF or WebP picture: it breaks off or is damaged. Export it again and upload it again."
    ),
    "pixels": _("That picture has more than 120 million pixels. Save it smaller and upload it again."),
    "moving": _("That moving picture is too long or too large. Make it smaller, or upload it as a video."),
    "svg": _("An SVG can carry a program, so no network takes one. Export it as a PNG and upload that."),
    "heic": _("HEIC is a format of Apple’s that networks do not take. Export it as a JPEG and upload that."),
    "pdf": _("A PDF is not a picture. Export the page as a JPEG or PNG and upload that."),
    "video": _("That is a video. Videos come in one at a time: upload it by itself."),
    "film_kind": _("That is not a video that networks take. Export it as an MP4 with H.264 and upload that."),
    "film_broken": _("That video breaks off or is damaged. Export it again, or upload it again."),
    "film_none": _(
        "That file has no picture that anybody could see. Export it again as an MP4 and upload that."
    ),
    "film_long": _(
        "That video is longer than an hour, or never says where it ends. Shorten it and upload it again."
    ),
    "film_size": _("That video is larger than 4K. Export it in 4K or smaller and upload it again."),
    "film_parts": _(
        "That file holds more than 32 tracks. Export only the film and its sound and upload that."
    ),
    "film_heavy": _("That video is too long for what the network takes, however it is written. Shorten it."),
    "film_stuck": _("That video could not be read. Export it again as an MP4 and upload it again."),
    "film_lost": _("That video is not on this server any more. Upload it again."),
    "stuck": _("That picture could not be read in a minute. Export it again and upload it again."),
}


_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"}
_APPLE = {b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1"}


def kind_that_is_none(content: bytes) -> str | None:
    """Name a well-known kind of file that is no picture for networks; None for everything else."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_boxed, brand = content[4:8] in _BOXES, content[8:12]
    if is_boxed and brand in _APPLE and b"avif" not in content[:64]:
        return "heic"
    is_avi = content[:4] == b"RIFF" and content[8:12] == b"AVI "
    is_stream = content[:1] == content[188:189] == content[376:377] == b"G"
    if (
        content.startswith(b"\x1aE\xdf\xa3")
        or is_avi
        or is_stream
        or (is_boxed and brand not in _APPLE | {b"avif", b"avis"})
    ):
        return "video"
    if start.startswith(b"%pdf"):
        return "pdf"
    return "svg" if start.startswith(b"<") and b"<svg" in start else None


def begins_a_video(content: bytes) -> bool:
    """Whether a file that begins so (4,096 bytes are enough) claims to be a video; only a look at all of it tells."""
    return kind_that_is_none(content) == "video"
