import { codePlace } from '../code-places.js';
import { nameOf } from '../resource-places.js';
import type { JoinRule } from './join-rule.js';

/** A handler that catches what fails in every record never fails a batch, so that no good record comes again with a bad one. */
export const caughtRecords: JoinRule = {
  checks: ['lambda-partial-batch-response'],
  decide({ resource, status }, context) {
    if (status !== 'violation' || !resource) return undefined;
    const mapping = context.resourceOf(resource, 'AWS::Lambda::EventSourceMapping');
    const links = mapping ? context.linksInvokedVia(mapping) : [];
    const [link, ...others] = links;
    if (!link || others.length > 0) return undefined;
    const batches = context.reach.within(link, ({ recordBatches }) => recordBatches);
    if (batches.length === 0 || batches.some(({ fact }) => fact.treatment !== 'drops')) return undefined;
    return {
      withdraw: `${nameOf(link.lambda)} catches the failure of every record itself, so that no batch fails as a whole.`,
      places: batches.map(({ file, fact }) => codePlace(context.code, file, fact.at, 'catches what fails')),
    };
  },
};
