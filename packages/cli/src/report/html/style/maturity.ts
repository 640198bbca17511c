/** The levels of maturity and what they rest on. */
export const maturityStyle = `
.ratings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1rem; margin-top: .9rem; align-items: start; }
.rating, .curve { padding: 1rem 1.2rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 10px; }
.rating h3 { display: block; } .rating h4 { margin: 1rem 0 .4rem; font-size: .92rem; font-weight: 600; }
.levels { display: grid; grid-template-columns: repeat(4, 1fr); gap: 4px; margin: .9rem 0 .6rem; padding: 0; list-style: none; font-size: .82rem; line-height: 1.3; color: var(--soft); }
.levels li { padding-top: .45rem; border-top: 6px solid var(--calm-ground); overflow-wrap: break-word; }
.levels .reached { border-color: var(--good); color: var(--ink); } .levels [aria-current] { font-weight: 600; }
.criteria { display: grid; gap: .6rem; }
.criteria > li { display: flex; gap: .6rem; } .criteria p { margin: 0; font-size: .93rem; } .criteria p.muted { font-size: .87rem; }
.criteria .icon { margin-top: .25rem; } .criteria > .shown > .icon { color: var(--good); } .criteria > .missing > .icon { color: var(--bad); } .criteria > .open > .icon { color: var(--open); }
.criteria > li > div { min-width: 0; }
.rating details .criteria { margin-top: .6rem; }
`;
