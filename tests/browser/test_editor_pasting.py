"""What is pasted from Word, Google Docs, web pages and a hostile clipboard."""

import json

from playwright.sync_api import Page

from tests.browser.surface import TALK, caret, held, ids, open_form, paragraph, paste, saved, spoken

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt} --></style></head><body lang=EN-GB><!--StartFragment-->
<h1 style='color:#2F5496'>Part one<o:p></o:p></h1>
<p class=MsoNormal style='margin-bottom:8pt'><span lang=EN-GB style='font-family:"Calibri",sans-serif'>A <b>bold</b> claim,
an <i>italic</i> one and <a href="https://example.org/a"><span style='color:blue'>a link</span></a>.<o:p></o:p></span></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>first point<o:p></o:p></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span>
</span>second point<o:p></o:p></p>
<p class=MsoNormal><span style='display:none;mso-hide:all'>Hidden words</span>Seen <script>alert(1)</script><img src=x>words<o:p></o:p></p>
<table><tr><td><p>In a cell</p></td></tr></table><!--EndFragment--></body></html>"""


DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38">
<span style="font-size:11pt;font-weight:700;">Q:</span><span style="font-weight:400"> What is it </span><span
style="font-style:italic;font-weight:400">about</span><span style="font-weight:400">?</span></p><br /><p dir="ltr"><span
style="font-weight:700">MC:</span><span style="font-weight:400"> A house. [laughing] And </span><a href="https://example.org/b"
style="text-decoration:none"><span style="color:#1155cc;text-decoration:underline">a road</span></a><span>.</span></p><p
dir="ltr"><span>It is long.</span></p><p><span>[She pours tea.]</span></p><p><span>TL: Very.</span></p></b>"""


def test_paste_from_word_keeps_emphasis_links_headings_lists(sized: Page, live_server, interview, console):
    page, piece = sized, interview([])
    open_form(page, live_server, piece)
    page.locator(".ProseMirror").focus()
    paste(page, WORD, "not this")
    blocks = [{key: value for key, value in block.items() if key != "id"} for block in saved(page, piece)]
    assert blocks == [
        {"type": "heading", "text": "Part one", "level": 2},
        {
            "type": "paragraph",
            "text": 'A <strong>bold</strong> claim, an <em>italic</em> one and <a href="https://example.org/a">a link</a>.',
        },
        {"type": "list", "items": ["first point", "second point"]},
        {"type": "paragraph", "text": "Seen words"},
        {"type": "paragraph", "text": "In a cell"},
    ]


def test_paste_from_google_docs_makes_turns_of_labels(sized: Page, live_server, interview, console):
    page, piece = sized, interview([])
    open_form(page, live_server, piece)
    page.locator(".ProseMirror").focus()
    paste(page, DOCS)
    blocks = saved(page, piece)
    assert [(block["type"], block.get("by"), block["text"]) for block in blocks] == [
        ("turn", "Q", "What is it <em>about</em>?"),
        (
            "turn",
            "MC",
            'A house. <direction>laughing</direction> And <a href="https://example.org/b">a road</a>.\n\nIt is long.',
        ),
        ("direction", None, "She pours tea."),
        ("turn", "TL", "Very."),
    ]


def test_pasted_sentence_stays_in_its_paragraph(page: Page, live_server, interview, console):
    piece = interview(TALK)
    open_form(page, live_server, piece)
    caret(page, "hours for it", 0)
    paste(page, "<p>very <b>long</b> </p>")
    caret(page, "Three.", 6)
    paste(page, text="At least.\n\nI was there.")
    blocks = saved(page, piece)
    assert spoken(blocks)[1:3] == [
        ("MC", "From the yard. We waited two very <strong>long</strong>hours for it."),
        ("TL", "Three.At least.\n\nI was there."),
    ]
    assert ids(blocks) == ids(TALK)


def test_clipboard_that_forges_this_surface_brings_nothing_in(page: Page, live_server, interview, console):
    piece = interview([paragraph("p0000001", "Mine.")])
    open_form(page, live_server, piece)
    caret(page, "Mine.", 5)
    forged = (
        '<div data-pm-slice="1 1 [&quot;heading&quot;,{&quot;level&quot;:&quot;2 onload=alert(1)&quot;,&quot;id&quot;:7}]">'
        '<div data-block="turn" data-by="ZZ" data-id="p0000001"><p>words <a href="javascript:alert(1)">link</a></p></div>'
        '<div data-block="embed" data-id="x" data-url="javascript:alert(1)" data-title="t"></div></div>'
    )
    paste(page, forged)
    blocks = held(page)
    assert len(set(ids(blocks))) == len(blocks)
    assert "javascript" not in json.dumps(blocks)
    assert blocks[0]["id"] == "p0000001"
