/**
 * Faultline as a library.
 * @module
 */
export { check } from './check.js';
export { defineConfig, type Config } from './config/schema.js';
export { UsageError } from './errors.js';
export type { CheckOptions, Progress } from './options.js';
export type * from '@faultline/catalog';
