/** A script that uses what a script of k6 can name, without a problem. */
export const K6_SCRIPT = `import http from 'k6/http';
import { check, group } from 'k6';
import { Trend, Rate } from 'k6/metrics';

const rows = open('./rows.csv');
const searchTime = new Trend('search_time', true);
const refused = new Rate('refused');

export const options = {
  scenarios: {
    browse: {
      executor: 'ramping-vus',
      exec: 'browse',
      stages: [{ duration: '30s', target: 10 }],
      env: { SHOP: 'north' },
    },
    buy: { executor: 'constant-arrival-rate', exec: 'buy', rate: 5, duration: '1m', preAllocatedVUs: 4 },
  },
  thresholds: {
    'search_time{scenario:browse}': ['p(95)<500', { threshold: 'avg<200', abortOnFail: true }],
    http_req_failed: ['rate<0.01'],
    refused: ['rate<0.5'],
  },
};

export function browse() {
  group('catalogue', () => {
    const answer = http.get(\`http://127.0.0.1/\${__ENV.SHOP}\`, { tags: { name: 'list' } });
    check(answer, { 'is there': ({ status }) => status === 200 });
    searchTime.add(rows.length);
  });
}
export const buy = () => refused.add(http.post('http://127.0.0.1/buy').status === 429);
`;
