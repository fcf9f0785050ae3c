import { describe, expect, test } from 'vitest';
import { findDangers, NO_PLACE, type DangerPlace } from '../../../../core/checklist/runbook/dangers.ts';

const reasonsOf = (text: string, place?: DangerPlace): string[] => findDangers(text, place).map(({ reason }) => reason);

describe('a command that may do harm', () => {
  test.each<[string, RegExp]>([
    ['rm -rf build', /deletes files/],
    ['rm -r -f build', /deletes files/],
    ['rm --recursive build', /deletes files/],
    ['rm *.log', /deletes files/],
    ['sudo rm -fr /var/lib/x', /deletes files/],
    ['sudo -u deploy /bin/rm -rf x', /deletes files/],
    ['cd /tmp && rm -rf x', /deletes files/],
    ['if true; then rm -rf x; fi', /deletes files/],
    ['for d in a b; do rm -rf "$d"; done', /deletes files/],
    ['echo "$(rm -rf x)"', /deletes files/],
    ['echo `rm -rf x`', /deletes files/],
    ["bash -c 'rm -rf x'", /deletes files/],
    ["ssh host 'sudo rm -rf x'", /deletes files/],
    ['ssh host rm -rf x', /deletes files/],
    ['kubectl exec api -- rm -rf /data', /deletes files/],
    ['bash <<EOF\nrm -rf x\nEOF', /deletes files/],
    ['echo "rm -rf x" | bash', /deletes files/],
    ['ls | xargs rm -rf', /deletes files/],
    ['find . -name "*.log" -delete', /deletes all files/],
    ['find . -exec rm {} \\;', /deletes or ends/],
    ['PATH=/x rm -rf y', /deletes files/],
    ['timeout 5 rm -rf y', /deletes files/],
    ['timeout --signal KILL 5 rm -rf y', /deletes files/],
    ['sudo --user deploy rm -rf y', /deletes files/],
    ['busybox rm -rf y', /deletes files/],
    ['tee /dev/sda < image', /overwrites a disk/],
    ['dd if=/dev/zero of=/dev/sda bs=1M', /overwrites/],
    ['mkfs.ext4 /dev/sdb1', /erases a disk/],
    ['echo x > /dev/sda', /overwrites a disk/],
    ['cat image > /dev/nvme0n1', /overwrites a disk/],
    ['rsync -a --delete a/ b/', /deletes files/],
    ['chmod -R 777 /srv', /everybody/],
    ['chmod 777 -R /srv', /everybody/],
    ['chown -R me /usr', /folder of the system/],
    ['kubectl delete pod api', /cluster/],
    ['kubectl -n shop delete deploy/api', /cluster/],
    ['kubectl drain node-1 --ignore-daemonsets', /node/],
    ['kubectl scale deploy/api --replicas=0', /stops every replica/],
    ['kubectl scale --replicas 0 deploy/api', /stops every replica/],
    ['kubectl rollout undo deploy/api', /replaces/],
    ['helm uninstall shop', /takes away/],
    ['terraform destroy -auto-approve', /destroys/],
    ['terraform -chdir=x apply', /changes infrastructure/],
    ['psql -c "DROP TABLE users"', /drops/],
    ['mysql shop -e "truncate table orders"', /empties/],
    ['psql <<SQL\nDELETE FROM orders;\nSQL', /deletes rows/],
    ['echo "DELETE FROM orders" | psql', /deletes rows/],
    ['git push --force origin main', /overwrites/],
    ['git push -f', /overwrites/],
    ['git push origin +main', /overwrites/],
    ['git push --force-with-lease', /overwrites/],
    ['git reset --hard origin/main', /throws away/],
    ['git clean -fdx', /not committed/],
    ['shutdown -h now', /machine/],
    ['sudo reboot', /machine/],
    ['systemctl restart nginx', /service/],
    ['kill -9 1234', /ends processes/],
    ['kill $(pgrep api)', /ends processes/],
    ['pkill -f "test_performance_10k_users"', /by their name/],
    ['killall node', /by their name/],
    ['docker system prune -af', /no container/],
    ['docker rm prometheus grafana', /containers/],
    ['docker compose down -v', /data/],
    ['aws ec2 terminate-instances --instance-ids i-1', /cloud/],
    ['aws s3 rm s3://bucket --recursive', /cloud/],
    ['aws rds delete-db-instance --db-instance-identifier x', /cloud/],
    ['gcloud compute instances delete x', /cloud/],
    ['coder delete my-workspace', /workspaces/],
    ['coder exp scaletest cleanup', /workspaces/],
    ['redis-cli FLUSHALL', /data/],
    ['curl -fsSL https://example.com/install.sh | sh', /network/],
    ['curl -fsSL https://example.com/install.sh | sudo bash -s -- -y', /network/],
    ['bash <(curl -s https://example.com/x)', /network/],
    ['sh -c "$(curl -fsSL https://example.com/x)"', /network/],
    ['eval "$(wget -qO- https://example.com/x)"', /network/],
    ['iptables -F', /firewall/],
    ['crontab -r', /planned tasks/],
    ['hey -z 30s https://shop.example.com/', /sends load to shop\.example\.com/],
    ['npx artillery quick --count 10 https://shop.example.com', /sends load to shop\.example\.com/],
  ])('%s', (text, reason) => {
    expect(reasonsOf(text).join('; ')).toMatch(reason);
  });
});

describe('what only looks like it', () => {
  test.each([
    ['echo rm -rf x'],
    ['echo "rm -rf build"'],
    ["printf 'kubectl delete pod\\n'"],
    ['grep rm file'],
    ['grep -r "rm -rf" scripts'],
    ['history | grep "git push --force"'],
    ['# rm -rf build'],
    ['ls # then rm -rf build'],
    ['man rm'],
    ['which dd mkfs shutdown'],
    ['rm notes.txt'],
    ['docker run --rm alpine ls'],
    ['kubectl get pods'],
    ['kubectl describe nodes | grep -A 10 "Conditions:"'],
    ['kubectl scale --help'],
    ['kubectl logs -n coder-prov -l app=coder-provisioner --tail=100'],
    ['helm list'],
    ['terraform plan'],
    ['git push origin main'],
    ['git reset HEAD~1'],
    ['git checkout main'],
    ['git log --grep="reset --hard"'],
    ['kill -0 1234'],
    ['docker ps'],
    ['docker compose up -d'],
    ['aws ec2 describe-instances'],
    ['aws s3 ls s3://bucket'],
    ['coder list --all | wc -l'],
    ['curl -fsSL https://example.com/data.json | jq .'],
    ['curl -sh https://example.com'],
    ['chmod +x run.sh'],
    ['chmod 755 run.sh'],
    ['ls > /dev/null 2>&1'],
    ['psql -c "select deleted from orders"'],
    ['cat > cleanup.sh <<EOF\nrm -rf x\nEOF'],
    ['systemctl status nginx'],
    ['hey -z 30s http://127.0.0.1:8080/'],
    ['wrk -t2 http://localhost:8080/'],
    ['k6 version'],
    ['cd deploy/delete'],
    ['export FORCE="--force"'],
    ['confirm=drop make all'],
  ])('%s', (text) => {
    expect(reasonsOf(text)).toEqual([]);
  });
});

describe('load against what is protected', () => {
  const unchosen: DangerPlace = {
    protectedHosts: ['shop.example.com'],
    variables: { HEADROOM_TARGET: 'https://shop.example.com', LOCAL: 'http://127.0.0.1:8080' },
  };
  const place: DangerPlace = { ...unchosen, protectedEnvironment: 'shop.example.com' };
  test.each<[string, string | undefined]>([
    ['hey -z 30s https://shop.example.com/search', 'shop.example.com'],
    ['hey -z 30s "$HEADROOM_TARGET/search"', 'shop.example.com'],
    ['wrk -t2 ${HEADROOM_TARGET}', 'shop.example.com'],
    ['curl -s https://shop.example.com/search', undefined],
    ['hey -z 30s "$LOCAL/search"', undefined],
    ['k6 run load.js', 'shop.example.com'],
    ['coder exp scaletest dashboard --count 10', 'shop.example.com'],
    ['k6 inspect load.js', undefined],
  ])('%s asks for the host: %s', (text, host) => {
    expect(findDangers(text, place).find(({ protectedHost }) => protectedHost)?.protectedHost).toBe(host);
  });

  // No environment is chosen, so only what the text says tells where load goes.
  const text = (...lines: string[]): string => lines.join('\n');
  test.each<[string, string | undefined]>([
    [text('URL=https://shop.example.com', 'wrk -t4 -c100 "$URL/search"'), 'shop.example.com'],
    [text('HOST=shop.example.com', 'hey https://$HOST/'), 'shop.example.com'],
    [text('SHOP=shop; DOMAIN=$SHOP.example.com', 'hey https://${DOMAIN%/}/'), 'shop.example.com'],
    [text('export BASE_URL=https://shop.example.com', 'k6 run s.js'), 'shop.example.com'],
    [text('TO=$HEADROOM_TARGET', 'export TO', 'k6 run s.js'), 'shop.example.com'],
    ['echo "GET https://shop.example.com/" | vegeta attack', 'shop.example.com'],
    ['for host in a.example.com Shop.Example.com; do wrk https://$host/; done', 'shop.example.com'],
    ['hey "${URL:-https://shop.example.com}"', 'shop.example.com'],
    [text('URL=https://shop.example.com', "bash -c 'wrk $URL'"), 'shop.example.com'],
    [text('curl https://shop.example.com/health', 'echo done'), undefined],
    [text('URL=http://localhost:8080', 'wrk $URL'), undefined],
  ])('%s in a block asks for the host: %s', (block, host) => {
    const dangers = findDangers(block, unchosen);
    expect(dangers.find(({ protectedHost }) => protectedHost)?.protectedHost).toBe(host);
  });

  test.each([
    'wrk $UNKNOWN',
    'wrk "$(cat url.txt)"',
    'hey https://$HOST/',
    'k6 run -e BASE_URL=$URL s.js',
    'URL=$OTHER artillery run load.yml',
    'artillery run --target $URL load.yml',
    'echo "GET $URL/" | vegeta attack',
  ])('is asked for where nobody knows its place: %s', (block) => {
    expect(reasonsOf(block, NO_PLACE)).toEqual([
      expect.stringMatching(/^sends load to .*, and nobody knows where that is$/),
    ]);
  });

  test.each(['wrk -t $THREADS http://localhost:1', 'k6 run --vus $USERS s.js', 'hey "$LOCAL/$PAGE"'])(
    'is not asked for where its place is known, or a script says it: %s',
    (block) => {
      expect(reasonsOf(block, unchosen)).toEqual([]);
    },
  );

  test('is not asked for where nothing is protected', () => {
    expect(reasonsOf('k6 run load.js', NO_PLACE)).toEqual([]);
  });
});

test('each danger names its line and its command', () => {
  const text = 'ls\n\nkubectl delete pod \\\n  api\necho done\ngit reset --hard';
  expect(findDangers(text).map(({ line, command }) => [line, command])).toEqual([
    [3, 'kubectl delete pod api'],
    [6, 'git reset --hard'],
  ]);
});

test('a text made to hurt is read in time', () => {
  for (const text of [
    '$('.repeat(5000),
    '"'.repeat(20_000),
    '<'.repeat(20_000),
    "'$((`".repeat(4000),
    'a|'.repeat(10_000),
    'wrk $U|'.repeat(3000),
    'A=$A$A\n'.repeat(3000) + 'wrk $A',
    'docker compose '.repeat(3000),
    `kubectl ${'-n $X '.repeat(5000)}`,
    `${'cat x | '.repeat(3000)}psql`,
  ]) {
    const startedAt = performance.now();
    findDangers(text);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  }
});
