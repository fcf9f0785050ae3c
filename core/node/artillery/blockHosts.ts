import { Socket } from 'node:net';
import { hostName } from '../../text/hostName.ts';
import { membersOf } from './artilleryGlobal.ts';
import { tell } from './tell.ts';

export const BLOCKED_HOSTS = 'HEADROOM_BLOCKED_HOSTS';

/** Refuses every connection of this thread to a protected host, however a script comes to name it. */
export function blockHosts(): void {
  const blocked = new Set((process.env[BLOCKED_HOSTS] ?? '').split(' ').filter((host) => host !== ''));
  if (blocked.size === 0) return;
  const connect: unknown = Reflect.get(Socket.prototype, 'connect');
  if (typeof connect !== 'function') return;
  const guarded = function (this: Socket, ...args: unknown[]): Socket {
    const host = hostOf(args);
    if (host === undefined || !blocked.has(host)) {
      Reflect.apply(connect, this, args);
      return this;
    }
    tell({ kind: 'blocked', host });
    const error = Object.assign(new Error(`${host} is protected`), { code: 'EPROTECTED' });
    process.nextTick(() => this.destroy(error));
    return this;
  };
  Object.defineProperty(Socket.prototype, 'connect', { value: guarded, writable: true, configurable: true });
}

/** `connect` takes a port and a host, options, or both of them as one list that `net` has looked through before. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = args;
  const options = membersOf(Array.isArray(first) ? first[0] : first);
  const host = typeof first === 'number' || typeof first === 'string' ? second : options['host'];
  if (typeof host !== 'string') return undefined;
  return hostName(`http://${host.includes(':') ? `[${host}]` : host}`);
}
