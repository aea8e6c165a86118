// The program that makes a PDF of HTML: WeasyPrint as the library that it is, since its command
// line knows no finisher. It runs by itself in a folder with document.html.
// Tested by files_pdf_test.cc, and timed by tools/bench/files.py

#include "document/making.h"

namespace samloft::document {

const std::string_view kPdfMaker = R"python(
import ctypes.util
import gc
import os
import sys

# WeasyPrint asks for each of its libraries by several names, the right one last. For the others
# ctypes would start ldconfig and, where there is one, a compiler: sixteen processes.
ctypes.util.find_library = lambda name: None
try:
    import pydyf
    import weasyprint
except ImportError:
    sys.exit(69)

# One document and out: what is collected on the way costs a sixth of the time and saves little.
gc.disable()

OWN_TAGS = {'figure': 'Figure', 'caption': 'Caption', 'code': 'Code', 'nav': 'TOC'}


# WeasyPrint 57 tags neither pictures nor captions, gives pictures no alternative text and heads of
# tables no scope; later versions do the first two.
def tag_more():
    from weasyprint.pdf.stream import Stream
    known_tag = Stream.get_marked_content_tag
    Stream.get_marked_content_tag = lambda self, tag: OWN_TAGS.get(tag) or known_tag(self, tag)


# It draws the words of a drawing letter by letter: each is laid out twice, and none is kerned.
class Words(str):
    def __iter__(self):
        yield str(self)


def draw_words_whole():
    from weasyprint import svg
    svg.Node.text = property(lambda node: node._etree_node.text and Words(node._etree_node.text))


# It works out a style for each row, each cell and its words. Here those share one that stand in the
# same and that the same rules fit. All that a key names by its id is held, so no other gets the id.
def share_styles():
    from weasyprint import css
    from weasyprint.formatting_structure import boxes
    known_style = css.computed_from_cascaded
    shared, of_words = {}, {}

    def style_of(element, cascaded, parent_style, pseudo_type=None, *more):
        alike = (pseudo_type is None and getattr(element, 'tag', None) in ('tr', 'th', 'td') and
                 {'id', 'style'}.isdisjoint(element.keys()))
        if not alike:
            return known_style(element, cascaded, parent_style, pseudo_type, *more)
        rules = ((name, id(value)) for name, (value, _) in cascaded.items())
        key = id(parent_style), *rules
        if key not in shared:
            shared[key] = known_style(element, cascaded, parent_style, pseudo_type, *more)
            of_words[id(shared[key])] = known_style(None, {}, shared[key])
        return shared[key]

    def style_without_element(element, cascaded, parent_style):
        if id(parent_style) in of_words:
            return of_words[id(parent_style)]
        return known_style(element, cascaded, parent_style)

    css.computed_from_cascaded = style_of
    boxes.computed_from_cascaded = style_without_element


# It lays a line out to measure it and again to draw it, and all cells that say the same one by one.
# Of long texts each line would hold all that follows it.
def lay_out_once():
    from weasyprint.layout import inline
    from weasyprint.text.line_break import Layout
    known_split, known_reactivate = inline.split_first_line, Layout.reactivate
    lines = {}

    def split_first_line(text, style, context, *how, **more):
        if len(text) > 200:
            return known_split(text, style, context, *how, **more)
        key = text, id(style), *how, *more.items()
        if key not in lines:
            lines[key] = known_split(text, style, context, *how, **more), style
        return lines[key][0]

    inline.split_first_line = split_first_line
    Layout.deactivate = lambda self: None
    Layout.reactivate = lambda self, style: (
        self.justification_spacing and known_reactivate(self, style))


# It measures all letters of a font that it has cut, where the whole font's measures do.
def keep_measures():
    from weasyprint.pdf import stream
    known_font = stream.TTFont
    stream.TTFont = lambda *all, **named: known_font(*all, recalcBBoxes=False, **named)


if weasyprint.VERSION.startswith('57.'):
    tag_more()
    draw_words_whole()
    share_styles()
    lay_out_once()
    keep_measures()


# It may load nothing but what the file carries.
def only_carried(url, *rest):
    if url.startswith('data:'):
        return weasyprint.default_url_fetcher(url, *rest)
    raise ValueError('nothing is loaded')


def describe(pdf, texts):
    tagged = [o for o in pdf.objects
              if isinstance(o, pydyf.Dictionary) and o.get('Type') == '/StructElem']
    by_reference = {o.reference: o for o in tagged}
    figures = [o for o in tagged if o['S'] == '/Figure']
    if len(figures) == len(texts):
        for figure, text in zip(figures, texts):
            figure['Alt'] = pydyf.String(text)
    for cell in tagged:
        if cell['S'] == '/TH':
            row = by_reference.get(cell.get('P'), {})
            group = by_reference.get(row.get('P'), {})
            scope = '/Column' if group.get('S') == '/THead' else '/Row'
            cell['A'] = pydyf.Dictionary({'O': '/Table', 'Scope': scope})


def make():
    source = weasyprint.HTML(filename='document.html', encoding='utf-8', url_fetcher=only_carried)
    texts = [image.get('alt') for image in source.etree_element.iter('img')]
    laid_out = source.render()
    laid_out.write_pdf('document.pdf', variant='pdf/ua-1',
                       finisher=lambda document, pdf: describe(pdf, texts))
    return laid_out


# Python 3.11 takes room for its calls from the system in pieces of 16 KB, and gives a piece back
# when its last call returns. A loop that runs at the end of a piece takes and gives one with each
# call: a third of all time. A call that needs more gets a larger piece, with room for all calls
# within it: this one asks for 512 KB and gets a megabyte.
make.__code__ = make.__code__.replace(co_stacksize=1 << 16)
made = make()
# What was made goes with the process: to free it bit by bit took a fifth of the time.
os._exit(0)
)python";

}  // namespace samloft::document
