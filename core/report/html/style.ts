const DARK = `
  --page: #16181d; --card: #1e2128; --ink: #e7e9ee; --soft: #b4bac6; --rule: #3a404c; --grid: #2f343f;
  --good: #7ee2a0; --good-back: #12361f; --warn: #f5cd6b; --warn-back: #3d2f0a;
  --bad: #ff9d94; --bad-back: #48171a; --none: #c3c9d5; --none-back: #323845;
  --line-0: #6cb6ff; --line-1: #ffab70; --line-2: #e2a0ff; --span: #ffffff; --warmup: #f5cd6b; --edge: rgb(255 255 255 / .38);
`;
const LIGHT = `
  --page: #ffffff; --card: #f6f7f9; --ink: #1c2028; --soft: #4d5563; --rule: #cfd4dc; --grid: #e1e5ea;
  --good: #14622f; --good-back: #dcf4e4; --warn: #6b4b00; --warn-back: #fff0c7;
  --bad: #9b1c1c; --bad-back: #fde3e1; --none: #3d4552; --none-back: #e6e9ee;
  --line-0: #0b62c4; --line-1: #b34a00; --line-2: #8a2bb8; --span: #1c2028; --warmup: #b98900; --edge: rgb(0 0 0 / .32);
`;

/** Colours are variables with one set for light and one for dark. Paper is always light. */
export const STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Ubuntu, "Liberation Sans", Arial, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0; }
p, ul { margin: .4rem 0; }
ul { padding-left: 1.2rem; }
code { font: .88em/1.4 ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
small { font-size: .88em; color: var(--soft); }
p, li, td, dd, h1 { unicode-bidi: isolate; overflow-wrap: anywhere; }
td { overflow-wrap: break-word; }
.facts, .note, footer { color: var(--soft); font-size: .9rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--rule); padding-top: .6rem; }
.mark { background: var(--bad-back); color: var(--bad); border-left: 4px solid var(--bad); padding: .5rem .8rem; font-weight: 600; }
.outcome { margin-top: .9rem; }
.outcome .verdict { font-size: 1.05rem; margin-right: .4rem; }
.verdict { display: inline-block; padding: 0 .5em; border-radius: .3em; font-weight: 650; white-space: nowrap; }
.verdict.pass { color: var(--good); background: var(--good-back); }
.verdict.warn { color: var(--warn); background: var(--warn-back); }
.verdict.fail, .verdict.invalid { color: var(--bad); background: var(--bad-back); }
.verdict.no-data { color: var(--none); background: var(--none-back); }
dl, dd { margin: 0; }
.headlines { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; margin: 1rem 0 .6rem; }
.headlines > div { background: var(--card); border: 1px solid var(--rule); border-radius: .4rem; padding: .5rem .75rem; }
.headlines dt { color: var(--soft); font-size: .85rem; }
.headlines dd { font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.headlines dd.note { font-size: .8rem; font-weight: 400; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--rule); }
th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.figure { white-space: nowrap; }
.table { overflow-x: auto; }
/* A shadow at each edge that hides columns: the covers in the colour of the page move with the table, the shadows stay. */
.scroll { background:
  linear-gradient(to right, var(--page) 40%, transparent) left / 2.4rem 100% no-repeat local,
  linear-gradient(to left, var(--page) 40%, transparent) right / 2.4rem 100% no-repeat local,
  linear-gradient(to right, var(--edge), transparent) left / .9rem 100% no-repeat scroll,
  linear-gradient(to left, var(--edge), transparent) right / .9rem 100% no-repeat scroll; }
.scroll td:first-child { min-width: 7rem; }
#environment td:last-child, td code, td a { overflow-wrap: anywhere; }
#checks td code, #requirements td code { overflow-wrap: break-word; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1.2rem 1.5rem; }
.chart { margin: 0; min-width: 0; }
.chart figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .8rem; margin-bottom: .3rem; }
.axis, .key { color: var(--soft); font-size: .85rem; }
.key::before { content: ""; display: inline-block; width: 1.4em; margin-right: .35em; border-top: 3px solid; vertical-align: middle; }
.key.line-0::before { border-color: var(--line-0); }
.key.line-1::before { border-color: var(--line-1); }
.key.line-2::before { border-color: var(--line-2); border-top-style: dashed; }
.frame { display: grid; grid-template-columns: 4.6rem 1fr; grid-template-rows: 1.2rem 12rem 1.2rem auto; padding-right: 1.2rem; font-size: .75rem; color: var(--soft); }
.stages, .plot, .times, .time-axis { grid-column: 2; position: relative; min-width: 0; }
.stages { grid-row: 1; }
.values { grid-column: 1; grid-row: 2; position: relative; }
.plot { grid-row: 2; border-left: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
.times { grid-row: 3; }
.time-axis { grid-row: 4; text-align: center; }
.stages span, .values span, .times span, .plot span { position: absolute; white-space: nowrap; }
.stages span { overflow: hidden; text-overflow: ellipsis; padding-left: .2rem; border-left: 1px solid var(--rule); }
.values span { right: .4rem; transform: translateY(50%); }
.values span:first-child { transform: none; line-height: 1; }
.times span { transform: translateX(-50%); }
.times span:first-child { transform: none; }
.plot svg { display: block; width: 100%; height: 100%; overflow: visible; }
.plot span.limit { right: .2rem; padding: 0 .2rem; line-height: 1.2; background: var(--page); opacity: .92; max-width: 95%; overflow: hidden; text-overflow: ellipsis; }
.span { fill: var(--span); fill-opacity: .015; }
.span.odd { fill-opacity: .055; }
.span.warmup { fill: var(--warmup); fill-opacity: .16; }
svg path { vector-effect: non-scaling-stroke; fill: none; }
svg .grid { stroke: var(--grid); stroke-width: 1; }
svg .line { stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
svg .line-0 { stroke: var(--line-0); }
svg .line-1 { stroke: var(--line-1); }
svg .line-2 { stroke: var(--line-2); stroke-dasharray: 5 4; }
svg .area.line-0 { fill: var(--line-0); fill-opacity: .22; stroke: none; }
svg .limit { stroke-width: 1.5; stroke-dasharray: 7 3; stroke: var(--good); }
svg .limit.warn { stroke: var(--warn); }
svg .limit.critical, svg .limit.stop { stroke: var(--bad); }
span.limit.target { color: var(--good); }
span.limit.warn { color: var(--warn); }
span.limit.critical, span.limit.stop { color: var(--bad); }
.sign-off { display: grid; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)); gap: 1rem 1.5rem; }
.sign-off dt { color: var(--soft); font-size: .85rem; }
.sign-off dd { border-bottom: 1px solid var(--ink); height: 2rem; }
.notes { border: 1px solid var(--rule); border-radius: .4rem; min-height: 6rem; }
@media (max-width: 40rem) {
  main { padding: 1rem .8rem 2rem; }
  .frame { grid-template-columns: 3.9rem 1fr; padding-right: .8rem; }
  .stacked thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .stacked, .stacked tbody, .stacked tr, .stacked td { display: block; }
  .stacked tr { border: 1px solid var(--rule); border-radius: .4rem; margin-bottom: .6rem; padding: .3rem .2rem; }
  .stacked td { border: 0; padding: .15rem .6rem; text-align: left; overflow-wrap: anywhere; }
  .stacked td.empty { display: none; }
  .stacked td::before { content: attr(data-label) ": "; color: var(--soft); }
  #whole-run td::before, #errors td:first-child::before { content: none; }
}
@media print {
  :root { color-scheme: light; ${LIGHT} }
  @page { margin: 14mm 12mm; }
  body { font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  .table { overflow: visible; background: none; }
  td { overflow-wrap: anywhere; }
  td:first-child { overflow-wrap: break-word; }
  table { font-size: 8.5pt; }
  th, td { padding: .2rem .35rem; }
  .scroll td:first-child { min-width: 0; }
  thead { display: table-header-group; }
  tr, figure, .headlines > div, .mark, #sign-off, #notes { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .charts { grid-template-columns: 1fr; }
  .frame { grid-template-rows: 1.2rem 9rem 1.2rem auto; }
}
`.trim();
