import { asNumber, type Resource } from '@faultline/cdk-rules/analysis';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

const property = 'CapacityProviderConfig';
/** How many requests one process serves at once at most: as CloudFormation has it, and as SAM does. */
const MOST = [
  `${property}.LambdaManagedInstancesCapacityProviderConfig.PerExecutionEnvironmentMaxConcurrency`,
  `${property}.PerExecutionEnvironmentMaxConcurrency`,
];

/** State that requests change, so that it matters which of them does so first. */
const CHANGED = ['counter', 'session', 'deduplication', 'rate-limit', 'records', 'half-made'];

/**
 * On managed instances a process serves many requests at once, where Lambda otherwise gives each its own: what it remembers is then
 * changed while a request waits, too. AWS Lambda developer guide, "Lambda Managed Instances".
 */
export const sharedProcesses: JoinRule = {
  checks: ['no-in-process-state'],
  decide(draft, context) {
    const { status, message, evidence } = draft;
    if ((status !== 'violation' && status !== 'undetermined') || !CHANGED.includes(String(evidence?.['role'])))
      return undefined;
    const shared = (context.functionsAt(draft) ?? []).filter(({ lambda }) => servesManyAtOnce(lambda));
    if (shared.length === 0) return undefined;
    const names = shared.map(({ lambda }) => nameOf(lambda)).join(' and ');
    return {
      status,
      message: `${message} One process of ${names} also serves many requests at once, so another one may change it while a request waits.`,
      places: shared.map(({ lambda }) => resourcePlace(lambda, 'serves many requests in one process', property)),
    };
  },
};

function servesManyAtOnce(lambda: Resource): boolean {
  if (lambda.get(property).kind === 'absent') return false;
  return MOST.every((most) => asNumber(lambda.get(most)) !== 1);
}
