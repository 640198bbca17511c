import type { Results } from '@faultline/catalog';
import { terminal } from './escape.js';
import type { Format } from './format.js';
import { findingLines } from './pretty-findings.js';
import { styleFor, type Style } from './pretty-style.js';
import { count, coverageText, headline, scopeText, standingLabels, standingOf, withStatus } from './summary.js';
import { fit, wrap } from './text-layout.js';

/** The eleven best practices as a table; titles are cut to what the other columns leave. */
function matrixLines(results: Results, style: Style): string[] {
  const { signs } = style;
  const rows = results.bestPractices.map((practice) => {
    const standing = standingOf(results, practice);
    const { violation, undetermined } = practice.counts;
    return {
      title: terminal(practice.title),
      paint: style.standing[standing].paint,
      cells: [
        practice.id,
        `${style.standing[standing].sign} ${standingLabels[standing]}`,
        coverageText(practice.counts),
        violation > 0 ? String(violation) : '',
        undetermined > 0 ? String(undetermined) : '',
      ] as const,
    };
  });
  const heading = ['', 'Status', 'Compliant', signs.fail, signs.open] as const;
  const widthOf = (column: 0 | 1 | 2 | 3 | 4) =>
    Math.max(...[heading, ...rows.map(({ cells }) => cells)].map((cells) => cells[column].length));
  const widths = ([0, 1, 2, 3, 4] as const).map(widthOf) as [number, number, number, number, number];
  const titleWidth = Math.max(8, style.width - widths.reduce((sum, width) => sum + width + 2, 0));
  const line = (
    title: string,
    cells: typeof heading | (typeof rows)[number]['cells'],
    paint: (text: string) => string,
  ) =>
    [
      fit(cells[0], widths[0], ''),
      fit(title, titleWidth, style.ellipsis),
      paint(fit(cells[1], widths[1], '')),
      ...([2, 3, 4] as const).map((column) => fit(cells[column], widths[column], '', 'right')),
    ]
      .join('  ')
      .trimEnd();
  return [
    style.bold(line('Best practice', heading, String)),
    style.dim(style.rule.repeat(style.width)),
    ...rows.map(({ title, cells, paint }) => line(title, cells, paint)),
    '',
  ];
}

function errorLines(results: Results, style: Style): string[] {
  if (results.complete) return [];
  const items = results.errors.flatMap(({ message, path, line, column }) => {
    const place = path === undefined ? '' : `${[path, line, column].filter((part) => part !== undefined).join(':')}  `;
    const lines = wrap(terminal(`${place}${message}`), style.width - 4);
    return lines.map((text, index) =>
      index === 0 ? `  ${style.severity.error(style.signs.fail)} ${text}` : `    ${text}`,
    );
  });
  return [style.bold('The scan is incomplete: what could not be read is not judged.'), ...items, ''];
}

/** The last words: what was found, and in what. */
function summaryLines(results: Results, style: Style): string[] {
  const failed = withStatus(results, 'violation').length > 0 || !results.complete;
  const sign = failed ? style.severity.error(style.signs.fail) : style.standing.met.paint(style.signs.pass);
  const text = `${headline(results)} in ${scopeText(results)}`;
  return wrap(text, style.width - 2).map((line, index) =>
    index === 0 ? `${sign} ${style.bold(line)}` : `  ${style.bold(line)}`,
  );
}

/** For people at a terminal: the findings under their files, the best practices, the errors, one last line. */
export const pretty: Format = {
  name: 'pretty',
  extension: 'txt',
  mimeType: 'text/plain',
  render: (results, options) => {
    const style = styleFor(options);
    const undetermined = withStatus(results, 'undetermined');
    const listed = [...withStatus(results, 'violation'), ...(options.verbose ? undetermined : [])];
    const hint =
      undetermined.length > 0 && !options.verbose
        ? [style.dim(`${count(undetermined.length, 'place')} could not be decided; --verbose lists them.`), '']
        : [];
    const lines = [
      ...findingLines(listed, options, style),
      ...hint,
      ...matrixLines(results, style),
      ...errorLines(results, style),
      ...summaryLines(results, style),
    ];
    return `${lines.join('\n')}\n`;
  },
};
