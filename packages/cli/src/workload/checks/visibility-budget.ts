import { asNumber } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import { arithmetic, endOf, factorsOf, seconds, termPlaces, timeAfter } from '../time-of-function.js';
import type { WorkloadCheck } from './workload-check.js';

/** Seconds that a received message stays hidden when nothing is set: documentation of `AWS::SQS::Queue.VisibilityTimeout`. */
const defaultVisibility = 30;

/** Objects to queues whose messages come back while a function that polls them still works on them. */
export const visibilityBudget: WorkloadCheck = {
  meta: {
    name: 'visibility-budget',
    bestPractice: 'REL05-BP05',
    layer: 'workload',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'A message stays hidden for as long as whoever polled it works on it',
    why: 'Code that polls a queue has the visibility timeout of the queue for its work. Where the work may take longer, the message is received again while it is still in work, and is done twice. Which queue the code polls stands in the environment of the function, how long it works in its calls.',
    fix: 'Set the visibility timeout above what the work of one poll may take, or receive fewer messages at a time.',
    sources: [
      {
        title: 'Amazon SQS visibility timeout',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html',
      },
    ],
  },
  *judge({ context, operations }) {
    for (const { link, file, fact, bound } of operations) {
      if (fact.name !== 'ReceiveMessage' || !bound) continue;
      const visibility = bound.resource.get('VisibilityTimeout');
      const hidden = visibility.kind === 'absent' ? defaultVisibility : asNumber(visibility);
      // The message is hidden from when it was received on.
      const time = timeAfter(link, context, { file, start: fact.at.range[0] });
      if (hidden === undefined || !time) continue;
      const { known, terms, isWhole } = time;
      const ends = endOf(link);
      const name = nameOf(bound.resource);
      const worker = nameOf(link.lambda);
      const sum = terms.length === 0 ? 'no time in calls' : `${arithmetic(terms)} = ${seconds(known)}`;
      const finding = {
        resource: bound.resource,
        subject: worker,
        places: [
          codePlace(context.code, file, fact.at, 'polls the queue'),
          ...termPlaces(terms, context),
          resourcePlace(bound.resource, `hides a message for ${hidden} s`, 'VisibilityTimeout'),
        ],
        evidence: { factors: factorsOf(terms), total: known / 1000, limit: hidden },
      };
      if (known > hidden * 1000)
        yield {
          ...finding,
          status: 'violation',
          message:
            `${worker} polls ${name} and may work ${sum} on what it got, and the queue hides it for ${hidden} s: it is received again while it is in work. ` +
            `Set the visibility timeout above ${seconds(known)}, or receive fewer messages at a time.`,
        };
      else if (isWhole || (ends !== undefined && ends <= hidden))
        yield {
          ...finding,
          status: 'compliant',
          message: isWhole
            ? `${worker} works ${sum} at most on what it got from ${name}, which hides it for ${hidden} s.`
            : `${worker} ends after ${ends} s, while ${name} hides what it got for ${hidden} s.`,
        };
      else
        yield {
          ...finding,
          status: 'undetermined',
          message: `${worker} works on what it got from ${name} for a time that is not known, and may run for longer than the ${hidden} s for which it is hidden.`,
        };
    }
  },
};
