// What the browser tests share: a Chromium, a built site, a running watch. Nothing here asserts.
import { spawn, execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { CHROMIUM, PARCOURS, PARCOURS_KIT } = process.env;
if (!CHROMIUM || !PARCOURS || !PARCOURS_KIT) throw new Error('run these by ./tests/run, which says where everything is');
const require = createRequire(path.join(PARCOURS_KIT, 'package.json'));
const { chromium } = require('playwright-core');
export const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A Chromium, for all tests of a file. */
export function browser() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/** A temporary folder that is gone when the tests of a file are done. */
export function temporary() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parcours-'));
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a project of the repository into `out`. */
export function build(project, out) {
  execFileSync(PARCOURS, ['build', path.join(root, project), '--out', out, '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}

/** Every page of a built site, as paths from its root. */
export function pages(site) {
  return fs.readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html')).sort();
}

/**
 * `parcours watch` on a free port, once it serves: its `address`, and `hears`, which waits for words on its terminal.
 */
export async function watch(t, project) {
  const child = spawn(PARCOURS, ['watch', project, '--port', '0', '--messages', 'en'], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill());
  const heard = new EventEmitter();
  let terminal = '';
  child.stderr.on('data', (data) => { terminal += data; heard.emit('more'); });
  const hears = async (words) => {
    while (!words.test(terminal)) await once(heard, 'more', { signal: AbortSignal.timeout(30_000) });
  };
  const address = await new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`watch ended with ${code}: ${terminal}`)));
    child.stdout.on('data', (data) => {
      const found = /http:\/\/\S+/.exec(String(data));
      if (found) resolve(found[0]);
    });
  });
  return { address, hears };
}
