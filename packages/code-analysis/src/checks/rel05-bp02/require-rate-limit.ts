import type { HttpServerFact } from '../../behaviour/servers/types.js';
import type { Settings } from '../../settings.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to servers on which nothing limits the rate of requests. */
export const requireRateLimit = defineCheck({
  meta: {
    name: 'require-rate-limit',
    bestPractice: 'REL05-BP02',
    layer: 'code',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Servers limit the rate of requests',
    why:
      'A server that takes on every request works on all of them worse and worse, until none is answered in time. A limit ' +
      'near what was tested keeps it answering, and tells the rest to come again later.',
    fix: 'Put a limiter in front of the routes that answers 429 with `Retry-After` above a tested rate, or a throttle or web ACL in front of the server.',
    sources: [
      {
        title: 'REL05-BP02 Throttle requests',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp02.html',
      },
      {
        title: "Amazon Builders' Library: Using load shedding to avoid overload",
        url: 'https://aws.amazon.com/builders-library/using-load-shedding-to-avoid-overload/',
      },
    ],
  },
  *judge(facts, { settings }) {
    for (const server of facts.httpServers) {
      if (server.development || server.listens === 'locally') continue;
      const { at, framework, listens, limited, limiter } = server;
      // Whoever sees the whole project goes on from this evidence.
      const evidence = { framework, listens, limiter: limiter ?? (limited === 'no' ? 'none here' : 'not known') };
      yield { at, ...judgeServer(server, settings), evidence };
    }
  },
});

function judgeServer(
  { framework, listens, limited, limiter, alone }: HttpServerFact,
  { exposure }: Settings,
): Pick<SiteVerdict, 'status' | 'message'> {
  if (exposure === 'internal')
    return { status: 'compliant', message: 'Only callers that you control reach the server, by the settings.' };
  if (limited === 'here')
    return { status: 'compliant', message: `${limiter ?? 'A limiter'} limits the rate of requests in this file.` };
  if (limited === 'perhaps')
    return {
      status: 'undetermined',
      message: `The file speaks of a limit; whether it holds for this server cannot be told.`,
    };
  if (listens === 'here' && alone)
    return {
      status: 'violation',
      message:
        `Nothing limits the rate of requests to this ${framework} server, so a burst slows down everybody's until none is answered. ` +
        'Put a limiter in front of its routes, or a throttle or web ACL in front of the server.',
    };
  return {
    status: 'undetermined',
    message: 'No limiter stands in this file; whether one stands elsewhere in the project cannot be told here.',
  };
}
