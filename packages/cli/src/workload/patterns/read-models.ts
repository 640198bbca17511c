import { patterns as patternInfo } from '@faultline/catalog';
import type { Resource } from '@faultline/cdk-rules/analysis';
import type { SeenPattern } from '../../assessment/patterns.js';
import { codePlace } from '../code-places.js';
import type { BoundOperation } from '../inventory/code-edges.js';
import type { JoinContext } from '../join/join-context.js';
import { nameOf, resourcePlace } from '../resource-places.js';

const writing = /^(?:Put|Update|Delete|BatchWrite|TransactWrite)/;
const reading = /^(?:Get|Query|Scan|BatchGet|TransactGet)/;
const stores = new Set(['dynamodb', 's3']);

/**
 * Models for queries that follow what commands write: a function that the stream of one table drives fills another, which
 * nothing else writes and from which other functions answer.
 */
export function readModels(operations: readonly BoundOperation[], context: JoinContext): readonly SeenPattern[] {
  const kept = operations.filter(({ fact, bound }) => bound && stores.has(fact.service));
  return context.links.linked.flatMap((projector): readonly SeenPattern[] => {
    const stream = context.invocations(projector).find(({ mode, source }) => mode === 'stream' && isTable(source));
    const source = stream?.source;
    if (!stream || !source) return [];
    const fills = kept.filter(({ link, fact, bound }) => {
      const isOther = bound?.resource !== source && link === projector && writing.test(fact.name);
      return isOther && kept.every((one) => one.bound?.resource !== bound?.resource || !isForeignWrite(one, projector));
    });
    return fills.slice(0, 1).flatMap(({ file, fact, bound }): readonly SeenPattern[] => {
      const model = bound?.resource;
      const reader = kept.find(
        (one) => one.link !== projector && one.bound?.resource === model && reading.test(one.fact.name),
      );
      if (!model || !reader) return [];
      return [
        {
          pattern: 'cqrs',
          bestPractice: patternInfo.cqrs.bestPractice,
          layer: 'workload',
          by: 'a stream',
          message: `${nameOf(model)} follows ${nameOf(source)} and answers queries, while commands write to the latter only.`,
          lacks: [],
          places: [
            codePlace(context.code, file, fact.at, `fills ${nameOf(model)}`),
            resourcePlace(stream.via, `hands on what changes in ${nameOf(source)}`),
            codePlace(context.code, reader.file, reader.fact.at, `reads ${nameOf(model)}`),
          ],
        },
      ];
    });
  });
}

const isTable = (resource: Resource | undefined): boolean =>
  resource?.type === 'AWS::DynamoDB::Table' || resource?.type === 'AWS::DynamoDB::GlobalTable';

const isForeignWrite = ({ link, fact }: BoundOperation, projector: BoundOperation['link']): boolean =>
  link !== projector && writing.test(fact.name);
