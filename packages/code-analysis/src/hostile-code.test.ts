import { describe, expect, it } from 'vitest';
import { judgeText } from './testing/judge-file.js';

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** Each constant is two of the one before, so that the last one has more parts than a machine can count. */
const doubling = (first: string, next: (one: string) => string): string =>
  `const c0 = ${first};\n${times(48, (i) => `const c${i + 1} = ${next(`c${i}`)};\n`)}`;
const get = (options: string) => `export const load = () => fetch('https://a.example.com', ${options});\n`;
const waits = get('{ signal: AbortSignal.timeout(c48) }');

/** Code with more ways through it than can be followed, each with the place at whose end a call is judged. */
const families = {
  'constants that double a number': doubling('1', (c) => `${c} + ${c}`) + waits,
  'constants that double a text': `${doubling("'x'", (c) => `${c} + ${c}`)}export const load = () => fetch(c48);\n`,
  'constants that double a template': `${doubling("'x'", (c) => `\`\${${c}}\${${c}}\``)}export const load = () => fetch(c48);\n`,
  'constants that are chosen twice': doubling('1000', (c) => `process.env.A ? ${c} : ${c} * 2`) + waits,
  'functions that call twice': doubling('() => 1', (c) => `() => ${c}() + ${c}()`) + waits,
  'objects that are spread twice': doubling('{ keepalive: true }', (c) => `{ ...${c}, ...${c} }`) + get('c48'),
  'lists that are spread twice': `${doubling('ids', (c) => `[...${c}, ...${c}]`)}await Promise.all(c48.map((id) => fetch(id)));\n`,
  'functions that call each other with their options': `${times(
    12,
    (i) => `async function f${i}(options) {
  await fetch('https://a.example.com/${i}', options);
  await Promise.all(options.ids.map((id) => fetch(id, options)));
  ${times(12, (j) => (i === j ? '' : `if (options.k${j}) await f${j}({ ...options, i: ${i} });\n`))}}\n`,
  )}export const run = (options) => f0(options);\n`,
  'functions that call each other with the same options': `${times(
    12,
    (i) => `async function f${i}(options, depth) {
  await Promise.all(options.ids.map((id) => fetch(id, options)));
  ${times(12, (j) => (i === j ? '' : `if (depth > ${j}) await f${j}(options, depth - 1);\n`))}}\n`,
  )}void f0({ ids: ['a'] }, 3);\n`,
  'functions whose options are made by each other': `${times(
    12,
    (i) =>
      `const f${i} = (o) => o.z ? ${Array.from({ length: 12 }, (_, j) => `f${j}({ ...o, v${i}: 1 })`).join(' || ')} : o;\n`,
  )}${get('f0({})')}`,
};

const repeated = (count: string) =>
  `export const load = () => Promise.all(Array.from({ length: ${count} }, (_, i) => fetch(String(i))));\n`;

/** Numbers that are made of themselves, and decide how much runs at once. */
const circles = {
  'a count that grows by itself': `let n = total();\nn = n + 1;\n${repeated('n')}`,
  'a count that is made whole': `var n = Math.ceil(n / 2);\n${repeated('n')}`,
  'counts that are made of each other': `var n = Number(m) * 2;\nvar m = Math.round(n);\n${repeated('n')}`,
  'a count that is bounded by itself': `let n = 15000;\ntry { n = parseInt(total(), 10) + 1; n = Math.min(n, 100000); } catch {}\n${repeated('n')}`,
  'counts that are bounded by each other, in functions': `let n = read(), m = 1;\nconst raise = () => { n = Math.min(m, 1e5); };\nfunction lower() { m = Math.max(Number(n), 1); }\n${repeated('n')}`,
  'a count that a callback makes of itself': `let n = read();\nvoid load().then(() => { n = limited(n); });\n${repeated('n')}`,
  'a count that is read of itself': `let n = { of: 1 };\nn = choose(n.of, n);\n${repeated('n')}`,
  'a cut to such a count': `var n = Math.max(n, 1);\nexport const load = (ids) => Promise.all(ids.slice(0, n).map((id) => fetch(id)));\n`,
};

describe.each(Object.entries(circles))('%s', (_, code) => {
  it('comes to an end, without a fault', () => {
    const { faults, verdicts } = judgeText(code, 'espree', 'src/file.js');
    expect(faults).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toContain('no-unbounded-concurrency');
  });
});

const retried = (test: string) =>
  `for (let i = 0; i < 3; i++) {\n  try { await fetch('https://a.example.com'); break; } catch (error) { if (!${test}) throw error; }\n}\n`;

/** Names that stand for each other, where a call is looked at through them. */
const namesInCircles = {
  'objects that are made of each other': `var a = new Client(b);\nvar b = new Client(a);\nawait a.send(fetch('https://a.example.com'));\n`,
  'a wrapper around itself': `import { captureAWSv3Client } from 'aws-xray-sdk-core';\nvar a = captureAWSv3Client(b);\nvar b = captureAWSv3Client(a);\na.send(await fetch('https://a.example.com'));\n`,
  'an object in a list of a call of itself': `var a = trace(new Client(a, [a]));\na.get(await fetch('https://a.example.com'));\n`,
  'a test that asks itself': `function isTransient(error) { return isTransient(error, 1); }\n${retried('isTransient(error)')}`,
  'tests that ask each other, twice': `const isA = (e) => isB(e) && isB(e);\nconst isB = (e) => isA(e) || isA(e);\n${retried('isA(error)')}`,
  'a list that is searched for what is in it': `const list = [list.includes(429), list.includes(503)];\n${retried('list.includes(error.status)')}`,
  'tests of which each asks all others': `${times(8, (i) => `const is${i} = (e) => ${Array.from({ length: 8 }, (_, j) => `is${j}(e)`).join(' && ')};\n`)}${retried('is0(error)')}`,
};

describe.each(Object.entries(namesInCircles))('%s', (_, code) => {
  it('comes to an end, without a fault', () => {
    const { faults, verdicts } = judgeText(code, 'espree', 'src/file.js');
    expect(faults).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toContain('require-http-timeout');
  });
});

describe.each(Object.entries(families))('%s', (_, code) => {
  it('come to an end, without a fault', () => {
    const { faults, verdicts } = judgeText(code, 'espree', 'src/file.js');
    expect(faults).toEqual([]);
    expect(verdicts.map(({ check }) => check)).toContain('require-http-timeout');
  });
});

it('says once what it says of a call, on however many ways it is reached', () => {
  for (const name of [
    'functions that call each other with their options',
    'functions that call each other with the same options',
  ] as const) {
    const { verdicts } = judgeText(families[name], 'espree', 'src/file.js');
    const calls = verdicts.filter(({ check }) => check === 'require-http-timeout');
    // Two calls and twelve callers in each of twelve functions, each caller once for each of the two calls at most in each of them.
    expect(calls.length).toBeLessThan(24 * 12 * 12);
    expect(new Set(calls.map(({ line }) => line)).size).toBeGreaterThan(12);
  }
});

it('works out what stays within the limits, and no more', () => {
  const url = (parts: number) => Array.from({ length: parts }, (_, i) => `'/${i}'`).join(' + ');
  const address = (parts: number) =>
    judgeText(`export const load = () => fetch(${url(parts)});`, 'espree', 'src/file.js').verdicts.length;
  // A path without a host names no other system; a text that is too long to be put together might.
  expect(address(100)).toBe(0);
  expect(
    judgeText(`${doubling("'/x'", (c) => `${c} + ${c}`)}fetch(c48);`, 'espree', 'src/file.js').verdicts,
  ).not.toEqual([]);
});
