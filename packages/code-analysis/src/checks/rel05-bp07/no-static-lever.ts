import type { FlagFact, LeverFact } from '../../behaviour/levers/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to operational switches whose position is settled when the module is loaded. */
export const noStaticLever = defineCheck({
  meta: {
    name: 'no-static-lever',
    bestPractice: 'REL05-BP07',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Operational switches can be turned while the program runs',
    why:
      'A lever has to work within seconds, in the middle of an incident. A switch that is read once, when the module is ' +
      'loaded, keeps its position in every running process until all of them have been started anew.',
    fix: 'Ask for the position each time it decides: by a flag service with a refresh, AppConfig or a parameter with a short cache.',
    sources: [
      {
        title: 'REL05-BP07 Implement emergency levers',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp07.html',
      },
      {
        title: 'AWS AppConfig: Creating a feature flag configuration profile',
        url: 'https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-configuration-and-profile-feature-flags.html',
      },
    ],
  },
  *judge(facts) {
    for (const lever of facts.levers) {
      const { at, name, source, when } = lever;
      yield { at, ...judgeLever(lever), evidence: { lever: name, source, read: when } };
    }
    for (const flag of facts.flags) {
      if (flag.kind !== 'evaluation') continue;
      const { at, label, name, when } = flag;
      yield { at, ...judgeFlag(flag), evidence: { lever: name, source: label, read: when } };
    }
  },
});

const repair = 'Ask for its position each time it decides, by a flag service or a parameter that is refreshed.';

function judgeLever({ name, source, when, use, explicit }: LeverFact): Pick<SiteVerdict, 'status' | 'message'> {
  if (when === 'call') return { status: 'compliant', message: `\`${name}\` is read each time it decides.` };
  if (use === 'unknown' || (use === 'exported' && (!explicit || source === 'constant')))
    return {
      status: 'undetermined',
      message: `\`${name}\` is settled when the module is loaded; what hangs on it cannot be told here.`,
    };
  if (source === 'constant' && !explicit)
    return {
      status: 'undetermined',
      message: `\`${name}\` is a constant in the code; whether operators would ever turn it cannot be told here.`,
    };
  const why =
    source === 'env'
      ? `\`${name}\` is read once, when the module is loaded, so turning it takes a restart of every process in the middle of an incident.`
      : `\`${name}\` is a constant in the code, so turning it takes a new release in the middle of an incident.`;
  return { status: 'violation', message: `${why} ${repair}` };
}

function judgeFlag({ label, name, when, kept }: FlagFact): Pick<SiteVerdict, 'status' | 'message'> {
  if (when === 'call') return { status: 'compliant', message: `${label} is asked each time the flag decides.` };
  if (!kept)
    return {
      status: 'undetermined',
      message: `${label} is asked when the module is loaded; whether it is asked again cannot be told here.`,
    };
  return {
    status: 'violation',
    message:
      `\`${name}\` asks ${label} once, when the module is loaded, so the process keeps that position until it is started anew. ` +
      'Ask inside the function that decides; the client keeps the answers fresh.',
  };
}
