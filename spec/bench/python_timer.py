"""Times snippets that define `run()`: a JSON line {snippet, clock, batchSeconds} in, {seconds} or {skipped} out."""
import json
import sys
import time

known = {}
clocks = {"wall": time.perf_counter, "cpu": time.process_time}


def prepared(snippet):
    space = {}
    exec(snippet, space)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    return space["run"]


def timed(run, clock, batch_seconds):
    runs, start = 0, clock()
    while True:
        run()
        runs += 1
        elapsed = clock() - start
        if elapsed >= batch_seconds:
            return elapsed / runs


for line in sys.stdin:
    request = json.loads(line)
    snippet, clock = request["snippet"], clocks[request["clock"]]
    try:
        if snippet not in known:
            known[snippet] = prepared(snippet)
            timed(known[snippet], clock, request["batchSeconds"])
        answer = {"seconds": timed(known[snippet], clock, request["batchSeconds"])}
    except ImportError as error:
        answer = {"skipped": f"needs {error.name}"}
    except Exception as error:  # one snippet's fault must not take the others' timings along
        answer = {"skipped": f"Python fails: {error}"}
    print(json.dumps(answer), flush=True)
