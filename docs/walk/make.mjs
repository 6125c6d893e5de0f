// Makes the pictures of a child's walk in this folder: one row a band, and one in Arabic.
// Needs Chromium, and playwright-core beside this file or above it (npm install playwright-core).
//   cargo run -- demo --listen 127.0.0.1:8090     (another terminal; take the child's address from it)
//   node docs/walk/make.mjs http://127.0.0.1:8090/e/CODE
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';

const { chromium } = createRequire(join(process.cwd(), 'here.js'))('playwright-core');
const event = process.argv[2];
const shots = mkdtempSync(join(tmpdir(), 'walk-'));
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1080, height: 810 } });

/** Name of the picture, and how the child wants her questions. */
const walks = {
  '4-7': 'way=pictures&words=4-7&lang=en', '8-11': 'way=words&words=8-11&lang=en', '12-15': 'way=spoken&words=12-15&lang=en',
  '16-over': 'way=words&words=16%2B&lang=en&theme=cream', arabic: 'way=words&words=8-11&lang=ar',
};
let shot = 0;
for (const [name, look] of Object.entries(walks)) {
  const row = [];
  const take = async () => {
    const path = join(shots, `${++shot}.png`);
    await page.waitForTimeout(150);
    await page.screenshot({ path });
    row.push(path);
  };
  /** Chooses the nth answer of a question. @param {string} q @param {number} n */
  const choose = (q, n) => page.click(`#q-${q} .tiles:not(.quiet) > .answer:nth-child(${n}) label`);
  const next = () => page.click('#next');
  await page.goto(`${event}?${look}`);
  await take();
  await page.goto(`${event}/welcome?${look}`);
  await take();
  await page.goto(`${event}/answer?${look}`);
  await choose('age', { '4-7': 1, '8-11': 2, '12-15': 3, '16-over': 4 }[name] ?? 2);
  await take();
  await next();
  await next();
  await choose('alone', 2);
  await take();
  await next();
  await take(); // Would you like to talk to someone?
  await next();
  await choose('ways', 1);
  await choose('ways', 4);
  await take();
  for (let i = 0; i < 20 && await page.isVisible('#next'); i++) await next();
  await take();
  await page.click('section:not([hidden]) > button[type=submit]');
  await page.waitForSelector('#thanks:not([hidden])');
  await take();
  const images = row.map((path) => `<img src="data:image/png;base64,${readFileSync(path).toString('base64')}">`).join('');
  const sheet = await browser.newPage({ viewport: { width: 1720, height: 660 } });
  await sheet.setContent(`<body style="margin:0;padding:10px;display:grid;grid-template-columns:repeat(4,1fr);gap:10px;background:#d9dde3">${images}<style>img{width:100%;border-radius:8px}</style>`);
  await sheet.screenshot({ path: new URL(`${name}.png`, import.meta.url).pathname, fullPage: true });
  await sheet.close();
}
await browser.close();
