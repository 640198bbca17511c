/**
 * The rules as a cdk-nag pack, for CDK apps. `@faultline/cdk-rules/analysis` has them without the CDK.
 * @module
 */
import './pack/load-peers.js';

export { FaultlineChecks, type FaultlineChecksProps } from './pack/pack.js';
export { nagRules, type NagRule } from './pack/nag-rules.js';
