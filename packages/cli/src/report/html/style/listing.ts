/** Findings, places, folds and the register. */
export const listingStyle = `
.practice > header { padding-bottom: .9rem; border-bottom: 2px solid var(--line); }
.practice h2 .id { font-size: .85rem; margin-bottom: .15rem; }
.standing-line .coverage::after { content: " compliant"; }
time { white-space: nowrap; }
.standing-line { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .9rem; margin: .7rem 0 0; font-size: .92rem; }

h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; }
h3 code { font-weight: 400; color: var(--soft); }
.findings, .questions, .banner ul { grid-template-columns: minmax(0, 1fr); }
.findings { display: grid; gap: .8rem; margin-top: .8rem; }
.findings > li { padding: .9rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--calm); border-radius: 8px; }
.findings > .error { border-left-color: var(--bad); } .findings > .warning { border-left-color: var(--open); }
.findings > li > p, .shared > p { max-width: 52rem; }
.where { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; margin: 0 0 .5rem; max-width: none !important; }
.place { font-weight: 600; } a.place { color: inherit; text-decoration: none; } a.place:hover { text-decoration: underline; } a.place::after { position: absolute; padding-left: .3em; content: "#" / ""; color: transparent; } a.place:hover::after, a.place:focus-visible::after { color: var(--soft); }
.resource { color: var(--soft); font-size: .9rem; }
.findings pre { margin: .7rem 0; padding: .6rem .8rem; background: var(--faint); border-radius: 6px; white-space: pre-wrap; }
.shared { margin-top: .8rem; padding: .9rem 1.1rem .3rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.shared > .findings { gap: 0; margin: .7rem -1.1rem 0; } .shared .findings > li { border-width: 1px 0 0 4px; border-radius: 0; padding: .6rem 1.1rem; background: none; }
.shared .where { margin: 0; } .shared .findings pre { margin: .4rem 0 .1rem; }
.repair { position: relative; padding-left: 1.5rem; } .repair::before { content: "\\2192" / ""; position: absolute; left: 0; color: var(--good); font-weight: 600; }
.related { margin-top: .6rem; color: var(--soft); font-size: .9rem; } .related .place { font-weight: 400; }
:target { box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 45%, transparent); border-radius: 8px; }

details { margin-top: .7rem; }
summary { display: inline-flex; align-items: center; gap: .45rem; padding: .2rem .1rem; color: var(--soft); font-size: .92rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; width: .4em; height: .4em; margin: 0 .15em; border: solid currentColor; border-width: 0 1.8px 1.8px 0; transform: rotate(-45deg); }
details[open] > summary::before { transform: rotate(45deg); }
summary:hover { color: var(--ink); }
.about p, .about ul { max-width: 46rem; margin-left: 1.2rem; font-size: .95rem; }
.sites, .files { margin-top: .5rem; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.sites > li, .files > li { padding: .6rem 1rem; border-top: 1px solid var(--line); font-size: .93rem; }
.sites > li:first-child, .files > li:first-child { border: 0; }
.files > li { font-size: .86rem; }
@media (min-width: 50rem) { .pairs > li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); gap: 0 1.5rem; } }
.sites p { margin: .1rem 0; }
.sites .resource { display: block; }
.sites .place { font-weight: 500; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; margin-top: .2rem; color: var(--soft); font-size: .88rem; }
.key::after { content: ":"; }
.facts .value { color: var(--ink); }
.expired { color: var(--bad); font-weight: 600; }
.register { margin-top: 1rem; }
.questions { display: grid; gap: .7rem; margin-top: .7rem; }
.questions > li { padding: .8rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--open-bar); border-radius: 8px; }
.questions > .answered { border-left-color: var(--good); } .questions > .overdue, .questions > .declined { border-left-color: var(--bad); }
.questions p { margin: 0; max-width: 48rem; } .questions .state { margin-top: .5rem; } .questions .state code { color: var(--soft); }
.answer { padding-left: .8rem; margin-top: .4rem !important; border-left: 2px solid var(--line); }
.group { margin-top: 1rem; } .group > p { margin: .3rem 0; font-size: .93rem; } .group > h3 { font-size: .95rem; }
.fold { padding-bottom: .3rem; } .fold > summary { font-size: 1rem; font-weight: 550; }
.fold.compliant > summary > .icon { color: var(--good); } .fold.undetermined > summary > .icon { color: var(--open); }
.findings > .unchanged, .findings > .moved { border-left-color: var(--line); }
.register .state { display: flex; flex-wrap: wrap; gap: .2rem .8rem; } .state .idle { color: var(--open); font-weight: 600; }
.rest { color: var(--soft); font-size: .92rem; }
button { padding: .3rem .8rem; border: 1px solid var(--line); border-radius: 7px; background: var(--sheet); color: var(--ink); font: inherit; font-size: .9rem; cursor: pointer; }
button:disabled { color: var(--soft); cursor: default; }
button[aria-pressed=true] { background: var(--calm-ground); }
[hidden] { display: none !important; }
footer { margin-top: 4rem; padding-top: 1.2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }
`;
