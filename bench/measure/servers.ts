import { createServer, type Server, type Socket } from 'node:net';

/**
 * What the other side does once it has read a request; with a service behind a proxy: once the client is connected,
 * save `silent at once`. `answers` shows that the program works.
 */
export type Behaviour =
  | 'answers'
  | 'silent'
  | 'silent at once'
  | 'stalls'
  | 'drips'
  | 'cuts'
  | '503'
  | '503 after 2'
  | '429 after 2'
  | 'refuses';

/** A server on loopback that treats every request alike. */
export interface FaultyServer {
  readonly port: number;
  /** When each request came, in milliseconds since the first. */
  readonly requests: () => readonly number[];
  readonly close: () => void;
  /** Starts the behaviour, for servers that work until then. */
  readonly fail?: () => void;
}

const head = (status: string, length: number, more = '') =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}`;

const refusal = '{"error":{"message":"not now"}}';

/** What follows a request: the answer's beginning or all of it. */
const answers: Readonly<Record<Exclude<Behaviour, 'refuses'>, (socket: Socket) => void>> = {
  answers: (socket) => socket.end(`${head('200 OK', 2)}connection: close\r\n\r\n{}`),
  silent: () => undefined,
  'silent at once': () => undefined,
  stalls: (socket) => socket.write(`${head('200 OK', 1000)}\r\n{"id":"1"`),
  drips: (socket) => {
    socket.write(`${head('200 OK', 100_000)}\r\n{"id":"1"`);
    const timer = setInterval(() => socket.write(' '), 300);
    socket.once('close', () => clearInterval(timer));
  },
  cuts: (socket) => socket.resetAndDestroy(),
  '503': (socket) => refuse(socket, '503 Service Unavailable'),
  '503 after 2': (socket) => refuse(socket, '503 Service Unavailable', 'retry-after: 2\r\n'),
  '429 after 2': (socket) => refuse(socket, '429 Too Many Requests', 'retry-after: 2\r\n'),
};

function refuse(socket: Socket, status: string, more = ''): void {
  socket.end(`${head(status, refusal.length, more)}connection: close\r\n\r\n${refusal}`);
}

/** Starts a server; a server that refuses takes a port and gives it back. */
export async function startServer(behaviour: Behaviour): Promise<FaultyServer> {
  const times: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', () => {
      times.push(Date.now());
      if (behaviour !== 'refuses') answers[behaviour](socket);
    });
  });
  const port = await listen(server);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  if (behaviour === 'refuses') close();
  return { port, requests: () => times.map((time) => time - (times[0] ?? 0)), close };
}

/** Listens on a free port of loopback and gives it. */
export const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
