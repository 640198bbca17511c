import { describe, expect, it } from 'vitest';
import { defaultSettings, readSettings } from './settings.js';

const read = (faultline: unknown) => () => readSettings({ faultline });

describe('readSettings', () => {
  it('gives defaults where nothing is set', () => {
    expect(readSettings({})).toEqual(defaultSettings);
    expect(readSettings({ faultline: { maxTimeout: undefined } })).toEqual(defaultSettings);
  });

  it('keeps what is set', () => {
    const clients = [
      { module: '@acme/http', export: 'httpClient', bounded: true },
      { module: '@acme/rpc', export: 'call', argument: 1, timeout: 'timeoutMs' },
    ];
    expect(readSettings({ faultline: { clients, maxTimeout: 5000, browser: ['web/**'] } })).toEqual({
      clients,
      maxTimeout: 5000,
      browser: ['web/**'],
      tests: false,
      instances: 'many',
      exposure: 'public',
      audit: false,
    });
  });

  it('reads the same settings once', () => {
    const settings = { faultline: { maxTimeout: 1000 } };
    expect(readSettings(settings)).toBe(readSettings(settings));
  });

  it.each([
    ['an array', [], 'settings.faultline must be an object.'],
    [
      'a misspelt name',
      { maxTimeOut: 1 },
      'settings.faultline.maxTimeOut is not a setting; known are clients, maxTimeout, browser, tests, instances, exposure, audit, project.',
    ],
    ['a name of Object', { constructor: 1 }, 'settings.faultline.constructor is not a setting'],
    [
      'a limit as text',
      { maxTimeout: '30s' },
      'settings.faultline.maxTimeout must be a number of milliseconds above 0.',
    ],
    [
      'a limit of nothing',
      { maxTimeout: 0 },
      'settings.faultline.maxTimeout must be a number of milliseconds above 0.',
    ],
    ['one glob', { browser: 'web/**' }, 'settings.faultline.browser must be a list of texts.'],
    ['a client as text', { clients: ['got'] }, 'settings.faultline.clients[0] must be an object.'],
    ['a client without export', { clients: [{ module: 'm' }] }, 'settings.faultline.clients[0].export is missing.'],
    ['a client of no use', { clients: [{ module: 'm', export: 'f' }] }, 'does not say how its calls are bounded'],
    [
      'an unknown unit',
      { clients: [{ module: 'm', export: 'f', timeout: 't', unit: 'h' }] },
      'settings.faultline.clients[0].unit must be one of "ms", "s", "min".',
    ],
    [
      'an argument by name',
      { clients: [{ module: 'm', export: 'f', argument: 'options' }] },
      'settings.faultline.clients[0].argument must be the index of an argument, counted from 0.',
    ],
  ])('refuses %s', (_, settings, message) => {
    expect(read(settings)).toThrow(message);
  });
});
