#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: what is made at the top of an ES module is recorded with a column that is cut off.
#
# Guess before trying: the frames of `aws:cdk:creationStack` are those of V8, `file:line:column`, whatever the module is.
# Seen, with Node 20.20.2: in CommonJS the top of a module is `<anonymous> (…/app.cjs:4:15)`, as V8 has it, and so is a
# named function in both. At the top of an ES module V8 gives no name: the file takes its place and the last character of
# the column is gone. Column 15 becomes `…/app.mjs:4: (…/app.mjs:4:1)`, and column 1 becomes `…/app.mjs:9 (:)`.
# Who leads people to the place reads column 1 where it was 15, and a place without any file in the second form.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent aws-cdk-lib@2.276.0 constructs@10.5.1

cat > app.cjs <<'APP'
const { App, Stack } = require('aws-cdk-lib');
const { Queue } = require('aws-cdk-lib/aws-sqs');
const app = new App();
const stack = new Stack(app, 'Shop');
function orders() {
  return new Queue(stack, 'Named');
}
orders();
const made = [true].map(Boolean), top = new Queue(stack, 'Top');
app.synth();
APP
sed -e "s/^const { App, Stack } = require('aws-cdk-lib');/import { App, Stack } from 'aws-cdk-lib';/" \
  -e "s/^const { Queue } = .*/import { Queue } from 'aws-cdk-lib\/aws-sqs';/" \
  -e "s/^const made = .*/new Queue(stack, 'Top');/" app.cjs > app.mjs

show() {
  CDK_OUTDIR="$folder/out-$1" CDK_DEBUG=1 CDK_CONTEXT_JSON='{"@aws-cdk/core:enablePartitionLiterals":true}' node "app.$1" >/dev/null 2>&1
  node -e '
    const fs = require("fs"), path = require("path");
    const found = {};
    const read = (file) => {
      const walk = (value) => {
        if (Array.isArray(value)) return value.forEach(walk);
        if (typeof value !== "object" || value === null) return;
        if (/creationStack/.test(value.type ?? "")) {
          const frames = [value.data].flat().flatMap((d) => d?.stack ?? d).flatMap((t) => typeof t === "string" ? t.split("\n") : []);
          const own = frames.find((frame) => frame.includes("app."));
          if (own) found[own.replaceAll(process.argv[2], "…").trim()] = true;
        }
        Object.values(value).forEach(walk);
      };
      walk(JSON.parse(fs.readFileSync(file, "utf8")));
    };
    for (const name of fs.readdirSync(process.argv[1])) if (name.endsWith(".json")) read(path.join(process.argv[1], name));
    console.log(Object.keys(found).join("\n"));
  ' "$folder/out-$1" "$folder"
}

echo "aws-cdk-lib $(node -p "require('aws-cdk-lib/package.json').version"), Node $(node -p process.version)"
common=$(show cjs); module=$(show mjs)
printf 'CommonJS:\n%s\nES module:\n%s\n' "$common" "$module"

expect() {
  grep -qxF "$2" <<< "$1" || { echo "changed: '$2' is not there any more"; exit 1; }
}
expect "$common" '<anonymous> (…/app.cjs:4:15)'
expect "$common" 'orders (…/app.cjs:6:10)'
expect "$module" 'file://…/app.mjs:4: (file://…/app.mjs:4:1)'
expect "$module" 'orders (file://…/app.mjs:6:10)'
expect "$module" 'file://…/app.mjs:9 (:)'
echo 'As described.'
