import type { CheckMetadata } from '@faultline/catalog';
import type { ESLint } from 'eslint';
import type { Linters } from './code-linter.js';
import type { FileReading } from './engine-judge.js';
import { readMessages } from './eslint-messages.js';
import type { FilePlan } from './file-plan.js';
import { undoInlineConfiguration } from './inline-configuration.js';
import { unusedComments } from './unused-comments.js';

/**
 * Judges a file with ESLint: a component, one that configures rules for itself, and what our own parser refuses.
 * @param path absolute
 * @param file path to show
 * @returns undefined for a file that ESLint ignores
 */
export async function judgeByEslint(
  text: string,
  path: string,
  file: string,
  plan: FilePlan,
  metadata: ReadonlyMap<string, CheckMetadata>,
): Promise<FileReading | undefined> {
  const { linters, result } = await lint(text, path, await plan.linters());
  if (!result) return undefined;
  const whole = await undoInlineConfiguration(result, text, path, plan.namespace, linters);
  const reading = readMessages(whole, { file, namespace: plan.namespace, checks: metadata });
  const unused = await unusedComments(text, path, file, plan, linters, reading);
  return { findings: reading.findings, errors: reading.errors, unused, patterns: [] };
}

interface Linted {
  /** Those that took it. */
  readonly linters: Linters;
  /** Undefined for an ignored file. */
  readonly result: ESLint.LintResult | undefined;
}

/** Lints a text; where the project's parser refuses it, such as a file that is in no `tsconfig.json`, with ours. */
async function lint(text: string, filePath: string, linters: Linters): Promise<Linted> {
  const [result] = await linters.eslint.lintText(text, { filePath, warnIgnored: false });
  if (!result || !isRefused(result)) return { linters, result };
  const byOurs = await linters.byOurParser();
  const [again] = await byOurs.eslint.lintText(text, { filePath, warnIgnored: false });
  return again && !isRefused(again) ? { linters: byOurs, result: again } : { linters, result };
}

const isRefused = ({ messages }: ESLint.LintResult): boolean => messages.some(({ fatal }) => fatal);
