import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMongo } from './mongo.js';
import { listen } from './servers.js';

export type ServiceName =
  'postgresql' | 'mariadb' | 'redis' | 'nats' | 'mosquitto' | 'memcached' | 'rabbitmq' | 'mongodb';

/** A server on loopback. */
export interface Service {
  readonly port: number;
  readonly stop: () => void;
}

interface Start {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const isRoot = process.getuid?.() === 0;

/** How each is started in an empty folder, as the packages of Debian install it. */
const starts: Readonly<Record<Exclude<ServiceName, 'mongodb'>, (folder: string, port: number) => Start>> = {
  postgresql(folder, port) {
    const bin = execFileSync('bash', ['-c', 'ls -d /usr/lib/postgresql/*/bin | tail -1'], { encoding: 'utf8' }).trim();
    // PostgreSQL does not run as root.
    if (isRoot) execFileSync('chown', ['postgres', folder]);
    const as = isRoot ? ['runuser', '-u', 'postgres', '--'] : ['env'];
    const run = (args: readonly string[]) => execFileSync(as[0] ?? '', [...as.slice(1), ...args], { stdio: 'ignore' });
    run([join(bin, 'initdb'), '-D', join(folder, 'data'), '-U', 'postgres', '--auth=trust', '--no-sync']);
    const args = ['-D', join(folder, 'data'), '-p', String(port), '-k', folder, '-c', 'fsync=off'];
    return { command: as[0] ?? '', args: [...as.slice(1), join(bin, 'postgres'), ...args] };
  },
  mariadb(folder, port) {
    const at = [`--datadir=${folder}/data`, ...(isRoot ? ['--user=root'] : [])];
    execFileSync('mariadb-install-db', at, { stdio: 'ignore' });
    const listening = [
      `--port=${port}`,
      `--socket=${folder}/socket`,
      '--bind-address=127.0.0.1',
      '--skip-networking=0',
    ];
    return { command: 'mariadbd', args: ['--no-defaults', ...at, ...listening, '--skip-grant-tables'] };
  },
  redis: (folder, port) => ({
    command: 'redis-server',
    args: ['--port', String(port), '--save', '', '--dir', folder],
  }),
  nats: (folder, port) => ({
    command: 'nats-server',
    args: ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder],
  }),
  mosquitto(folder, port) {
    writeFileSync(join(folder, 'conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
    return { command: 'mosquitto', args: ['-c', join(folder, 'conf')] };
  },
  memcached: (_, port) => ({
    command: 'memcached',
    args: ['-l', '127.0.0.1', '-p', String(port), '-U', '0', ...(isRoot ? ['-u', 'root'] : [])],
  }),
  rabbitmq: (folder, port) => ({
    command: '/usr/lib/rabbitmq/bin/rabbitmq-server',
    args: [],
    env: {
      RABBITMQ_NODENAME: `measured-${port}@localhost`,
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(port + 1),
      RABBITMQ_MNESIA_BASE: folder,
      RABBITMQ_LOG_BASE: folder,
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
      HOME: folder,
    },
  }),
};

/** Starts a service and waits until it takes connections. */
export async function startService(name: ServiceName): Promise<Service> {
  if (name === 'mongodb') return startMongo();
  const folder = mkdtempSync(join(tmpdir(), `faultline-${name}-`));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const { command, args, env } = starts[name](folder, port);
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore', detached: true });
  const stop = () => {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    // It may write until it has ended.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  for (let tries = 0; tries < 300; tries++) {
    if (await isListening(port)) return { port, stop };
    await sleep(100);
  }
  stop();
  throw new Error(`${command} took no connection within 30 seconds.`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
