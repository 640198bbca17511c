import type { LocalFileFact } from '../../behaviour/state/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to files that one request leaves on the disk of an instance for another. */
export const noLocalFileState = defineCheck({
  meta: {
    name: 'no-local-file-state',
    bestPractice: 'REL05-BP06',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'No request depends on files that another one left on the local disk',
    why:
      'The disk of an instance goes with the instance, and other instances do not have it. What one request wrote there ' +
      'is missing for the next one.',
    fix: 'Keep the file in object storage such as S3, or on a file system that all instances mount.',
    sources: [
      {
        title: 'REL05-BP06 Make systems stateless where possible',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp06.html',
      },
      {
        title: 'AWS Lambda: the lifecycle of the execution environment',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
      },
    ],
  },
  *judge(facts) {
    for (const written of facts.localFiles) {
      const verdict = judgeFile(written);
      if (verdict) yield { ...verdict, evidence: { path: written.path, use: written.use, reach: written.reach } };
    }
  },
});

const sound: Readonly<Partial<Record<LocalFileFact['use'], string>>> = {
  scratch: 'is removed by the code that writes it',
  shared: 'is on a file system that is mounted',
  refilled: 'is written anew where it is missing',
};

function judgeFile({ at, write, path, use, reach, read }: LocalFileFact): SiteVerdict | undefined {
  const reason = sound[use];
  if (reason) return { at, status: 'compliant', message: `The file under \`${path}\` ${reason}.` };
  if (use === 'own') return undefined;
  const related = read ? { related: [{ at: read, message: 'read' }] } : {};
  if (reach === 'callers')
    return {
      at,
      status: 'undetermined',
      message: `Whether one request writes the file under \`${path}\` and another one reads it cannot be decided, because the functions are called from other files.`,
      ...related,
    };
  return {
    at,
    status: 'violation',
    message: `\`${write}\` leaves a file under \`${path}\` on the disk of one instance, so it is missing where another instance serves the request that reads it, and after a restart. Keep it in object storage such as S3, or on a file system that all instances mount.`,
    ...related,
  };
}
