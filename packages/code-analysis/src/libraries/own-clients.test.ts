import { describe, expect, it } from 'vitest';
import { createLookup } from './index.js';
import { ownLibrary } from './own-clients.js';

describe('ownLibrary', () => {
  it('knows a bounded object by its export and by its methods', () => {
    const lookup = createLookup([ownLibrary({ module: '@acme/http', export: 'httpClient', bounded: true })]);
    for (const path of ['httpClient', 'httpClient.get']) {
      const match = lookup.libraryFor('@acme/http', path);
      expect(match?.role).toBe('call');
      expect(match?.library.byDefault.bounded).toBe(true);
    }
    expect(lookup.libraryFor('@acme/http', 'other')).toBeUndefined();
  });

  it('knows a factory and a class that make clients', () => {
    const library = ownLibrary({ module: '@acme/http', export: 'Client', makes: 'client', timeout: 'timeoutMs' });
    expect(library.clients).toEqual([
      { export: 'Client', options: 0 },
      { export: 'Client', construct: true, options: 0 },
    ]);
    expect(library.options).toMatchObject([{ path: 'timeoutMs', takes: 'duration', unit: 'ms' }]);
    expect(library.repair).toBe('timeoutMs: 5_000');
  });

  it('takes an argument without a path as the timeout itself', () => {
    const library = ownLibrary({ module: '#http', export: 'default', argument: 2, unit: 's' });
    expect(library.calls[0]).toEqual({ export: 'default', options: 2 });
    expect(library.options).toMatchObject([{ path: '', takes: 'duration', unit: 's' }]);
    expect(library.repair).toBe('5');
    expect(library.label).toBe('#http');
  });

  it('writes the repair of a nested option and of a signal', () => {
    expect(ownLibrary({ module: 'm', export: 'f', timeout: 'retry.timeout' }).repair).toBe('retry: { timeout: 5_000 }');
    expect(ownLibrary({ module: 'm', export: 'f', signal: 'abort' }).repair).toBe('abort: AbortSignal.timeout(5_000)');
  });
});
