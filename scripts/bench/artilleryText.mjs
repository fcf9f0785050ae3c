// Artillery scripts of any length, faults that no schema can see, and a schema such as editors use for them.

const HEAD = `config:
  target: http://127.0.0.1:3000
  plugins: { expect: {} }
  phases:
    - duration: 60
      arrivalRate: 5
      name: warm up
  variables:
    city: [Oslo, Rome]
scenarios:
`;
const HEAD_LINES = 10;

/** Each begins where a line of a scenario stands, and is wrong in a way that only its meaning tells. */
const FAULTS = [
  ['think: 1', 'think: 10 minuts'],
  ['city={{ city }}', 'city={{ town }}'],
  ['json: "$.id"', 'json: "$.[id"'],
  ['url: "/api/orders', 'url: "api/orders'],
  ['statusCode: 200', 'statuscode: 200'],
  ['count: 2', 'whiletrue: more'],
  ['as: id', 'name: id'],
  ['ifTrue: "city', 'ifTrue: "{{ city }} && city'],
];

/** @returns {string} a script with nothing wrong in it, of about so many lines */
export function artilleryText(lines) {
  let text = HEAD;
  let count = HEAD_LINES;
  for (let index = 1; count < lines; index += 1) {
    const scenario = scenarioText(index);
    text += scenario;
    count += scenario.split('\n').length - 1;
  }
  return text;
}

function scenarioText(index) {
  return `  - name: scenario ${index}
    weight: ${1 + (index % 5)}
    flow:
      - get:
          url: "/api/items/${index}?city={{ city }}"
          headers:
            accept: application/json
          capture:
            - json: "$.id"
              as: id${index}
          expect:
            - statusCode: 200
      - think: 1
      - loop:
          - post:
              url: "/api/orders/{{ id${index} }}"
              ifTrue: "city == 'Oslo'"
              json: { item: ${index} }
        count: 2
`;
}

/** The same script with faults, each on a line of its own. @returns {{ text: string, lines: Set<number> }} */
export function withFaults(text, wanted) {
  const lines = text.split('\n');
  const faulty = new Set();
  const step = Math.floor(lines.length / wanted);
  for (let fault = 0, line = HEAD_LINES; fault < wanted; fault += 1) {
    const [right, wrong] = FAULTS[fault % FAULTS.length];
    while (line < lines.length && !lines[line].includes(right)) line += 1;
    if (line >= lines.length) break;
    lines[line] = lines[line].replace(right, wrong);
    faulty.add(line);
    line = Math.max(line + 1, HEAD_LINES + (fault + 1) * step);
  }
  return { text: lines.join('\n'), lines: faulty };
}

const text = { type: 'string' };
const number = { type: 'number' };
const request = {
  type: 'object',
  properties: {
    ...{ url: text, name: text, headers: { type: 'object' }, json: {}, ifTrue: text },
    capture: { type: 'array', items: { type: 'object', properties: { json: text, as: text, strict: {} } } },
    expect: { type: 'array', items: { type: 'object', properties: { statusCode: {}, contentType: text } } },
  },
};
const methods = Object.fromEntries(['get', 'post', 'put', 'patch', 'delete'].map((method) => [method, request]));

/** What a schema can say of such scripts. */
export const ARTILLERY_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['config', 'scenarios'],
  properties: {
    config: {
      type: 'object',
      properties: {
        ...{ target: text, plugins: { type: 'object' }, variables: { type: 'object' } },
        phases: {
          type: 'array',
          items: {
            type: 'object',
            properties: { duration: { type: ['number', 'string'] }, arrivalRate: number, rampTo: number, name: text },
          },
        },
      },
    },
    scenarios: {
      type: 'array',
      items: {
        type: 'object',
        required: ['flow'],
        properties: { name: text, weight: number, flow: { type: 'array', items: { $ref: '#/definitions/step' } } },
      },
    },
  },
  definitions: {
    step: {
      type: 'object',
      properties: {
        ...{ ...methods, think: { type: ['number', 'string'] }, log: text, function: text, count: number },
        loop: { type: 'array', items: { $ref: '#/definitions/step' } },
      },
    },
  },
};
