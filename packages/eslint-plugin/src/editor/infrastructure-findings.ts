import { existsSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Rule } from 'eslint';
import { findResults, infrastructureViolations, type PlacedVerdict } from './last-results.js';

/** Name of the rule in the plugin. */
export const ruleName = 'infrastructure-findings';

/** Options of the rule. */
export interface InfrastructureFindingsOptions {
  /** Path of the results; the nearest `.faultline/results.json` above the file when absent. */
  readonly results?: string;
  /** Digest of the results. It does nothing here: it changes the configuration when the results change, for `--cache`. */
  readonly digest?: string;
}

/**
 * Shows what the last `faultline check` found in infrastructure on the lines that made the resources.
 * It judges nothing itself, so it is no check and in no preset.
 */
export const infrastructureFindings: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: {
      description: 'Shows what the last check found in infrastructure on the lines that made the resources',
      url: 'https://unpkg.com/eslint-plugin-faultline/docs/editor.md',
    },
    schema: [
      {
        type: 'object',
        properties: { results: { type: 'string', minLength: 1 }, digest: { type: 'string' } },
        additionalProperties: false,
      },
    ],
    defaultOptions: [],
    messages: {
      finding: '{{message}} ({{check}}, {{bestPractice}})',
      unreadable: '{{path}} cannot be read as results. Make it again with `faultline check`.',
    },
  },
  create(context) {
    return {
      Program() {
        const { results } = (context.options[0] ?? {}) as InfrastructureFindingsOptions;
        if (!isAbsolute(context.filename)) return;
        const path = results === undefined ? findResults(dirname(context.filename)) : resolve(context.cwd, results);
        if (path === undefined || !existsSync(path)) return;
        let found: readonly PlacedVerdict[];
        try {
          found = infrastructureViolations(path, context.filename);
        } catch {
          context.report({ loc: { line: 1, column: 0 }, messageId: 'unreadable', data: { path } });
          return;
        }
        for (const verdict of found) report(context, verdict);
      },
    };
  },
};

/** Reports on the line that the verdict names, or on the last one where the file has become shorter. */
function report(context: Rule.RuleContext, { check, bestPractice, message, location }: PlacedVerdict): void {
  const { lines } = context.sourceCode;
  const line = Math.min(location.line, lines.length);
  const text = lines[line - 1] ?? '';
  const column = Math.min(location.column - 1, text.length);
  context.report({
    loc: { start: { line, column }, end: { line, column: text.length } },
    messageId: 'finding',
    data: { message: visible(message), check: visible(check), bestPractice: visible(bestPractice) },
  });
}

/** Names in a message come from the scanned project: what would act on a terminal or reorder a line goes. */
function visible(text: unknown): string {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
