import { describe, expect, it } from 'vitest';
import { judgeText } from '../testing/judge-file.js';

/** What is said of the last of so many clients, each derived from the one before; the first one may have a timeout. */
function statuses(count: number, first: string): string[] {
  const derived = Array.from(
    { length: count },
    (_, index) => `const c${index + 1} = c${index}.extend({ retry: ${index} });`,
  );
  const code = `import got from 'got';\nconst c0 = got.extend(${first});\n${derived.join('\n')}\nexport const load = () => c${count}.get('https://a.example.com');\n`;
  const { verdicts, faults } = judgeText(code, 'espree', 'src/file.js');
  expect(faults).toEqual([]);
  return verdicts
    .filter(({ check, line }) => check === 'require-http-timeout' && line === count + 2)
    .map(({ status }) => status);
}

describe('clients that are derived from each other', () => {
  it.each([3, 19])('have the options of all before them: %s', (count) => {
    expect(statuses(count, '{ timeout: { request: 5000 } }')).toEqual(['compliant']);
    expect(statuses(count, '{}')).toEqual(['violation']);
  });

  it.each([22, 40, 60])('are not decided on where they are more than are followed: %s', (count) => {
    expect(statuses(count, '{ timeout: { request: 5000 } }')).toEqual(['undetermined']);
    expect(statuses(count, '{}')).toEqual(['undetermined']);
  });
});
