// What the browser tests share: a Chromium, a built site, a running watch. Nothing here asserts.
import { spawn, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(path.join(process.env.PARCOURS_KIT, 'package.json'));
export const { chromium } = require('playwright-core');
export const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const parcours = process.env.PARCOURS;

export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/** A temporary folder that is gone when the test is. */
export function temporary(t) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parcours-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a project into `out`. */
export function build(project, out) {
  execFileSync(parcours, ['build', project, '--out', out, '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}

/** Every page of a built site, as paths from its root. */
export function pages(site) {
  return fs.readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html')).sort();
}

/** `parcours watch` on a free port; resolves with its address once it serves. */
export function watch(t, project) {
  const child = spawn(parcours, ['watch', project, '--port', '0', '--messages', 'en'], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill());
  const said = { text: '' };
  child.stderr.on('data', (data) => { said.text += data; });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`watch ended with ${code}: ${said.text}`)));
    child.stdout.on('data', (data) => {
      const address = /http:\/\/\S+/.exec(String(data));
      if (address) resolve({ address: address[0], said });
    });
  });
}
