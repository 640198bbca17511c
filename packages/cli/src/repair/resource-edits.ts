import { parseDocument, type Document } from 'yaml';
import type { RepairSite } from './repair-site.js';
import { setInTemplate, type Path, type Plain } from './template-edit.js';
import { templateRepairs } from './template-repairs.js';

/** A fault of a resource, to be repaired in the text of its template. */
export interface ResourceFault extends RepairSite {
  readonly check: string;
  readonly logicalId: string;
}

/**
 * The template with one fault repaired, and everything else as it was.
 * @returns undefined where no repair fits, such as under an intrinsic function or in a resource that SAM makes
 * @throws {ValueMissing}
 */
export function repairTemplate(text: string, fault: ResourceFault): string | undefined {
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (!document.hasIn(['Resources', fault.logicalId, 'Type'])) return undefined;
  if (fault.check === 'sqs-queue-dlq') return addDeadLetterQueue(text, document, fault);
  const settings = templateRepairs[fault.check]?.(fault);
  return settings?.reduce<string | undefined>(
    (repaired, { path, value }) => repaired && setInTemplate(repaired, propertiesOf(fault.logicalId, path), value),
    text,
  );
}

const propertiesOf = (logicalId: string, path: Path): Path => ['Resources', logicalId, 'Properties', ...path];

/** A queue of its own for what cannot be processed, which keeps messages as long as SQS does. */
function addDeadLetterQueue(text: string, document: Document, fault: ResourceFault): string | undefined {
  const { logicalId } = fault;
  const name = `${logicalId}DeadLetters`;
  if (document.hasIn(['Resources', name]) || document.hasIn(propertiesOf(logicalId, ['RedrivePolicy'])))
    return undefined;
  const isFifo = document.getIn(propertiesOf(logicalId, ['FifoQueue']));
  if (isFifo !== undefined && typeof isFifo !== 'boolean') return undefined;
  const redrive: Plain = {
    deadLetterTargetArn: { 'Fn::GetAtt': [name, 'Arn'] },
    maxReceiveCount: fault.value('receives'),
  };
  const queue: Plain = {
    Type: 'AWS::SQS::Queue',
    Properties: { MessageRetentionPeriod: longestRetention, ...(isFifo === true && { FifoQueue: true }) },
  };
  const redriven = setInTemplate(text, propertiesOf(logicalId, ['RedrivePolicy']), redrive);
  return redriven && setInTemplate(redriven, ['Resources', name], queue);
}

/** Fourteen days, the most that SQS allows: what lies there waits for people. Seconds. */
const longestRetention = 1_209_600;
