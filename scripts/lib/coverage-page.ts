import type { Decision, Decisions } from '../cloudformation/decisions/decision.js';
import type { SeenTypes } from '../cloudformation/seen.js';

/** A check with the resource types that it judges. */
export interface JudgingCheck {
  readonly name: string;
  readonly types: readonly string[];
}

/** What is covered, type by type, as Markdown: a table for each group of decisions, in the order of their services. */
export function coverageTables(
  groups: Readonly<Record<string, Decisions>>,
  seen: SeenTypes,
  checks: readonly JudgingCheck[],
): string {
  const groupOf = groupsByService(groups);
  return Object.keys(groups)
    .map((title) => {
      const types = [...seen.keys()].filter((type) => groupOf.get(serviceOf(type)) === title);
      const rows = types.flatMap((type) => rowsOf(type, groups[title]?.[type], checks));
      return [
        `## ${title}`,
        '',
        '<!-- prettier-ignore -->',
        '| Type or property | What judges it, or why nothing does |',
        '| --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

/** Each service stands in the group that decides about a type of it. */
function groupsByService(groups: Readonly<Record<string, Decisions>>): Map<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([title, decisions]) =>
      Object.keys(decisions).map((type): [string, string] => [serviceOf(type), title]),
    ),
  );
}

function rowsOf(type: string, decision: Decisions[string] | undefined, checks: readonly JudgingCheck[]): string[] {
  const own = typeof decision === 'string' ? decision : decision?.type;
  const properties = typeof decision === 'object' ? Object.entries(decision.properties) : [];
  const judging = checks.filter(({ types }) => types.includes(type)).map(({ name }) => name);
  const names = [...new Set([...judging, ...(own === undefined ? [] : checksIn(own))])];
  const said = names.length > 0 ? names.map(link).join(', ') : reasonIn(own);
  return [
    `| \`${type}\` | ${said} |`,
    ...properties.map(
      ([path, each]) => `| &emsp;\`${path}\` | ${checksIn(each).map(link).join(', ') || reasonIn(each)} |`,
    ),
  ];
}

const serviceOf = (type: string) => type.slice(0, type.lastIndexOf('::'));
const link = (name: string) => `[${name}](rules/${name}.md)`;

/** The names in `check: one, two`; none for a `no`. */
export const checksIn = (decision: Decision): readonly string[] =>
  decision.startsWith('check: ') ? decision.slice('check: '.length).split(', ') : [];

const reasonIn = (decision: Decision | undefined) =>
  decision?.startsWith('no: ') ? `Nothing: ${decision.slice('no: '.length)}` : '';
