/** The one style sheet of the page. Colours meet WCAG AA on every ground that they are used on, in light and dark. */
export const styles = `
:root {
  color-scheme: light dark;
  --ground: #faf9f7; --sheet: #fff; --ink: #1c2126; --soft: #586069; --line: #e4e1db; --faint: #f3f1ed;
  --accent: #0a5a80; --mark: #b4532a;
  --bad: #a8261c; --bad-ground: #fceceb; --good: #1a6537; --good-ground: #e8f4ec;
  --open: #7a4f00; --open-bar: #d9a73a; --open-ground: #fcf2d9; --calm: #586069; --calm-ground: #efedea;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --sheet: #1b1f24; --ink: #e5e7ea; --soft: #a4abb3; --line: #30363d; --faint: #23282e;
    --accent: #83c5ec; --mark: #f0a37f;
    --bad: #ff9d94; --bad-ground: #3b1e1d; --good: #86d8a4; --good-ground: #17301f;
    --open: #efc46d; --open-bar: #c99a35; --open-ground: #352a11; --calm: #a4abb3; --calm-ground: #282d33;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
.matrix, .figures, .brand, .badge { overflow-wrap: break-word; }
.page { max-width: 70rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: .35rem 0 0; font-size: 2.1rem; font-weight: 650; letter-spacing: -.018em; }
h2 { margin: 0; font-size: 1.3rem; font-weight: 650; letter-spacing: -.01em; }
h3 { margin: 0; font-size: 1rem; font-weight: 600; }
p { margin: .4rem 0; }
ul { margin: 0; padding: 0; list-style: none; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre, .place, .files { font-family: var(--mono); font-size: .875em; overflow-wrap: anywhere; }
.resource { overflow-wrap: anywhere; }
code { background: var(--faint); border-radius: 4px; padding: .1em .35em; }
section { margin-top: 3rem; }
.muted, .type, .reason { color: var(--soft); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem; }
.icon { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }

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

.banner { display: flex; gap: .9rem; margin-top: 2rem; padding: 1.1rem 1.25rem; border: 1px solid var(--bad); border-radius: 10px; background: var(--bad-ground); }
.banner > div { min-width: 0; }
.banner h2 { font-size: 1.1rem; color: var(--bad); }
.banner > .icon { width: 1.5rem; height: 1.5rem; color: var(--bad); }
.banner ul { display: grid; gap: .4rem; margin-top: .6rem; }

.badge, .severity { display: inline-flex; align-items: center; gap: .35em; padding: .1em .65em .1em .5em; border-radius: 99px; background: var(--calm-ground); color: var(--calm); font-size: .875rem; font-weight: 550; white-space: nowrap; }
.badge.not-checked, .badge.not-applicable { padding-left: 0; background: none; font-weight: 400; }
.badge.at-risk, .severity.error { background: var(--bad-ground); color: var(--bad); }
.badge.met, .badge.attested { background: var(--good-ground); color: var(--good); }
.badge.undetermined, .severity.warning { background: var(--open-ground); color: var(--open); }
.severity { padding: .1em .6em; font-size: .8rem; }
.bar { display: block; width: 6.5rem; height: 6px; border-radius: 3px; background: var(--calm-ground); overflow: hidden; }
.bar .compliant { fill: var(--good); } .bar .violation { fill: var(--bad); } .bar .undetermined { fill: var(--open-bar); } .bar .suppressed { fill: var(--calm); }
.coverage { font-variant-numeric: tabular-nums; font-size: .9rem; white-space: nowrap; }

.heading { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .5rem 1rem; }
.matrix { width: 100%; margin-top: .9rem; border: 1px solid var(--line); border-radius: 10px; border-spacing: 0; border-collapse: separate; background: var(--sheet); overflow: hidden; }
.matrix th, .matrix td { padding: .5rem .8rem; text-align: left; vertical-align: middle; border-top: 1px solid var(--line); }
.matrix thead th { border: 0; background: var(--faint); color: var(--soft); font-size: .82rem; font-weight: 550; white-space: nowrap; }
.matrix th[scope=row] { font-weight: 500; line-height: 1.35; font-size: .95rem; }
.matrix th[scope=row] a { color: inherit; text-decoration: none; }
.matrix .name { display: flex; gap: .9rem; } .matrix .id { flex: none; line-height: 1.7; }
.matrix th[scope=row] a .title { text-decoration: underline; text-decoration-color: var(--line); text-decoration-thickness: 1px; text-underline-offset: .2em; }
.matrix th[scope=row] a:hover .title { text-decoration-color: currentColor; }
.id { display: block; color: var(--soft); font-size: .78rem; font-weight: 550; letter-spacing: .03em; font-variant-numeric: tabular-nums; }
.matrix .number { text-align: right; font-variant-numeric: tabular-nums; }
.matrix td.violation { color: var(--bad); font-weight: 600; }
.matrix td.risk { color: var(--soft); font-size: .9rem; }
.matrix thead th:first-child { width: 44%; }
.notes { margin-top: .7rem; color: var(--soft); font-size: .9rem; } .notes b { font-weight: 600; }
.matrix .not-checked th, .matrix .not-applicable th { color: var(--soft); }
.unit { display: none; }

.practice > header { padding-bottom: .9rem; border-bottom: 2px solid var(--line); }
.practice h2 .id { font-size: .85rem; margin-bottom: .15rem; }
.standing-line .coverage::after { content: " compliant"; }
time { white-space: nowrap; }
.standing-line { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .9rem; margin: .7rem 0 0; font-size: .92rem; }
.check { margin-top: 1.75rem; }
h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; }
h3 code { font-weight: 400; color: var(--soft); }
.findings, .questions, .banner ul { grid-template-columns: minmax(0, 1fr); }
.findings { display: grid; gap: .8rem; margin-top: .8rem; }
.finding { padding: .9rem 1.1rem; background: var(--sheet); border: 1px solid var(--line); border-left: 4px solid var(--calm); border-radius: 8px; }
.finding.error { border-left-color: var(--bad); } .finding.warning { border-left-color: var(--open); }
.finding > p { max-width: 48rem; }
.where { padding-right: 1.5rem; display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .7rem; margin: 0 0 .5rem; max-width: none !important; }
.place { font-weight: 600; }
.resource { color: var(--soft); font-size: .9rem; }
.finding { position: relative; }
.anchor { position: absolute; top: .8rem; right: .8rem; padding: 0 .4rem; color: var(--soft); text-decoration: none; }
.finding pre { margin: .7rem 0; padding: .6rem .8rem; background: var(--faint); border-radius: 6px; white-space: pre-wrap; }
pre code { background: none; padding: 0; font-size: 1em; }
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
.questions { display: grid; gap: .8rem; margin-top: .7rem; }
.questions li { display: flex; gap: .7rem; } .questions .icon { margin-top: .3rem; color: var(--soft); } .questions p { margin: 0; }
.answer { color: var(--soft); }
.rest { color: var(--soft); font-size: .92rem; }
button { padding: .3rem .8rem; border: 1px solid var(--line); border-radius: 7px; background: var(--sheet); color: var(--ink); font: inherit; font-size: .9rem; cursor: pointer; }
button[aria-pressed=true] { background: var(--calm-ground); }
[hidden] { display: none !important; }
footer { margin-top: 4rem; padding-top: 1.2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem; }

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
  .matrix .risk, .matrix .none, .matrix .bar { display: none; }
  .matrix td.covered:empty { display: none; }
  .matrix .covered .coverage::after { content: " compliant"; }
  .matrix .number { text-align: left; font-size: .9rem; }
  .unit { display: inline; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --faint: #f4f4f4; --bad: #8f1d15; --good: #14522c; --open: #5f3d00; --calm: #444; --accent: #000; --bad-ground: #fff; --good-ground: #fff; --open-ground: #fff; --calm-ground: #fff; --mark: #8f3d18; color-scheme: light; }
  html { font-size: 68%; }
  .page { max-width: none; padding: 0; }
  .badge.at-risk, .badge.met, .badge.attested, .badge.undetermined, .severity { border: 1px solid currentColor; }
  .matrix th, .matrix td { padding: .35rem .45rem; }
  .figures dt::before { display: none; }
  section { margin-top: 2rem; }
  .finding, .sites > li, .matrix tr, .check h3 { break-inside: avoid; }
  h2, h3, summary, .about, .practice > header { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary::before, .anchor, button, .skip { display: none; }
  .standing-line a::after, .sources a::after { content: " (" attr(href) ")"; font-size: .85em; }
}
`;
