// Opens reports as HTML in a real browser: on a phone, a laptop and a projector, by day, by night and
// on paper. Nothing may be loaded, nothing may be said on the console, nothing may stick out of the
// page, and axe-core and html-validate may find no fault.
//
//   npm install && npm run check -- report.html [more.html …] [--shots FOLDER]
//
// Needs a Chromium, named by CHROMIUM where it is not at /usr/bin/chromium.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HtmlValidate } from 'html-validate';
import puppeteer from 'puppeteer-core';

const WIDTHS = [375, 1280, 1920];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const given = process.argv.slice(2);
const at = given.indexOf('--shots');
const shots = at < 0 ? undefined : given.splice(at, 2)[1];
if (given.length === 0 || (at >= 0 && !shots)) {
  console.error('name the reports to look at: npm run check -- report.html [--shots FOLDER]');
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Written by the HTML standard, in which these are matters of taste.
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'void-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
  },
});

const faults = [];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

for (const file of given) {
  const path = resolve(file);
  const name = basename(file, '.html');
  const fault = (where, what) => faults.push(`${file}: ${where}: ${what}`);
  const report = await validator.validateFile(path);
  for (const message of report.results.flatMap((result) => result.messages)) {
    fault('html-validate', `${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
  }
  for (const scheme of ['light', 'dark']) {
    for (const width of WIDTHS) {
      const where = `${width} px, ${scheme}`;
      const page = await browser.newPage();
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      page.on('console', (said) => fault(where, `console: ${said.text()}`));
      page.on('pageerror', (error) => fault(where, `error: ${error.message}`));
      page.on('request', (request) => {
        if (request.url() !== pathToFileURL(path).href) fault(where, `asks for ${request.url()}`);
      });
      await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
      const wide = await page.evaluate(() => {
        const room = document.documentElement.clientWidth;
        const out = [...document.querySelectorAll('body *')].find((element) => {
          const box = element.getBoundingClientRect();
          const hidden = element.closest('.unseen, svg, details:not([open])');
          return !hidden && box.width > 0 && (box.right > room + 1 || box.left < -1);
        });
        return out ? `<${out.localName}> ${out.textContent.trim().slice(0, 60)}` : undefined;
      });
      if (wide) fault(where, `sticks out of the page: ${wide}`);
      if (shots) await page.screenshot({ path: `${shots}/${name}-${scheme}-${width}.png`, fullPage: true });
      await page.evaluate(AXE);
      // What is behind a line that opens is looked at as well.
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      const found = await page.evaluate(async () => (await window.axe.run(document)).violations);
      for (const one of found) {
        const example = one.nodes[0];
        fault(where, `axe: ${one.id} (${one.nodes.length}): ${example.html.slice(0, 120)}: ${example.failureSummary}`);
      }
      await page.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
  await page.emulateMediaType('print');
  if (shots) {
    await page.pdf({ path: `${shots}/${name}.pdf`, format: 'A4', preferCSSPageSize: true });
    await page.setViewport({ width: 794, height: 1123 });
    await page.screenshot({ path: `${shots}/${name}-print.png`, fullPage: true });
  }
  await page.close();
}
await browser.close();

faults.forEach((fault) => console.error(fault));
console.log(`${given.length} looked at, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);
