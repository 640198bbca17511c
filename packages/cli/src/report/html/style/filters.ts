/** The bar of filters. It stays in view where there is room for it. */
export const filtersStyle = `
.filters { display: flex; flex-wrap: wrap; align-items: flex-end; gap: .5rem .7rem; margin-top: 3rem; padding: .8rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
.filters label { display: grid; gap: .15rem; color: var(--soft); font-size: .8rem; min-width: 0; }
.filters select, .filters input[type=search] { width: 100%; height: 2.2rem; padding: 0 .5rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--ground); color: var(--ink); font: inherit; font-size: .9rem; }
.by-text { flex: 2 1 11rem; } .by-bp { flex: 2 1 10rem; } .by-check { flex: 2 1 9rem; }
.by-status { flex: 1 1 8.5rem; } .by-layer, .by-severity { flex: 1 1 6.5rem; }
.filters .by-new { display: flex; flex-direction: row; align-items: center; gap: .4rem; height: 2.2rem; color: var(--ink); font-size: .9rem; white-space: nowrap; }
.filters input[type=checkbox] { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--accent); }
.filters button { height: 2.2rem; }
.filters .shown { flex: 1 0 100%; margin: 0; font-size: .9rem; } .filters .shown:empty { margin-top: -.5rem; }
@media screen and (min-width: 60rem) and (min-height: 40rem) {
  .filters:not([hidden]) { position: sticky; top: .5rem; z-index: 2; box-shadow: 0 6px 16px -10px rgb(0 0 0 / .35); }
  .listing .practice, .listing :target { scroll-margin-top: 8rem; }
  .listing h2 { scroll-margin-top: 8rem; }
}
@media screen and (max-width: 40rem) {
  .filters { display: grid; grid-template-columns: 1fr 1fr; padding: .7rem; }
  .by-text, .by-bp, .filters .shown { grid-column: 1 / -1; }
}
`;
