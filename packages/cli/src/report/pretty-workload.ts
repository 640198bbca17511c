import type { Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import { placeOf } from './place.js';
import { longest } from './pretty-findings.js';
import type { Style } from './pretty-style.js';
import { shorten } from './source-line.js';
import { count, withStatus } from './summary.js';
import { wrap } from './text-layout.js';
import { nameOfUnlinked } from './unlinked.js';

/** Findings that the other layer shows not to apply, and functions whose code was not found, with their reasons. */
export function workloadLines(results: Results, style: Style, verbose: boolean): string[] {
  const withdrawn = withStatus(results, 'withdrawn').map((verdict) => {
    const { file, line } = placeOf(verdict);
    const where = `${file ?? 'the workload'}${line === undefined ? '' : `:${line}`}`;
    return `${where}  ${verdict.check}: ${verdict.withdrawal?.reason ?? ''}`;
  });
  const unlinked = results.dependencies.unlinked.map((one) => `${nameOfUnlinked(one)}: ${one.reason}`);
  if (verbose)
    return [
      ...block('Withdrawn, since the other layer shows that it does not apply', withdrawn, style),
      ...block('Functions without code in view', unlinked, style),
    ];
  const said = [
    ...(withdrawn.length > 0 ? [`${count(withdrawn.length, 'finding')} withdrawn with both layers in view`] : []),
    ...(unlinked.length > 0 ? [`${count(unlinked.length, 'function')} without code in view`] : []),
  ];
  return said.length === 0 ? [] : [style.dim(`${said.join(', ')}; --verbose says why.`), ''];
}

function block(title: string, items: readonly string[], style: Style): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap((item) =>
    wrap(terminal(shorten(item, longest, style.ellipsis)), style.width - 4).map((line, index) =>
      index === 0 ? `  ${line}` : `    ${line}`,
    ),
  );
  return [style.bold(title), ...lines, ''];
}
