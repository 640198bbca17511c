import { describe, expect, it } from 'vitest';
import { createLookup, isExportOf, libraryFor, type ClientLibrary } from './index.js';
import { isInRange } from './versions.js';

const label = (specifier: string, name: string, version?: string) => {
  const match = libraryFor(specifier, name, version);
  return match && `${match.role} of ${match.library.label}`;
};

const known = (specifier: string, name: string): ClientLibrary => {
  const match = libraryFor(specifier, name);
  if (!match) throw new Error(`nothing is known of ${specifier} ${name}`);
  return match.library;
};

describe('libraryFor', () => {
  it.each([
    ['global', 'fetch', 'call of fetch'],
    ['axios', 'default', 'call of axios'],
    ['axios', 'default.create', 'client of axios'],
    ['axios', 'create', 'client of axios'],
    ['undici', 'request', 'call of undici'],
    ['undici', 'default.request', 'call of undici'],
    ['undici', 'fetch', 'call of fetch of undici'],
    ['http', 'request', 'call of node:http'],
    ['node:https', 'get', 'call of node:http'],
    ['@aws-sdk/client-s3', 'S3Client', 'client of AWS SDK v3'],
    ['@aws-sdk/client-s3', 'S3', 'client of AWS SDK v3'],
    ['@aws-sdk/client-cloudwatch-logs', 'CloudWatchLogs', 'client of AWS SDK v3'],
    ['@aws-sdk/client-kinesis', 'KinesisClient', 'client of AWS SDK v3 over HTTP/2'],
    ['aws-sdk', 'default.S3', 'client of AWS SDK v2'],
    ['aws-sdk', 'DynamoDB.DocumentClient', 'client of AWS SDK v2'],
    ['aws-sdk/clients/s3', 'default', 'client of AWS SDK v2'],
    ['ky', 'default.post', 'call of ky'],
    ['@octokit/rest', 'Octokit', 'client of Octokit'],
    ['octokit', 'App', 'client of Octokit app'],
    ['googleapis', 'google.sheets', 'client of googleapis'],
    ['@googleapis/sheets', 'sheets', 'client of googleapis'],
    ['ai', 'generateText', 'call of AI SDK'],
    ['sequelize-typescript', 'Sequelize', 'client of Sequelize'],
  ])('finds %s %s', (specifier, name, expected) => {
    expect(label(specifier, name)).toBe(expected);
  });

  it.each([
    ['axios', 'isAxiosError'],
    ['@aws-sdk/client-s3', 'GetObjectCommand'],
    ['@aws-sdk/client-s3', 'S3ServiceException'],
    ['@aws-sdk/client-s3', 'Client'],
    ['aws-sdk', 'SharedIniFileCredentials'],
    ['aws-sdk', 'default.config.update'],
    ['ky', 'default.stop'],
    ['ky', 'isHTTPError'],
    ['aws-sdk/clients/s3', 'default.ManagedUpload'],
    ['googleapis', 'google.options'],
    ['googleapis', 'google.auth.OAuth2'],
    ['@octokit/rest', 'Octokit.plugin'],
    ['left-pad', 'default'],
    ['global', 'constructor'],
    ['constructor', '__proto__'],
    ['', ''],
  ])('leaves %s %s alone', (specifier, name) => {
    expect(label(specifier, name)).toBeUndefined();
  });

  it('takes the entry of the version, and the newest where the version is not known', () => {
    expect(label('node-fetch', 'default', '2.7.0')).toBe('call of node-fetch 2');
    expect(label('node-fetch', 'default', '3.3.2')).toBe('call of node-fetch 3');
    expect(label('node-fetch', 'default')).toBe('call of node-fetch 3');
  });

  it('lets a later entry replace an earlier one', () => {
    const library = known('axios', 'default');
    const own = createLookup([library, { ...library, label: 'own axios' }]);
    expect(own.libraryFor('axios', 'default')?.library.label).toBe('own axios');
  });
});

it('recognises carriers and users of clients', () => {
  const library = known('@aws-sdk/client-s3', 'S3Client');
  const carries = (specifier: string, name: string) => library.carriers?.some((c) => isExportOf(c, specifier, name));
  expect(carries('@smithy/node-http-handler', 'NodeHttpHandler')).toBe(true);
  expect(carries('@smithy/node-http-handler', 'NodeHttp2Handler')).toBe(false);
  expect(carries('left-pad', 'NodeHttpHandler')).toBe(false);
  expect(library.localUses?.some((u) => isExportOf(u, '@aws-sdk/s3-request-presigner', 'getSignedUrl'))).toBe(true);
});

describe('isInRange', () => {
  it.each([
    ['2.7.0', '<3.0.0', true],
    ['3.0.0', '<3.0.0', false],
    ['7.8.0', '>=6.22.0 <7.0.0 || >=7.8.0', true],
    ['7.7.9', '>=6.22.0 <7.0.0 || >=7.8.0', false],
    ['6.22.1', '>=6.22.0 <7.0.0 || >=7.8.0', true],
    ['10.0.0-beta.1', '>=9.0.0', true],
    ['latest', '>=0.0.0', false],
  ])('%s in %s is %s', (version, range, expected) => {
    expect(isInRange(version, range)).toBe(expected);
  });
});
