/** What the report is of, what to repair first, packages, and lines of source. */
export const firstStyle = `
.provenance { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: .3rem 2rem; margin: 1.5rem 0 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); font-size: .9rem; }
.provenance div { display: flex; gap: .7rem; min-width: 0; } .provenance dt { flex: 0 0 6.6rem; color: var(--soft); } .provenance dd { margin: 0; min-width: 0; }
.first { display: grid; grid-template-columns: minmax(0, 1fr); gap: .7rem; margin: .9rem 0 0; padding: 0; list-style: none; counter-reset: first; }
.first > li { position: relative; padding: .8rem 1.1rem .8rem 3.2rem; background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--calm); border-radius: 8px; counter-increment: first; }
.first > li::before { content: counter(first); position: absolute; left: 1.1rem; top: .7rem; color: var(--soft); font-size: 1.3rem; font-weight: 650; }
.first > .error { border-left-color: var(--bad); } .first > .warning { border-left-color: var(--open); }
.first p { max-width: none; margin: .2rem 0; } .first .reasons { color: var(--soft); font-size: .9rem; } .first .reasons b { color: var(--ink); }
.first .at { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin-top: .4rem; font-size: .92rem; } .first .at .resource { display: none; }
.owner { color: var(--soft); font-size: .88rem; } .source { font-size: .88rem; }
.packages { width: 100%; margin-top: .9rem; border: 1px solid var(--line); border-radius: 10px; border-spacing: 0; border-collapse: separate; background: var(--sheet); overflow: hidden; }
.packages th, .packages td { padding: .45rem .7rem; text-align: left; border-top: 1px solid var(--line); } .packages thead th { border: 0; background: var(--faint); color: var(--soft); font-size: .82rem; font-weight: 550; }
.packages th[scope=row] { font-weight: 500; } .packages .number { text-align: right; font-variant-numeric: tabular-nums; } .packages .place { font-weight: 400; }
.excerpt { line-height: 1.45; } .excerpt mark { display: inline-block; min-width: 100%; background: var(--bad-ground); color: inherit; font-weight: 550; } .warning .excerpt mark { background: var(--open-ground); } .note .excerpt mark { background: var(--calm-ground); }
.check > summary { display: flex; align-items: baseline; width: 100%; padding: .3rem .2rem; color: var(--ink); font-size: 1rem; } .check > summary h3 { display: inline-flex; } .check > summary .number { margin-left: auto; color: var(--soft); font-size: .9rem; white-space: nowrap; }
.check > summary::before { flex: none; align-self: center; } .check { margin-top: 0; border-top: 1px solid var(--line); } .practice > header + .check { border: 0; }
.check[open] { padding-bottom: 1.2rem; }
`;
