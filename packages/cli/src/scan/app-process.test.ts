import { describe, expect, it } from 'vitest';
import { meaningfulLine, runCommand } from './app-process.js';

describe('meaningfulLine', () => {
  it('finds the error above its stack', () => {
    const output = `/app/bin/app.ts:3
throw new Error('no such table');
^

Error: no such table
    at Object.<anonymous> (/app/bin/app.ts:3:7)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)

Node.js v20.20.2
`;
    expect(meaningfulLine(output)).toBe('Error: no such table');
  });

  it('finds the error above the constructs that the CDK relates it to', () => {
    const output = `/app/lib/stack.ts:53
    new Layer(this, 'Utils');
    ^
«CannotFindAsset» Cannot find asset at /app/dist/utils.zip
    ...new LayerVersion in aws-cdk-lib...
    at new Layer (/app/lib/layer.ts:21:18)
Relates to construct:
    <.> (aws-cdk-lib.App)
     └─ Orders (aws-cdk-lib.Stack)
`;
    expect(meaningfulLine(output)).toBe('«CannotFindAsset» Cannot find asset at /app/dist/utils.zip');
  });

  it('adds what a line announces', () => {
    const output = "TSError: ⨯ Unable to compile TypeScript:\nbin/app.ts(3,7): error TS2304: Cannot find name 'x'.\n";
    expect(meaningfulLine(output)).toBe(
      "TSError: ⨯ Unable to compile TypeScript: bin/app.ts(3,7): error TS2304: Cannot find name 'x'.",
    );
  });

  it('takes the last line that says anything, without colours', () => {
    expect(meaningfulLine('\u001b[31msh: 1: nothing-here: not found\u001b[0m\n\n')).toBe(
      'sh: 1: nothing-here: not found',
    );
  });

  it('tells what npm refused, and not where its log is', () => {
    const refusal = 'npm error npx canceled due to missing packages and no YES option: ["ts-node@10.9.2"]';
    const log = 'npm error A complete log of this run can be found in: /root/.npm/_logs/2026-11-21-debug-0.log';
    expect(meaningfulLine(`npm warn old\n${refusal}\n${log}\n`)).toBe(refusal);
  });

  it('is undefined for silence', () => {
    expect(meaningfulLine('\n\n')).toBeUndefined();
  });
});

describe('runCommand', () => {
  const options = { cwd: '/', env: process.env, limit: 30_000 };

  it('gives exit code and output', async () => {
    expect(await runCommand('echo out; echo err >&2; exit 3', options)).toMatchObject({ code: 3 });
    expect((await runCommand('echo out; echo err >&2', options)).output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  it('stops a command and what it started after the limit', async () => {
    const end = await runCommand('sleep 60 & sleep 60', { ...options, limit: 100 });
    expect(end).toEqual({ code: undefined, stopped: 'time', output: '' });
  });

  it('stops it when interrupted', async () => {
    const interruption = new AbortController();
    const running = runCommand('sleep 60', { ...options, signal: interruption.signal });
    interruption.abort();
    expect((await running).stopped).toBe('interruption');
  });
});
