import { asNumber, DEFAULT_FUNCTION_TIMEOUT } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import { arithmetic, factorsOf, seconds, timeOfFunction } from '../time-of-function.js';
import type { WorkloadCheck } from './workload-check.js';

/** Objects to functions that end while their own clients still wait. */
export const timeoutBudget: WorkloadCheck = {
  meta: {
    name: 'timeout-budget',
    bestPractice: 'REL05-BP05',
    layer: 'workload',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'The calls of a handler give up before its function ends',
    why: 'The timeouts of the calls stand in the code, times their attempts and the records of a batch; the timeout of the function stands in the template. Where the calls may take longer, the function is killed while it waits: no retry, no fallback and no answer about single records can run, and everything starts again from the beginning.',
    fix: 'Let the calls with all their attempts take less than the function has: shorter timeouts, fewer attempts, smaller batches, or a longer timeout of the function where its caller waits that long.',
    sources: [
      {
        title: 'REL05-BP05 Set client timeouts',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp05.html',
      },
      {
        title: 'AWS Lambda: Configure Lambda function timeout',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
      },
    ],
  },
  *judge({ context }) {
    for (const link of context.links.linked) {
      const timeout = link.lambda.get('Timeout');
      const limit = timeout.kind === 'absent' ? DEFAULT_FUNCTION_TIMEOUT : asNumber(timeout);
      const time = timeOfFunction(link, context);
      // A durable function is suspended and resumed: its timeout bounds single steps.
      if (!time || limit === undefined || time.terms.length === 0 || link.lambda.get('DurableConfig').kind !== 'absent')
        continue;
      const name = nameOf(link.lambda);
      const finding = {
        resource: link.lambda,
        places: [
          ...time.terms.map(({ file, at, attempt }) =>
            codePlace(context.code, file, at, `waits up to ${seconds(attempt)} in one attempt`),
          ),
          resourcePlace(link.lambda, `ends after ${limit} s`, 'Timeout'),
        ],
        evidence: { factors: factorsOf(time.terms), total: time.known / 1000, limit },
      };
      const sum = arithmetic(time.terms);
      if (time.known > limit * 1000 && time.watchesClock)
        yield {
          ...finding,
          status: 'undetermined',
          message: `The calls of ${name} may take ${sum} = ${seconds(time.known)}, longer than its ${limit} s; it looks how much time is left, and whether it stops in time cannot be told.`,
        };
      else if (time.known > limit * 1000)
        yield {
          ...finding,
          status: 'violation',
          message:
            `The calls of ${name} may take ${sum} = ${seconds(time.known)}, and the function ends after ${limit} s: it is killed while it waits, so neither a retry nor a fallback can run. ` +
            'Let the calls with all their attempts take less than the function has, or give it more time.',
        };
      else if (time.isWhole)
        yield {
          ...finding,
          status: 'compliant',
          message: `The calls of ${name} take ${sum} = ${seconds(time.known)} at most, within its ${limit} s.`,
        };
      else
        yield {
          ...finding,
          status: 'undetermined',
          message: `The calls of ${name} take ${sum} = ${seconds(time.known)} as far as it is known, of its ${limit} s; it does more whose time is not known.`,
        };
    }
  },
};
