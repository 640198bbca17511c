import type { Resource } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { MESH_ROUTE, routeKinds } from './routes.js';

const SERVICE = 'AWS::ECS::Service';
const LATTICE = 'AWS::VpcLattice::Service';

/** Objects to proxies between services that were told to wait for ever. */
export const serviceMeshTimeout: InfrastructureRule = {
  meta: {
    name: 'service-mesh-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Timeouts between services are not switched off',
    why:
      'A timeout of zero in a service mesh means no timeout at all. A service that hangs then holds the requests, and with ' +
      'them the connections and memory, of everybody who calls it.',
    fix: 'Remove the zero, so that the default of 15 s holds, or set what the slowest sound request needs.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon ECS API: TimeoutConfiguration',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html',
      },
      {
        title: 'AWS App Mesh API: HttpTimeout',
        url: 'https://docs.aws.amazon.com/app-mesh/latest/APIReference/API_HttpTimeout.html',
      },
    ],
  },
  types: [SERVICE, MESH_ROUTE, LATTICE],
  judge(resource) {
    switch (resource.type) {
      case SERVICE:
        return (resource.indexes('ServiceConnectConfiguration.Services') ?? []).flatMap((index) => {
          const timeout = `ServiceConnectConfiguration.Services.${index}.Timeout.PerRequestTimeoutSeconds`;
          return judgeLimit(resource, timeout) ?? [];
        });
      case MESH_ROUTE:
        return routeKinds(resource).flatMap((path) => judgeLimit(resource, `${path}.Timeout.PerRequest.Value`) ?? []);
      default:
        return judgeLimit(resource, 'IdleTimeoutSeconds');
    }
  },
};

/** A limit that is not written has a default. */
function judgeLimit(resource: Resource, property: string): Finding | undefined {
  const limit = resource.get(property);
  if (limit.kind === 'absent') return undefined;
  const name = property.endsWith('.Value') ? 'PerRequest' : property.slice(property.lastIndexOf('.') + 1);
  return overBranches(resource, [limit], (value): Finding => {
    const number = value.kind === 'absent' ? undefined : asNumber(value);
    if (value.kind === 'absent') return { status: 'compliant', message: `${name} has its default.`, property };
    if (number === undefined)
      return { status: 'undetermined', message: `The value of ${name} is not known.`, property };
    if (number > 0)
      return { status: 'compliant', message: `${name} is limited.`, property, evidence: { [name]: number } };
    return {
      status: 'violation',
      message: `A ${name} of 0 switches the timeout off, so a service that hangs holds the requests of all its callers. Remove it, or set what the slowest sound request needs.`,
      property,
    };
  });
}
