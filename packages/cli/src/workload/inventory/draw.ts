import type { DependencyInventory, DependencyKind, DependencyMode } from '@faultline/catalog';
import { json, terminal } from '../../report/escape.js';

/** Forms of the picture of a workload. */
export const graphFormats = ['mermaid', 'dot', 'json'] as const;
export type GraphFormat = (typeof graphFormats)[number];

/** The picture of a workload: what drives its functions, which code they run, and where work goes from there. */
export function drawGraph(inventory: DependencyInventory, format: GraphFormat): string {
  if (format === 'json') return `${json(inventory)}\n`;
  return format === 'dot' ? dot(inventory) : mermaid(inventory);
}

/** Mermaid's brackets around a label, by kind: https://mermaid.js.org/syntax/flowchart.html#node-shapes */
const brackets: Partial<Record<DependencyKind, readonly [string, string]>> = {
  queue: ['[[', ']]'],
  topic: ['>', ']'],
  bus: ['{{', '}}'],
  stream: ['[/', '/]'],
  table: ['[(', ')]'],
  database: ['[(', ')]'],
  cache: ['[(', ')]'],
  bucket: ['[(', ')]'],
  api: ['([', '])'],
  schedule: ['((', '))'],
  workflow: ['[\\', '\\]'],
};
const arrows: Readonly<Record<DependencyMode, string>> = {
  synchronous: '==>',
  asynchronous: '-.->',
  stream: '-->',
  batch: '-->',
  poll: '-->',
  data: '---',
};

function mermaid({ nodes, edges, unlinked }: DependencyInventory): string {
  const ids = numbered(nodes);
  const lines = nodes.map((node) => {
    const [open, close] = brackets[node.kind] ?? ['[', ']'];
    return `  ${ids.get(node.id)}${open}"${labelOf(node).map(mermaidText).join('<br/>')}"${close}`;
  });
  const links = edges.map(
    ({ from, to, mode, environment }) =>
      `  ${ids.get(from)} ${arrows[mode]}|"${mermaidText(environment ?? mode)}"| ${ids.get(to)}`,
  );
  const failures = failuresOf(edges).map(([from, to]) => `  ${ids.get(from)} -.->|"failures"| ${ids.get(to)}`);
  const withoutCode = missingIn(unlinked).flatMap((id) => ids.get(id) ?? []);
  const styles =
    withoutCode.length > 0
      ? ['  classDef withoutCode stroke-dasharray: 4', `  class ${withoutCode.join(',')} withoutCode`]
      : [];
  return ['flowchart LR', ...lines, ...links, ...failures, ...styles, ''].join('\n');
}

const shapes: Partial<Record<DependencyKind, string>> = {
  queue: 'box3d',
  topic: 'cds',
  bus: 'hexagon',
  stream: 'parallelogram',
  table: 'cylinder',
  database: 'cylinder',
  cache: 'cylinder',
  bucket: 'cylinder',
  api: 'oval',
  schedule: 'circle',
  workflow: 'component',
};
const styles: Readonly<Record<DependencyMode, string>> = {
  synchronous: 'bold',
  asynchronous: 'dashed',
  stream: 'solid',
  batch: 'solid',
  poll: 'solid',
  data: 'dotted',
};

function dot({ nodes, edges, unlinked }: DependencyInventory): string {
  const ids = numbered(nodes);
  const withoutCode = new Set(missingIn(unlinked));
  const lines = nodes.map((node) => {
    const style = withoutCode.has(node.id) ? ', style=dashed' : '';
    return `  ${ids.get(node.id)} [label="${labelOf(node).map(dotText).join('\\n')}", shape=${shapes[node.kind] ?? 'box'}${style}];`;
  });
  const links = edges.map(
    ({ from, to, mode, environment }) =>
      `  ${ids.get(from)} -> ${ids.get(to)} [label="${dotText(environment ?? mode)}", style=${styles[mode]}];`,
  );
  const failures = failuresOf(edges).map(
    ([from, to]) => `  ${ids.get(from)} -> ${ids.get(to)} [label="failures", style=dashed];`,
  );
  return ['digraph workload {', '  rankdir=LR;', ...lines, ...links, ...failures, '}', ''].join('\n');
}

/** Short ids, since those of nodes hold paths. */
const numbered = (nodes: DependencyInventory['nodes']): ReadonlyMap<string, string> =>
  new Map(nodes.map(({ id }, index) => [id, `n${index}`]));

function labelOf({ name, kind, handler, entry }: DependencyInventory['nodes'][number]): readonly string[] {
  return [name, handler ? `${handler.file}#${handler.export}` : (entry?.file ?? kind)];
}

/** Ids of the functions whose code was not found. */
function missingIn(unlinked: DependencyInventory['unlinked']): readonly string[] {
  return unlinked.flatMap((one) => ('function' in one ? [`${one.function.template}#${one.function.logicalId}`] : []));
}

/** From where failures go where; a queue gives up its own messages, and a function those of its asynchronous callers. */
function failuresOf(edges: DependencyInventory['edges']): readonly (readonly [from: string, to: string])[] {
  const pairs = edges.flatMap(({ from, to, mode, deadLetter }) =>
    deadLetter === null ? [] : [[mode === 'batch' ? from : to, deadLetter] as const],
  );
  return [...new Map(pairs.map((pair) => [pair.join('\0'), pair])).values()];
}

/** Mermaid reads entity codes with `#`, and Markdown and HTML inside of quotes. */
function mermaidText(text: string): string {
  return terminal(text).replace(/[^\w ./:()@,-]/gu, (character) => `#${character.codePointAt(0)};`);
}

function dotText(text: string): string {
  return terminal(text).replace(/[\\"]/g, '\\$&');
}
