import { describe, expect, it } from 'vitest';
import { readTargets, type TargetContext } from '../../../../core/checks/targets/readTargets.ts';

const NO_TARGETS: [text: string, context?: TargetContext][] = [
  ['Optimize slow queries (N+1 queries, etc.)'],
  ['2025-11-10'],
  ['Last changed: 2025-11-10 09:30'],
  ['Node.js (v16 or higher)'],
  ['Node.js >= 22'],
  ['CLI installed (version 2.x or later)'],
  ['version 2 or higher'],
  ['14.9'],
  ['14.9', { label: 'API response time', column: 'Requirement' }],
  ['Requirements: 14.6, 14.7, 14.11'],
  ['http://localhost:3000 (admin/admin)'],
  ['free ports 3000, 9090'],
  ['**Search Load Test** (9 min)'],
  ['Phase 1: Warm-up (5 minutes)'],
  ['Step 2: Run Pod Workspace Test (700 workspaces)'],
  ['Estimated Duration: 2-3 hours'],
  ['Duration: 45-60 minutes'],
  ['Duration: 300 seconds'],
  ['Users: 100 → 1,000 (gradual increase)'],
  ['Users: 100 concurrent'],
  ['Concurrency: 50 simulated users'],
  ['Interval: 100ms between ticks'],
  ['Traffic: 1024 bytes per tick'],
  ['Timeout: 30s request timeout'],
  ['P1'],
  ['Fix P1 and P2 issues'],
  ['1. Warm-up'],
  ['US-081'],
  ['0/157'],
  ['95th percentile response time'],
  ['p95 latency exceeds critical threshold'],
  ['CPU > __% for __ minutes → scale up'],
  ['Any metric exceeds 2x the target value'],
  ['Real-time Code Completion (25% weight)'],
  ['25%', { label: 'Checkout', column: 'Weight' }],
  ['87 ms', { label: 'p95 latency', column: 'Actual' }],
  ['reduce threads: `THREADS=50`'],
  ['No memory leaks detected'],
  ['No deployments scheduled during test window'],
  ['No unexpected errors in logs'],
  ['Testing 10,000 concurrent users in production needs care'],
  ['Quick 10K Test'],
  ['30-minute test'],
  ['p95 latency < 1,5 s'],
  ['ready <!-- headroom: check=search/p95-latency note=p95 < 3s -->'],
  ['<timestamp>'],
  ['-'],
  [''],
];

describe('text that only looks like a target', () => {
  it.each(NO_TARGETS)('%j yields nothing', (text, context = {}) => {
    expect(readTargets(text, context)).toEqual([]);
  });
});
