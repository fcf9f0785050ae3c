import { describe, expect, test } from 'vitest';
import { fillPlaceholders, whyNotFilled } from '../../../../core/checklist/runbook/fillPlaceholders.ts';
import { findPlaceholders } from '../../../../core/checklist/runbook/placeholders.ts';

const namesIn = (text: string): string[] => findPlaceholders(text).map(({ name }) => name);

describe('what has to be filled in', () => {
  test.each<[string, string[]]>([
    ['./scripts/validate-results.sh ./scaletest-results/<timestamp>', ['timestamp']],
    ['aws elbv2 describe-target-health --target-group-arn <target-group-arn>', ['target-group-arn']],
    ['  --dimensions Name=NatGatewayId,Value=<nat-gw-id> \\', ['nat-gw-id']],
    ['kubectl logs <pod-name> -n <namespace> --tail=100', ['pod-name', 'namespace']],
    ['curl https://<host>:8080/health', ['host']],
    ['curl <host>/health', ['host']],
    ['ssh <user>@<host>', ['user', 'host']],
    ['dig <name>.example.com', ['name']],
    ['git checkout <commit sha>', ['commit sha']],
    ['coder login <your coder url>', ['your coder url']],
    ['k6 run --vus <N> script.js', ['N']],
    ['kubectl scale deploy/api --replicas=<n>', ['n']],
    ['export CODER_SESSION_TOKEN="your-admin-api-token"', ['your-admin-api-token']],
    ['git clone https://github.com/your-org/your-repo.git', ['your-org', 'your-repo']],
    ['curl https://api.your-company.com/v1', ['your-company']],
    ['export API_KEY=YOUR_API_KEY', ['YOUR_API_KEY']],
    ['curl -H "Authorization: Bearer YOUR_TOKEN" https://x.example.com', ['YOUR_TOKEN']],
    ['vault read secret/MY_APP', ['MY_APP']],
    ['helm upgrade shop ./chart --set tag={{version}}', ['version']],
    ['echo {{ release name }}', ['release name']],
    ['./run-scaletest.sh --test all ...', ['...']],
    ['coder scaletest … --count 10', ['…']],
    ['docker run <...> shop:latest', ['...']],
    ['kubectl exec <pod> -- psql -c "select * from <table-name>"', ['pod', 'table-name']],
    ['diff <expected-file> <actual-file>', ['expected-file', 'actual-file']],
    ['same <id> and <id> again', ['id']],
    ['cat > values.yaml <<EOF\nhost: <host-name>\nEOF', ['host-name']],

    ['redis-cli -a your_password ping', ['your_password']],
    ['pg_dump -d your_db_name', ['your_db_name']],
    ['scp backup-your_db.sql host:', ['your_db']],
    ['docker compose logs [SERVICE_NAME]', ['SERVICE_NAME']],
    ['cp x backup-[DATE].sql', ['DATE']],
    ['tool --id [ID] --token [JWT]', ['ID', 'JWT']],
    ['POSTGRES_PASSWORD=[GENERATE 32-CHAR PASSWORD]', ['GENERATE 32-CHAR PASSWORD']],
    ['tool --code [ERROR_CODE]', ['ERROR_CODE']],
    ['cd ../[SERVICE-NAME] && ls', ['SERVICE-NAME']],
    ['grep "[SERVICE_NAME]" log', ['SERVICE_NAME']],
    ['mysql -p [database_name] < dump.sql', ['database_name']],
    ['vercel rollback [deployment-url]', ['deployment-url']],
    ['echo "Reason: [REASON]" >> log.txt', ['REASON']],
    ['echo "[YOUR_NAME]"', ['YOUR_NAME']],
    ['kubectl logs {pod} -n {namespace}', ['pod', 'namespace']],
    ['docker build -t $REGISTRY/{service}:$VERSION .', ['service']],
    ['export VERSION=v{MAJOR}.{MINOR}', ['MAJOR', 'MINOR']],
    ['curl "https://example.com/alerts/{alert_id}/resolve"', ['alert_id']],
    ['git tag -m "Release: {summary}" v1', ['summary']],
    ['python3 run.py --id {id}', ['id']],
    ['echo "{token}" | base64', ['token']],
    ['kubectl apply -k overlays/aws-{env}/ # env = dev', ['env']],
    ['tool --server <host,port> --id <ID, or name>', ['host,port', 'ID, or name']],
    ['git checkout <tag|sha>', ['tag|sha']],
    ['DB_PASSWORD=<güvenli-şifre>', ['güvenli-şifre']],
    ['curl https://<ホスト>/health', ['ホスト']],
    ['AUTH_KEY=<48-byte base64>', ['48-byte base64']],
    ['AUTH_KEY=<generate with: openssl rand -hex 32>', ['generate with: openssl rand -hex 32']],
    ['psql -c "select * from <table name>"', ['table name']],

    ['sort < input.txt > output.txt', []],
    ['sort <in.txt >out.txt', []],
    ['sort <in.txt>out.txt', []],
    ['while read line; do echo "$line"; done <hosts', []],
    ['cat > "${RESULTS_DIR}/VALIDATION-SUMMARY.md" << EOF\nbody\nEOF', []],
    ['cat <<EOF\nplain\nEOF', []],
    ["cat <<'EOF'\nplain\nEOF", []],
    ['cat <<-EOF > out\n\tplain\n\tEOF', []],
    ['diff <(sort a) <(sort b)', []],
    ['tee >(gzip > out.gz) < in', []],
    ['grep foo <<< "$text"', []],
    ['if [ "$P95" -lt 500 ]; then echo "P95 < 500ms and > 0"; fi', []],
    ['echo "✅ PASS: P95 latency (${P95}ms) < 500ms target"', []],
    ['[[ $a < $b && $c > $d ]]', []],
    ['jq "select(.a<5 and .b>3)" results.json', []],
    ['command 2>&1 >/dev/null', []],
    ['echo "| P95 latency | < 500ms | $(jq -r .p95 x.json)ms |"', []],
    ['echo "<html><body>ok</body></html>"', []],
    ['echo "<version>1</version>"', []],
    ["sed 's/<version>.*<\\/version>/x/' pom.xml", []],
    ['echo "<br/>"', []],
    ['git commit --author="Ada <ada@example.com>"', []],
    ["printf '#include <stdio.h>\\n'", []],
    ['tool [options] [file]', []],
    ['# replace <id> with the one of your workspace, your-org …', []],
    ['ls # then <id>', []],
    ['echo $YOUR_NAME ${YOUR_OTHER} "$YOUR_NAME"', []],
    ['YOUR_NAME=ada', []],
    ['export YOUR_NAME=ada', []],
    ['go test ./...', []],
    ['git diff main...HEAD', []],
    ['echo "Waiting ..."', []],
    ["docker ps --format '{{.Names}}'", []],
    ["docker inspect -f '{{range .Mounts}}{{.Source}}{{end}}' x", []],
    ['echo ${{ secrets.TOKEN }}', []],
    ['echo $(( a<b ? 1 : 2 ))', []],
    ['echo behind-your-back', []],
    ['x=${y:-<none>}', []],

    ['echo $your_name ${your_name}; your_name=ada', []],
    ['read your_name; echo $your_name', []],
    ['python3 -c "your_function()"', []],
    ['ls [0-9]* [A-Z]?.txt [ABC].log *.[CH]', []],
    ['if [ -f x ] && [[ $a == [YN] ]]; then ls; fi', []],
    ['[[ $a =~ ^[XZ]+$ ]] && echo ${values[INDEX]} && values[KEY]=1', []],
    ['declare -A m=([KEY_ONE]=1 [KEY_TWO]=2)', []],
    ["tr '[A-Z]' '[a-z]' | tr -d '[XZA]'", []],
    ['grep "[WORKER]" log', []],
    ['echo "[INFO] started"; printf "[STEP TWO]\\n"', []],
    ['logger "[WARN] late"; git commit -m "[HOTFIX] Close the door" -m "[SHOP-123] x"', []],
    ['read -p "Sure? [YES]" answer', []],
    ["awk '/[DB_POOL]/ {print}' log", []],
    ["jq '.[FIRST_KEY]' x.json", []],
    ['pip install -e ".[dev-tools]" "shop[all-extras]"', []],
    ['./canary.sh [start|stop] [log-dir]', []],
    ['cat <<EOF\n[SERVICE_DEFAULTS]\nadd: [NET_ADMIN]\nname: {name}\nEOF', []],
    ['cat > README.md <<EOF\n[SOME TEXT](x.md) [INSERT]ms\nEOF', []],
    ['cp x.{a,b} y{1..3}; echo ${x} $' + '{HOME}', []],
    ["awk '{print}' x | awk {print} | jq '{name}'", []],
    ['ls | xargs -I {file} cp {file} x', []],
    ["find . -exec cp {} x \\; -name '{name}'", []],
    ["curl -w '%{http_code}' https://example.com", []],
    ['curl -d \'{"id": "{id}"}\' https://example.com', []],
    ['curl -d "{\\"id\\": {id}}" https://example.com', []],
    ["kubectl get pods -o jsonpath='{range .items[*]}{.name}{end}'", []],
    ["kubectl get pods -o go-template='{name}'", []],
    ['git rev-parse HEAD^{tree} main@{upstream}', []],
    ['gh api repos/{owner}/{repo}/pulls', []],
    ["gh api graphql -f query='{ viewer {login} }'", []],
    ['python3 -c "print(f\'{total}\')"', []],
    ['docker exec api python <<EOF\nprint(f"{total}")\nEOF', []],
    ['echo "{name}"', []],
    ["node -e 'const m: Map<string, number> = f<a|b>()'", []],
    ['cat <names.txt|sort> out.txt', []],
    ['echo "<script defer>"', []],
  ])('%s', (text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });

  test.each<[string, boolean]>([
    ['export CODER_SESSION_TOKEN="<value>"', true],
    ['curl -H "Authorization: Bearer <value>"', true],
    ['mysql --password <value>', true],
    ['login --api-key=<value>', true],
    ['login <your-password>', true],
    ['echo {{ api_key }}', true],
    ['kubectl logs <pod>', false],
    ['export CODER_URL=<value>', false],
  ])('%s is a secret: %s', (text, expected) => {
    expect(findPlaceholders(text)[0]?.isSecret).toBe(expected);
  });
});

describe('filling in', () => {
  test.each<[string, string, string, Record<string, string>]>([
    ['logs <pod>', 'api-7f:9/x', 'logs api-7f:9/x', {}],
    ['logs "<pod>"', 'api', 'logs "api"', {}],
    ['logs <pod>', 'a b', 'logs "${HEADROOM_VALUE_1}"', { HEADROOM_VALUE_1: 'a b' }],
    ['logs x/<pod>.y', '$(id)', 'logs x/"${HEADROOM_VALUE_1}".y', { HEADROOM_VALUE_1: '$(id)' }],
    ['logs "x <pod>"', '"; id #', 'logs "x ${HEADROOM_VALUE_1}"', { HEADROOM_VALUE_1: '"; id #' }],
    ["logs 'x <pod>'", "'; id #", "logs 'x '\"${HEADROOM_VALUE_1}\"''", { HEADROOM_VALUE_1: "'; id #" }],
    ['logs "$(name "<pod>")"', 'a b', 'logs "$(name "${HEADROOM_VALUE_1}")"', { HEADROOM_VALUE_1: 'a b' }],
    ['logs "$(name <pod>)"', 'a b', 'logs "$(name "${HEADROOM_VALUE_1}")"', { HEADROOM_VALUE_1: 'a b' }],
    ['logs <pod>', '-rf', 'logs "${HEADROOM_VALUE_1}"', { HEADROOM_VALUE_1: '-rf' }],
    ['logs <pod>', '~root', 'logs "${HEADROOM_VALUE_1}"', { HEADROOM_VALUE_1: '~root' }],
    ['x=<token>; y "<token>"', 'abc', 'x="${HEADROOM_VALUE_1}"; y "${HEADROOM_VALUE_1}"', { HEADROOM_VALUE_1: 'abc' }],
    ['run ... now', '--count 3 -v', 'run --count 3 -v now', {}],
    ['run ... now', '', 'run  now', {}],
    ['cat <<EOF\n<host>\nEOF', 'a.example', 'cat <<EOF\na.example\nEOF', {}],
  ])('%s with %s', (text, value, expected, variables) => {
    expect(fillPlaceholders(text, [value], 'bash')).toEqual({ text: expected, variables });
  });

  test('puts each value into its own places', () => {
    expect(fillPlaceholders('cp <from> <to>; ls <from>', ['a', 'b c'], 'sh')).toEqual({
      text: 'cp a "${HEADROOM_VALUE_2}"; ls a',
      variables: { HEADROOM_VALUE_2: 'b c' },
    });
  });

  test.each<[string, string, RegExp | undefined]>([
    ['logs <pod>', '', /nothing is run/],
    ['logs <pod>', 'a\nb', /several lines/],
    ['ssh host "logs <pod>"', '$(id)', /as commands/],
    ['ssh host "logs <pod>"', 'api', undefined],
    ["bash -lc 'logs <pod>'", 'a; id', /as commands/],
    ['kubectl exec x -- sh -c "ls <folder>"', 'a b', /as commands/],
    ['psql -c "select * from t where id = \'<row>\'"', "' or 1=1", /as commands/],
    ['grep -c <word> file', 'a b', undefined],
    ['cat <<EOF\n<host>\nEOF', 'a b', /quoted/],
    ["cat <<'EOF'\n<token>\nEOF", 'abc', /secret/],
    ['run ...', 'a; id', /Words/],
    ['run ...', '-v x', undefined],
  ])('%s refuses %j: %s', (text, value, why) => {
    const [placeholder] = findPlaceholders(text);
    const found = whyNotFilled(placeholder!, value, text, 'bash');
    if (why === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(why);
  });

  test('in PowerShell takes what needs no quotes, and a variable', () => {
    expect(fillPlaceholders('logs <pod>', ['a b'], 'powershell').text).toBe('logs ${env:HEADROOM_VALUE_1}');
    const [placeholder] = findPlaceholders("logs '<pod>'");
    expect(whyNotFilled(placeholder!, 'a b', "logs '<pod>'", 'powershell')).toMatch(/quoted/);
  });
});
