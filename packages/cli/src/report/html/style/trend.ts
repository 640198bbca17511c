/** Lines over the runs, in the matrix and by themselves. */
export const trendStyle = `
.spark { display: block; width: 4.5rem; height: 1.25rem; fill: none; stroke: var(--soft); stroke-width: 1.4; stroke-linecap: round; stroke-linejoin: round; }
.spark circle { fill: var(--mark); stroke: none; }
.curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; margin-top: .9rem; }
.curve { margin: 0; }
.curve figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .7rem; font-size: .92rem; }
.curve figcaption b { font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.plot { margin-top: .5rem; } .plot .top { display: block; color: var(--soft); font-size: .75rem; line-height: 1.2; }
.area { display: block; width: 100%; height: 6rem; }
.area polyline { fill: none; stroke: currentColor; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.area polygon { fill: currentColor; opacity: .13; } .area .grid { fill: none; stroke: var(--line); vector-effect: non-scaling-stroke; }
.curve.violation .area { color: var(--bad); } .curve.compliant .area { color: var(--good); }
.span { display: flex; justify-content: space-between; margin: .3rem 0 0; color: var(--soft); font-size: .78rem; }
.wide { overflow-x: auto; }
.runs { width: 100%; margin-top: .5rem; border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
.runs th, .runs td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; font-weight: 400; }
.runs thead th { color: var(--soft); font-size: .82rem; font-weight: 550; } .runs .number { text-align: right; }
`;
