import type { Results, Verdict } from '@faultline/catalog';
import { resultsOf } from './sample-results.js';

/** Names that try to leave the place they are shown in, each in its own way. */
export const hostileNames = {
  script: '"><script>alert(1)</script><img src=x onerror=alert(2)>',
  attribute: `' onmouseover='alert(1)' x="`,
  escape: '\u001b[2J\u001b]0;owned\u0007\u009b31m\rgone',
  bidi: 'admin\u202Etxt.exe\u2066\u200B\uFEFF',
  cdata: ']]><evil/>&entity;',
  table: 'a|b\n| injected | row |\n\n# heading',
  ticks: '```js\n`code` **bold** [link](https://evil.example) <!-- -->',
  mention: '@octocat #12 GH-34 https://evil.example www.evil.example',
  surrogate: 'half \uD800 of a pair',
  nul: 'nul\u0000 and \uFFFE',
  long: `src/${'x'.repeat(50_000)}.ts`,
} as const;

/** Every name at every place of the results that the scanned project fills. */
export function hostileResults(): Results {
  const statuses = ['violation', 'compliant', 'undetermined', 'suppressed'] as const;
  const verdicts = Object.values(hostileNames).flatMap((name, index) =>
    statuses.map((status): Verdict => ({
      check: 'require-http-timeout',
      bestPractice: 'REL05-BP05',
      layer: 'code',
      status,
      severity: 'error',
      message: `The call in ${name} has no timeout. Give ${name} one.`,
      fingerprint: `${index}${status}${name.slice(0, 60)}`,
      location: { file: name, line: 3, column: 1 },
      resource: { template: name, logicalId: name, type: name, constructPath: name },
      related: [{ message: name, location: { file: name, line: 1, column: 1 } }],
      evidence: { [name]: name },
      suppression: { kind: 'directive', reason: name, until: name, ticket: name },
      snippet: name,
    })),
  );
  const errors = Object.values(hostileNames).map((name) => ({ kind: 'input' as const, message: name, path: name }));
  const results = resultsOf(verdicts, undefined, errors);
  const skipped = Object.values(hostileNames).map((name) => ({ path: name, reason: name }));
  return {
    ...results,
    scope: { ...results.scope, templates: Object.values(hostileNames), skipped },
    bestPractices: results.bestPractices.map((practice) => ({
      ...practice,
      questions: [
        { id: 'open', text: hostileNames.script, answer: hostileNames.attribute },
        { id: hostileNames.escape, text: hostileNames.bidi, answer: null },
        ...Object.values(hostileNames).map((name) => ({ id: 'x', text: name, answer: name, owner: name, date: name })),
      ],
    })),
    checks: results.checks.map((check) => ({
      ...check,
      sources: [{ title: hostileNames.script, url: 'javascript:alert(1)' }],
    })),
  };
}
