import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import type { Log, Run } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { workspace } from './support/paths.js';
import { temporaryFolder, writeFiles } from './support/project.js';
import { faultline } from './support/run.js';
import { queueTemplate, soon } from './support/samples.js';

const files = 100;
const callsInFile = 60;
const total = files * callsInFile;

const schema = (name: string) => readFileSync(join(workspace, 'test/schemas', name), 'utf8');

/**
 * Where a value breaks a JSON schema; empty when it keeps it. The schema of SARIF names an older draft, of which it uses
 * nothing that has changed since, but for the name of its identifier.
 */
function violations(name: string, value: unknown): string[] {
  const parts = Object.entries(JSON.parse(schema(name)) as Record<string, unknown>);
  const rest = Object.fromEntries(parts.filter(([key]) => key !== '$schema' && key !== 'id'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  const validate = ajv.compile(rest);
  validate(value);
  return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A project with 6,000 calls without a timeout, an accepted one, and a template, in a folder of a repository. */
function writeProject(repository: string): void {
  const call = (file: number, number: number) =>
    `export const pay${number} = () => fetch(\n  'https://payments.example/${file}/${number}',\n);\n`;
  const sources = Array.from({ length: files }, (_, file) => [
    `services/orders/src/file-${file}.js`,
    Array.from({ length: callsInFile }, (_item, number) => call(file, number)).join('\n'),
  ]);
  const accepted =
    `// eslint-disable-next-line faultline/require-http-timeout -- until ${soon}: ends by itself\n` +
    "export const accepted = () => fetch('https://payments.example');\n";
  writeFiles(repository, {
    ...(Object.fromEntries(sources) as Record<string, string>),
    'services/orders/src/accepted.js': accepted,
    'services/orders/orders.json': queueTemplate(),
    '.git/HEAD': 'ref: refs/heads/main\n',
  });
}

describe('6,000 findings', () => {
  const repository = temporaryFolder();
  const project = join(repository, 'services/orders');
  const read = (name: string) => readFileSync(join(project, name), 'utf8');
  let run: Run;

  beforeAll(() => {
    writeProject(repository);
    const formats =
      'json:results.json,sarif:a.sarif,junit:a.xml,gitlab:a.json,csv:a.csv,comment:a.md,summary:page.md,github';
    const { code } = faultline(['check', '--format', formats, '-o', 'annotations.txt'], project);
    expect(code).toBe(1);
    run = (JSON.parse(read('a.sarif')) as Log).runs[0] as Run;
  });
  afterAll(() => rmSync(repository, { recursive: true, force: true }));

  it('make SARIF that its schema allows', () => {
    expect(violations('sarif-2.1.0.json', JSON.parse(read('a.sarif')))).toEqual([]);
    expect(violations('sarif-2.1.0.json', { version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
  });

  it('make SARIF of a size that GitHub takes', () => {
    expect(gzipSync(read('a.sarif')).length).toBeLessThan(10 * 1024 * 1024);
    expect(run.results).toHaveLength(5_000);
    expect(run.tool.driver.rules?.length).toBeLessThan(25_000);
    const text = run.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text).join() ?? '';
    expect(text).toMatch(
      /\b1001 further violations left out, by check: require-http-timeout \(1001\)\.|\b100\d further/,
    );
  });

  it('make rules with all that GitHub asks for', () => {
    for (const { id, shortDescription, fullDescription, help, properties } of run.tool.driver.rules ?? []) {
      for (const text of [shortDescription?.text, fullDescription?.text]) {
        expect(text?.length, id).toBeGreaterThan(0);
        expect(text?.length, id).toBeLessThanOrEqual(1_024);
      }
      expect(help?.text, id).toBeTruthy();
      expect(properties?.['precision'], id).toMatch(/^(?:very-high|high|medium|low)$/);
      expect(properties?.['problem.severity'], id).toMatch(/^(?:error|warning|recommendation)$/);
      expect(properties, id).not.toHaveProperty('security-severity');
      expect(properties?.tags?.length, id).toBeLessThanOrEqual(10);
    }
  });

  it('make results on one line of a file of the repository, and none that was accepted', () => {
    for (const { message, locations, partialFingerprints, suppressions } of run.results ?? []) {
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      expect(message.text).toBeTruthy();
      expect(locations).toHaveLength(1);
      expect(artifactLocation?.uri).toMatch(/^services\/orders\/(?:src\/file-\d+\.js|orders\.json)$/);
      expect(region?.endLine ?? region?.startLine).toBe(region?.startLine);
      expect(region?.endColumn ?? Infinity).toBeGreaterThan(region?.startColumn ?? Infinity);
      expect(partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[\da-f]{1,16}:\d+$/);
      expect(suppressions).toBeUndefined();
    }
  });

  it('make JUnit that the schema of Jenkins allows', async () => {
    const validate = (contents: string) =>
      validateXML({
        xml: [{ fileName: 'a.xml', contents }],
        schema: [{ fileName: 'junit-10.xsd', contents: schema('junit-10.xsd') }],
      });
    const { valid, errors } = await validate(read('a.xml'));
    expect(errors.slice(0, 5)).toEqual([]);
    expect(valid).toBe(true);
    expect((await validate('<testsuites><testcase/></testsuites>')).valid).toBe(false);
    expect(read('a.xml').match(/<failure /g)?.length).toBeGreaterThanOrEqual(total);
  });

  it('make a code quality report that GitLab reads, with identities of their own', () => {
    const issues = JSON.parse(read('a.json')) as { fingerprint: string; location: { path: string } }[];
    expect(violations('gitlab-code-quality.json', issues)).toEqual([]);
    expect(violations('gitlab-code-quality.json', [{ location: {} }])).not.toEqual([]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    expect(issues.length).toBeGreaterThanOrEqual(total);
    expect(issues[0]?.location.path).toMatch(/^services\/orders\//);
  });

  it('make annotations, a comment and a page within their caps', () => {
    const annotations = read('annotations.txt').trimEnd().split('\n');
    expect(annotations.filter((line) => line.startsWith('::error '))).toHaveLength(10);
    expect(annotations).toContainEqual(
      expect.stringMatching(/^::error file=services\/orders\/src\/file-0\.js,line=1,/),
    );
    expect(read('a.md').length).toBeLessThanOrEqual(65_000);
    expect(read('a.md')).toMatch(/^<!-- faultline report: services%2Forders -->\n/);
    expect(Buffer.byteLength(read('page.md'))).toBeLessThanOrEqual(1_024 * 1_024);
  });

  it('render from the stored results alone, to the same bytes', () => {
    const formats = 'sarif:b.sarif,junit:b.xml,gitlab:b.json,csv:b.csv,comment:b.md';
    expect(faultline(['report', 'results.json', '--format', formats], project).code).toBe(0);
    for (const extension of ['sarif', 'xml', 'json', 'csv', 'md']) {
      expect(read(`b.${extension}`) === read(`a.${extension}`), extension).toBe(true);
    }
  });
});

describe('in a GitHub workflow', () => {
  const folder = temporaryFolder();
  const page = join(folder, 'page.md');
  const workflow = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page };
  beforeAll(() => writeFiles(folder, { 'pay.js': "fetch('https://payments.example');\n", 'page.md': '# Before\n' }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('annotates and appends to the page of the job, and keeps stdout for the format that was asked for', () => {
    const { code, stdout, stderr } = faultline(['check', '--format', 'json,github,summary'], folder, workflow);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 });
    expect(stderr).toContain('::error file=pay.js,line=1,col=1,title=require-http-timeout (REL05-BP05)::');
    expect(readFileSync(page, 'utf8')).toMatch(/^# Before\n## Faultline: 1 violation/);
  });

  it('does so without being asked', () => {
    const { stdout, stderr } = faultline(['check'], folder, workflow);
    expect(stdout).toContain('require-http-timeout');
    expect(stderr).toContain('::error file=pay.js');
  });

  it('leaves a page alone that would grow too long', () => {
    writeFiles(folder, { 'page.md': 'x'.repeat(1_024 * 1_024 - 10) });
    const { stderr } = faultline(['check', '--format', 'summary'], folder, workflow);
    expect(stderr).toContain('no room left');
    expect(readFileSync(page, 'utf8')).toHaveLength(1_024 * 1_024 - 10);
  });
});
