import { describe, expect, it } from 'vitest';
import { sam } from '../testing/both-layers.js';
import { joined } from '../testing/join-project.js';

const SHARED = 'serves many requests at once';
const provider = 'arn:aws:lambda:eu-west-1:111122223333:capacity-provider:web';
const bySam = (more = '') => `CapacityProviderConfig: { Arn: '${provider}'${more} }`;
const counts = `import type { APIGatewayProxyHandlerV2 } from 'aws-lambda';
let served = 0;
export const handler: APIGatewayProxyHandlerV2 = async () => {
  served += 1;
  return { statusCode: 200, body: String(served) };
};
`;

/** Statuses of what remembers, with a mark where it is told that requests share it. */
async function told(properties: string, files: Readonly<Record<string, string>> = { 'src/a.ts': counts }) {
  const template = sam({ Fn: `Handler: a.handler, ${properties}` });
  const { verdicts } = await joined({ ...files, 'template.yaml': template }, 'no-in-process-state');
  return verdicts.map(({ status, message }) => `${status}${message?.includes(SHARED) ? ' at once' : ''}`);
}

describe('state in a process that serves many requests at once', () => {
  it('is told to be changed by others while a request waits', async () => {
    expect(await told(bySam())).toEqual(['violation at once']);
    expect(await told(bySam(', PerExecutionEnvironmentMaxConcurrency: 8'))).toEqual(['violation at once']);
  });

  it('is told where another file keeps it, in plain JavaScript, though it stays open what calls it', async () => {
    const files = {
      'src/a.js':
        "const { next } = require('./b');\nexports.handler = async () => ({ statusCode: 200, body: String(next()) });\n",
      'src/b.js': 'let served = 0;\nexports.next = () => {\n  served++;\n  return served;\n};\n',
    };
    expect(await told(bySam(), files)).toEqual(['undetermined at once']);
  });

  it('is not told of processes that serve one request at a time', async () => {
    expect(await told('MemorySize: 512')).toEqual(['violation']);
    expect(await told(bySam(', PerExecutionEnvironmentMaxConcurrency: 1'))).toEqual(['violation']);
  });
});
