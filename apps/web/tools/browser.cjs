// The browser of tests, pictures and measures: one of the machine, else the one inside an npm package. Nothing has to be
// installed by hand. KADO_BROWSER names another one.
const { accessSync, constants } = require('node:fs');
const { delimiter, join } = require('node:path');
const { chromium } = require('playwright-core');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function browserPath() {
  if (process.env.KADO_BROWSER) return process.env.KADO_BROWSER;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
  if (found) return found;
  // As an ES module (Node) the class is its default; as CommonJS (Jest) it is the module itself.
  const carried = require('@sparticuz/chromium');
  return (carried.default ?? carried).executablePath();
}

/** Started as root in a container there is no sandbox to be had; the pages are our own. */
async function launchBrowser() {
  return chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--hide-scrollbars', '--mute-audio'],
  });
}

/** A window of somebody's own, signed in through the API's session route. */
async function signedIn(browser, base, login, { width = 1280, height = 900, language = 'ja', scheme = 'light' } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height },
    locale: language === 'en' ? 'en-GB' : 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  await context.addInitScript((chosen) => localStorage.setItem('kado-language', chosen), language);
  if (login !== null) {
    const answer = await context.request.post('/api/v1/auth/session', {
      data: { login, password: 'kado-demo' },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    if (!answer.ok()) throw new Error(`${login} could not sign in: ${answer.status()}`);
  }
  return context;
}

/** The page has its heading, waits for nothing, and its letters are there. */
async function settle(page) {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

module.exports = { browserPath, launchBrowser, signedIn, settle };
