import type { BodyLimitFact } from '../../behaviour/servers/types.js';
import { defineCheck, type JudgeContext, type SiteVerdict } from '../define-check.js';

const MB = 2 ** 20;

/** What the option of the rule takes, in bytes. */
interface Limits {
  readonly maxBody?: number;
  readonly maxFile?: number;
}

const defaults = { maxBody: 10 * MB, maxFile: 1024 * MB };
/** So many times as much is taken where a limit was chosen for some routes. */
const forRoutes = 5;

/** Objects to servers that read bodies of any size, or very large ones. */
export const requireBodyLimit = defineCheck({
  meta: {
    name: 'require-body-limit',
    bestPractice: 'REL05-BP02',
    layer: 'code',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Servers limit the size of what they read',
    why:
      'A body that is read as a whole is held in memory, several times over while it is parsed. Without a limit near what ' +
      'sound requests need, a handful of large ones takes the memory of the process and the requests of everybody else.',
    fix: 'Set the limit of the parser to what the largest sound request needs, and send large files to object storage by a presigned address.',
    sources: [
      {
        title: 'REL05-BP02 Throttle requests',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp02.html',
      },
      { title: 'body-parser: limit', url: 'https://github.com/expressjs/body-parser#limit' },
    ],
  },
  schema: [
    {
      type: 'object',
      properties: {
        maxBody: { type: 'number', exclusiveMinimum: 0 },
        maxFile: { type: 'number', exclusiveMinimum: 0 },
      },
      additionalProperties: false,
    },
  ],
  *judge(facts, { options: [limits] }: JudgeContext<readonly [Limits?]>) {
    for (const fact of facts.bodyLimits) {
      if (fact.development) continue;
      const { at, label, option, bytes } = fact;
      const size = bytes === undefined ? 'not known' : sizeText(bytes);
      yield { at, ...judgeLimit(fact, { ...defaults, ...limits }), evidence: { library: label, option, size } };
    }
  },
});

function judgeLimit(
  { name, option, of, bytes, written, ofRoutes }: BodyLimitFact,
  { maxBody, maxFile }: Required<Limits>,
): Pick<SiteVerdict, 'status' | 'message'> {
  if (bytes === undefined)
    return { status: 'undetermined', message: `It cannot be told here how much \`${name}\` reads.` };
  const max = of === 'file' ? maxFile : maxBody * (ofRoutes ? forRoutes : 1);
  const what = of === 'body' ? 'bodies' : of === 'file' ? 'files' : 'messages';
  if (bytes <= max) return { status: 'compliant', message: `\`${name}\` reads ${what} of up to ${sizeText(bytes)}.` };
  const size = bytes === Infinity ? 'any size' : `up to ${sizeText(bytes)}`;
  const by = written ? ',' : ' when it is given no limit,';
  return {
    status: 'violation',
    message:
      `\`${name}\` reads ${what} of ${size}${by} so a few large requests can take the ${of === 'file' ? 'memory or the disk' : 'memory'} of the process. ` +
      `Set \`${option}\` to what the largest sound request needs.`,
  };
}

/** A number of bytes for people: `100 KB`, `1.5 MB`. */
function sizeText(bytes: number): string {
  if (bytes === Infinity) return 'any size';
  const [unit, factor] = bytes >= 2 ** 30 ? ['GB', 2 ** 30] : bytes >= MB ? ['MB', MB] : ['KB', 2 ** 10];
  return `${Number((bytes / factor).toFixed(1))} ${unit}`;
}
