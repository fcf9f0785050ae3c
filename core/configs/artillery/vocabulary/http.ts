import { amount, field, flag, FREE, mapping, type Fields } from './field.ts';

export const DEFAULTS_FIELDS: Fields = {
  headers: field('Headers of every request; those of a request are put over them.', FREE),
  cookie: field('Cookies that every virtual user begins with.', FREE),
  strictCapture: flag('Whether a capture that finds nothing ends the virtual user with an error.', true),
  think: field(
    'What is common to all `think` steps.',
    mapping({
      jitter: amount('How far a think time may be away from what is written: `500` milliseconds or `20%`.'),
    }),
  ),
};

export const HTTP_FIELDS: Fields = {
  timeout: amount(
    'How long a response may take. Only a plain number counts; a text such as `5s` makes every request fail. A socket without traffic is closed after 8 s unless this is a number above 8.',
    'seconds',
    '10',
  ),
  extendedMetrics: flag('Whether the times for DNS, TCP, TLS and the whole response are measured, too.', false),
  pool: amount(
    'How many connections all virtual users of a worker share. Without it each virtual user has connections of its own.',
    'connections',
  ),
  maxSockets: amount('Has no effect in Artillery 2. To limit connections write `pool`.', 'connections'),
  cookieJarOptions: field('Options for the cookie jar of each virtual user.', FREE),
  distributedTracing: field(
    'Headers with which a tracing system recognises the requests.',
    mapping({
      enabled: flag('Whether requests carry the headers.'),
      sampled: flag('Whether the trace is marked as one to be kept.'),
      traceIdPrefix: field('What the ids of traces begin with.'),
    }),
  ),
  defaults: field('What holds for every request.', mapping(DEFAULTS_FIELDS)),
};
