import { createServer } from 'node:http';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function histogram(name, labels, values) {
  const count = values.reduce((sum, [, times]) => sum + times, 0);
  const seconds = values.reduce((sum, [value, times]) => sum + value * times, 0);
  const upTo = (edge) => values.reduce((sum, [value, times]) => sum + (value <= edge ? times : 0), 0);
  return [
    `# TYPE coderd_scaletest_${name} histogram`,
    ...BUCKETS.map((edge) => `coderd_scaletest_${name}_bucket{${labels},le="${edge}"} ${upTo(edge)}`),
    `coderd_scaletest_${name}_bucket{${labels},le="+Inf"} ${count}`,
    `coderd_scaletest_${name}_sum{${labels}} ${seconds}`,
    `coderd_scaletest_${name}_count{${labels}} ${count}`,
  ];
}

/** Of a traffic run: what it will have read and written at its end, and how far it is (0..1). */
export function trafficLines(runs, share) {
  return runs.flatMap(({ workspace, metrics, ticks = 0, isDead }) => {
    if (isDead || metrics === undefined) return [];
    const labels = `username="scaletest",workspace_name="${workspace}",agent_name="main"`;
    const calls = Math.floor(ticks * share);
    const counter = (name, total) => `coderd_scaletest_${name}{${labels}} ${total}`;
    // The sample of 0 s that no call took is there from the start.
    const times = (seconds) => [
      [0, 1],
      [seconds, calls],
    ];
    return [
      counter('bytes_read_total', Math.floor(metrics.bytes_read * share)),
      counter('bytes_written_total', Math.floor(metrics.bytes_written * share)),
      counter('read_errors_total', 0),
      counter('write_errors_total', 0),
      ...histogram('read_latency_seconds', labels, times(0.02)),
      ...histogram('write_latency_seconds', labels, times(0.004)),
    ];
  });
}

/** Of the dashboard: every action is timed; those that fail are counted as errors besides. */
export function dashboardLines(actions, share) {
  return Object.entries(actions).flatMap(([action, { count, errors }]) => {
    const done = Math.floor(count * share);
    if (done === 0) return [];
    const failed = Math.floor(errors * share);
    return [
      ...histogram('dashboard_duration_seconds', `action="${action}"`, [[0.3, done]]),
      ...(failed > 0 ? [`coderd_scaletest_dashboard_errors_total{action="${action}"} ${failed}`] : []),
    ];
  });
}

/** Serves the text on every path. A busy port is passed over in silence. */
export function servePrometheus(address, text) {
  const at = address.lastIndexOf(':');
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(`${text().join('\n')}\n`);
  });
  server.on('error', () => undefined);
  server.listen(Number(address.slice(at + 1)), address.slice(0, at));
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
