import { createServer } from 'node:net';
import { listen } from './servers.js';
import type { Service } from './services.js';

/** Numbers of the wire protocol of MongoDB. */
const opReply = 1;
const opQuery = 2004;
const opMessage = 2013;

/** What a server of MongoDB says of itself, and with it of every command, that it was done. */
const greeting = {
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  minWireVersion: 0,
  maxWireVersion: 21,
  n: 1,
  ok: 1,
};

/** A document of BSON with booleans and whole numbers. */
function bson(fields: Readonly<Record<string, boolean | number>>): Buffer {
  const elements = Object.entries(fields).map(([name, value]) => {
    const isFlag = typeof value === 'boolean';
    const content = Buffer.alloc(isFlag ? 1 : 4);
    if (isFlag) content.writeUInt8(Number(value));
    else content.writeInt32LE(value);
    return Buffer.concat([Buffer.from([isFlag ? 0x08 : 0x10]), Buffer.from(`${name}\0`), content]);
  });
  const body = Buffer.concat([...elements, Buffer.from([0])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

function int32(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeInt32LE(value, index * 4));
  return buffer;
}

/** The answer to one message: that of the old protocol to the first greeting, else that of the new one. */
function answerTo(message: Buffer): Buffer {
  const [id, operation] = [message.readInt32LE(4), message.readInt32LE(12)];
  const isOld = operation === opQuery;
  const head = isOld ? int32(8, 0, 0, 0, 1) : Buffer.concat([int32(0), Buffer.from([0])]);
  const body = Buffer.concat([head, bson(greeting)]);
  return Buffer.concat([int32(body.length + 16, 1, id, isOld ? opReply : opMessage), body]);
}

/** A server that greets as MongoDB does and answers every command with success: enough for a client to connect. */
export async function startMongo(): Promise<Service> {
  const server = createServer((socket) => {
    let pending = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, Buffer.from(chunk)]);
      while (pending.length >= 16 && pending.length >= pending.readInt32LE(0)) {
        const length = pending.readInt32LE(0);
        socket.write(answerTo(pending.subarray(0, length)));
        pending = pending.subarray(length);
      }
    });
  });
  const port = await listen(server);
  return { port, stop: () => server.close() };
}
