// Watch mode as an author lives it: edit a number and see it, break the project and see where, mend it and go on.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import http from 'node:http';
import { browser, root, temporary, watch } from './kit.mjs';

let chrome;
before(async () => { chrome = await browser(); });
after(() => chrome?.close());

function copied(project) {
  const folder = path.join(temporary(), 'project');
  fs.cpSync(path.join(root, project), folder, { recursive: true });
  return folder;
}

async function newPage(t) {
  const page = await chrome.newPage();
  t.after(() => page.close());
  const errors = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, errors };
}

const place = (text, start) => {
  const line = text.split('\n').findIndex((one) => one.startsWith(start)) + 1;
  assert.ok(line > 0, `no line starts with ${start}`);
  return new RegExp(`parcours\\.yaml:${line}:1`);
};

test('edit, break, mend', async (t) => {
  const project = copied('sample-project/course');
  const { address, hears } = await watch(t, project);
  const { page, errors } = await newPage(t);
  await page.goto(`${address}fr/index.html`);
  const sources = page.locator('header .sources');
  await sources.getByText(/\b42\s+réponses/).waitFor();

  // One answer more, and the count on the page follows by itself.
  const data = path.join(project, 'data/answers.csv');
  const answers = fs.readFileSync(data, 'utf8').trimEnd();
  const another = answers.split('\n').at(-1).replace(/^[^,]*/, 'another');
  fs.writeFileSync(data, `${answers}\n${another}\n`);
  await sources.getByText(/\b43\s+réponses/).waitFor();

  // A misspelt key: the problem with its line over the last good page, and in the terminal.
  const file = path.join(project, 'parcours.yaml');
  const good = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, good.replace(/^title:/m, 'titel:'));
  const problems = page.locator('#parcours-problems');
  await problems.getByText(place(good, 'title:')).waitFor();
  assert.ok(await sources.getByText(/\b43\s+réponses/).isVisible(), 'the last good page stays');
  assert.match(await problems.innerText(), /last good site/);
  assert.notEqual(await problems.evaluate((panel) => getComputedStyle(panel).position), 'static', 'the panel has its style');
  await hears(place(good, 'title:'));

  // YAML that cannot be read at all, saved by way of another file as many editors do.
  fs.writeFileSync(`${file}.new`, `${good}\nscope: [\n`);
  fs.renameSync(`${file}.new`, file);
  await problems.getByText(/project\/.*(yaml|syntax)/).first().waitFor();

  // Mended: the page is back without the problem.
  fs.writeFileSync(file, good);
  await problems.waitFor({ state: 'detached' });
  await sources.getByText(/\b43\s+réponses/).waitFor();
  assert.deepEqual(errors, []);
});

test('a project that never built shows what is wrong, and the report once it is mended', async (t) => {
  const project = copied('sample-project/course');
  const file = path.join(project, 'parcours.yaml');
  const good = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, good.replace(/^title:/m, 'titel:'));
  const { address, hears } = await watch(t, project);
  const { page, errors } = await newPage(t);
  await page.goto(address);
  const problems = page.locator('#parcours-problems');
  await problems.getByText(place(good, 'title:')).waitFor();
  assert.doesNotMatch(await problems.innerText(), /last good site/);
  await hears(place(good, 'title:'));
  fs.writeFileSync(file, good);
  await page.locator('header .sources').waitFor();
  assert.equal(await problems.count(), 0);
  assert.deepEqual(errors, []);
});

test('other hosts and paths outside the site are refused', async (t) => {
  const { address } = await watch(t, copied('sample-project/course'));
  const { port } = new URL(address);
  const status = (options) => new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, ...options }, (answer) => { answer.resume(); resolve(answer.statusCode); }).on('error', reject);
  });
  assert.equal(await status({ path: '/index.html' }), 200);
  assert.equal(await status({ path: '/index.html', headers: { host: 'evil.example' } }), 421);
  for (const outside of ['/..%2fparcours.yaml', '/%2e%2e/parcours.yaml', '/../parcours.yaml', '/parcours.yaml', '/data/answers.csv']) {
    assert.equal(await status({ path: outside }), 404, outside);
  }
});
