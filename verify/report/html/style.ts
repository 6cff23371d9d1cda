/** The page's style: readable on a phone, on a screen and on paper, without anything from elsewhere. */
export const style = `
:root { color-scheme: light; --line: #d8d8d8; --quiet: #595959; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 62rem; background: #fff; color: #1c1c1c;
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0; }
.quiet { color: var(--quiet); }
.verdict { padding: .75rem 1rem; border-left: .4rem solid; border-radius: .25rem; }
.verdict strong { font-size: 1.15rem; }
.passed { border-color: #1a7f37; background: #e9f6ec; }
.failed { border-color: #d00000; background: #fdecec; }
.failure { border-left: .25rem solid #d00000; padding: .25rem 0 .25rem .75rem; margin: .75rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .75rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line); }
td:nth-child(2), th { white-space: nowrap; }
.pass { color: #1a7f37; font-weight: 600; } .fail { color: #c00000; font-weight: 600; }
.skipped { color: var(--quiet); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: 0; margin: .25rem 0; }
.legend span { display: inline-block; width: .8rem; height: .8rem; border-radius: .15rem;
  margin-right: .35rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.marks { margin: .25rem 0; padding-left: 1.5rem; }
figure { margin: .5rem 0; }
figure svg { display: block; width: 100%; height: auto; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.narrow { display: none; }
@media screen and (max-width: 40rem) {
  .wide { display: none; } .narrow { display: block; }
  thead { display: none; }
  tr { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  td { border: 0; padding: 0; }
  td:nth-child(1), td:nth-child(2) { display: inline; margin-right: .5rem; }
  td:nth-child(3) { display: block; color: var(--quiet); }
}
@media print {
  @page { margin: 15mm; }
  body { font-size: 10.5pt; padding: 0; max-width: none; }
  h2, h3, h2 + p, h3 + p, .legend, .marks { break-after: avoid; }
  section, figure, .failure, tr, .verdict { break-inside: avoid; }
}
`;
