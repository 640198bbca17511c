import type { BestPractice, CheckMetadata } from '@faultline/catalog';

const folders = { code: 'packages/eslint-plugin', infrastructure: 'packages/cdk-rules', workload: 'packages/cli' };

/** The table of best practices in the README, as Markdown, with the checks that each has. */
export function practiceTable(practices: readonly BestPractice[], checks: readonly CheckMetadata[]): string {
  const rows = practices.map(({ id, title, risk, url }) => {
    const links = checks
      .filter((check) => check.bestPractice === id)
      .map(({ name, layer }) => `[${name}](${folders[layer]}/docs/rules/${name}.md)`);
    return `| [${id}](${url}) | ${title} | ${risk} | ${links.join(', ') || 'questions for people only, so far'} |`;
  });
  return [
    '<!-- prettier-ignore -->',
    '| Id | Best practice | Risk | Checks |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
