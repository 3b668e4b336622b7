"""The peer of `cargo bench --bench report`: ReportLab writes 500 photos of 1600 px, two a page, each with a table of
five rows and a Chinese caption. It passes the JPEGs through as we do; it tags nothing, signs nothing and embeds no
record. Usage: pip install reportlab; python3 benches/peers/report_reportlab.py PHOTO.jpg NotoSansSC-Regular.ttf
"""

import os
import resource
import shutil
import sys
import tempfile
import time

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, Paragraph, SimpleDocTemplate, Table
from reportlab.lib.styles import ParagraphStyle

rl_config.useA85 = 0
photo, font = sys.argv[1:3]
with tempfile.TemporaryDirectory() as folder:
    copies = []
    for number in range(500):
        copy = os.path.join(folder, f"{number}.jpg")
        shutil.copyfile(photo, copy)
        with open(copy, "ab") as file:
            file.write(number.to_bytes(4, "big"))  # not equal, so that none is written once for all
        copies.append(copy)
    start, cpu = time.perf_counter(), time.process_time()
    pdfmetrics.registerFont(TTFont("Noto", font))
    style = ParagraphStyle("caption", fontName="Noto", fontSize=9, leading=13)
    story = []
    for number, copy in enumerate(copies):
        story.append(Image(copy, width=320, height=240))
        story.append(Paragraph(f"P-{number:03} Hall 2, machining line 4: 防护罩 and emergency stop after the repair", style))
        rows = [["Taken", "2026-11-18 10:15"], ["Place", "22.62, 114.62"], ["Digest", "8a03520a"], ["For", "HS-08"], ["By", "Lin"]]
        story.append(Table(rows, style=[("FONT", (0, 0), (-1, -1), "Noto", 8)]))
    path = os.path.join(folder, "report.pdf")
    SimpleDocTemplate(path, pagesize=A4).build(story)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{time.perf_counter() - start:.2f} s, {time.process_time() - cpu:.2f} s processor, peak {peak_mb:.0f} MB, "
          f"{os.path.getsize(path) / 1e6:.0f} MB")
