import { describe, expect, it } from 'vitest';
import { requirePeers } from './peers.js';

function missing(name: string): never {
  throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
}

describe('requirePeers', () => {
  it('names what is not installed, and how to go on', () => {
    expect(() => requirePeers((name) => (name === 'cdk-nag' ? missing(name) : {}))).toThrow(
      '@faultline/cdk-rules needs cdk-nag, which is not installed: run "npm install constructs aws-cdk-lib cdk-nag", ' +
        'or import @faultline/cdk-rules/analysis, which judges templates without the CDK.',
    );
  });

  it('passes on what fails inside of a package that is there', () => {
    expect(() => requirePeers(() => missing('left-pad'))).toThrow("Cannot find module 'left-pad'");
  });

  it('is silent when all are there', () => {
    expect(() => requirePeers(() => ({}))).not.toThrow();
  });
});
