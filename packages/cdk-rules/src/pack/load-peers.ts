import { requirePeers } from './peers.js';

/* eslint-disable @typescript-eslint/no-require-imports -- one literal call each, so that bundlers see what is loaded */
requirePeers((name) => {
  if (name === 'constructs') return require('constructs') as unknown;
  if (name === 'aws-cdk-lib') return require('aws-cdk-lib') as unknown;
  return require('./nag.js') as unknown;
});
