import { describe, expect, it } from 'vitest';
import { sourceAt, webAddress } from './hosting.js';

describe('webAddress', () => {
  it.each([
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['https://github.com/acme/shop', 'https://github.com/acme/shop'],
    ['https://user:secret@GitLab.example.org/acme/group/shop.git/', 'https://gitlab.example.org/acme/group/shop'],
    ['https://x-access-token:secret@github.com/acme/shop.git', 'https://github.com/acme/shop'],
    ['ssh://git@bitbucket.org:7999/acme/shop.git', 'https://bitbucket.org/acme/shop'],
    ['../shop.git', undefined],
    ['/srv/git/shop.git', undefined],
    ['file:///srv/git/shop.git', undefined],
    ['C:\\git\\shop', undefined],
  ])('%s: %s', (remote, address) => {
    expect(webAddress(remote)).toBe(address);
  });
});

describe('sourceAt', () => {
  const at = (repository: string, folder = '.') => sourceAt({ repository, commit: 'c0ffee', folder });

  it.each([
    ['https://github.com/acme/shop', 'https://github.com/acme/shop/blob/c0ffee/src/a.ts#L7'],
    ['https://gitlab.example.org/acme/shop', 'https://gitlab.example.org/acme/shop/-/blob/c0ffee/src/a.ts#L7'],
    ['https://bitbucket.org/acme/shop', 'https://bitbucket.org/acme/shop/src/c0ffee/src/a.ts#lines-7'],
    ['https://codeberg.org/acme/shop', 'https://codeberg.org/acme/shop/src/commit/c0ffee/src/a.ts#L7'],
  ])('writes addresses as the host does: %s', (repository, address) => {
    expect(at(repository)?.('src/a.ts', 7)).toBe(address);
  });

  it('leads through the folder that was scanned, and quotes names', () => {
    expect(at('https://github.com/acme/shop', 'apps/pay')?.('a (1).ts', undefined)).toBe(
      'https://github.com/acme/shop/blob/c0ffee/apps/pay/a%20%281%29.ts',
    );
  });

  it('has none where the host, the repository or the commit is not known', () => {
    expect(at('https://git.example.org/acme/shop')).toBeUndefined();
    expect(sourceAt({ commit: 'c0ffee', folder: '.' })).toBeUndefined();
    expect(sourceAt({ repository: 'https://github.com/a/b', folder: '.' })).toBeUndefined();
    expect(sourceAt({ repository: 'javascript://github.com/x', commit: 'c0ffee', folder: '.' })).toBeUndefined();
    expect(sourceAt({ repository: 'https://github.com/a/b', commit: '../x', folder: '.' })).toBeUndefined();
  });
});
