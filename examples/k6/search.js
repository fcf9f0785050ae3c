import http from 'k6/http';
import { check, sleep } from 'k6';

const TARGET = __ENV.TARGET || 'http://127.0.0.1:8080';

export const options = {
  vus: 5,
  duration: '10s',
  thresholds: {
    http_req_duration: ['p(95)<500'],
    http_req_failed: ['rate<0.01'],
  },
};

export default function () {
  const found = http.get(`${TARGET}/api/search?q=lamp`, { tags: { name: 'search' } });
  check(found, { 'search answers': ({ status }) => status === 200 });
  http.get(`${TARGET}/api/products`, { tags: { name: 'products' } });
  sleep(0.2);
}
