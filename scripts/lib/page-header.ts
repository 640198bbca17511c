import { bestPractice, type CheckMetadata } from '@faultline/catalog';

const presets = { recommended: '`recommended`, `strict`', strict: '`strict`' } as const;

/** The head of a rule's page, as Markdown: name, title, and a table of what is known of the check. */
export function ruleHeader(check: CheckMetadata, { hasSuggestions }: { readonly hasSuggestions: boolean }): string {
  const practice = bestPractice(check.bestPractice);
  const rows = [
    ['Best practice', `[${practice.id} ${practice.title}](${practice.url})`],
    ['Presets', `${presets[check.preset]}, \`${practice.id.toLowerCase()}\``],
    ['Severity', check.severity],
    ['Precision', check.precision],
    ['Repair', hasSuggestions ? 'suggested in the editor' : 'by hand'],
  ];
  return [`# faultline/${check.name}`, '', `${check.title}.`, '', ...table(['', ''], rows)].join('\n');
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
