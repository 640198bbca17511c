const longest = 160;

/** Source text of a range with white space folded, at most 160 characters. */
export function foldedSnippet(text: string, range: readonly [number, number]): string {
  const folded = text.slice(range[0], range[1]).replace(/\s+/g, ' ').trim();
  return folded.length > longest ? `${folded.slice(0, longest - 1)}…` : folded;
}
