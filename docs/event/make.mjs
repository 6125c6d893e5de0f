// Makes the pictures of docs/RUNNING-AN-EVENT.md in this folder, by clicking through a demonstration: an officer, her
// board and three tablets, one of which cannot send. Give it a demonstration of its own: it changes what is in there.
// Needs Chromium, and playwright-core in the current folder or above it (npm install playwright-core).
//   cargo run -- demo --listen 127.0.0.1:8090 --data /tmp/demo     (another terminal; take the line "Run the event" from it)
//   node docs/event/make.mjs 'http://127.0.0.1:8090/sign-in/…?to=/events/CODE'
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';

const { chromium } = createRequire(join(process.cwd(), 'here.js'))('playwright-core');
const [signIn] = process.argv.slice(2);
const { origin, searchParams } = new URL(signIn);
const code = searchParams.get('to')?.split('/').pop();

/** A browser of its own, as one device is. @param {number} width @param {number} height */
async function device(width, height) {
  const folder = mkdtempSync(join(tmpdir(), 'event-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], viewport: { width, height },
  });
  const [page] = context.pages();
  // As a page on the home screen has it.
  const tools = await context.newCDPSession(page);
  await tools.send('Browser.grantPermissions', { origin, permissions: ['durableStorage'] });
  return { context, page };
}
/** @param {import('playwright-core').Page} page @param {string} name @param {object} [more] */
const take = async (page, name, more = {}) => {
  await page.waitForTimeout(400);
  await page.screenshot({ path: new URL(`${name}.png`, import.meta.url).pathname, ...more });
};

const { context: office, page: officer } = await device(1140, 1000);
await officer.goto(signIn);
await officer.goto(`${origin}/events/${code}/tablets`);
await officer.click('button[value=code]');
const typed = await officer.innerText('p.code');

const tablets = [];
for (let i = 0; i < 3; i++) {
  const tablet = await device(1080, 810);
  await tablet.page.goto(`${origin}/e/tablet`);
  await tablet.page.fill('#code', typed);
  await tablet.page.click('#enrol button');
  await tablet.page.waitForSelector('#held', { timeout: 120_000 });
  tablets.push(tablet);
}
const [first, asking, silent] = tablets;
await first.page.waitForSelector('#hand-on a:not(.second)');
await take(first.page, 'ready');
await first.page.goto(`${origin}/e/${code}`);

// A child asks for somebody, quietly.
await asking.page.goto(`${origin}/e/${code}/answer`);
await asking.page.waitForSelector('body[data-again]');
await asking.page.click(".bar a[href='#help']");
await asking.page.click('#help [data-part=talk]');
await asking.page.click('#raise .who .tile >> nth=0');
await asking.page.click('#raise .how .tile >> nth=1');
await asking.page.waitForSelector('#raise-ask:not([hidden])');
await take(asking.page, 'talk', { clip: { x: 0, y: 104, width: 1080, height: 668 } });
await asking.page.click('#raise-ask');

// A tablet whose answers do not get through.
await silent.context.route('**/envelope/*', (route) => route.abort());
await silent.page.goto(`${origin}/e/${code}/answer`);
await silent.page.waitForSelector('body[data-again]');
while (await silent.page.isVisible('#next')) {
  const tile = await silent.page.$('.question:not([hidden]) .answer .tile');
  await tile?.click();
  await silent.page.click('#next');
}
await silent.page.click('section:not([hidden]) > button[type=submit]');
await silent.page.waitForSelector('#thanks:not([hidden])');
await silent.page.waitForTimeout(1000);
await silent.page.click('#thanks a.primary');
// On its own page a tablet says now and then that it is there, and whether it holds something.
await officer.goto(`${origin}/events/${code}/board`);
await officer.waitForFunction(() => /Tablet \d holds answers/.test(document.body.innerText) && !/Not seen yet/.test(document.body.innerText), null, { timeout: 200_000 });
await take(officer, 'board', { clip: { x: 0, y: 0, width: 1140, height: 780 } });
await silent.page.goto(`${origin}/e/${code}/ready`);
await silent.page.waitForSelector('#held .full', { timeout: 60_000 });
await (await silent.page.$('#held'))?.scrollIntoViewIfNeeded();
const held = await (await silent.page.$('#held'))?.boundingBox();
if (held) await take(silent.page, 'file', { clip: { x: 0, y: held.y, width: 1080, height: Math.min(held.height + 24, 810 - held.y) } });

// The page Tablets, with what is set up so far and a code.
await officer.goto(`${origin}/events/${code}/tablets`);
await officer.click('button[value=code]');
await take(officer, 'tablets', { clip: { x: 0, y: 0, width: 1140, height: 872 } });
for (const { context } of [...tablets, { context: office }]) await context.close();
