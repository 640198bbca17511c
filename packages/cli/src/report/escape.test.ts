import { describe, expect, it } from 'vitest';
import { html, json, markdown, terminal, xml } from './escape.js';
import { hostileNames } from './testing/hostile.js';

/** What may act on a terminal or reorder text. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const acting = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

describe('terminal', () => {
  it('shows control characters, bidi overrides and zero-width characters', () => {
    expect(terminal('\u001b[31mred\u0007')).toBe('\\u{1B}[31mred\\u{7}');
    expect(terminal('a\u009bb\u202Ec\u200Bd\uFEFF')).toBe('a\\u{9B}b\\u{202E}c\\u{200B}d\\u{FEFF}');
    expect(terminal('one\ntwo\tthree\r')).toBe('one\\ntwo\\tthree\\r');
    expect(terminal('half \uD800')).toBe('half \\u{D800}');
  });

  it('leaves words of any script and pictures alone', () => {
    expect(terminal('Zürich, 東京, Ελλάδα, 🚀')).toBe('Zürich, 東京, Ελλάδα, 🚀');
  });
});

describe('html and xml', () => {
  it('escape markup and quotes, and keep line ends', () => {
    expect(html(`<a href="x" title='y'>&\n`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;\n');
    expect(xml(']]>')).toBe(']]&gt;');
    expect(xml('\u0000\uFFFE\u001b')).toBe('\\u{0}\\u{FFFE}\\u{1B}');
  });
});

describe('markdown', () => {
  it('leaves no formatting, link, html, table cell, mention or reference', () => {
    expect(markdown('a|b `c` *d* _e_ [f](g) ~h~')).toBe('a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\~h\\~');
    expect(markdown('<b>&')).toBe('&lt;b&gt;&amp;');
    expect(markdown('@octocat #12 GH-34')).toBe('@&#8203;octocat #&#8203;12 GH-&#8203;34');
    expect(markdown('https://x.y www.x.y')).toBe('https&#58;//x.y www&#46;x.y');
    expect(markdown('one\ntwo')).toBe('one\\\\ntwo');
  });
});

describe('json', () => {
  it('writes acting characters so that they read back the same', () => {
    const written = json(hostileNames);
    expect(written.replaceAll('\n', '')).not.toMatch(acting);
    expect(JSON.parse(written)).toEqual(hostileNames);
  });

  it('writes pairs of surrogates as two units', () => {
    expect(json('\u{E0041}')).toBe('"\\udb40\\udc41"');
  });
});

it.each(Object.entries(hostileNames))('no escape lets %s act on a terminal', (_, name) => {
  for (const escape of [terminal, markdown]) expect(escape(name)).not.toMatch(acting);
  for (const escape of [html, xml]) expect(escape(name).replace(/[\n\t]/g, '')).not.toMatch(acting);
});
