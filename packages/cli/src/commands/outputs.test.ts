import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultFormats, planOutputs, sourceReader } from './outputs.js';

const plan = (specifications: string[], file?: string) =>
  planOutputs(specifications, file, {}).map((output) => [output.format.name, output.file]);

describe('planOutputs', () => {
  it.each<[string, string[], string | undefined, [string, string | undefined][]]>([
    ['one format to stdout', ['json'], undefined, [['json', undefined]]],
    ['one format to a file', ['json'], 'a.json', [['json', 'a.json']]],
    [
      'the first without a file to stdout',
      ['html:r.html', 'pretty'],
      undefined,
      [
        ['html', 'r.html'],
        ['pretty', undefined],
      ],
    ],
    [
      'names for the others',
      ['pretty', 'html', 'junit'],
      undefined,
      [
        ['pretty', undefined],
        ['html', 'faultline-report.html'],
        ['junit', 'faultline-report.xml'],
      ],
    ],
    [
      'names of their own where extensions meet',
      ['json', 'gitlab', 'comment', 'markdown', 'compact:-', 'summary'],
      undefined,
      [
        ['json', undefined],
        ['gitlab', 'gl-code-quality-report.json'],
        ['comment', 'faultline-comment.md'],
        ['markdown', 'faultline-report.md'],
        ['compact', '-'],
        ['summary', 'faultline-summary.md'],
      ],
    ],
    [
      'other names',
      ['codeclimate', 'md'],
      undefined,
      [
        ['gitlab', undefined],
        ['markdown', 'faultline-report.md'],
      ],
    ],
    ['a colon in a file name', ['json:C:/out/a.json'], undefined, [['json', 'C:/out/a.json']]],
  ])('%s', (_, specifications, file, expected) => {
    expect(plan(specifications, file)).toEqual(expected);
  });

  it.each([
    [['jsn'], /There is no format 'jsn'\. Did you mean 'json'\? Known are pretty, compact, json/],
    [['toString'], /There is no format 'toString'/],
    [['json:'], /names no file after the colon/],
    [['json:a.out', 'sarif:./a.out'], /Two formats would be written to .*a\.out/],
  ])('rejects %s', (specifications, message) => {
    expect(() => planOutputs(specifications, undefined, {})).toThrow(message);
  });
});

describe('in a GitHub workflow', () => {
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/runner/page.md' };

  it('asks for annotations and the page of the run as well, unless told', () => {
    expect(defaultFormats(environment)).toEqual(['pretty', 'github', 'summary']);
    expect(defaultFormats({})).toEqual(['pretty']);
  });

  it('appends to the page, and annotates beside what stdout carries', () => {
    const outputs = planOutputs(['summary', 'json', 'github', 'summary:own.md'], undefined, environment);
    expect(outputs.map(({ format, file, way }) => [format.name, file, way])).toEqual([
      ['summary', '/runner/page.md', 'append'],
      ['json', undefined, undefined],
      ['github', undefined, 'stderr'],
      ['summary', 'own.md', undefined],
    ]);
  });

  it('annotates on stdout where nothing else is there', () => {
    const [output] = planOutputs(['github', 'json:a.json'], undefined, environment);
    expect(output).toMatchObject({ file: undefined });
    expect(output).not.toHaveProperty('way');
  });
});

describe('sourceReader', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'faultline-outputs-'));
    mkdirSync(join(folder, 'root'));
    writeFileSync(join(folder, 'root', 'a.ts'), 'inside');
    writeFileSync(join(folder, 'secret'), 'outside');
    symlinkSync(join(folder, 'secret'), join(folder, 'root', 'link.ts'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a.ts', 'inside'],
    ['../secret', undefined],
    ['link.ts', undefined],
    ['none.ts', undefined],
    ['.', undefined],
  ])('of %s', (file, expected) => {
    expect(sourceReader(join(folder, 'root'))(file)).toBe(expected);
  });
});
