import { appendLines } from './files.js';
import type { PackageManager } from './package-manager.js';

/** The file in which coding agents read what holds for a repository (agents.md). */
export const agentsFile = 'AGENTS.md';

/**
 * The file for coding agents with what they need to know of Faultline.
 * @param before its text now; undefined where it is new
 * @returns undefined where it speaks of Faultline already
 */
export function withAgentLines(before: string | undefined, { run }: PackageManager): string | undefined {
  if (before !== undefined && /\bfaultline\b/i.test(before)) return undefined;
  const lines = [
    '## Reliability',
    '',
    `- After a change of code, CDK or templates run \`${run} faultline check --changed --format agent\`; repair what it finds.`,
    `- \`${run} faultline fix --dry-run\` shows repairs that are proven; \`${run} faultline explain <check>\` says why a finding matters.`,
    '- Do not accept a finding by a comment, in the configuration or in the baseline unless a person asks for it.',
  ];
  return appendLines(before ?? '', [...(before === undefined || before.trim() === '' ? [] : ['']), ...lines]);
}
