/** Paper: everything open, no controls. */
export const printStyle = `
@media print {
  :root { --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --faint: #f4f4f4; --bad: #8f1d15; --good: #14522c; --open: #5f3d00; --calm: #444; --accent: #000; --bad-ground: #fff; --good-ground: #fff; --open-ground: #fff; --calm-ground: #fff; --mark: #8f3d18; color-scheme: light; }
  html { font-size: 68%; }
  .page { max-width: none; padding: 0; }
  .badge.at-risk, .badge.met, .badge.attested, .badge.undetermined, .where b { border: 1px solid currentColor; }
  .new > .where i { border: 1px solid currentColor; background: none; color: var(--mark); }
  .matrix th, .matrix td { padding: .35rem .45rem; }
  .figures dt::before { display: none; }
  section { margin-top: 2rem; }
  .findings > li, .first > li, .sites > li, .matrix tr, .packages tr, .check h3, .curve, .practice > header, .questions > li, .criteria > li, .runs tr { break-inside: avoid; }
  h2, h3, summary, .about, .practice > header { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary::before, button, .skip, .filters { display: none; }
  .standing-line a::after, .sources a::after { content: " (" attr(href) ")"; font-size: .85em; }
}
`;
