import type { Resource } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { MESH_ROUTE, milliseconds, routeKinds } from './routes.js';

/** Milliseconds for a whole request when nothing is set: documentation of `AWS::AppMesh::Route HttpTimeout`. */
const DEFAULT_REQUEST = 15_000;
/** Methods that do something new each time they are sent. */
const REPEATING = ['POST', 'PATCH'];
/** Answers after which the work may already have been done. */
const AFTER_WORK = ['server-error', 'gateway-error'];

/** Objects to retries of a mesh that cannot all happen, and to those that repeat writes. */
export const serviceMeshRetries: InfrastructureRule = {
  meta: {
    name: 'service-mesh-retries',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Retries of a service mesh fit into the request and repeat no writes',
    why:
      'Retries that take longer in all than the request may take load the service for an answer that nobody waits for. ' +
      'Retries of a POST after a server error do the work again.',
    fix: 'Keep retries times their timeout below the timeout of the request, and retry writes on connection errors only.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS App Mesh API: HttpRetryPolicy',
        url: 'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpRetryPolicy.html',
      },
    ],
  },
  types: [MESH_ROUTE],
  judge(route) {
    return routeKinds(route)
      .filter((path) => route.get(`${path}.RetryPolicy`).kind !== 'absent')
      .flatMap((path) => [judgeBudget(route, path), ...judgeEvents(route, path)]);
  },
};

function judgeBudget(route: Resource, path: string): Finding {
  const property = `${path}.RetryPolicy.MaxRetries`;
  const one = `${path}.RetryPolicy.PerRetryTimeout`;
  const all = `${path}.Timeout.PerRequest`;
  const values = [property, `${one}.Value`, `${one}.Unit`, `${all}.Value`, `${all}.Unit`].map((name) =>
    route.get(name),
  );
  return overBranches(route, values, (tries, each, eachUnit, request, requestUnit): Finding => {
    const count = tries && asNumber(tries);
    const time = each && eachUnit && milliseconds(each, eachUnit);
    const limit =
      request?.kind === 'absent' ? DEFAULT_REQUEST : request && requestUnit && milliseconds(request, requestUnit);
    if (count === undefined || time === undefined || limit === undefined) {
      const message = 'Whether the retries of this route fit into its request is not known.';
      return { status: 'undetermined', message, property };
    }
    const total = count * time;
    const evidence = { maxRetries: count, perRetryTimeout: time, perRequest: limit, total };
    const sum = `${count} x ${time} ms = ${total} ms`;
    // No limit at all is the matter of another check.
    if (limit === 0 || total <= limit)
      return { status: 'compliant', message: `The retries take ${sum} at most.`, property, evidence };
    return {
      status: 'violation',
      message: `The retries take ${sum}, but the request ends after ${limit} ms, so the last ones load the service for nobody. Lower MaxRetries or PerRetryTimeout, or raise the timeout of the request.`,
      property,
      evidence,
    };
  });
}

function judgeEvents(route: Resource, path: string): Finding[] {
  const method = asString(route.get(`${path}.Match.Method`));
  if (method === undefined || !REPEATING.includes(method.toUpperCase())) return [];
  const list = `${path}.RetryPolicy.HttpRetryEvents`;
  const events = (route.list(list) ?? []).map(asString);
  const index = events.findIndex((event) => event !== undefined && AFTER_WORK.includes(event));
  if (index < 0) return [];
  return [
    {
      status: 'violation',
      message: `A ${method} is sent again after ${events[index]}, when the work may already have been done. Retry it on connection errors only, or make it idempotent.`,
      property: `${list}.${index}`,
    },
  ];
}
