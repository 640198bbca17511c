import { asNumber } from '@faultline/cdk-rules/analysis';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

/** A batch of one record needs no list of those that failed: the whole batch is the record. */
export const batchOfOne: JoinRule = {
  checks: ['require-partial-batch-response'],
  decide(draft, context) {
    // Where failures are taken as done, a record that comes alone is lost as well.
    if (draft.evidence?.['failures'] === 'lost') return undefined;
    const functions = context.functionsAt(draft);
    if (!functions) return undefined;
    const mappings = functions.map((link) =>
      context.invocations(link).filter(({ via }) => via.type === 'AWS::Lambda::EventSourceMapping'),
    );
    if (mappings.some((own) => own.length === 0)) return undefined;
    const all = mappings.flat();
    if (!all.every(({ via }) => asNumber(via.get('BatchSize')) === 1)) return undefined;
    const names = [...new Set(functions.map(({ lambda }) => nameOf(lambda)))].join(' and ');
    return {
      withdraw: `${names} gets its records one at a time (BatchSize 1), so that a failure gives back just the record that failed.`,
      places: all.map(({ via }) => resourcePlace(via, 'reads one record at a time', 'BatchSize')),
    };
  },
};
