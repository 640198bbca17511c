/** The title, the figures under it, and what the gate said. */
export const headStyle = `
.brand { display: flex; align-items: center; gap: .5rem; margin: 0; color: var(--soft); font-size: .95rem; }
.logo { width: 1.6rem; height: 1.6rem; fill: none; stroke: var(--mark); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.brand strong { color: var(--ink); }
.lead { margin: .5rem 0 0; color: var(--soft); font-size: 1.05rem; max-width: 46rem; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1.75rem 0 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { display: flex; align-items: center; gap: .4rem; color: var(--soft); font-size: .9rem; }
.figures dt::before { content: ""; width: .6rem; height: .6rem; border-radius: 2px; background: var(--calm); }
.figures .violation dt::before { background: var(--bad); } .figures .compliant dt::before { background: var(--good); } .figures .undetermined dt::before { background: var(--open-bar); }
.figures dd { margin: 0; font-size: 1.8rem; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.figures .violation dd { color: var(--bad); } .figures .compliant dd { color: var(--good); } .figures .undetermined dd { color: var(--open); }

.figures .question dt::before { background: var(--accent); } .figures .question dd { color: var(--accent); }
.figures .fresh { font-size: .9rem; vertical-align: .3em; }

.gate, .banner { display: flex; gap: .9rem; margin-top: 2rem; padding: 1.1rem 1.25rem; border: 1px solid var(--bad); border-radius: 10px; background: var(--bad-ground); }
.gate { margin-top: 1.75rem; border-color: var(--line); border-left: 4px solid var(--good); background: var(--sheet); } .gate.failed, .gate.incomplete { border-left-color: var(--bad); }
.gate > div, .banner > div { min-width: 0; }
.gate h2, .banner h2 { font-size: 1.1rem; } .banner h2, .gate.failed h2, .gate.incomplete h2, .gate.failed > .icon, .gate.incomplete > .icon { color: var(--bad); } .gate.passed h2, .gate.passed > .icon { color: var(--good); }
.gate > .icon, .banner > .icon { width: 1.5rem; height: 1.5rem; } .banner > .icon { color: var(--bad); }
.gate ul { display: grid; gap: .4rem; margin-top: .4rem; }
.banner ul { display: grid; gap: .4rem; margin-top: .6rem; }
`;
