import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import faultline from 'eslint-plugin-faultline';
import tseslint from 'typescript-eslint';

/** Rooms of the code analysis; each may use those before it, and none after it, types included. */
const rooms = ['syntax', 'questions', 'libraries', 'behaviour', 'checks'];
const orderOfRooms = rooms.slice(0, -1).map((room, index) => ({
  files: [`packages/code-analysis/src/${room}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(?:\\.\\./)+(?:${rooms.slice(index + 1).join('|')})/`,
            message: `${room} stands below; the order of rooms is ${rooms.join(', ')}.`,
          },
        ],
      },
    ],
  },
}));

export default defineConfig([
  globalIgnores([
    '**/dist/',
    '**/cdk.out/',
    '**/node_modules/',
    'fixtures/faulty/',
    'fixtures/faulty-server/',
    'bench/durable/order.js',
    '**/.turbo/',
  ]),
  js.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    name: 'workspace',
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', Buffer: 'readonly' } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['scripts/**', 'bench/**'],
    languageOptions: { globals: { AbortSignal: 'readonly', setImmediate: 'readonly', setTimeout: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['packages/code-analysis/src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ":matches(MemberExpression[property.name='loc'], ObjectPattern > Property[key.name='loc'])",
          message: 'Not every host knows the lines of nodes; use positionAt with the range.',
        },
      ],
    },
  },
  ...orderOfRooms,
  {
    files: ['packages/cli/preload/*.cjs'],
    languageOptions: { globals: { require: 'readonly' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { ...eslintPlugin.configs.recommended, files: ['packages/eslint-plugin/src/rule-of-check.ts'] },
  // The product on its own code: what it asks of others it keeps itself.
  faultline.configs.strict,
]);
