/** Elements that HTML never closes. */
const empty = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);

/**
 * Names of the elements of a document, in order; a strict reading of the subset of XML and HTML that we write.
 * @throws Error where a tag is not closed in its place, an attribute is not quoted, or a bare `<` or `&` stands in the text.
 */
export function elementsOf(text: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  const token =
    /<(?<raw>style|script)>[\s\S]*?<\/\k<raw>>|<[?!][^>]*>|<\/(?<close>[\w]+)\s*>|<(?<name>[\w]+)(?<attributes>(?:\s+[\w-]+(?:="[^"<]*")?)*)\s*(?<self>\/?)>|[^<]+|</g;
  for (const [piece, groups] of [...text.matchAll(token)].map((match) => [match[0], match.groups ?? {}] as const)) {
    const { raw, close, name, self } = groups;
    if (raw) names.push(raw);
    else if (close) {
      if (open.pop() !== close) throw new Error(`</${close}> closes another element`);
    } else if (name) {
      names.push(name);
      if (!self && !empty.has(name)) open.push(name);
    }
    if (piece === '<') throw new Error('A bare < stands in the text');
    if (!raw && /&(?!(?:\w+|#\d+);)/.test(piece)) throw new Error(`A bare & stands in ${piece.slice(0, 80)}`);
  }
  if (open.length > 0) throw new Error(`Not closed: ${open.join(', ')}`);
  return names;
}
