import type { EndpointFact } from '../../behaviour/endpoints/types.js';
import { defineCheck, type JudgeContext, type SiteVerdict } from '../define-check.js';

type Options = readonly [{ readonly publicHosts: readonly string[] }];

/** Objects to addresses of deployed things that are written into the code which calls them. */
export const noHardCodedEndpoint = defineCheck({
  meta: {
    name: 'no-hard-coded-endpoint',
    bestPractice: 'REL04-BP02',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Where a dependency is found comes from the configuration',
    why:
      'A host, an account or a queue that is written into the code ties the caller to one deployment of the other side: ' +
      'it cannot be moved to another region, replaced after a failure, or put behind something else without a new release.',
    fix: 'Read the address from the environment, from parameters, or from service discovery.',
    sources: [
      {
        title: 'REL04-BP02 Implement loosely coupled dependencies',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel04-bp02.html',
      },
    ],
  },
  schema: [
    {
      type: 'object',
      properties: { publicHosts: { type: 'array', items: { type: 'string' }, uniqueItems: true } },
      additionalProperties: false,
    },
  ],
  defaultOptions: [{ publicHosts: [] }],
  *judge(facts, { options }: JudgeContext<Options>) {
    const isPublic = (host: string) => options[0].publicHosts.some((one) => host === one || host.endsWith(`.${one}`));
    for (const endpoint of facts.endpoints) {
      if (endpoint.aside) continue;
      const verdict = judgeEndpoint(endpoint, isPublic(endpoint.name));
      yield { ...verdict, at: endpoint.at, evidence: { kind: endpoint.kind, name: endpoint.name } };
    }
  },
});

function judgeEndpoint({ kind, name }: EndpointFact, isPublic: boolean): Pick<SiteVerdict, 'status' | 'message'> {
  if (kind === 'configured') return { status: 'compliant', message: 'The address can be set from outside.' };
  if (kind === 'public' || isPublic)
    return { status: 'compliant', message: `The address of ${name} is a part of its public interface.` };
  if (kind === 'named')
    return {
      status: 'undetermined',
      message: `It cannot be told here whether ${name} is a public service or one of yours.`,
    };
  return {
    status: 'violation',
    message:
      `${subject(kind, name)} is written into the code, so the other side cannot be moved, replaced or set per stage without a new release. ` +
      'Read it from the environment or from service discovery.',
  };
}

function subject(kind: EndpointFact['kind'], name: string): string {
  if (kind === 'arn') return 'An ARN with its account';
  if (kind === 'queue') return 'The address of a queue with its account';
  return kind === 'address' ? `The IP address ${name}` : `The host ${name}`;
}
