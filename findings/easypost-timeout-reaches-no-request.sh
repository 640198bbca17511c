#!/usr/bin/env bash
# @easypost/api takes a `timeout` and hands it to no request: a call to a server
# that never answers is not ended. Guess before: a call ends after the timeout.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent @easypost/api@8.9.0

cat >program.mjs <<'PROGRAM'
import { createServer } from 'node:net';
import EasyPost from '@easypost/api';

const server = createServer((socket) => socket.on('error', () => undefined));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const baseUrl = `http://127.0.0.1:${server.address().port}/v2/`;
const client = new EasyPost('key', { timeout: 1000, baseUrl });
const call = client.Address.retrieve('adr_1').then(
  () => 'answered',
  (error) => `ended: ${error.message}`,
);
const bound = new Promise((resolve) => setTimeout(resolve, 8000, 'still waiting'));
const outcome = await Promise.race([call, bound]);
console.log(`timeout: 1000; after 8 seconds the call is ${outcome}`);
process.exit(outcome === 'still waiting' ? 0 : 1);
PROGRAM

echo "@easypost/api $(node -p "require('./node_modules/@easypost/api/package.json').version"), Node.js $(node --version)"
node program.mjs
