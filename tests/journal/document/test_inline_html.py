from journal.document.inline_html import render_inline


def test_a_headline_is_rendered_with_its_marks_and_nothing_else():
    markup = 'On <cite film="3">Her</cite>: <em>a</em> &lt;b&gt; <script> "x"\n\nand more'
    assert render_inline(markup, {3: "/films/her/"}) == (
        'On <cite class="film" data-film="3"><a class="film" href="/films/her/">Her</a></cite>: <em>a</em> '
        '&lt;b&gt; &lt;script&gt; "x"<br>and more'
    )
    assert render_inline('<cite film="3">Her</cite>') == "<cite>Her</cite>"
