// Watch mode as an author lives it: edit a number and see it, break the project and see where, mend it and go on.
import test from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import http from 'node:http';
import { browser, root, temporary, watch } from './kit.mjs';

function copied(t, project) {
  const folder = path.join(temporary(t), 'project');
  fs.cpSync(path.join(root, project), folder, { recursive: true });
  return folder;
}

test('edit, break, mend', async (t) => {
  const project = copied(t, 'sample-project/course');
  const file = path.join(project, 'parcours.yaml');
  const good = fs.readFileSync(file, 'utf8');
  const { address, said } = await watch(t, project);
  const chrome = await browser();
  t.after(() => chrome.close());
  const page = await chrome.newPage();
  await page.goto(address);
  await page.locator('h1').first().waitFor();

  // A number of the project's data: one answer more of everything, and the count on the page follows.
  const data = path.join(project, 'data/answers.csv');
  const rows = fs.readFileSync(data, 'utf8').trimEnd().split('\n');
  const before = await page.locator('body').innerText();
  assert.match(before, /\b42\b/);
  fs.writeFileSync(data, `${[...rows, rows[1]].join('\n')}\n`);
  await page.getByText(/\b43\b/).first().waitFor();

  // Broken YAML: the problem with its line over the last good page, and in the terminal.
  const lines = good.split('\n');
  const line = lines.findIndex((text) => text.startsWith('title:')) + 1;
  assert.ok(line > 0);
  fs.writeFileSync(file, good.replace(/^title:/m, 'titel:'));
  const problems = page.locator('#parcours-problems');
  await problems.waitFor();
  assert.match(await problems.innerText(), new RegExp(`parcours\\.yaml:${line}:1`));
  assert.ok(await page.locator('h1').first().isVisible(), 'the last good page stays');
  assert.match(said.text, new RegExp(`parcours\\.yaml:${line}:1`));

  // Mended: the page is back without the problem.
  fs.writeFileSync(file, good);
  await problems.waitFor({ state: 'detached' });
  await page.getByText(/\b43\b/).first().waitFor();
});

test('other hosts and paths outside the site are refused', async (t) => {
  const { address } = await watch(t, copied(t, 'sample-project/course'));
  const { port } = new URL(address);
  const status = (options) => new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, ...options }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on('error', reject);
  });
  assert.equal(await status({ path: '/index.html' }), 200);
  assert.equal(await status({ path: '/index.html', headers: { host: 'evil.example' } }), 421);
  assert.equal(await status({ path: '/..%2fparcours.yaml' }), 404);
  assert.equal(await status({ path: '/%2e%2e/parcours.yaml' }), 404);
  assert.equal(await status({ path: '/parcours.yaml' }), 404);
});
