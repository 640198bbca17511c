import { posix } from 'node:path';
import type { Results } from '@faultline/catalog';

/** Keys whose text is a path relative to the scanned root, wherever they stand. */
const pathKeys = new Set(['file', 'template', 'path']);
/** What is not ours to read: what checks say in a shape of their own, and how the results came about. */
const closed = new Set(['evidence', 'run', 'checks', 'questions']);

/**
 * The same results with their paths as seen from a folder further up.
 * @param way from that folder to the scanned root, with forward slashes; `.` changes nothing
 */
export function rebased(results: Results, way: string): Results {
  if (way === '.') return results;
  const path = (text: string): string => posix.join(way, text);
  const moved = withPaths(results, path) as Results;
  const { nodes, edges, unlinked } = moved.dependencies;
  // An id is unique among the results that it is from.
  const id = (own: string): string => `${way}/${own}`;
  return {
    ...moved,
    scope: { ...moved.scope, templates: moved.scope.templates.map(path) },
    ...(moved.packages && { packages: moved.packages.map((one) => ({ ...one, folder: path(one.folder) })) }),
    dependencies: {
      nodes: nodes.map((node) => ({ ...node, id: id(node.id) })),
      edges: edges.map((edge) => ({
        ...edge,
        from: id(edge.from),
        to: id(edge.to),
        deadLetter: edge.deadLetter === null ? null : id(edge.deadLetter),
      })),
      unlinked,
    },
  };
}

function withPaths(value: unknown, path: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withPaths(item, path));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, child]: [string, unknown]): [string, unknown] => {
    if (closed.has(key)) return [key, child];
    if (typeof child === 'string') return [key, pathKeys.has(key) ? path(child) : child];
    return [key, withPaths(child, path)];
  });
  return Object.fromEntries(entries);
}
