import type { FlagFact } from '../../behaviour/levers/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to flags that have no safe position while the flag service is down. */
export const requireLeverDefault = defineCheck({
  meta: {
    name: 'require-lever-default',
    bestPractice: 'REL05-BP07',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Flags have a safe value for when the flag service is down',
    why:
      'A lever is pulled when things are broken, and the flag service may be among them. Without a value of its own the ' +
      'code then fails with the service, or takes a position that nobody chose.',
    fix: 'Give each evaluation the value that is safe while the flag service cannot be asked, and catch its errors.',
    sources: [
      {
        title: 'REL05-BP07 Implement emergency levers',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp07.html',
      },
      {
        title: 'OpenFeature: Flag evaluation',
        url: 'https://openfeature.dev/specification/sections/flag-evaluation',
      },
    ],
  },
  *judge(facts) {
    for (const flag of facts.flags) {
      const { label, fallback, at } = flag;
      yield { at, ...judgeFlag(flag), evidence: { service: label, fallback } };
    }
  },
});

function judgeFlag(flag: FlagFact): Pick<SiteVerdict, 'status' | 'message'> {
  const { label, name, fallback } = flag;
  switch (fallback) {
    case 'given':
      return { status: 'compliant', message: `\`${name}\` has a value for when ${label} cannot be asked.` };
    case 'library':
      return { status: 'compliant', message: `${label} answers \`${name}\` with a safe value by itself.` };
    case 'caught':
      return { status: 'compliant', message: `The errors of \`${name}\` are caught, and the work goes on.` };
    case 'leaves':
      return {
        status: 'undetermined',
        message: `\`${name}\` throws while ${label} cannot be reached; whether a caller catches it cannot be told here.`,
      };
    case 'unknown':
      return { status: 'undetermined', message: `It cannot be told here what \`${name}\` answers without ${label}.` };
    case 'none':
      return {
        status: 'violation',
        message:
          `While ${label} cannot be asked, \`${name}\` answers \`undefined\` here, so the flag takes a position that nobody chose. ` +
          `Give it the safe one: \`${flag.repair}\`.`,
      };
    case 'throws':
      return { status: 'violation', message: thrown(flag) };
  }
}

function thrown({ label, name, kind, when, repair }: FlagFact): string {
  if (kind === 'start')
    return (
      `\`${name}\` throws when ${label} does not answer, so nothing starts while the flag service is down. ` +
      'Catch the error, and go on with the default values of the flags.'
    );
  const what = when === 'load' ? 'the module cannot be loaded' : 'the work fails';
  return (
    `\`${name}\` throws while ${label} cannot be reached, so ${what} together with the flag service. ` +
    `Go on with safe values: \`${repair}\`.`
  );
}
