import type { Resource } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { answerTime, functionsInvokedVia } from '../lambda/functions.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Seconds that Firehose waits for a transformation: Amazon Data Firehose, "Lambda invocation duration". */
const LONGEST = 300;

/** Objects to transformations that may run on after Firehose has given them up. */
export const firehoseProcessorTimeout: InfrastructureRule = {
  meta: {
    name: 'firehose-processor-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Functions that transform the records of a delivery stream end within five minutes',
    why:
      'Firehose waits five minutes for a transformation and then tries again. A function that may run longer goes on with work that ' +
      'nobody waits for, while the same records are transformed a second time.',
    fix: 'Set the timeout of the function to 300 seconds or less, and make the buffer small enough that a batch is done in that time.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon Data Firehose: Transform source data',
        url: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html',
      },
    ],
  },
  types: ['AWS::KinesisFirehose::DeliveryStream'],
  judge(stream, graph) {
    return functionsInvokedVia(stream, graph).map(({ lambda }) => judgeFunction(lambda));
  },
};

function judgeFunction(lambda: Resource): Finding {
  const finding = overBranches(lambda, [answerTime(lambda)], (timeout): Finding => {
    const seconds = asNumber(timeout);
    if (seconds === undefined) {
      return { status: 'undetermined', message: `The timeout of function ${lambda.logicalId} is not known.` };
    }
    const evidence = { functionTimeout: seconds, limit: LONGEST };
    if (seconds <= LONGEST) {
      const message = `Function ${lambda.logicalId} ends after ${seconds} s, within the ${LONGEST} s that Firehose waits.`;
      return { status: 'compliant', message, evidence };
    }
    const message =
      `Function ${lambda.logicalId} may take ${seconds} s but Firehose waits ${LONGEST} s, so it transforms the same records again while ` +
      'the first try still runs. Set its timeout to 300 s or less.';
    return { status: 'violation', message, evidence };
  });
  return {
    ...finding,
    related: [{ resource: lambda, message: `function ${lambda.logicalId} transforms the records` }],
  };
}
