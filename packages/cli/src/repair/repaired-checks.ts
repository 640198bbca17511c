import { constructRepairs } from './construct-repairs.js';
import { repairedInTemplates } from './template-repairs.js';

/** Checks of code that propose what to write. */
const repairedInCode: readonly string[] = [
  'no-disabled-timeout',
  'no-ignored-timeout-option',
  'no-inert-abort-signal',
  'no-unsafe-timeout-value',
  'require-aws-sdk-timeout',
  'require-data-client-timeout',
  'require-http-timeout',
];

/** Names of the checks whose faults `faultline fix` can repair, in code, templates or CDK apps. Sorted. */
export const repairedChecks: readonly string[] = [
  ...new Set([...repairedInCode, ...repairedInTemplates, ...Object.keys(constructRepairs)]),
].sort();
