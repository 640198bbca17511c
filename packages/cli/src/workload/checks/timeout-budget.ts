import type { Resource } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import {
  arithmetic,
  endOf,
  factorsOf,
  seconds,
  termPlaces,
  timeOfFunction,
  type MostTime,
} from '../time-of-function.js';
import type { JoinContext } from '../join/join-context.js';
import type { WorkloadCheck, WorkloadFinding } from './workload-check.js';

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
      const limit = endOf(link);
      const time = timeOfFunction(link, context);
      // A durable function is suspended and resumed: its timeout bounds single steps.
      if (!time || limit === undefined || link.lambda.get('DurableConfig').kind !== 'absent') continue;
      yield* endlessAttempts(link.lambda, time, limit, context);
      if (time.terms.length > 0) yield budget(link.lambda, time, limit, context);
    }
  },
};

function budget(lambda: Resource, time: MostTime, limit: number, context: JoinContext): WorkloadFinding {
  const { known, terms, isWhole, watchesClock } = time;
  const name = nameOf(lambda);
  const sum = `${arithmetic(terms)} = ${seconds(known)}`;
  const finding = (status: WorkloadFinding['status'], message: string): WorkloadFinding => ({
    resource: lambda,
    places: [...termPlaces(terms, context), resourcePlace(lambda, `ends after ${limit} s`, 'Timeout')],
    evidence: { factors: factorsOf(terms), total: known / 1000, limit },
    status,
    message,
  });
  if (known > limit * 1000 && watchesClock)
    return finding(
      'undetermined',
      `The calls of ${name} may take ${sum}, longer than its ${limit} s; it looks how much time is left, and whether it stops in time cannot be told.`,
    );
  if (known > limit * 1000)
    return finding(
      'violation',
      `The calls of ${name} may take ${sum}, and the function ends after ${limit} s: it is killed while it waits, so neither a retry nor a fallback can run. ` +
        'Let the calls with all their attempts take less than the function has, or give it more time.',
    );
  if (isWhole) return finding('compliant', `The calls of ${name} take ${sum} at most, within its ${limit} s.`);
  return finding(
    'undetermined',
    `The calls of ${name} take ${sum} as far as it is known, of its ${limit} s; it does more whose time is not known.`,
  );
}

/** Attempts of which the first one may take all the time that the function has: the others never run. */
function* endlessAttempts(
  lambda: Resource,
  { calls }: MostTime,
  limit: number,
  context: JoinContext,
): Iterable<WorkloadFinding> {
  const seen = new Set<string>();
  for (const { file, at, name, isEndless, retries } of calls) {
    const retry = retries.at(-1);
    const key = `${file} ${at.range[0]}`;
    if (!isEndless || !retry || seen.has(key)) continue;
    seen.add(key);
    yield {
      resource: lambda,
      subject: `${file} ${name}`,
      status: 'violation',
      message:
        `Nothing ends ${name} in ${nameOf(lambda)}, which ends after ${limit} s itself, so of the ${retry.attempts} attempts around it the first that hangs is the last. ` +
        `Give the call a timeout that lets ${retry.attempts} attempts take less than ${limit} s.`,
      places: [
        codePlace(context.code, file, at, 'has no limit'),
        codePlace(context.code, retry.file, retry.at, `makes ${retry.attempts} attempts`),
        resourcePlace(lambda, `ends after ${limit} s`, 'Timeout'),
      ],
      evidence: { factors: [{ name, seconds: null, attempts: retry.attempts }], total: null, limit },
    };
  }
}
