/** The table of the best practices. */
export const matrixStyle = `
.heading { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .5rem 1rem; }
.matrix { width: 100%; margin-top: .9rem; border: 1px solid var(--line); border-radius: 10px; border-spacing: 0; border-collapse: separate; background: var(--sheet); overflow: hidden; }
.matrix th, .matrix td { padding: .5rem .7rem; text-align: left; vertical-align: middle; border-top: 1px solid var(--line); }
.matrix thead th { border: 0; background: var(--faint); color: var(--soft); font-size: .82rem; font-weight: 550; white-space: nowrap; }
.matrix th[scope=row] { font-weight: 500; line-height: 1.35; font-size: .95rem; }
.matrix th[scope=row] a { color: inherit; text-decoration: none; }
.matrix .name { display: block; }
.matrix th[scope=row] a .title { text-decoration: underline; text-decoration-color: var(--line); text-decoration-thickness: 1px; text-underline-offset: .2em; }
.matrix th[scope=row] a:hover .title { text-decoration-color: currentColor; }
.id { display: block; color: var(--soft); font-size: .78rem; font-weight: 550; letter-spacing: .03em; font-variant-numeric: tabular-nums; }
.matrix .number { text-align: right; font-variant-numeric: tabular-nums; }
.matrix td.violation { color: var(--bad); font-weight: 600; }
.matrix td.risk { color: var(--soft); font-size: .9rem; }
.matrix thead th:first-child { width: 34%; }
.notes { margin-top: .7rem; color: var(--soft); font-size: .9rem; } .notes b { font-weight: 600; }
.matrix .not-checked th, .matrix .not-applicable th { color: var(--soft); }
.matrix .answers { color: var(--soft); font-size: .9rem; white-space: nowrap; }
.matrix .number .fresh { display: block; line-height: 1.1; }
.unit { display: none; }

@media screen and (max-width: 46rem) {
  .page { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.65rem; }
  .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .matrix, .matrix tbody { display: block; }
  .matrix tr { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .8rem; padding: .8rem .9rem; border-top: 1px solid var(--line); }
  .matrix tr:first-child { border: 0; }
  .matrix th, .matrix td { padding: 0; border: 0; }
  .matrix th[scope=row] { flex: 1 0 100%; }
  .matrix .name { display: block; }
  .matrix .risk, .matrix .none, .matrix .bar, .matrix .trend, .matrix .answers:empty { display: none; }
  .matrix .number .fresh { display: inline; }
  .matrix td.covered:empty { display: none; }
  .matrix .covered .coverage::after { content: " compliant"; }
  .matrix .number { text-align: left; font-size: .9rem; }
  .unit { display: inline; }
}
`;
