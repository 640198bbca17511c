/** Badges and bars that show a standing. */
export const badgeStyle = `
.badge, .where b { display: inline-flex; align-items: center; gap: .35em; padding: .1em .65em .1em .5em; border-radius: 99px; background: var(--calm-ground); color: var(--calm); font-size: .875rem; font-weight: 550; white-space: nowrap; }
.badge.not-checked, .badge.not-applicable { padding-left: 0; background: none; font-weight: 400; }
.badge.at-risk, .badge.overdue, .badge.declined, .error > .where b { background: var(--bad-ground); color: var(--bad); }
.badge.met, .badge.attested, .badge.answered { background: var(--good-ground); color: var(--good); }
.badge.undetermined, .badge.unanswered, .warning > .where b { background: var(--open-ground); color: var(--open); }
.where b { padding: .1em .6em; font-size: .8rem; }
.fresh { color: var(--mark); font-size: .82rem; font-weight: 600; white-space: nowrap; }
.where i { color: var(--soft); font-size: .8rem; font-style: normal; } .new > .where i { padding: .1em .6em; border-radius: 99px; background: var(--mark); color: var(--sheet); font-weight: 600; }
.bar { display: block; width: 6.5rem; height: 6px; border-radius: 3px; background: var(--calm-ground); overflow: hidden; }
.bar .compliant { fill: var(--good); } .bar .violation { fill: var(--bad); } .bar .undetermined { fill: var(--open-bar); } .bar .suppressed { fill: var(--calm); }
.coverage { font-variant-numeric: tabular-nums; font-size: .9rem; white-space: nowrap; }
`;
