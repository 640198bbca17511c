import { constantName } from './registry.js';

/** What is known of a check before it is written. */
export interface NewCheck {
  readonly name: string;
  readonly bestPractice: string;
  readonly severity: string;
  readonly preset: string;
  /** For a check of infrastructure: folder of the service, and the resource type that it judges. */
  readonly infrastructure?: { readonly service: string; readonly type: string };
}

/** The files of a new check, with paths relative to the root. Their tests fail until they are filled in. */
export function newCheckFiles(check: NewCheck): { path: string; content: string }[] {
  return check.infrastructure ? infrastructureFiles(check, check.infrastructure) : codeFiles(check);
}

function metadata({ name, bestPractice, severity, preset }: NewCheck, layer: string): string {
  return `meta: {
    name: '${name}',
    bestPractice: '${bestPractice}',
    layer: '${layer}',
    severity: '${severity}',
    precision: 'medium',
    preset: '${preset}',
    title: 'What must hold, in one line',
    why: 'What goes wrong in production when it does not hold.',
    fix: 'How to repair it.',
    sources: [
      {
        title: '${bestPractice}',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/${bestPractice.toLowerCase()}.html',
      },
    ],
  },`;
}

/** A page with the headings that the tests of pages ask for; `own` is the one between samples and limits. */
function page(language: string, fails: string, passes: string, own: string): string {
  return `<!-- begin generated -->

<!-- end generated -->

What goes wrong in production, in two or three sentences.

## Fails

\`\`\`${language}
${fails}
\`\`\`

## Passes

\`\`\`${language}
${passes}
\`\`\`

${own}

## Known limitations

- What the check cannot see.

## When not to use it

For which workloads it makes no sense.
`;
}

function codeFiles(check: NewCheck): { path: string; content: string }[] {
  const constant = constantName(check.name);
  const folder = `packages/code-analysis/src/checks/${check.bestPractice.toLowerCase()}`;
  return [
    {
      path: `${folder}/${check.name}.ts`,
      content: `import { defineCheck } from '../define-check.js';

/** What it objects to, in one line. */
export const ${constant} = defineCheck({
  ${metadata(check, 'code')}
  *judge(facts) {
    for (const call of facts.calls) {
      yield { at: call.callee, status: 'undetermined', message: 'Nothing is judged yet.' };
    }
  },
});
`,
    },
    {
      path: `${folder}/${check.name}.test.ts`,
      content: `import { testCheck } from '../../testing/check-test.js';
import { ${constant} } from './${check.name}.js';

testCheck(${constant}, {
  violations: ["await fetch('https://example.com/faulty');"],
  sound: ["await fetch('https://example.com/sound');"],
  undetermined: ["await fetch('https://example.com/unclear');"],
});
`,
    },
    {
      path: `packages/eslint-plugin/docs/rules/${check.name}.md`,
      content: page(
        'ts',
        "await fetch('https://example.com/faulty');",
        "await fetch('https://example.com/sound');",
        '## Options\n\nNone.',
      ),
    },
  ];
}

function infrastructureFiles(
  check: NewCheck,
  { service, type }: NonNullable<NewCheck['infrastructure']>,
): { path: string; content: string }[] {
  const constant = constantName(check.name);
  const folder = 'packages/cdk-rules';
  const template = (id: string) => `Resources:\n  ${id}:\n    Type: ${type}`;
  return [
    {
      path: `${folder}/src/rules/${service}/${check.name}.ts`,
      content: `import type { InfrastructureRule } from '../rule.js';

/** What it objects to, in one line. */
export const ${constant}: InfrastructureRule = {
  ${metadata(check, 'infrastructure')}
  types: ['${type}'],
  judge() {
    return { status: 'undetermined', message: 'Nothing is judged yet.' };
  },
};
`,
    },
    {
      path: `${folder}/src/rules/${service}/${check.name}.test.ts`,
      content: `import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ${constant} } from './${check.name}.js';

describe('${check.name}', () => {
  it('finds the fault', () => {
    expect(findingsFor(${constant}, \`${template('Faulty')}\`)).toMatchObject([{ status: 'violation' }]);
  });
  it('passes what is sound', () => {
    expect(findingsFor(${constant}, \`${template('Sound')}\`)).toMatchObject([{ status: 'compliant' }]);
  });
});
`,
    },
    {
      path: `${folder}/docs/rules/${check.name}.md`,
      content: page(
        'yaml',
        template('Faulty'),
        template('Sound'),
        `## In the CDK

\`\`\`ts
new Cfn(stack, 'Sound', {});
\`\`\``,
      ),
    },
  ];
}
