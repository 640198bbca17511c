import type { ESLint, Linter } from 'eslint';
import type { Linters } from './code-linter.js';

/** A comment that configures rules for its file, as ESLint reads it: a block whose first word is `eslint`. */
const configurationComment = /\/\*\s*eslint\s([\s\S]*?)\*\//g;

/** True for a text with comments that may configure rules of ours. */
export function hasInlineConfiguration(text: string, namespace: string): boolean {
  // Names of rules may be written with escapes.
  return bodiesIn(text).some((body) => body.includes(namespace) || body.includes('\\'));
}

const bodiesIn = (text: string): string[] => [...text.matchAll(configurationComment)].map(([, body = '']) => body);

/**
 * Undoes what comments such as `eslint faultline/x: "off"` do to our rules, since ESLint itself keeps no trace of what
 * they hide: what such a comment switches off counts as suppressed by it, and a level that it lowers stays as it was.
 * Only the few files that have such comments are judged once more.
 * @param result of the file with its comments
 * @param path absolute
 */
export async function undoInlineConfiguration(
  result: ESLint.LintResult,
  text: string,
  path: string,
  namespace: string,
  { withoutComments }: Pick<Linters, 'withoutComments'>,
): Promise<ESLint.LintResult> {
  if (!hasInlineConfiguration(text, namespace)) return result;
  const comments = bodiesIn(text);
  const [bare] = await withoutComments().lintText(text, { filePath: path, warnIgnored: false });
  if (!bare) return result;
  const written = new Map([...result.messages, ...result.suppressedMessages].map((one) => [keyOf(one), one]));
  const speaks = new Set([...written.values()].map(({ ruleId }) => ruleId));
  const messages: Linter.LintMessage[] = [];
  const suppressedMessages: Linter.SuppressedLintMessage[] = [];
  for (const message of bare.messages) {
    const same = written.get(keyOf(message));
    written.delete(keyOf(message));
    if (same && 'suppressions' in same) {
      suppressedMessages.push({ ...message, suppressions: (same as Linter.SuppressedLintMessage).suppressions });
    } else if (same || speaks.has(message.ruleId)) {
      messages.push(message);
    } else {
      const justification = justificationOf(comments, message.ruleId ?? '');
      suppressedMessages.push({ ...message, suppressions: [{ kind: 'directive', justification }] });
    }
  }
  // What is left is of rules that a comment switches on.
  const configured = new Set(bare.messages.map(({ ruleId }) => ruleId));
  for (const message of result.messages) {
    if (written.has(keyOf(message)) && !configured.has(message.ruleId)) messages.push(message);
  }
  for (const message of result.suppressedMessages) {
    if (written.has(keyOf(message)) && !configured.has(message.ruleId)) suppressedMessages.push(message);
  }
  return { ...result, messages, suppressedMessages };
}

function keyOf({ ruleId, line, column, endLine, endColumn }: Linter.LintMessage): string {
  return [ruleId, line, column, endLine, endColumn].join(':');
}

/** What the comment gives as its reason, behind two dashes. */
function justificationOf(comments: readonly string[], rule: string): string {
  const comment = comments.find((body) => body.includes(rule)) ?? '';
  return /\s-{2,}\s+([\s\S]*)$/.exec(comment)?.[1]?.trim() ?? '';
}
