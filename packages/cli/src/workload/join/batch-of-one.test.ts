import { describe, expect, it } from 'vitest';
import { joined, shown } from '../testing/join-project.js';

const check = 'require-partial-batch-response';
const call =
  "await fetch('https://a.example/', { method: 'POST', body: record.body, signal: AbortSignal.timeout(1000) });";
const typed = `import type { SQSEvent } from 'aws-lambda';
export const handler = async (event: SQSEvent) => {
  for (const record of event.Records) { ${call} }
};
`;
const plainJavaScript = `exports.handler = (event) =>
  Promise.all(event.Records.map((record) => fetch('https://a.example/', { method: 'POST', body: record.body }).then((r) => { if (!r.ok) throw new Error('refused'); })));
`;
const apart = {
  'src/a.ts': `import type { SQSHandler } from 'aws-lambda';
import { each } from './each';
export const handler: SQSHandler = async ({ Records }) => { for (const record of Records) await each(record.body); };
`,
  'src/each.ts':
    "export async function each(body: string) { const r = await fetch('https://a.example/', { method: 'POST', body }); if (!r.ok) throw new Error('no'); }\n",
};

const template = (
  ...functions: readonly (readonly [name: string, handler: string, batch: string])[]
) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Q: { Type: AWS::SQS::Queue }
${functions
  .map(
    ([name, handler, batch]) => `  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      CodeUri: src
      Handler: ${handler}
      Events: { Q: { Type: SQS, Properties: { Queue: !GetAtt Q.Arn${batch} } } }
`,
  )
  .join('')}`;
const one = ', BatchSize: 1';

describe('a handler that is given one record at a time', () => {
  it.each([
    ['in TypeScript', { 'src/a.ts': typed }],
    ['in plain JavaScript with then', { 'src/a.js': plainJavaScript }],
    ['with the work in another file', apart],
  ])('needs no list of failures, %s', async (_, files) => {
    const { verdicts } = await joined({ ...files, 'template.yaml': template(['Fn', 'a.handler', one]) }, check);
    expect(verdicts.map(({ status, withdrawal }) => [status, withdrawal])).toEqual([
      ['withdrawn', { from: 'violation', reason: expect.stringContaining('BatchSize 1') }],
    ]);
    expect(verdicts[0]?.places?.map(({ layer, resource }) => [layer, resource?.logicalId])).toEqual([
      ['infrastructure', 'Fn'],
    ]);
  });

  it('does need one where the batches are larger, of the default size, or of a size that is not known', async () => {
    for (const batch of [', BatchSize: 5', '', ', BatchSize: !Ref Size'])
      expect(
        shown(await joined({ 'src/a.ts': typed, 'template.yaml': template(['Fn', 'a.handler', batch]) }, check)),
      ).toEqual(['src/a.ts:3 require-partial-batch-response violation']);
  });

  it('still loses a record whose failure is taken as done', async () => {
    const body = `try { ${call} } catch (error) { console.error(error); }`;
    for (const code of [
      `export const handler = async (event) => { for (const record of event.Records) { ${body} } return { batchItemFailures: [] }; };`,
      `import type { SQSEvent } from 'aws-lambda';\nexport async function handler({ Records }: SQSEvent) { for (const record of Records) { ${body} } return { statusCode: 200 }; }`,
      `import type { SQSEvent } from 'aws-lambda';\nexport async function handler({ Records }: SQSEvent) { for (const record of Records) { ${body} } }`,
    ]) {
      const { verdicts } = await joined(
        { 'src/a.ts': code, 'template.yaml': template(['Fn', 'a.handler', one]) },
        check,
      );
      expect(verdicts.map(({ status, withdrawal }) => [status, withdrawal])).toEqual([['violation', undefined]]);
    }
  });

  it('does need one where another function runs it with larger batches', async () => {
    const both = template(['Fn', 'a.handler', one], ['Other', 'a.handler', '']);
    const { verdicts } = await joined({ 'src/a.ts': typed, 'template.yaml': both }, check);
    expect(verdicts.map(({ status }) => status)).toEqual(['violation']);
  });

  it('is told from another handler in the same file', async () => {
    const other = typed.replace('handler', 'other').replace(/^import.*\n/, '');
    const both = template(['Fn', 'a.handler', one], ['Other', 'a.other', '']);
    const { verdicts } = await joined({ 'src/a.ts': typed + other, 'template.yaml': both }, check);
    expect(verdicts.map(({ status }) => status)).toEqual(['withdrawn', 'violation']);
  });

  it('does need one where a function whose code was not found may run it as well', async () => {
    const unknown =
      template(['Fn', 'a.handler', one]) +
      '  X: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x, Handler: index.handler, Code: { S3Bucket: b, S3Key: k } } }\n';
    const { verdicts } = await joined({ 'src/a.ts': typed, 'template.yaml': unknown }, check);
    expect(verdicts.map(({ status }) => status)).toEqual(['violation']);
  });
});
