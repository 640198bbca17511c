import { bestPractice } from '@faultline/catalog';
import type { OpposingRule } from 'eslint-plugin-faultline';

/** The table of rules of other plugins that argue against the best practices, as Markdown. */
export function opposingTable(rules: readonly OpposingRule[]): string {
  const rows = rules.map(({ rule, bestPractice: id, why }) => {
    const { title, url } = bestPractice(id);
    return `| \`${rule}\` | [${id}](${url}) ${title} | ${why} |`;
  });
  return ['| Rule | Best practice | Why it is wrong there |', '| --- | --- | --- |', ...rows].join('\n');
}
