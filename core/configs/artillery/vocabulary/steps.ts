import { amount, field, FREE, mapping, named, oneOrMore, type Field, type Fields } from './field.ts';
import { DURATION } from './phases.ts';
import { CONNECT_FIELDS } from './realtime.ts';
import { CAPTURE, REQUEST_FIELDS } from './requests.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];
const FLOW = { kind: 'flow' } as const;

const COMMON: Fields = {
  think: amount('Waits, as a person does who reads. Fractions need a unit: `500ms`.', DURATION),
  log: field('Prints a text, with its templates filled in.'),
  function: field('Calls a function of the processor: `(context, events, done)`.', named('function')),
  loop: field('Steps that are repeated. Say how often beside it: `count`, `over` or `whileTrue`.', FLOW),
};

const REQUESTS: Fields = Object.fromEntries(
  METHODS.map((method) => [method, field(`Sends a ${method.toUpperCase()} request.`, mapping(REQUEST_FIELDS))]),
);

const RECEIVED: Fields = {
  on: field('The event to wait for.'),
  channel: field('The event to wait for; the other name of `on`.'),
  data: field('What must arrive, as one argument.', FREE),
  args: field('What must arrive, as a list of arguments.'),
  match: field('A part of what must arrive.', oneOrMore(FREE)),
  capture: CAPTURE,
};

export const HTTP_STEPS: Fields = {
  ...REQUESTS,
  ...COMMON,
  parallel: field('Requests that are sent at the same time.', FLOW),
};

export const WS_STEPS: Fields = {
  connect: field('Opens the connection in another way. Only as the first step.', mapping(CONNECT_FIELDS)),
  send: field('Sends a message: a text, or a mapping as JSON.', FREE),
  wait: field(
    'Waits for a message and takes something out of it.',
    mapping({ capture: CAPTURE, match: field('What must arrive.', oneOrMore(FREE)) }),
  ),
  ...COMMON,
};

export const SOCKETIO_STEPS: Fields = {
  emit: field(
    'Sends an event: a list of its name and arguments, or a mapping.',
    mapping({ channel: field('The name of the event.'), data: field('What is sent with it.', FREE) }),
  ),
  ...HTTP_STEPS,
};

/** Keys that stand beside one of a step. */
export const BESIDE: Readonly<Record<string, Fields>> = {
  loop: {
    count: field(
      'How often, or a range such as `1-10`. Without it, and without `over` and `whileTrue`, it never ends.',
    ),
    over: field('Once for each item: the name of a variable without braces, or a list.', named('variable')),
    whileTrue: field('A function of the processor that says whether it goes on.', named('function')),
    loopValue: field('The variable that gets the number of the round.', undefined, { default: '$loopCount' }),
    loopElement: field('The variable that gets the item.', undefined, { default: '$loopElement' }),
  },
  parallel: { limit: amount('How many requests at the same time at most.', 'requests') },
  think: { jitter: field('How far the time may be away from what is written: `500` milliseconds or `20%`.') },
  emit: {
    namespace: field('The namespace that the event is sent in.'),
    response: field('An event that must come back.', mapping(RECEIVED)),
    acknowledge: field('What the server must confirm the event with.', mapping(RECEIVED)),
  },
};

/** What a step of a language may be. */
export const STEPS: Readonly<Record<'http' | 'ws' | 'socketio', Fields>> = {
  http: HTTP_STEPS,
  ws: WS_STEPS,
  socketio: SOCKETIO_STEPS,
};

/** A request by any other method, which Artillery takes from the key as it is. */
export const OTHER_METHOD: Field = field('Sends a request with this method.', mapping(REQUEST_FIELDS));
