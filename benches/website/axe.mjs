// axe-core in jsdom, as far as jsdom goes (no style sheets, no contrast): seconds per page over the pages given.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.env.MODULES + '/');
const { JSDOM } = require('jsdom');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let total = 0;
for (const page of process.argv.slice(2)) {
  const html = readFileSync(page, 'utf8');
  const start = process.hrtime.bigint();
  const dom = new JSDOM(html, { runScripts: 'outside-only', pretendToBeVisual: true });
  dom.window.eval(axe);
  await dom.window.axe.run(dom.window.document, { rules: { 'color-contrast': { enabled: false } } });
  total += Number(process.hrtime.bigint() - start) / 1e9;
  dom.window.close();
}
console.log(JSON.stringify({ mode: 'axe-jsdom', pages: process.argv.length - 2, seconds_a_page: total / (process.argv.length - 2) }));
