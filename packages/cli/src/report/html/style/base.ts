/** Colours and running text. Colours meet WCAG AA on every ground that they are used on, in light and dark. */
export const baseStyle = `
:root {
  color-scheme: light dark;
  --ground: #faf9f7; --sheet: #fff; --ink: #1c2126; --soft: #586069; --line: #e4e1db; --edge: #8a8f95; --faint: #f3f1ed;
  --accent: #0a5a80; --mark: #b4532a;
  --bad: #a8261c; --bad-ground: #fceceb; --good: #1a6537; --good-ground: #e8f4ec;
  --open: #7a4f00; --open-bar: #d9a73a; --open-ground: #fcf2d9; --calm: #586069; --calm-ground: #efedea;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --sheet: #1b1f24; --ink: #e5e7ea; --soft: #a4abb3; --line: #30363d; --edge: #747b83; --faint: #23282e;
    --accent: #83c5ec; --mark: #f0a37f;
    --bad: #ff9d94; --bad-ground: #3b1e1d; --good: #86d8a4; --good-ground: #17301f;
    --open: #efc46d; --open-bar: #c99a35; --open-ground: #352a11; --calm: #a4abb3; --calm-ground: #282d33;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
.matrix, .figures, .brand, .badge { overflow-wrap: break-word; }
.page { max-width: 78rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
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
section { margin-top: 2.25rem; }
.muted, .type, .reason { color: var(--soft); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem; }
.icon { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }

@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
