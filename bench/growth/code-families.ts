import { list, type Family } from './pieces.js';

const lines = (n: number, line: (index: number) => string): string => list(n, line).join('\n');
const file = (text: string): Record<string, string> => ({ 'a.js': `${text}\n` });
const get = (options: string) => `export const load = () => fetch('https://a.example.com', ${options});`;
/** Constants of which each is made of the one before; the last one decides what a call waits. */
const chain = (first: string, next: (one: string) => string) => (n: number) =>
  file(
    `const c0 = ${first};\n${lines(n, (i) => `const c${i + 1} = ${next(`c${i}`)};`)}\n${get(`{ signal: AbortSignal.timeout(c${n}) }`)}`,
  );
/** An expression of many operands that decides what a call waits. */
const terms = (operator: string, operand: (index: number) => string) => (n: number) =>
  file(get(`{ signal: AbortSignal.timeout(${list(n, operand).join(` ${operator} `)}) }`));
/** Functions that each call all others. */
const circle = (body: (index: number, others: readonly number[]) => string) => (n: number) =>
  file(
    `${lines(n, (i) =>
      body(
        i,
        list(n, (j) => j).filter((j) => j !== i),
      ),
    )}\nexport const run = (options) => f0(options);`,
  );

/** Modules that import and call each other. */
const modules = (n: number, calls: (index: number) => readonly number[]): Record<string, string> =>
  Object.fromEntries(
    list(n, (i) => [
      `m${i}.js`,
      [
        ...calls(i).map((j) => `import { load${j} } from './m${j}.js';`),
        `export async function load${i}(options) {`,
        `  await fetch('https://a.example.com/${i}', options);`,
        ...calls(i).map((j) => `  if (options.k${j}) await load${j}(options);`),
        '}',
        '',
      ].join('\n'),
    ]),
  );

/** Code that grows, one family for each way in which the analysis follows values, calls and modules. */
export const codeFamilies: Readonly<Record<string, Family>> = {
  'Constants that double a number': { size: 96, make: chain('1', (one) => `${one} + ${one}`) },
  'Constants that are chosen twice': { size: 96, make: chain('1000', (one) => `process.env.A ? ${one} : ${one} * 2`) },
  'Functions that call twice': { size: 96, make: chain('() => 1', (one) => `() => ${one}() + ${one}()`) },
  'Objects that are spread twice': {
    size: 96,
    make: chain('{ keepalive: true }', (one) => `{ ...${one}, ...${one} }`),
  },
  'Terms of +': { size: 5_000, make: terms('+', (index) => `${index}`) },
  'Texts of +': { size: 5_000, make: (n) => file(`fetch(${list(n, (index) => `'/${index}'`).join(' + ')});`) },
  'Terms of &&': { size: 5_000, make: terms('&&', (index) => `a${index}`) },
  'Terms of ||': { size: 5_000, make: terms('||', (index) => `a${index}`) },
  'Terms of ??': { size: 5_000, make: terms('??', (index) => `a${index}`) },
  'Calls of && as a condition': {
    size: 5_000,
    make: (n) => file(`if (${list(n, (index) => `a${index}()`).join(' && ')}) fetch('https://a.example.com');`),
  },
  'Chained calls': {
    size: 2_000,
    make: (n) => file(`fetch('https://a.example.com')${'.then((value) => value)'.repeat(n)};`),
  },
  'Chained members': { size: 2_000, make: (n) => file(get(`{ signal: a${'.b'.repeat(n)} }`)) },
  'Conditions in conditions': {
    size: 2_000,
    make: (n) => file(get(`{ signal: ${list(n, (index) => `a${index} ? ${index} : `).join('')} 1 }`)),
  },
  'Functions that hand their options to all others': {
    size: 24,
    make: circle(
      (i, others) => `async function f${i}(options) {
  await fetch('https://a.example.com/${i}', options);
  await Promise.all(options.ids.map((id) => fetch(id, options)));
  ${others.map((j) => `if (options.k${j}) await f${j}({ ...options, i: ${i} });`).join('\n  ')}
}`,
    ),
  },
  'Functions that call all others with a depth': {
    size: 24,
    make: circle(
      (i, others) => `async function f${i}(options, depth) {
  await Promise.all(options.ids.map((id) => fetch(id, options)));
  ${others.map((j) => `if (depth > ${j}) await f${j}(options, depth - 1);`).join('\n  ')}
}`,
    ),
  },
  'Functions whose options all others make': {
    size: 24,
    make: (n) =>
      file(
        `${lines(n, (i) => `const f${i} = (o) => o.z ? ${list(n, (j) => `f${j}({ ...o, v${i}: 1 })`).join(' || ')} : o;`)}\n${get('f0({})')}`,
      ),
  },
  'Functions in a ring': {
    size: 2_000,
    make: (n) =>
      file(
        lines(
          n,
          (i) =>
            `export async function f${i}(options) { await fetch('https://a.example.com', options); await f${(i + 1) % n}(options); }`,
        ),
      ),
  },
  'Calls of one function': {
    size: 2_000,
    make: (n) =>
      file(
        `const load = (url, options) => fetch(url, options);\n${lines(n, (i) => `export const g${i} = () => load('https://a.example.com/${i}', { signal });`)}`,
      ),
  },
  'Awaited calls of one function': {
    size: 5_000,
    make: (n) =>
      file(`export async function run() {\n${lines(n, (i) => `  await fetch('https://a.example.com/${i}');`)}\n}`),
  },
  'Cases of one switch': {
    size: 4_000,
    make: (n) =>
      file(
        `export async function run(kind) {\n  switch (kind) {\n${lines(n, (i) => `    case ${i}: return fetch('https://a.example.com/${i}');`)}\n  }\n}`,
      ),
  },
  'Parts of one template literal': {
    size: 5_000,
    make: (n) => file(`export const run = (a) => fetch(\`https://a.example.com/${'${a}/'.repeat(n)}\`);`),
  },
  'Spreads in spreads': {
    size: 400,
    make: (n) => file(get(`${'{ ...a, ...'.repeat(n)}{ keepalive: true }${' }'.repeat(n)}`)),
  },
  'Classes that make each other in a ring': {
    size: 800,
    make: (n) =>
      file(
        lines(
          n,
          (i) =>
            `export class C${i} { next = () => new C${(i + 1) % n}(); async load(o) { await fetch('https://a.example.com', o); await this.next().load(o); } }`,
        ),
      ),
  },
  'Comments that switch rules off, each before a call': {
    size: 2_000,
    make: (n) =>
      file(
        lines(
          n,
          (i) =>
            `/* eslint-disable faultline/require-http-timeout -- A-${i}: it is slow */ fetch('https://a.example.com/${i}');`,
        ),
      ),
  },
  'Modules in a ring that export each other whole': {
    size: 240,
    make: (n) => ({
      ...Object.fromEntries(
        list(n, (i) => [
          `m${i}.js`,
          `export * from './m${(i + 1) % n}.js';\nexport const load${i} = (options) => fetch('https://a.example.com', options);\n`,
        ]),
      ),
      'a.js': `import { load1 } from './m0.js';\nexport const run = () => load1({ signal: AbortSignal.timeout(1000) });\n`,
    }),
  },
  'Modules in a ladder, each calling the ones before and behind': {
    size: 240,
    make: (n) => modules(n, (i) => [i - 1, i + 1].filter((j) => j >= 0 && j < n)),
  },
  'Modules that each call all others, n calls in all': {
    size: 2_000,
    make: (n) => {
      const count = Math.round(Math.sqrt(n));
      return modules(count, (i) => list(count, (j) => j).filter((j) => j !== i));
    },
  },
  'Modules in a chain that export the next one': {
    size: 2_000,
    make: (n) => ({
      ...Object.fromEntries(
        list(n, (i) => [
          `m${i}.js`,
          i === n - 1
            ? `export const load = (options) => fetch('https://a.example.com', options);\n`
            : `export { load } from './m${i + 1}.js';\n`,
        ]),
      ),
      'a.js': `import { load } from './m0.js';\nexport const run = () => load({ signal: AbortSignal.timeout(1000) });\n`,
    }),
  },
  'Modules that hold each other as namespaces': {
    size: 40,
    make: (n) => ({
      ...Object.fromEntries(
        list(n, (i) => [
          `m${i}.js`,
          `${lines(n, (j) => `import * as n${j} from './m${j}.js';`)}\nexport { ${list(n, (j) => `n${j}`).join(', ')} };\nexport const load = (url) => fetch(url);\n`,
        ]),
      ),
      'a.js': `import { n1 } from './m0.js';\nexport const run = () => n1.n0.n1.load('https://a.example.com');\n`,
    }),
  },
};
