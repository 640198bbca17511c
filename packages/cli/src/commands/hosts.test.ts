import { expect, it } from 'vitest';
import { hostedSource } from './hosts.js';

const workflow = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_SHA: 'c0ffee',
};

it('links to the line at the commit of the workflow', () => {
  const link = hostedSource(workflow, 'services/orders/');
  expect(link?.('src/pay.ts', 12)).toBe('https://github.example/acme/shop/blob/c0ffee/services/orders/src/pay.ts#L12');
  expect(link?.('src/pay.ts', undefined)).toBe(
    'https://github.example/acme/shop/blob/c0ffee/services/orders/src/pay.ts',
  );
});

it('lets no name end the link', () => {
  expect(hostedSource(workflow, '')?.('a b)[x](y)#?\uD800.ts', 1)).toMatch(
    /^https:\/\/github\.example\/acme\/shop\/blob\/c0ffee\/[\w.%-]+#L1$/,
  );
});

it.each([[{}], [{ ...workflow, GITHUB_SHA: undefined }], [{ ...workflow, GITHUB_ACTIONS: undefined }]])(
  'has none outside of workflows: %j',
  (environment) => {
    expect(hostedSource(environment, '')).toBeUndefined();
  },
);
