#!/usr/bin/env bash
# Prisma 7.10.0 over pg: the `timeout` of `$transaction` does not end a transaction whose query is never answered.
#
# Expected from the description of the option, the longest time that the transaction may run before it is cancelled: with
# `timeout: 1_000` the promise of `$transaction` rejects after about a second, whatever the database does.
# Seen, with Node 20.20.2: the timer only closes the transaction for what comes after. The query in flight is not ended and
# the promise that the caller waits for stays open for as long as the database is silent; with a query that is answered
# after 3 seconds it rejects with P2028 after 3 seconds. Only a limit of the driver, such as `query_timeout` of pg, ends it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent prisma@7.10.0 @prisma/client@7.10.0 @prisma/adapter-pg@7.10.0

cat > schema.prisma <<'SCHEMA'
generator client {
  provider = "prisma-client-js"
}
datasource db {
  provider = "postgresql"
}
model Account {
  id Int @id
}
SCHEMA
PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate --schema schema.prisma >/dev/null 2>&1

# A server that speaks enough of PostgreSQL's protocol to begin a transaction, and then answers late or never.
cat > run.cjs <<'APP'
const { createServer } = require('node:net');
const { PrismaPg } = require('@prisma/adapter-pg');
const { PrismaClient } = require('@prisma/client');
const [pause, queryTimeout] = process.argv.slice(2).map(Number);

const message = (type, body) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const done = (tag) => Buffer.concat([message('C', Buffer.from(`${tag}\0`)), message('Z', Buffer.from('T'))]);
const server = createServer((socket) => {
  let isStarted = false;
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    if (!isStarted) {
      isStarted = true;
      return socket.write(Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]));
    }
    const text = chunk.toString('latin1');
    const control = /BEGIN|COMMIT|ROLLBACK/.exec(text)?.[0];
    if (control) return socket.write(done(control));
    // A query of the extended protocol is parsed, bound and described first.
    const steps = text.startsWith('Q') ? [] : ['1', '2', 'n'].map((type) => message(type, Buffer.alloc(0)));
    if (pause > 0) setTimeout(() => socket.write(Buffer.concat([...steps, done('DELETE 0')])), pause);
  });
});
server.listen(0, '127.0.0.1', async () => {
  const adapter = new PrismaPg({ host: '127.0.0.1', port: server.address().port, user: 'u', ...(queryTimeout && { query_timeout: queryTimeout }) });
  const prisma = new PrismaClient({ adapter });
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  setTimeout(() => (console.log('still waiting after 8 s'), process.exit()), 8_000);
  try {
    await prisma.$transaction(async (tx) => {
      await tx.$executeRaw`delete from "Account"`;
      await tx.$executeRaw`delete from "Account"`;
    }, { timeout: 1_000, maxWait: 1_000 });
    console.log(`resolved after ${seconds()} s`);
  } catch (error) {
    console.log(`rejected with ${error.code} after ${seconds()} s`);
  }
  process.exit();
});
APP

echo "Prisma $(node -p "require('@prisma/client/package.json').version"), Node $(node -p process.version)"
expect() {
  local seen
  seen=$(node run.cjs "$2" "$3")
  echo "$1: $seen"
  [[ $seen == $4 ]] || { echo "changed: it was '$4'"; exit 1; }
}
expect 'never answered' 0 0 'still waiting after 8 s'
expect 'answered after 3 s' 3000 0 'rejected with P2028 after [3-6] s'
expect 'never answered, query_timeout of 2 s' 0 2000 'rejected with * after [2-5] s'
echo 'As described.'
