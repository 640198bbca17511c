import type { Decision, Decisions } from '../cloudformation/decisions/decision.js';
import type { SeenTypes } from '../cloudformation/seen.js';

/** A check with the resource types that it judges. */
export interface JudgingCheck {
  readonly name: string;
  readonly types: readonly string[];
}

/**
 * What is covered, type by type, as Markdown: a table for each group of decisions, in the order of their services.
 * @throws {Error} where a type would stand in no table, since no group names its service
 */
export function coverageTables(
  groups: Readonly<Record<string, Decisions>>,
  seen: SeenTypes,
  checks: readonly JudgingCheck[],
): string {
  const groupOf = groupsByService(groups);
  const outside = [...seen.keys()].filter((type) => !groupOf.has(serviceOf(type)));
  if (outside.length > 0) throw new Error(`No group of decisions names the service of ${outside.join(', ')}.`);
  const tables = Object.keys(groups).map((title) => ({
    title,
    rows: [...seen.keys()]
      .filter((type) => groupOf.get(serviceOf(type)) === title)
      .flatMap((type) => rowsOf(type, groups[title]?.[type], checks)),
  }));
  const shown = tables.map(({ title, rows }) =>
    [
      `## ${title}`,
      '',
      '<!-- prettier-ignore -->',
      '| Type or property | What judges it, or why nothing does |',
      '| --- | --- |',
      ...rows.map(({ line }) => line),
    ].join('\n'),
  );
  return [
    counts(
      tables.flatMap(({ rows }) => rows),
      [...seen.values()].reduce((sum, properties) => sum + properties.size, 0),
    ),
    ...shown,
  ].join('\n\n');
}

/** A line of a table. */
interface Row {
  readonly line: string;
  readonly isProperty: boolean;
  readonly isJudged: boolean;
}

function counts(rows: readonly Row[], properties: number): string {
  const number = (isProperty: boolean, isJudged: boolean) =>
    rows.filter((row) => row.isProperty === isProperty && row.isJudged === isJudged).length;
  return (
    `${number(false, true) + number(false, false)} types with ${properties} properties were looked at. ` +
    `Checks judge or read ${number(false, true)} of the types, and ${number(false, false)} have a reason why nothing is asked of them. ` +
    `Of properties that came late or sound of reliability, ${number(true, true)} are judged on their own and ${number(true, false)} have a reason why not.`
  );
}

/** Each service stands in the group that decides about a type of it. */
function groupsByService(groups: Readonly<Record<string, Decisions>>): Map<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([title, decisions]) =>
      Object.keys(decisions).map((type): [string, string] => [serviceOf(type), title]),
    ),
  );
}

function rowsOf(type: string, decision: Decisions[string] | undefined, checks: readonly JudgingCheck[]): Row[] {
  const own = typeof decision === 'string' ? decision : decision?.type;
  const properties = typeof decision === 'object' ? Object.entries(decision.properties) : [];
  const judging = checks.filter(({ types }) => types.includes(type)).map(({ name }) => name);
  const names = [...new Set([...judging, ...(own === undefined ? [] : checksIn(own))])];
  const said = names.length > 0 ? names.map(link).join(', ') : reasonIn(own);
  return [
    { line: `| \`${type}\` | ${said} |`, isProperty: false, isJudged: names.length > 0 },
    ...properties.map(([path, each]): Row => {
      const judging = checksIn(each).map(link).join(', ');
      const line = `| &emsp;\`${path}\` | ${judging || reasonIn(each)} |`;
      return { line, isProperty: true, isJudged: judging !== '' };
    }),
  ];
}

const serviceOf = (type: string) => type.slice(0, type.lastIndexOf('::'));
const link = (name: string) => `[${name}](rules/${name}.md)`;

/** The names in `check: one, two`; none for a `no`. */
export const checksIn = (decision: Decision): readonly string[] =>
  decision.startsWith('check: ') ? decision.slice('check: '.length).split(', ') : [];

const reasonIn = (decision: Decision | undefined) =>
  decision?.startsWith('no: ') ? `Nothing: ${decision.slice('no: '.length)}` : '';
