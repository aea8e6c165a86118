// The classes of static/css/pictures.css on paper: the light scheme as hex values.
// Tested by picture_test.cc

#include "document/paper.h"

namespace samloft::document {

const std::string_view kPictureStyle = R"css(
text { fill: #16211f; font-family: Inter, "DejaVu Sans", sans-serif; font-size: 15px; }
.figure__svg .ax { fill: #4d5b58; font-size: 13px; }
.dial circle { fill: none; stroke-width: 11; }
.dial__bg { stroke: #e8eeec; }
.dial__v { stroke: #17615c; }
.dial text { font-size: 22px; font-weight: 600; text-anchor: middle; }
.hbar__bg { fill: #e8eeec; }
.fill1, .fill2 { fill: #17615c; }
.fill3, .fill4 { fill: #6b3f7a; }
.fill5, .fill6 { fill: #935a00; }
.fill2, .fill4, .fill6 { fill-opacity: .55; }
.seq { fill: #2c7d74; }
.sm-c { fill: #17615c; }
.sm-p { fill: #bcdcd6; }
.sm-s { fill: #ebdff0; }
.sm-k { fill: #6b3f7a; }
.figure__svg .sm-tc { fill: #ffffff; font-weight: 600; }
.figure__svg .sm-t { font-weight: 500; }
.figure__svg .sm-t--s { font-size: 14px; }
.figure__svg .sm-kt { fill: #ffffff; font-size: 13px; font-weight: 600; }
.sm-m rect { fill: #ffffff; stroke: #c9d3d0; stroke-width: 1.5; }
.sm-m--loose rect { stroke: #935a00; stroke-dasharray: 5 4; }
.figure__svg .sm-warn { fill: #935a00; font-size: 13px; font-weight: 500; }
.al { fill: none; stroke: #6b3f7a; stroke-width: 3; stroke-opacity: .55; }
.yw-m0 { fill: #e8eeec; }
.yw-m1 { fill: #c9d3d0; }
.yw-grid { stroke: #c9d3d0; }
.yw-ring { fill: none; stroke: #c9d3d0; stroke-width: 2; }
.figure__svg .yw-mt { font-size: 13px; }
.figure__svg .yw-c { font-size: 26px; font-weight: 600; }
.yw-ph0 { fill: #bcdcd6; }
.yw-ph1 { fill: #ebdff0; }
.yw-tp { fill: none; }
.figure__svg .yw-pt { font-size: 13px; font-weight: 500; }
.yw-now { stroke: #935a00; stroke-width: 2.5; }
.yw-e circle { fill: #ffffff; stroke-width: 2.5; }
.yw-e--0 circle { stroke: #17615c; }
.yw-e--1 circle { stroke: #6b3f7a; }
.yw-e--0.is-done circle { fill: #17615c; }
.yw-e--1.is-done circle { fill: #6b3f7a; }
.figure__svg .yw-e text { font-weight: 600; }
.figure__svg .yw-e.is-done text { fill: #ffffff; }
.nw { fill: none; stroke: #17615c; }
.nw--1 { stroke-width: 1; stroke-opacity: .28; }
.nw--2 { stroke-width: 2; stroke-opacity: .42; }
.nw--3 { stroke-width: 3.5; stroke-opacity: .6; }
.figure__svg .nw-t { font-size: 14px; }
.figure__svg .nw-t--low { fill: #935a00; font-weight: 600; }
.bord__top { fill: #e8eeec; stroke: #c9d3d0; stroke-width: 1.5; }
.figure__svg .bord__no { font-size: 20px; font-weight: 600; text-anchor: middle; }
.cl-b0 { fill: #e8eeec; }
.cl-b1 { fill: #e8eeec; fill-opacity: .45; }
.cl-b2 { fill: #c3e0da; fill-opacity: .6; }
.cl-g { stroke: #c9d3d0; }
.cl-r { stroke: #17615c; stroke-width: 3; stroke-opacity: .35; stroke-linecap: round; }
.cl-m { fill: #17615c; }
.cl-pre { fill: #ffffff; stroke: #17615c; stroke-width: 2; }
.figure__svg .cl-d { font-weight: 600; }
.figure__svg .cl-c { fill: #4d5b58; }
.figure__svg .cl-c--big { fill: #17615c; font-weight: 600; }
.ag-0 { fill: #bcdcd6; }
.ag-1 { fill: #c3e0da; fill-opacity: .55; }
.ag-2 { fill: #e8eeec; fill-opacity: .6; }
.ag-c { fill: #17615c; }
.ag-c--off { fill: #935a00; }
.figure__svg .ag-t { fill: #ffffff; font-size: 12px; font-weight: 600; }
.figure__svg .ag-t--s { font-size: 11px; }
.go-bg { fill: #e8eeec; }
.go-0 { fill: #c9d3d0; }
.go-1 { fill: #8cc2b9; }
.go-2 { fill: #55a196; }
.go-3 { fill: #2c7d74; }
.go-4 { fill: #17514c; }
.sk-l { fill-opacity: .28; }
.sk-0 { fill: #17615c; }
.sk-1 { fill: #6b3f7a; }
.sk-x { fill: #75827f; }
.sk-un.sk-l { fill: url(#hatch); fill-opacity: 1; }
.sk-n.sk-un { fill-opacity: .35; }
.hatchline { stroke: #75827f; stroke-width: 1.5; }
.hx path { stroke: #ffffff; stroke-width: 3; }
.hx--1 path { fill: #bcdcd6; }
.hx--2 path { fill: #8cc2b9; }
.hx--3 path { fill: #55a196; }
.hx--4 path { fill: #2c7d74; }
.hx--5 path { fill: #17514c; }
.figure__svg .hx-n { font-weight: 600; }
.figure__svg .hx-v { font-size: 20px; font-weight: 600; }
.figure__svg .hx-u { font-size: 13px; }
.figure__svg .hx--4 text, .figure__svg .hx--5 text { fill: #ffffff; }
.tl-grid { stroke: #c9d3d0; }
.tl-bar { fill: #17615c; }
.tl-bar--done { fill: #8cc2b9; }
.tl-bar--open { fill: #2c7d74; }
.figure__svg .tl-group { font-size: 15px; font-weight: 650; }
.vs-l { fill: none; stroke: #17615c; stroke-width: 2.5; }
.vs-l--1 { stroke: #6b3f7a; stroke-dasharray: 7 4; }
.vs-l--2 { stroke: #935a00; stroke-dasharray: 2 4; }
.vs-l--3 { stroke: #75827f; stroke-dasharray: 10 3 2 3; }
.vs-d { fill: #17615c; }
.vs-o { fill: #ffffff; stroke: #17615c; stroke-width: 2; }
.figure__svg .vs-v { font-size: 14px; font-weight: 600; }
.vs-base { stroke: #75827f; stroke-width: 1.5; stroke-dasharray: 6 5; }
.vs-goal { stroke: #6b3f7a; stroke-width: 1.5; }
.vs-m { fill: #75827f; }
.vs-h { fill: #ffffff; stroke: #75827f; stroke-width: 2; }
.vs-x { fill: none; stroke: #75827f; stroke-width: 2.5; }
.hr-b { fill: #17615c; }
.hr-b--unknown { fill: #bcdcd6; }
.hr-over { fill: #935a00; }
.hr-c { fill: none; stroke: #16211f; stroke-width: 2.5; }
.figure__svg .hr-t { font-size: 15px; font-weight: 550; }
.yw-arc { fill: none; stroke: #17615c; stroke-width: 8; }
.yw-arc--thick { stroke-width: 14; }
.yw-arc--done { stroke: #8cc2b9; }
.figure__svg .yw-n { fill: #ffffff; font-size: 10px; font-weight: 600; }
.figure__svg .yw-n--thick { font-size: 13px; }
.figure__svg .yw-arc--done + .yw-n { fill: #16211f; }
.th-l { fill: none; stroke: #6b3f7a; stroke-width: 2; stroke-opacity: .45; }
.th-b { fill: #ffffff; stroke: #c9d3d0; stroke-width: 1.5; }
.th-b--here { stroke: #17615c; stroke-width: 3; }
.th-b--loose { stroke: #935a00; stroke-dasharray: 5 4; }
.figure__svg .th-t { font-size: 14px; }
.ev-o { fill: #ffffff; stroke: #17615c; stroke-width: 1.75; }
.ev-f { fill: #17615c; }
.evs-0 { fill: #e8eeec; }
.evs-1 { fill: #bcdcd6; }
.evs-2 { fill: #8cc2b9; }
.evs-3 { fill: #55a198; }
.evs-4 { fill: #17615c; }
.figure__svg .evs-t2 { fill: #16211f; }
.figure__svg .evs-t3 { fill: #0f1716; }
)css";

}  // namespace samloft::document
