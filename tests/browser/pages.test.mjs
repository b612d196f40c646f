// Every page of the sample sites, opened from disk: no accessibility violation in light or dark, no request, no
// console error, no sideways scroll at 320 px, readable without JavaScript, and a language switch that stays.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { axeSource, browser, build, pages, temporary } from './kit.mjs';

let chrome;
before(async () => { chrome = await browser(); });
after(() => chrome?.close());

for (const project of ['sample-project', 'sample-project/course']) {
  describe(project, () => {
    let site;
    let all;
    before(() => {
      site = build(project, temporary());
      all = pages(site);
      assert.ok(all.length > 20, `only ${all.length} pages`);
    });
    const address = (file) => pathToFileURL(path.join(site, file)).href;

    test('axe-core finds nothing, in light and in dark', async (t) => {
      // The policy of the pages would keep axe out as well; that it is in force is tested below.
      const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
      t.after(() => context.close());
      const page = await context.newPage();
      const found = [];
      const judge = async (file, scheme, rules) => {
        // preload would fetch style sheets a second time, which a page from disk may not.
        const options = { preload: false, resultTypes: ['violations'], ...rules };
        const violations = await page.evaluate(async (options) => (await globalThis.axe.run(options)).violations
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`), options);
        found.push(...violations.map((violation) => `${file}, ${scheme}: ${violation}`));
      };
      for (const file of all) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(address(file));
        await page.evaluate(axeSource);
        await judge(file, 'light', {});
        // The scheme changes nothing but colours, so that only the rules on colours can come out differently.
        await page.emulateMedia({ colorScheme: 'dark' });
        await judge(file, 'dark', { runOnly: ['color-contrast', 'link-in-text-block'] });
      }
      assert.deepEqual(found, []);
    });

    test('no request leaves a page, no error, no sideways scroll at 320 px, the style sheet applies', async (t) => {
      const context = await chrome.newContext({ viewport: { width: 320, height: 800 } });
      t.after(() => context.close());
      const page = await context.newPage();
      const wrong = [];
      let file;
      const root = pathToFileURL(site).href;
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith('data:') && !url.startsWith(`${root}/`)) wrong.push(`${file} asks for ${url}`);
      });
      page.on('requestfailed', (request) => wrong.push(`${file} does not get ${request.url()}`));
      page.on('console', (message) => { if (message.type() === 'error') wrong.push(`${file}: ${message.text()}`); });
      page.on('pageerror', (error) => wrong.push(`${file}: ${error}`));
      for (file of all) {
        await page.goto(address(file));
        const seen = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          margin: getComputedStyle(document.body).margin,
          scripts: document.scripts.length,
        }));
        if (seen.wide > 0) wrong.push(`${file} scrolls sideways by ${seen.wide} px`);
        // A browser's own style leaves 8 px around a page.
        if (seen.margin === '8px') wrong.push(`${file} has no style`);
        if (seen.scripts > 0) wrong.push(`${file} has a script`);
      }
      assert.deepEqual(wrong, []);
    });

    test('without JavaScript every page can be read, and the language switch stays on it', async (t) => {
      const context = await chrome.newContext({ javaScriptEnabled: false });
      t.after(() => context.close());
      const page = await context.newPage();
      for (const file of all.filter((name) => name === 'index.html' || name.startsWith('fr/'))) {
        await page.goto(address(file));
        assert.ok(await page.locator('main h1').first().isVisible(), file);
        assert.ok((await page.locator('main').innerText()).length > 100, `${file} says next to nothing`);
        await page.locator('header a[hreflang="en"]').click();
        assert.equal(page.url(), address(`en/${file.replace(/^fr\//, '')}`));
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        assert.ok(await page.locator('main h1').first().isVisible(), page.url());
      }
    });
  });
}

test('the policy of a page lets no script in and no request out', async (t) => {
  const site = build('sample-project/course', temporary());
  const context = await chrome.newContext();
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.join(site, 'fr/index.html')).href);
  const refused = await page.evaluate(() => new Promise((resolve) => {
    const met = new Set();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      met.add(effectiveDirective);
      if (met.size === 2) resolve([...met].sort());
    });
    const script = document.createElement('script');
    script.textContent = 'globalThis.entered = true';
    document.body.append(script);
    fetch('https://example.org/').catch(() => {});
  }));
  assert.deepEqual(refused, ['connect-src', 'script-src-elem']);
  assert.equal(await page.evaluate(() => globalThis.entered), undefined);
});
