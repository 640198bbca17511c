/**
 * Sends every connection of a program to a port of this machine, without TLS, so that a client of any service talks to
 * a server of ours with its real addresses. Loaded before the program; which port it is, its run says: `ports.run(1234, run)`.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import net from 'node:net';
import tls from 'node:tls';

export const ports = new AsyncLocalStorage();
const connectPlain = net.Socket.prototype.connect;

function portOfRun() {
  const port = ports.getStore();
  if (port === undefined) throw new Error('A connection was made that belongs to no run.');
  return port;
}

net.Socket.prototype.connect = function connect(...given) {
  const listener = given.flat().findLast((argument) => typeof argument === 'function');
  return connectPlain.call(this, { host: '127.0.0.1', port: portOfRun() }, listener);
};

tls.connect = (...given) => {
  const [options = {}] = given.filter((argument) => typeof argument === 'object');
  const listener = given.findLast((argument) => typeof argument === 'function');
  const socket = options.socket ?? net.connect({ host: '127.0.0.1', port: portOfRun(), noDelay: true });
  Object.assign(socket, {
    encrypted: true,
    authorized: true,
    alpnProtocol: false,
    getPeerCertificate: () => ({}),
    getSession: () => undefined,
    setServername: () => undefined,
  });
  if (listener) socket.once('secureConnect', listener);
  const announce = () => socket.emit('secureConnect');
  if (socket.connecting) socket.once('connect', announce);
  else setImmediate(announce);
  return socket;
};
