import { createServer } from 'node:http';

export interface CountingServer {
  url: string;
  /** Every request that arrived, in order. */
  requests: { url: string; authorization?: string }[];
  close: () => void;
}

/** Answers after 10 ms, `/missing` with 404. It holds its own count against that of a load generator. */
export async function startCountingServer(): Promise<CountingServer> {
  const requests: CountingServer['requests'] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    requests.push({ url: request.url ?? '', ...(authorization === undefined ? {} : { authorization }) });
    response.statusCode = request.url === '/missing' ? 404 : 200;
    setTimeout(() => response.end('fine'), 10);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
