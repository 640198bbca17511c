#!/usr/bin/env bash
# Shows on order.js what a durable function does when it runs again: installs the SDK and its local test runner in a
# folder of its own, runs the function there, and prints how often each effect happened.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here"/*.js "$folder"
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --prefer-offline --ignore-scripts --no-audit --no-fund --silent \
  @aws/durable-execution-sdk-js@2.4.0 @aws/durable-execution-sdk-js-testing@1.1.4 stripe@23.1.0
node replay.js
