import { bestPractice, type CheckMetadata } from '@faultline/catalog';
import { nagId } from '@faultline/cdk-rules/analysis';

const presets = { recommended: '`recommended`, `strict`', strict: '`strict`' } as const;

/** The head of a rule's page, as Markdown: name, title, and a table of what is known of the check. */
export function ruleHeader(check: CheckMetadata): string {
  const practice = bestPractice(check.bestPractice);
  const isCode = check.layer === 'code';
  const rows = [
    ['Best practice', `[${practice.id} ${practice.title}](${practice.url})`],
    ['Presets', presets[check.preset] + (isCode ? `, \`${practice.id.toLowerCase()}\`` : '')],
    ['Severity', check.severity],
    ['Precision', check.precision],
    ownRow(check),
  ];
  const title = isCode ? `faultline/${check.name}` : check.name;
  return [`# ${title}`, '', `${check.title}.`, '', ...table(['', ''], rows)].join('\n');
}

/** What is particular to the layer of a check. */
function ownRow({ layer, name }: CheckMetadata): string[] {
  if (layer === 'code') return ['Repair', 'suggested in the editor where it is mechanical'];
  if (layer === 'infrastructure') return ['Id in cdk-nag', `\`${nagId(name)}\``];
  return ['Looks at', 'code and infrastructure joined, by `faultline check`'];
}

/** The table of rules in a README, as Markdown, with links to the pages in a folder. */
export function ruleTable(checks: readonly CheckMetadata[], folder: string): string {
  const rows = checks.map((check) => [
    `[${check.name}](${folder}/${check.name}.md)`,
    check.title,
    check.bestPractice,
    check.severity,
    check.preset === 'recommended' ? 'yes' : '',
  ]);
  return table(['Rule', 'What must hold', 'Best practice', 'Severity', 'Recommended'], rows).join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
