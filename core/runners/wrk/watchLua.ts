import type { PlannedRequest } from '../plannedRequest.ts';
import { luaString, luaTemplate } from './luaText.ts';

export interface LuaJob {
  request: PlannedRequest;
  /** Absolute path of the user's script. */
  script?: string;
  /** In the form of `hostName`. */
  blockedHosts: readonly string[];
  /** Whether requests are counted while wrk runs; without that, everything is told at the end of a step. */
  isLive: boolean;
}

/** Where a step writes what Headroom reads, and how many connections it has. */
export const OUTPUT_VARIABLE = 'HEADROOM_WRK_OUTPUT';
export const CONNECTIONS_VARIABLE = 'HEADROOM_WRK_CONNECTIONS';

/**
 * The script that wrk runs: the request of the plan, then the user's script, then what watches both. wrk has one Lua
 * state for each thread and one for itself; all of them load this file, and each has locals of its own.
 */
export function watchLua({ request, script, blockedHosts, isLive }: LuaJob): string {
  const headers = request.headers.map(([name, value]) => `wrk.headers[${luaString(name)}] = ${luaTemplate(value)}`);
  const blocked = blockedHosts.map((host) => `[${luaString(host.replace(/^\[|\]$/g, ''))}] = true`);
  return `-- Written by Headroom for this run. Secrets are not in it: they come from the environment.
local blocked = { ${blocked.join(', ')} }
local is_live = ${isLive}
${SETTING_UP}
wrk.method = ${luaString(request.method)}
wrk.path = ${luaTemplate(request.path)}
${headers.join('\n')}
${script === undefined ? '' : `headroom_load(${luaString(script)})`}
${WATCHING}`;
}

const SETTING_UP = `
-- wrk goes on without a script that does not load, and would send something else.
local function give_up(why)
  io.stderr:write('headroom: ', tostring(why), '\\n')
  os.exit(1)
end

local function headroom_secret(name)
  return os.getenv(name) or give_up('the secret ' .. name .. ' has no value')
end

local function headroom_load(file)
  local loaded, why = pcall(dofile, file)
  if not loaded then give_up(why) end
end

local lookup = wrk.lookup
wrk.lookup = function(host, service)
  local name = tostring(host):lower():gsub('%.$', '')
  if blocked[name] then give_up(name .. ' is protected: no load goes there unless it is confirmed') end
  return lookup(host, service)
end
`;

const WATCHING = `
local has_ffi, ffi = pcall(require, 'ffi')
if not has_ffi then give_up('this wrk was built without the ffi library of LuaJIT') end
ffi.cdef [[
typedef struct { long seconds; long micros; } headroom_time;
int gettimeofday(headroom_time *now, void *zone);
typedef struct { uint64_t count, limit, min, max; uint64_t values[]; } headroom_stats;
]]
local C, clock = ffi.C, ffi.new('headroom_time')
local floor = math.floor
local output

local function tell(...)
  output = output or io.open(os.getenv('${OUTPUT_VARIABLE}') or '/dev/null', 'a') or give_up('nowhere to write to')
  -- One write for each line, so that lines of several threads do not mix.
  output:write(table.concat({ ... }), '\\n')
  output:flush()
end

local function seconds_now()
  C.gettimeofday(clock, nil)
  return tonumber(clock.seconds) + tonumber(clock.micros) / 1e6
end

-- Counts of this thread since its start; told once a second, when the next second is seen to have begun.
local seen = { second = 0, asked = 0, answered = 0, refused = 0 }
headroom_seen = seen
local started = 0

local function tell_counts(thread, counts)
  tell('{"kind":"counts","thread":', thread, ',"second":', counts.second, ',"asked":', counts.asked,
    ',"answered":', counts.answered, ',"refused":', counts.refused, '}')
end

local function look()
  local now = floor(seconds_now() - started)
  if now == seen.second then return end
  tell_counts(headroom_thread, seen)
  seen.second = now
end

local their_setup, their_init, their_done = setup, init, done
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
  thread:set('headroom_thread', #threads)
  if their_setup then their_setup(thread) end
end

function init(arguments)
  if their_init then their_init(arguments) end
  if not is_live then return end
  local their_request, their_response = request, response
  local text = wrk.format()
  started = seconds_now()

  function request()
    look()
    seen.asked = seen.asked + 1
    if their_request then return their_request() end
    return text
  end

  function response(status, headers, body)
    look()
    seen.answered = seen.answered + 1
    if status > 399 then seen.refused = seen.refused + 1 end
    if their_response then return their_response(status, headers, body) end
  end
end

-- Values in microseconds with how often they came, in short lines; four digits of a value are enough.
local function tell_values(kind, smallest, largest, count_of)
  local pairs_told, value, count = {}, nil, 0
  local function add()
    if value then pairs_told[#pairs_told + 1] = value .. ',' .. count end
    if #pairs_told >= 1000 then
      tell('{"kind":"', kind, '","values":[', table.concat(pairs_told, ','), ']}')
      pairs_told = {}
    end
  end
  for at = smallest, largest do
    local found = tonumber(count_of(at))
    if found > 0 then
      local grain = at < 1e4 and 1 or 10 ^ (floor(math.log10(at)) - 3)
      local rounded = floor(at / grain + 0.5) * grain
      if rounded ~= value then
        add()
        value, count = rounded, 0
      end
      count = count + found
    end
  end
  add()
  if #pairs_told > 0 then tell('{"kind":"', kind, '","values":[', table.concat(pairs_told, ','), ']}') end
end

-- wrk has added samples by now: for each value, itself less the usual time between two requests of a connection, again
-- and again. Added for small values first, they can be taken out from the largest on.
local function without_added(stats, largest, interval)
  local counts = ffi.new('int64_t[?]', largest + 1)
  for at = 0, largest do counts[at] = stats.values[at] end
  for at = largest, interval * 2, -1 do
    local count = counts[at]
    if count > 0 then
      for added = at - interval, interval + 1, -interval do counts[added] = counts[added] - count end
    end
  end
  return counts
end

local function tell_latency(summary, latency)
  local stats = ffi.cast('headroom_stats **', latency)[0]
  local smallest, largest = latency.min, latency.max
  -- What is not laid out as it is known to be is not read.
  if tonumber(stats.min) ~= smallest or tonumber(stats.max) ~= largest or stats.limit < stats.max then return end
  local total = 0
  for at = smallest, largest do total = total + tonumber(stats.values[at]) end
  if total ~= tonumber(stats.count) then return end
  tell_values('corrected', smallest, largest, function(at) return stats.values[at] end)
  local connections = tonumber(os.getenv('${CONNECTIONS_VARIABLE}'))
  local rounds = floor(summary.requests / connections)
  local counts = stats.values
  if rounds > 0 then counts = without_added(stats, largest, floor(summary.duration / rounds)) end
  local measured = 0
  for at = smallest, largest do
    if counts[at] < 0 then return end
    measured = measured + tonumber(counts[at])
  end
  if measured ~= summary.requests - summary.errors.timeout then return end
  tell_values('measured', smallest, largest, function(at) return counts[at] end)
end

function done(summary, latency, requests)
  for number, thread in ipairs(threads) do
    if is_live then tell_counts(number, thread:get('headroom_seen')) end
  end
  if latency.max > 0 then tell_latency(summary, latency) end
  local errors = summary.errors
  tell(string.format('{"kind":"done","duration":%.0f,"requests":%.0f,"bytes":%.0f,'
    .. '"connect":%.0f,"read":%.0f,"write":%.0f,"status":%.0f,"timeout":%.0f}', summary.duration, summary.requests,
    summary.bytes, errors.connect, errors.read, errors.write, errors.status, errors.timeout))
  if their_done then their_done(summary, latency, requests) end
end
`;
