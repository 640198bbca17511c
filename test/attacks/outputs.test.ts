import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { project } from '../support/project.js';
import { faultline } from '../support/run.js';

const code = "export const a = () => fetch('https://example.com', { signal: AbortSignal.timeout(5_000) });\n";

let folder: string;
let outside: string;
const profile = (): string => readFileSync(outside, 'utf8');

beforeEach(() => {
  outside = join(project({ profile: 'own' }), 'profile');
  folder = project({ 'src/a.ts': code });
});

function withFormats(...formats: string[]): void {
  writeFileSync(join(folder, 'faultline.config.json'), JSON.stringify({ formats }));
}

describe('a configuration does not write outside', () => {
  it.each([[], ['--untrusted']])('by an absolute path %s', (...flags) => {
    withFormats(`html:${outside}`);
    const { code: end, stderr } = faultline(['check', '--only', 'code', ...flags], folder);
    expect([end, profile()]).toEqual([2, 'own']);
    expect(stderr).toContain('the configuration names it and it lies outside of');
  });

  it('by a way up', () => {
    withFormats('json:../escaped.json');
    expect(faultline(['check', '--only', 'code'], folder).code).toBe(2);
    expect(existsSync(join(dirname(folder), 'escaped.json'))).toBe(false);
  });

  it('by a folder of Git', () => {
    mkdirSync(join(folder, '.git', 'hooks'), { recursive: true });
    withFormats('csv:.git/hooks/post-checkout');
    expect(faultline(['check', '--only', 'code'], folder).code).toBe(2);
    expect(existsSync(join(folder, '.git', 'hooks', 'post-checkout'))).toBe(false);
  });
});

describe('an output does not go through what the repository holds', () => {
  it('a link at its place', () => {
    symlinkSync(outside, join(folder, 'report.json'));
    const { code: end } = faultline(['check', '--only', 'code', '--format', 'json:report.json'], folder);
    expect([end, profile()]).toEqual([2, 'own']);
  });

  it('a link on its way', () => {
    symlinkSync(dirname(outside), join(folder, 'out'));
    const { code: end } = faultline(['check', '--only', 'code', '--format', 'json:out/profile'], folder);
    expect([end, profile()]).toEqual([2, 'own']);
  });

  it('a baseline that is a link', () => {
    symlinkSync(outside, join(folder, 'faultline-baseline.jsonl'));
    const { code: end } = faultline(['baseline', 'create', '--force', '--only', 'code'], folder);
    expect([end, profile()]).toEqual([2, 'own']);
  });
});
