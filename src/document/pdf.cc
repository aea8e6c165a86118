// PDF by WeasyPrint.
// Tested by files_pdf_test.cc

#include "document/html.h"
#include "document/making.h"

namespace samloft::document {
namespace {

// WeasyPrint 57 tags neither pictures nor captions, gives pictures no alternative text and heads of
// tables no scope; later versions do the first two. It may load nothing but what the file carries.
constexpr std::string_view kMaker = R"python(
import gc
import sys
try:
    import pydyf
    import weasyprint
    from weasyprint.pdf.stream import Stream
except ImportError:
    sys.exit(69)

# One document and out: what is collected on the way costs a sixth of the time and saves little.
gc.disable()

OWN_TAGS = {'figure': 'Figure', 'caption': 'Caption', 'code': 'Code', 'nav': 'TOC'}

if weasyprint.VERSION.startswith('57.'):
    known_tag = Stream.get_marked_content_tag
    Stream.get_marked_content_tag = (
        lambda self, tag: OWN_TAGS.get(tag) or known_tag(self, tag))

def only_carried(url, *rest):
    if url.startswith('data:'):
        return weasyprint.default_url_fetcher(url, *rest)
    raise ValueError('nothing is loaded')

def finish(document, pdf):
    tagged = [o for o in pdf.objects
              if isinstance(o, pydyf.Dictionary) and o.get('Type') == '/StructElem']
    by_reference = {o.reference: o for o in tagged}
    texts = [image.get('alt') for image in source.etree_element.iter('img')]
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

source = weasyprint.HTML(filename='document.html', encoding='utf-8', url_fetcher=only_carried)
source.write_pdf('document.pdf', variant='pdf/ua-1', finisher=finish)
)python";

}  // namespace

Result<std::string> make_pdf(const Document& document, const Limits& limits) {
  const TemporaryFolder folder;
  folder.write("document.html", print_html(document, Purpose::pdf));
  // Its command line knows no finisher, so it is called as the library that it is.
  const Command make{"/usr/bin/python3", {"-I", "-c", std::string(kMaker)}};
  TRY(run_or_explain(make, "weasyprint", folder, limits));
  return folder.read("document.pdf");
}

}  // namespace samloft::document
