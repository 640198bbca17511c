import type { PackageResult, Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import { byViolations } from './packages.js';
import type { Style } from './pretty-style.js';
import { tableLines, type Layout, type Row } from './pretty-table.js';
import { count, coverageText } from './summary.js';

const layout: Layout = { aligns: ['left', 'left', 'right', 'right', 'right', 'right'], flexible: 1 };

/** What each package of a monorepo has, the worst first; those without a violation are counted only. */
export function packageLines({ packages = [] }: Results, style: Style): string[] {
  const faulty = byViolations(packages).filter(({ counts }) => counts.violation > 0);
  if (faulty.length === 0) return [];
  const orBlank = (number: number) => (number > 0 ? String(number) : '');
  const rowOf = ({ name, folder, counts, violations }: PackageResult): Row => ({
    cells: [
      terminal(name),
      terminal(folder),
      coverageText(counts),
      orBlank(violations.error),
      orBlank(violations.warning),
      orBlank(violations.note),
    ],
  });
  const heading = ['Package', 'Folder', 'Compliant', 'Errors', 'Warnings', 'Notes'];
  const sound = packages.length - faulty.length;
  const rest = sound > 0 ? [style.dim(`${count(sound, 'more package')} without a violation.`), ''] : [];
  const lines = tableLines(heading, faulty.map(rowOf), layout, style);
  return rest.length > 0 ? [...lines.slice(0, -1), ...rest] : lines;
}
