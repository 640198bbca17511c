import { describe, expect, it } from 'vitest';
import { replaceGeneratedSection } from './generated-section.js';

describe('replaceGeneratedSection', () => {
  it('replaces what is between the markers, and only that', () => {
    const page = 'before\n<!-- begin generated -->\nold\n<!-- end generated -->\nafter';
    const wanted = 'before\n<!-- begin generated -->\n\nnew\n\n<!-- end generated -->\nafter';
    expect(replaceGeneratedSection(page, 'new')).toBe(wanted);
    expect(replaceGeneratedSection(wanted, 'new\n')).toBe(wanted);
  });

  it('keeps dollar signs as they are', () => {
    expect(replaceGeneratedSection('<!-- begin generated --><!-- end generated -->', '$& $1')).toContain('$& $1');
  });

  it.each([
    ['no markers', 'text'],
    ['the end alone', '<!-- end generated -->'],
    ['the wrong order', '<!-- end generated --><!-- begin generated -->'],
    ['two sections', '<!-- begin generated --><!-- end generated --><!-- begin generated --><!-- end generated -->'],
  ])('refuses a page with %s', (_, page) => {
    expect(() => replaceGeneratedSection(page, 'new')).toThrow('A page needs one');
  });
});
