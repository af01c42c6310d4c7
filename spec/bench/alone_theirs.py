"""Runs a snippet that defines `run()`, from standard input, so often: {seconds, peak} out."""
import json
import resource
import sys
import time

space = {}
exec(sys.stdin.read(), space)
sys.modules["torch"].set_num_threads(1)
space["run"]()
seconds = []
for _ in range(int(sys.argv[1])):
    start = time.process_time()
    space["run"]()
    seconds.append(time.process_time() - start)
print(json.dumps({"seconds": seconds, "peak": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
