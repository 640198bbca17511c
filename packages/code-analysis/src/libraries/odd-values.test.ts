import { expect, it } from 'vitest';
import { abortSignalTimeout, libraryFor } from './index.js';
import type { OddValue, TimeoutOption } from './types.js';

const columns: readonly OddValue[] = ['zero', 'null', 'NaN', 'Infinity', 'negative', 'string'];

/**
 * What six odd values did in a run against a server that accepts and stays silent, on Node 20:
 * h it hung, f it failed at once or threw, d the library's default applied, w it worked as 2000 ms, - something else.
 */
const measured: readonly [specifier: string, name: string, path: string, at: string, did: string, version?: string][] =
  [
    ['axios', 'default.create', 'timeout', 'client', 'hhhf-w'],
    ['got', 'default', 'timeout.request', 'client', 'ffffff'],
    ['ky', 'default', 'timeout', 'client', 'fdfffw'],
    ['undici', 'request', 'headersTimeout', 'client', 'hdffff'],
    ['superagent', 'default.get', '', 'chain', 'hhhffw'],
    ['needle', 'default.get', 'response_timeout', 'call', 'hfffhf'],
    ['node-fetch', 'default', 'timeout', 'call', 'hhhffw', '2.7.0'],
    ['node:http', 'request', 'timeout', 'call', 'hfffff'],
    ['@aws-sdk/client-s3', 'S3Client', 'requestHandler.socketTimeout', 'client', 'hhhhhh'],
    ['@aws-sdk/client-s3', 'S3Client', 'requestHandler.requestTimeout', 'client', 'hhhffw'],
    ['@aws-sdk/client-s3', 'S3Client', 'requestHandler.connectionTimeout', 'client', 'hhhffw'],
    ['aws-sdk', 'S3', 'httpOptions.timeout', 'client', 'hhhfff'],
    ['pg', 'Pool', 'connectionTimeoutMillis', 'client', 'hhhfhw'],
    ['mysql2', 'createPool', 'connectTimeout', 'client', 'hhdffw'],
    ['mongodb', 'MongoClient', 'serverSelectionTimeoutMS', 'client', 'hdhffw'],
    ['ioredis', 'default', 'commandTimeout', 'client', 'fhfffh'],
    ['kafkajs', 'Kafka', 'requestTimeout', 'client', 'ffhhff'],
    ['redis', 'createClient', 'socket.socketTimeout', 'client', 'hhhfff'],
    ['nodemailer', 'createTransport', 'greetingTimeout', 'client', 'dddhfw'],
    ['openai', 'default', 'timeout', 'client', 'fdfffw'],
    ['stripe', 'default', 'timeout', 'client', 'hdddfd'],
    ['@elastic/elasticsearch', 'Client', 'requestTimeout', 'client', 'hhfhff'],
    ['@opensearch-project/opensearch', 'Client', 'requestTimeout', 'client', 'hffffw'],
    ['twilio', 'default', 'timeout', 'client', 'dddffw'],
    ['ws', 'default', 'handshakeTimeout', 'client', 'hfffff'],
  ];

function told(option: TimeoutOption, value: OddValue): string {
  if (option.off?.includes(value)) return 'h';
  if (option.fails?.includes(value)) return 'f';
  return option.reset?.includes(value) ? 'd' : 'w';
}

it.each(measured)('%s %s %s (%s) takes odd values as measured', (specifier, name, path, at, did, version) => {
  const options = libraryFor(specifier, name, version)?.library.options ?? [];
  const option = options.find((one) => one.path === path && (one.at === undefined || one.at === at));
  expect(option).toBeDefined();
  const answers = columns.map((value, i) => (did[i] === '-' ? '-' : option && told(option, value))).join('');
  expect(answers).toBe(did);
});

it('AbortSignal.timeout refuses every odd value', () => {
  expect(columns.map((value) => told(abortSignalTimeout, value)).join('')).toBe('ffffff');
});
