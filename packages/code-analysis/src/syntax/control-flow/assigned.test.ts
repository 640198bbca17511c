import { expect, it } from 'vitest';
import { judgeText } from '../../testing/judge-file.js';

/** What is said of a call whose options are in a variable that is declared without a value. */
function status(code: string): string | undefined {
  const { verdicts, faults } = judgeText(
    `import axios from 'axios';\nconst [one, two] = [{ timeout: 3000 }, { timeout: 5000 }];\n${code}\n`,
    'typescript',
    'src/file.ts',
  );
  expect(faults).toEqual([]);
  return verdicts.find(({ check }) => check === 'require-http-timeout')?.status;
}

const inFunction = (code: string) => `export function load(url: string, fast: string) { let o: any; ${code} }`;
const call = 'return axios.get(url, o);';

it.each([
  `if (fast) { o = one; } else { o = two; } ${call}`,
  `o = one; ${call}`,
  `switch (fast) { case 'yes': o = one; break; default: o = two; } ${call}`,
  `try { note(fast); o = one; } catch { o = two; } ${call}`,
  `if (fast) o = one; else return; ${call}`,
  `if (fast) o = one; else throw new Error(); ${call}`,
  `do { o = one; } while (note(fast)); ${call}`,
  `(o = one); log(o); ${call}`,
])('has a value on every path: %s', (code) => {
  expect(status(inFunction(code))).toBe('compliant');
});

it('has a value at the top of a file', () => {
  expect(status("let o; o = one; axios.get('https://a.example.com', o);")).toBe('compliant');
});

it.each([
  `if (fast) { o = one; } ${call}`,
  `try { note(fast); o = one; } catch {} ${call}`,
  `switch (fast) { case 'yes': o = one; } ${call}`,
  `while (note(fast)) { o = one; } ${call}`,
  `fast && (o = one); ${call}`,
  'return axios.get(url, o, (o = one));',
  'const run = () => axios.get(url, o); const found = run(); o = one; return found;',
])('may have none: %s', (code) => {
  expect(status(inFunction(code))).toBe('undetermined');
});
