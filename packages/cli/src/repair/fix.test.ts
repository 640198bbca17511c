import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configFor } from '../check.js';
import { fix } from './fix.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faultline-fix-'));
  writeFileSync(join(root, 'package.json'), '{ "name": "shop", "type": "module" }');
});
afterEach(() => rmSync(root, { recursive: true }));

it('repairs the same fault in two files, at another offset in each', async () => {
  const charge =
    'export const charge = (key) => {\n  const client = new Stripe(key);\n  return client.balance.retrieve();\n};\n';
  const imported = "import Stripe from 'stripe';\n";
  writeFileSync(join(root, 'orders.js'), imported + charge);
  writeFileSync(join(root, 'refunds.js'), `${imported}// Money goes back.\n${charge}`);
  const options = { cwd: root, only: 'code', values: { timeoutMs: 5_000 }, dryRun: true } as const;
  const { proven, takenBack, files } = await fix(options, await configFor(options));
  expect(takenBack).toEqual([]);
  expect(proven).toHaveLength(2);
  for (const { after } of files) expect(after).toContain('new Stripe(key, { timeout: 5_000 });');
});
