import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import sonarjs from 'eslint-plugin-sonarjs';
import { describe, expect, it } from 'vitest';
import faultline, { opposingRules } from './index.js';

/** Code as the best practices ask for it: attempts with a limit, growing pauses and jitter, and batches one by one. */
const sound = `
export async function load(url: string): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetch(url, { signal: AbortSignal.timeout(2000) });
    } catch (error) {
      if (attempt === 3 || !(error instanceof TypeError)) throw error;
      const pause = Math.random() * Math.min(5000, 100 * 2 ** attempt);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
export async function sendAll(orders: readonly string[]): Promise<void> {
  for (let start = 0; start < orders.length; start += 10) {
    const batch = orders.slice(start, start + 10);
    await Promise.all(batch.map((order) => fetch(order, { signal: AbortSignal.timeout(2000) })));
  }
}
`;

function reported(...configs: Linter.Config[]): (string | null)[] {
  const base = { files: ['**/*.ts'], languageOptions: { parser }, plugins: { sonarjs } } as unknown as Linter.Config;
  return new Linter().verify(sound, [base, ...configs], 'orders.ts').map(({ ruleId }) => ruleId);
}

const theirs = { rules: Object.fromEntries(opposingRules.map(({ rule }) => [rule, 'error'])) } as Linter.Config;

describe('rules of other plugins', () => {
  it('object to sound code, each of them', () => {
    expect(new Set(reported(theirs))).toEqual(new Set(opposingRules.map(({ rule }) => rule)));
  });

  it('are silent behind the configuration that switches them off', () => {
    expect(reported(theirs, faultline.configs['without-conflicts'])).toEqual([]);
  });

  it('object to what the strict preset finds sound', () => {
    expect(reported(faultline.configs.strict)).toEqual([]);
  });

  it('need not be installed to be switched off', () => {
    const alone = new Linter().verify('export {};', [faultline.configs['without-conflicts']], 'orders.js');
    expect(alone).toEqual([]);
  });
});
