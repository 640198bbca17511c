import { expect, it } from 'vitest';
import { readSettings } from '../../settings.js';
import { parse } from '../../testing/parsers.js';
import { analyze } from '../analyze.js';

function kinds(code: string): readonly string[] {
  const source = parse('typescript', code, 'src/file.ts');
  return analyze(source, readSettings({}), 'src/file.ts').endpoints.map(({ kind }) => kind);
}

const ses = `import { SES, SESClient, VerifyDomainDkimCommand } from '@aws-sdk/client-ses';\n`;
const sqs = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\nconst sqs = new SQSClient({});\n`;

it('takes no subject of a request for an address', () => {
  expect(
    kinds(`${ses}const ses = new SES({});\nexport const verify = (email) => ses.verifyDomainDkim({ Domain: email });`),
  ).toEqual([]);
  expect(
    kinds(
      `${ses}const ses = new SESClient({});\nexport const verify = (d) => ses.send(new VerifyDomainDkimCommand({ Domain: d }));`,
    ),
  ).toEqual([]);
  expect(
    kinds(
      `import { Resend } from 'resend';\nconst resend = new Resend(process.env.KEY);\nexport const verify = (id) => resend.domains.verify(id);`,
    ),
  ).toEqual([]);
});

it('takes what names a place for an address', () => {
  expect(
    kinds(
      `${sqs}export const send = (body) => sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: body }));`,
    ),
  ).toEqual(['configured']);
  expect(kinds(`export const load = (base) => fetch(base);`)).toEqual(['configured']);
  expect(kinds(`import axios from 'axios';\nexport const api = axios.create({ baseURL: process.env.API });`)).toEqual([
    'configured',
  ]);
});
