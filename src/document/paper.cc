// The stylesheet of a printed document.
// Tested by files_pdf_test.cc

#include "document/paper.h"

namespace samloft::document {

const std::string_view kPaperStyle = R"css(
@page {
  size: A4;
  margin: 26mm 24mm 24mm 24mm;
  color: #4d5b58; font-family: Inter, "DejaVu Sans", sans-serif; font-size: 8pt;
  @top-left { content: string(title); padding-bottom: 8mm; vertical-align: bottom; }
  @top-right { content: string(issuer); padding-bottom: 8mm; vertical-align: bottom; }
  @bottom-left { content: string(version); padding-top: 8mm; vertical-align: top; }
  @bottom-right { padding-top: 8mm; vertical-align: top; }
}
@page :first {
  @top-left { content: none; }
  @top-right { content: none; }
}
html { color: #16211f; font-family: Inter, "DejaVu Sans", sans-serif; font-size: 10pt; }
body { margin: 0; line-height: 1.5; }
p, ul, ol { margin: 0 0 3mm; orphans: 3; widows: 3; }
ul, ol { padding-left: 6mm; }
li { margin-bottom: 1mm; }
li::marker { color: #18605a; }
a { color: #18605a; text-decoration: none; }
h1, h2, h3, h4, h5, h6 { break-after: avoid; font-weight: 600; line-height: 1.25; }
h1 { margin: 0 0 3mm; color: #18605a; font-size: 24pt; letter-spacing: -.02em;
     string-set: title content(); bookmark-level: 1; }
h2 { margin: 0 0 4mm; padding-top: 2mm; color: #18605a; font-size: 16pt; letter-spacing: -.01em;
     bookmark-level: 2; }
h3 { margin: 6mm 0 2mm; font-size: 12pt; bookmark-level: 3; }
h4, h5, h6 { margin: 4mm 0 1.5mm; font-size: 10pt; bookmark-level: none; }
section { margin-bottom: 10mm; }
[dir="rtl"] { text-align: right; }
.contents .number { margin: 0; }
.contents .number::after { content: "\a0\a0"; }
.number { margin-right: .6em; color: #75a8a1; font-weight: 500; }
.as-typed { white-space: pre-wrap; overflow-wrap: anywhere; }
.unwritten { color: #4d5b58; font-style: italic; }
strong, b { font-weight: 600; }
blockquote { margin: 0 0 3mm; padding-left: 4mm; border-left: .8mm solid #bcdcd6; color: #3b4946; }
code { font-family: "DejaVu Sans Mono", monospace; font-size: 8.5pt; }
pre { margin: 0 0 3mm; padding: 2.5mm 3mm; background: #f1f5f4; white-space: pre-wrap;
      overflow-wrap: anywhere; line-height: 1.4; }
hr { margin: 5mm 0; border: 0; border-top: .3mm solid #c9d3d0; }

.cover { margin: 24mm 0 12mm; padding-bottom: 7mm; border-bottom: .8mm solid #18605a; }
.cover p { margin: 0; }
.cover .cover__issuer { margin-bottom: 5mm; color: #18605a; font-size: 11pt; font-weight: 600;
                        string-set: issuer content(); }
.cover .cover__subtitle { margin-bottom: 6mm; color: #3b4946; font-size: 14pt; line-height: 1.35; }
.cover .cover__version { color: #4d5b58; font-size: 10pt; }
.cover__state { string-set: version content(); }

.contents { break-after: page; }
.contents__title p { margin-bottom: 3mm; color: #18605a; font-size: 13pt; font-weight: 600; }
.contents ul { margin: 0; padding: 0; list-style: none; }
.contents li { margin: 0; border-bottom: .2mm solid #dfe6e4; }
.contents a { display: block; padding: 1.6mm 0; color: #16211f; }
.contents a::after { content: leader(" ") target-counter(attr(href), page); color: #4d5b58; }

table { width: 100%; table-layout: fixed; margin: 0 0 6mm; border-collapse: separate; border-spacing: 0; font-size: 8.5pt;
        line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { padding-bottom: 1.5mm; font-size: 9pt; font-weight: 600; text-align: left;
          break-after: avoid; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1.5mm 2.5mm 1.5mm 0; border: 0 solid #dfe6e4; border-bottom-width: .2mm; text-align: left;
         vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 500; }
thead th { border-color: #18605a; border-bottom-width: .4mm; color: #18605a; font-weight: 600;
           vertical-align: bottom; overflow-wrap: normal; }
th.num, td.num { padding-right: 4mm; padding-left: 1mm; text-align: right; white-space: nowrap; }
thead th.num { white-space: normal; }

.picture { margin: 0 0 6mm; }
.picture__whole { break-inside: avoid; }
.picture__title p { margin: 3mm 0 .5mm; font-size: 11pt; font-weight: 600; break-after: avoid; }
.picture__words p { margin: 0 0 2mm; color: #4d5b58; font-size: 9pt; break-after: avoid; }
.picture__missing { padding: 2mm 3mm; background: #f8e6c8; }
figure { margin: 0 0 4mm; }
figure img { display: block; max-width: 100%; }
.picture caption { color: #4d5b58; font-weight: 400; }

@media screen {
  body { max-width: 46rem; margin: 0 auto; padding: 1rem; font-size: 1rem; }
  table { font-size: .875rem; }
}
)css";

}  // namespace samloft::document
