/**
 * What the pack takes from cdk-nag. Its index loads all of its own packs, and with them every module of the CDK that they look at,
 * which takes longer than all checks of this pack together; so the two files behind it are loaded, and the index only where a later
 * version has other files.
 */
import type { NagPack as Pack, NagRuleCompliance as Compliance } from 'cdk-nag';

/* eslint-disable @typescript-eslint/no-require-imports -- literal calls, so that bundlers see what is loaded */
export const { NagPack } = either(
  () => require('cdk-nag/lib/nag-pack.js') as { NagPack: typeof Pack },
  () => require('cdk-nag') as { NagPack: typeof Pack },
);
export const { NagRuleCompliance } = either(
  () => require('cdk-nag/lib/nag-rules.js') as { NagRuleCompliance: typeof Compliance },
  () => require('cdk-nag') as { NagRuleCompliance: typeof Compliance },
);

function either<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch {
    return second();
  }
}
