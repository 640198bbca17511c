/**
 * Faultline as a library.
 * @module
 */
import type { CheckMetadata } from '@faultline/catalog';
import { workloadChecks as judges } from './workload/checks/index.js';

export { check } from './check.js';
export { defineConfig, type Config } from './config/schema.js';
export { UsageError } from './errors.js';
export type { CheckOptions, Progress } from './options.js';
export type * from '@faultline/catalog';

/** Metadata of the checks of code and infrastructure joined, by name. */
export const workloadChecks: readonly CheckMetadata[] = judges.map(({ meta }) => meta);
