import { describe, expect, it } from 'vitest';
import { clientRetries, clientRetriesOf } from './client-retries.js';
import { retryLibraries, retryLibraryFor } from './retry-libraries.js';

describe('the tables of retries', () => {
  it.each([...retryLibraries, ...clientRetries].map((entry) => [entry.label, entry] as const))(
    'name the version and the evidence of %s',
    (_, { source }) => {
      expect(source.version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(source.url).toMatch(/^https:\/\//);
      expect(source.evidence).not.toBe('');
    },
  );

  it.each([
    ['p-retry', 'default', 'p-retry'],
    ['async-retry', 'default', 'async-retry'],
    ['async', 'retry', 'async.retry'],
    ['async', 'default.retry', 'async.retry'],
    ['rxjs/operators', 'retry', 'retry of RxJS'],
  ])('know %s, %s', (module, name, label) => {
    expect(retryLibraryFor(module, name)?.library.label).toBe(label);
  });

  it.each([
    ['rxjs', 'map'],
    ['p-limit', 'default'],
  ])('do not know %s, %s', (module, name) => {
    expect(retryLibraryFor(module, name)).toBeUndefined();
  });

  it('prefer the entry of a service to that of the SDK', () => {
    expect(clientRetriesOf('@aws-sdk/client-dynamodb')?.attempts).toBe(4);
    expect(clientRetriesOf('@aws-sdk/client-s3')?.attempts).toBe(3);
    expect(clientRetriesOf('axios')).toBeUndefined();
  });
});
