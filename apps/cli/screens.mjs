// `npm run screens`: a picture of every screen, ja, desk and phone, in out/screens, from a throw-away KADO with the demo's
// engagements parked in every stage.
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfNeeded, checkNode, installIfNeeded, ROOT } from './prerequisites.mjs';

const SIZES = { desk: { width: 1280, height: 860 }, phone: { width: 375, height: 740 } };

checkNode();
installIfNeeded();
buildIfNeeded();
const require = createRequire(import.meta.url);
const { withThrowAwayStack } = require(join(ROOT, 'dist/apps/cli/parked.js'));
const { launchBrowser, settle, signedIn } = require(join(ROOT, 'apps/web/tools/browser.cjs'));
const { addressOf, SCREENS } = require(join(ROOT, 'apps/web/tools/screens.cjs'));
const { engagementsByStage, peopleFinder } = require(join(ROOT, 'apps/web/tools/stand-in-people.cjs'));
const OUT = join(ROOT, 'out', 'screens');
const say = (sentence) => process.stderr.write(`${sentence}\n`);

async function takeAll(base) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const byStage = await engagementsByStage(base);
  const find = peopleFinder(base);
  const browser = await launchBrowser();
  let failed = 0;
  try {
    for (const screen of SCREENS) {
      const engagement = screen.at && byStage.get(screen.at);
      const isKind = screen.as !== null && !/\d/.test(screen.as);
      const login = isKind ? await find(screen.as, engagement) : screen.as;
      if ((screen.at && !engagement) || login === undefined) {
        say(`✗ ${screen.name}: nobody (${screen.as}) or nothing (${screen.at}) to show`);
        failed += 1;
        continue;
      }
      for (const [size, viewport] of Object.entries(SIZES)) {
        const context = await signedIn(browser, base, login, viewport);
        try {
          const page = await context.newPage();
          const read = async (path) => (await context.request.get(`/api/v1${path}`)).json();
          await page.goto(await addressOf(screen, engagement?.key, read));
          await settle(page);
          await page.screenshot({ path: join(OUT, `${screen.name}-${size}.png`), fullPage: true });
        } catch (error) {
          say(`✗ ${screen.name} (${size}): ${error.message.split('\n')[0]}`);
          failed += 1;
        } finally {
          await context.close();
        }
      }
      say(`✓ ${screen.name}`);
    }
  } finally {
    await browser.close();
  }
  return failed;
}

const failed = await withThrowAwayStack({ root: ROOT, say, demo: true }, ({ apiUrl }) => takeAll(apiUrl));
say(`Pictures: ${OUT}`);
process.exit(failed === 0 ? 0 : 1);
