import { connect, createServer, type Socket } from 'node:net';
import { listen, type Behaviour, type FaultyServer } from './servers.js';

/** Starts a proxy before a service; it forwards until `fail` is called, and from then on treats every client alike. */
export async function startProxy(target: number, behaviour: Behaviour): Promise<FaultyServer> {
  const times: number[] = [];
  const pairs = new Set<readonly [Socket, Socket]>();
  let isFailing = behaviour === 'silent at once';
  const server = createServer((socket) => {
    times.push(Date.now());
    socket.on('error', () => undefined);
    if (isFailing && behaviour === 'cuts') socket.resetAndDestroy();
    const upstream = connect(target, '127.0.0.1').on('error', () => undefined);
    const pair = [socket, upstream] as const;
    pairs.add(pair);
    socket.on('data', (chunk) => isFailing || upstream.write(chunk));
    upstream.on('data', (chunk) => isFailing || socket.write(chunk));
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => isFailing || socket.end());
  });
  const port = await listen(server);
  const close = () => {
    for (const socket of [...pairs].flat()) socket.destroy();
    server.close();
  };
  if (behaviour === 'refuses') close();
  const fail = () => {
    isFailing = behaviour !== 'answers';
    if (behaviour === 'cuts') for (const [socket] of pairs) socket.resetAndDestroy();
  };
  return { port, requests: () => times.map((time) => time - (times[0] ?? 0)), close, fail };
}
