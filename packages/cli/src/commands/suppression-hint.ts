import type { CheckMetadata } from '@faultline/catalog';

/** How people accept what a check finds, in lines that they can copy. */
export function suppressionHint(check: Pick<CheckMetadata, 'name' | 'layer'>): string {
  const central = `  config:    "suppress": [{ "check": "${check.name}", "file": "...", "reason": "why", "until": "2027-01-31" }]`;
  if (check.layer === 'code') {
    return `  code:      // eslint-disable-next-line faultline/${check.name} -- PROJ-12 until 2027-01-31: why\n${central}`;
  }
  const id = check.name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    `  CDK:       Validations.of(construct).acknowledge({ id: 'Faultline-${id}', reason: 'PROJ-12 until 2027-01-31: why' })`,
    `  template:  Metadata: { faultline: { suppress: [{ check: ${check.name}, reason: why, until: 2027-01-31 }] } }`,
    central,
  ].join('\n');
}
