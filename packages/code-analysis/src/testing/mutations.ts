/** Numbers from 0 to 1 that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const tokenPattern = /\s+|[\w$]+|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|=>|\.\.\.|\?\.|[^\w\s]/g;

/**
 * A text with some of its tokens left out, doubled, exchanged, or put in from another text: nearly code, as it stands in
 * an editor while somebody writes.
 */
export function mutated(text: string, other: string, random: () => number): string {
  const tokens = text.match(tokenPattern) ?? [];
  const others = other.match(tokenPattern) ?? [];
  const any = (count: number): number => Math.floor(random() * count);
  for (let changes = 1 + any(4); changes > 0 && tokens.length > 0; changes -= 1) {
    const at = any(tokens.length);
    const length = 1 + any(3);
    const from = any(others.length);
    const kind = any(5);
    if (kind === 0) tokens.splice(at, length);
    else if (kind === 1) tokens.splice(at, 0, ...tokens.slice(at, at + length));
    else if (kind === 2) {
      const to = any(tokens.length);
      [tokens[at], tokens[to]] = [tokens[to] ?? '', tokens[at] ?? ''];
    } else if (kind === 3) tokens[at] = others[from] ?? '';
    else tokens.splice(at, 0, ...others.slice(from, from + 2 + any(20)));
  }
  return tokens.join('');
}
