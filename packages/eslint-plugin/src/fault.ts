import { encodeFault } from './audit.js';

/** Trees of files in which people were told of a fault: once is enough, since checks share what they build on. */
const told = new WeakSet<object>();

/**
 * What is reported of something that a check threw: for people once in each file, in audit mode for each check.
 * @param ast tree of the file, by which files are told apart
 */
export function faultMessage(ast: object, thrown: unknown, audit: boolean): string | undefined {
  if (audit) return encodeFault({ thrown: inOneLine(thrown) });
  if (told.has(ast)) return undefined;
  told.add(ast);
  return `A fault in Faultline itself (${inOneLine(thrown)}) kept it from judging all of this file, so dangers in it may go unseen. Please report it together with the file; the other files are judged as ever.`;
}

function inOneLine(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return text.replace(/\s+/g, ' ').trim();
}
