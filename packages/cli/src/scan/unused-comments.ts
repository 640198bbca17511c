import { readJustification } from '@faultline/catalog';
import type { Linters } from './code-linter.js';
import type { MessageReading } from './eslint-messages.js';
import type { FilePlan } from './file-plan.js';
import type { UnusedSuppression } from './outcome.js';

/**
 * The comments of a file that switch one of our rules off where it objects to nothing. ESLint itself finds them, in a
 * second look at the few files that have such comments.
 * @param path absolute
 * @param file path to show
 * @param reading of the file; a rule that cannot decide about a place in it may need the comment
 */
export async function unusedComments(
  text: string,
  path: string,
  file: string,
  { namespace, rules }: FilePlan,
  linters: Linters,
  { findings, failed }: Pick<MessageReading, 'findings' | 'failed'>,
): Promise<UnusedSuppression[]> {
  if (!text.includes('eslint-disable') || !text.includes(`${namespace}/`)) return [];
  const undecided = findings.filter(({ verdict }) => verdict.status === 'undetermined').map(({ check }) => check.name);
  const doubtful = new Set([...undecided, ...failed]);
  const [result] = await linters.forComments().lintText(text, { filePath: path, warnIgnored: false });
  const lines = text.split('\n');
  return (result?.messages ?? []).flatMap(({ ruleId, message, line, column }) => {
    if (ruleId !== null || !message.startsWith('Unused eslint-disable directive')) return [];
    const names = [...message.matchAll(/'([^']+)'/g)].flatMap(([, rule = '']) =>
      rule.startsWith(`${namespace}/`) ? rule.slice(namespace.length + 1) : [],
    );
    const justification = /\s-{2,}\s+(.*?)(?:\*\/|$)/.exec(lines[line - 1]?.slice(column - 1) ?? '')?.[1] ?? '';
    return names
      .filter((check) => rules.has(check) && !doubtful.has(check))
      .map((check) => ({
        check,
        suppression: { kind: 'directive' as const, ...readJustification(justification) },
        location: { file, line, column },
      }));
  });
}
