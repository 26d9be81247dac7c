-- What wrk posts, and how it reports: wrk ... -s post.lua URL -- BODY_FILE

function init(arguments)
   local file = assert(io.open(arguments[1], "rb"))
   wrk.method = "POST"
   wrk.headers["Content-Type"] = "application/json"
   wrk.body = file:read("*a")
   file:close()
end

function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      'RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p95": %d, "p99": %d, "refused": %d, "broken": %d}\n',
      summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
