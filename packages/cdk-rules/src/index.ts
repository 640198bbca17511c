/**
 * The rules as a cdk-nag pack, for CDK apps. `@faultline/cdk-rules/analysis` has them without the CDK.
 * @module
 */
import './load-peers.js';

export { FaultlineChecks, type FaultlineChecksProps } from './pack.js';
export { nagRules, type NagRule } from './nag-rules.js';
