const begin = '<!-- begin generated -->';
const end = '<!-- end generated -->';

/**
 * Puts text between the markers of a page and leaves the rest as it is.
 * @throws {Error} when the page does not have both markers once, in order
 */
export function replaceGeneratedSection(page: string, text: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from || page.indexOf(begin, from + 1) >= 0 || page.indexOf(end, to + 1) >= 0) {
    throw new Error(`A page needs one "${begin}" and after it one "${end}".`);
  }
  return `${page.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}
