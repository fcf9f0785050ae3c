import type { FieldTable } from './fields.ts';
import { DNS_POLICIES, DNS_SELECTS, TLS_VERSIONS } from './optionFields.ts';

/** Keys of the objects inside of options. */
export const DNS_FIELDS: FieldTable = {
  ttl: { kind: 'text', usual: '5m', meaning: 'How long an address is kept: a duration, `0` for never, or `inf`.' },
  select: { kind: 'text', usual: 'random', choices: DNS_SELECTS, meaning: 'Which of several addresses is used.' },
  policy: { kind: 'text', usual: 'preferIPv4', choices: DNS_POLICIES, meaning: 'Which kind of address is used.' },
};

export const TLS_RANGE_FIELDS: FieldTable = {
  min: { kind: 'text', choices: TLS_VERSIONS, meaning: 'The least version that may be used.' },
  max: { kind: 'text', choices: TLS_VERSIONS, meaning: 'The highest version that may be used.' },
};

export const TLS_AUTH_FIELDS: FieldTable = {
  cert: { kind: 'text', needed: "cert: open('./client.crt')", meaning: 'The certificate, as PEM.' },
  key: { kind: 'text', needed: "key: open('./client.key')", meaning: 'The private key, as PEM.' },
  password: { kind: 'text', meaning: 'What the key is encrypted with.' },
  domains: { kind: 'texts', meaning: 'Hosts that it is shown to; all of them without this.' },
};

export const THRESHOLD_FIELDS: FieldTable = {
  threshold: { kind: 'text', needed: "threshold: 'p(95)<500'", meaning: 'What has to hold at the end of the run.' },
  abortOnFail: {
    kind: 'flag',
    usual: 'false',
    meaning: 'Ends the run as soon as it does not hold. k6 looks every two seconds.',
  },
  delayAbortEval: {
    kind: 'duration',
    usual: '0s',
    meaning: 'How long the run goes on before `abortOnFail` may end it.',
  },
};

export const BROWSER_OPTIONS_FIELDS: FieldTable = {
  browser: { kind: 'object', meaning: 'The browser of this scenario. `k6/browser` refuses to start without it.' },
};

export const BROWSER_FIELDS: FieldTable = {
  type: { kind: 'text', choices: ['chromium'], meaning: 'Which browser; there is only one.' },
};

export const CLOUD_FIELDS: FieldTable = {
  projectID: { kind: 'integer', meaning: 'The project of Grafana Cloud k6 that the run belongs to.' },
  stackID: { kind: 'integer', meaning: 'The stack of Grafana Cloud.' },
  name: { kind: 'text', usual: "the script's name", meaning: 'The name of the test in Grafana Cloud k6.' },
};
