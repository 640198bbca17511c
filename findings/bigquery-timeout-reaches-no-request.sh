#!/usr/bin/env bash
# @google-cloud/bigquery 8.3.1: neither the option `timeout` nor the client's own limit of 60 seconds ends a request.
#
# Expected from the option and from the 60 seconds that the client writes into its requests: a server that takes the request
# and stays silent is given up on after a second with `timeout: 1_000`, and after a minute without it.
# Seen, with Node 20.20.2: the number travels through @google-cloud/common, retry-request and teeny-request to node-fetch 3,
# which has no option of this name, so that the request is still open after 70 seconds in both cases.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent @google-cloud/bigquery@8.3.1 google-auth-library@10

cat > run.cjs <<'APP'
const { createServer } = require('node:http');
const { BigQuery } = require('@google-cloud/bigquery');
const { OAuth2Client } = require('google-auth-library');

const silent = createServer(() => {});
silent.listen(0, '127.0.0.1', async () => {
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: 'none', expiry_date: Date.now() + 3_600_000 });
  const asked = (options) => {
    const apiEndpoint = `http://127.0.0.1:${silent.address().port}`;
    const client = new BigQuery({ projectId: 'p', authClient, apiEndpoint, ...options });
    return client.dataset('d').get().then(() => 'answered', (error) => `rejected: ${error.message}`);
  };
  const waits = (ms) => new Promise((resolve) => setTimeout(resolve, ms, 'still waiting'));
  const [limited, plain] = await Promise.all(
    [{ timeout: 1_000 }, {}].map((options) => Promise.race([asked(options), waits(70_000)])),
  );
  console.log(`timeout: 1_000, after 70 s: ${limited}`);
  console.log(`without the option, after 70 s: ${plain}`);
  process.exit(limited === 'still waiting' && plain === 'still waiting' ? 0 : 1);
});
APP
node run.cjs
