import { field, FREE, listOf, mapping, oneOf, type Fields } from './field.ts';

const PROXY = field('A proxy that the connection goes through.', mapping({ url: field('Address of the proxy.') }));
const SUBPROTOCOLS = field('Subprotocols that are offered to the server.', listOf({ kind: 'scalar', values: [] }));

/** `config.ws`. */
export const WS_FIELDS: Fields = {
  subprotocols: SUBPROTOCOLS,
  headers: field('Headers of the request that opens the connection.', FREE),
  proxy: PROXY,
  timeout: field('How long opening a connection may take.', { kind: 'scalar', values: [] }, { unit: 'seconds' }),
};

/** A `connect` step. */
export const CONNECT_FIELDS: Fields = {
  target: field('Where to connect to, instead of `config.target`.'),
  headers: field('Headers of the request that opens the connection.', FREE),
  subprotocols: SUBPROTOCOLS,
  proxy: PROXY,
  function: field('A function of the processor that decides where and how to connect.', {
    kind: 'scalar',
    values: [],
    names: 'function',
  }),
};

/** `config.socketio`, and `socketio` of a scenario. */
export const SOCKETIO_FIELDS: Fields = {
  query: field('Query parameters of the connection, as a text or a mapping.', FREE),
  path: field('Path that the server listens on.', { kind: 'scalar', values: [] }, { default: '/socket.io/' }),
  extraHeaders: field('Headers of the requests that open the connection. Web sockets do not send them.', FREE),
  transports: field(
    'How messages travel. With `websocket` alone no polling comes first.',
    listOf(oneOf('', { websocket: '', polling: '' }).shape),
  ),
};
