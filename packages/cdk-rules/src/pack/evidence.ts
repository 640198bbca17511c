import { join, relative, resolve } from 'node:path';
import type { BestPracticeId, Suppression, VerdictStatus } from '@faultline/catalog';
import { replaceFile } from '@faultline/catalog/files';
import type { ResourceFinding } from '../judge.js';
import { reasonOf } from './internal-fault.js';
import { version } from '../version.js';

/** Name of the file in the cloud assembly that holds what the pack found, compliant resources included. */
export const evidenceFileName = 'faultline.evidence.json';

/** What a check said of a resource. */
interface EvidenceEntry {
  readonly check: string;
  readonly bestPractice: BestPracticeId;
  readonly status: VerdictStatus;
  readonly message: string;
  /** Relative to the folder of the cloud assembly. */
  readonly template: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  /** Values that the verdict rests on. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly suppression?: Suppression;
}

/** A finding, and what it counts as after suppressions. */
export interface SettledFinding {
  readonly finding: ResourceFinding;
  readonly status: VerdictStatus;
  readonly suppression?: Suppression | undefined;
}

/** cdk-nag's report keeps violations only; this keeps everything, in a stable order. */
function evidenceOf(folder: string, settled: readonly SettledFinding[]): readonly EvidenceEntry[] {
  const entries = settled.map(({ finding, status, suppression }): EvidenceEntry => {
    const { rule, resource, message, evidence } = finding;
    const constructPath = resource.trace?.constructPath;
    return {
      check: rule.meta.name,
      bestPractice: rule.meta.bestPractice,
      status,
      message,
      template: relative(folder, resolve(resource.document.input.path)).replaceAll('\\', '/'),
      logicalId: resource.logicalId,
      ...(constructPath !== undefined && { constructPath }),
      ...(evidence && { evidence }),
      ...(suppression && { suppression }),
    };
  });
  const key = (entry: EvidenceEntry): string =>
    [entry.bestPractice, entry.check, entry.template, entry.logicalId, entry.message].join('\n');
  return entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * Writes the evidence beside cdk-nag's report once the synthesis is over: a plugin that changes a file of the assembly, such as the
 * evidence of an earlier synthesis, is stopped by the CDK. Does so at the end of the process when an error ends the synthesis.
 * @param folder of the cloud assembly
 */
export function writeEvidenceLater(folder: string, settled: readonly SettledFinding[]): void {
  let isWritten = false;
  const write = (): void => {
    process.off('exit', write);
    if (!isWritten) writeEvidence(folder, settled);
    isWritten = true;
  };
  process.once('exit', write);
  queueMicrotask(write);
}

function writeEvidence(folder: string, settled: readonly SettledFinding[]): void {
  const content = {
    schemaVersion: 1,
    tool: { name: '@faultline/cdk-rules', version },
    findings: evidenceOf(folder, settled),
  };
  try {
    replaceFile(join(folder, evidenceFileName), `${JSON.stringify(content, undefined, 2)}\n`);
  } catch (error) {
    process.emitWarning(`${evidenceFileName} was not written into ${folder}: ${reasonOf(error)}.`);
  }
}
