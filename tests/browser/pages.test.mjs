// Every page of the sample site, from disk: no accessibility violation, no request, no error, no sideways scroll,
// and the language switch stays on the page.
import test from 'node:test';
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { axeSource, browser, build, pages, root, temporary } from './kit.mjs';

for (const project of ['sample-project', 'sample-project/course']) {
  test(`pages of ${project}`, async (t) => {
    const site = build(path.join(root, project), temporary(t));
    const chrome = await browser();
    t.after(() => chrome.close());
    const all = pages(site);
    assert.ok(all.length > 8, `only ${all.length} pages`);
    for (const scheme of ['light', 'dark']) {
      // axe needs to be injected past the page's own policy; the policy itself is tested below.
      const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: scheme, bypassCSP: true });
      const page = await context.newPage();
      for (const file of all) {
        await page.goto(pathToFileURL(path.join(site, file)).href);
        await page.evaluate(axeSource);
        const violations = await page.evaluate(async () => (await axe.run()).violations
          .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`));
        assert.deepEqual(violations, [], `${file}, ${scheme}`);
      }
      await context.close();
    }
    // As a visitor: no script, the page's policy in force.
    const context = await chrome.newContext({ viewport: { width: 320, height: 800 }, javaScriptEnabled: true });
    const page = await context.newPage();
    const outside = [];
    page.on('request', (request) => { if (!/^(file|data):/.test(request.url())) outside.push(request.url()); });
    const errors = [];
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    page.on('pageerror', (error) => errors.push(String(error)));
    for (const file of all) {
      await page.goto(pathToFileURL(path.join(site, file)).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${file} scrolls sideways at 320 px`);
      assert.ok(await page.evaluate(() => getComputedStyle(document.body).fontFamily !== getComputedStyle(document.createElement('p')).fontFamily
        && document.styleSheets.length > 0), `${file} has no style sheet`);
    }
    assert.deepEqual(outside, []);
    assert.deepEqual(errors, []);
  });
}

test('the language switch stays on the same page', async (t) => {
  const site = build(path.join(root, 'sample-project'), temporary(t));
  const chrome = await browser();
  t.after(() => chrome.close());
  const page = await chrome.newPage({ javaScriptEnabled: false });
  for (const file of pages(site).filter((file) => file.startsWith('fr/'))) {
    await page.goto(pathToFileURL(path.join(site, file)).href);
    await page.locator('a[hreflang="en"]').first().click();
    assert.equal(page.url(), pathToFileURL(path.join(site, file.replace(/^fr\//, 'en/'))).href);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  }
});
