import { isTraced, type Resource } from '@faultline/cdk-rules/analysis';
import type { SeenPattern } from '../../assessment/patterns.js';
import type { ResourceEdge } from '../inventory/template-edges.js';
import { nameOf } from '../resource-places.js';

/** Names that are told of edges at which traces end. */
const most = 5;

/** Says of traces over which of the ways between functions they reach. */
export function withReach(seen: readonly SeenPattern[], edges: readonly ResourceEdge[]): readonly SeenPattern[] {
  const ways = waysBetween(edges);
  return seen.map((pattern) => {
    if (pattern.pattern !== 'correlation' || pattern.by !== 'AWS X-Ray' || ways.length === 0) return pattern;
    const whole = ways.filter(({ from, to }) => isTraced(from) && isTraced(to));
    const broken = ways.filter((way) => !whole.includes(way)).map(({ from, to }) => `${nameOf(from)} to ${nameOf(to)}`);
    const shown = broken.slice(0, most).join(', ');
    const rest = broken.length > most ? ` and ${broken.length - most} more` : '';
    return {
      ...pattern,
      layer: 'workload' as const,
      message: `${pattern.message} They reach over ${whole.length} of ${ways.length} ways between functions.`,
      lacks: broken.length > 0 ? [`Traces break from ${shown}${rest}.`] : pattern.lacks,
    };
  });
}

interface Way {
  readonly from: Resource;
  readonly to: Resource;
}

const isFunction = ({ type }: Resource): boolean => type === 'AWS::Lambda::Function';

/** Ways from function to function, by themselves or through one queue, topic or bus; stores hand nothing on. */
function waysBetween(edges: readonly ResourceEdge[]): readonly Way[] {
  const handed = edges.filter(({ mode }) => mode !== 'data');
  const ways = handed
    .filter(({ from }) => isFunction(from))
    .flatMap(({ from, to }): readonly Way[] =>
      isFunction(to)
        ? [{ from, to }]
        : handed.filter((next) => next.from === to && isFunction(next.to)).map((next) => ({ from, to: next.to })),
    );
  return [...new Map(ways.map((way) => [`${way.from.key} ${way.to.key}`, way])).values()];
}
