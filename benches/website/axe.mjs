// axe-core in jsdom, as far as jsdom goes (no style sheets, no contrast): seconds per page over the pages given, on the
// clock and of the processor.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.env.MODULES + '/');
const { JSDOM } = require('jsdom');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let total = 0;
const before = process.cpuUsage();
for (const page of process.argv.slice(2)) {
  const html = readFileSync(page, 'utf8');
  const start = process.hrtime.bigint();
  const dom = new JSDOM(html, { runScripts: 'outside-only', pretendToBeVisual: true });
  dom.window.eval(axe);
  await dom.window.axe.run(dom.window.document, { rules: { 'color-contrast': { enabled: false } } });
  total += Number(process.hrtime.bigint() - start) / 1e9;
  dom.window.close();
}
const used = process.cpuUsage(before);
const pages = process.argv.length - 2;
console.log(
  JSON.stringify({
    mode: 'axe-jsdom',
    pages,
    seconds_a_page: total / pages,
    processor_a_page: (used.user + used.system) / 1e6 / pages,
  }),
);
